# needs: 3.13
"""Tables as text: every dialect, and texts that are not quite right."""
import csv, io, os, tempfile, shutil
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
place = tempfile.mkdtemp(); os.chdir(place)
rows = [['a', 'b,c', 'd"e'], [1, 2.5, None], ['', 'x\ny', ' s '], [''], [], ['é', True]]
for opts in [{}, {'delimiter': ';'}, {'quoting': csv.QUOTE_ALL}, {'quoting': csv.QUOTE_NONNUMERIC}, {'quotechar': "'"}, {'lineterminator': '\n'}, {'dialect': 'excel-tab'}, {'dialect': 'unix'}, {'quoting': csv.QUOTE_NONE, 'escapechar': '\\'}, {'doublequote': False, 'escapechar': '\\'}, {'quoting': csv.QUOTE_STRINGS}, {'quoting': csv.QUOTE_NOTNULL}]:
    s = io.StringIO(newline=''); w = csv.writer(s, **opts)
    for r in rows:
        try: print(w.writerow(r), end=' ')
        except csv.Error as e: print(e, end=' ')
    text = s.getvalue(); print(opts, repr(text))
    o = dict(opts)
    try: print(list(csv.reader(io.StringIO(text, newline=''), **o)))
    except Exception as e: print(type(e).__name__, e)
for text in ['a,b\nc,d', '"a","b"\r\n"x ""y""",z\r\n', 'a, "b c"\n', '"multi\nline",2\n', '\n\na\n', 'a,,\n,', '"unterminated\nx', 'a"b,c\n', '"a"b,c\n', 'x\ry\n', '1,2\r3', 'a\\,b', ' ', '","', 'a,b"c"\n', '"",""', '""""']:
    for opts in [{}, {'skipinitialspace': True}, {'strict': True}, {'quoting': csv.QUOTE_NONE}, {'escapechar': '\\'}]:
        try: print(repr(text), opts, list(csv.reader(text.splitlines(True), **opts)))
        except Exception as e: print(repr(text), opts, type(e).__name__, e)
with open('t.csv', 'w', newline='') as fh:
    w = csv.DictWriter(fh, fieldnames=['name', 'age']); print(w.writeheader(), w.writerow({'name': 'Ann', 'age': 3})); w.writerows([{'name': 'B "q"'}, {'age': 1, 'name': 'x,y'}]); t(w.writerow, {'zz': 1, 'name': 2})
print(repr(open('t.csv', newline='').read()))
with open('t.csv', newline='') as fh:
    r = csv.DictReader(fh); print(r.fieldnames, [row for row in r], r.line_num)
print(list(csv.DictReader(io.StringIO('a,b\n1\n\n1,2,3\n'))), list(csv.DictReader(['1,2'], fieldnames=['x', 'y', 'z'], restval='-')), list(csv.DictReader(['a', '1,2,3'], restkey='more')))
w = csv.DictWriter(io.StringIO(), ['a'], extrasaction='ignore'); w.writerow({'a': 1, 'b': 2}); t(csv.DictWriter, io.StringIO(), ['a'], extrasaction='x')
t(csv.reader, 5); t(csv.writer, 5); t(csv.writer(io.StringIO()).writerow, 5); t(lambda: next(csv.reader([b'a']))); t(csv.reader, [], delimiter='ab'); t(csv.reader, [], dialect='zz'); t(csv.reader, [], quoting=9); t(csv.get_dialect, 'q'); t(csv.reader, [], zz=1); t(csv.reader, [], delimiter=None)
csv.register_dialect('pipes', delimiter='|'); print(list(csv.reader(['a|b'], 'pipes')), csv.list_dialects(), list(csv.reader(['1,"a",2.5'], quoting=csv.QUOTE_NONNUMERIC)), csv.get_dialect('pipes').delimiter)
class my(csv.Dialect): delimiter = ':'; quotechar = "'"; lineterminator = '\n'; quoting = csv.QUOTE_MINIMAL
s = io.StringIO(); csv.writer(s, my).writerow(['a:b', 'c']); csv.writer(s, dialect=my()).writerow([1]); print(repr(s.getvalue()))
os.chdir('/'); shutil.rmtree(place)
