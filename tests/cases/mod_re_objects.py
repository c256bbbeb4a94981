# needs: 3.13
"""Pattern and match objects, flags, and the functions of the module."""
import warnings
warnings.simplefilter('ignore')
import re, copy
m = re.search(r'(?P<first>\w+) (?P<last>\w+)?(x)?', 'say Isaac Newton, ok', 0)
print(m, m.group(), m.group(0), m.group(1, 2), m.group('first', 'last', 3), m['first'], m[1], m.groups(), m.groups('?'), m.groups(default=1))
print(m.groupdict(), m.groupdict('d'), m.start(), m.end(1), m.span('last'), m.start(3), m.span(3), m.lastindex, m.lastgroup, m.string, m.re, m.pos, m.endpos, m.regs)
for bad in [4, 'zz', -1, None, 1.5]:
    try: m.group(bad)
    except Exception as e: print(type(e).__name__, e)
    try: m[bad]
    except Exception as e: print(type(e).__name__, e)
    try: m.start(bad)
    except Exception as e: print(type(e).__name__, e)
print(bool(m), m.expand(r'\2 \g<first> [\3]'), type(m), type(m.re), isinstance(m, re.Match))
p = re.compile('ab+', re.I | re.X)
print(p, p.flags, p.pattern, p.groups, p.groupindex, p == re.compile('ab+', re.I | re.X), p == re.compile('ab+'), hash(p) == hash(copy.copy(p)), p != 1)
print(re.compile('é', re.A), re.compile(b'x', re.I | re.M), re.compile('x' * 300), re.compile("it's"), re.compile('a\n'))
print(repr(re.I), str(re.I), re.I | re.M, re.I.value, re.IGNORECASE, re.NOFLAG, repr(re.NOFLAG), re.RegexFlag(0), re.I & re.M, ~re.I, f'{re.I}', int(re.S), re.I == 2, re.RegexFlag(2**12), re.RegexFlag(2 | 4096), [re.A, re.X, re.S, re.U, re.L, re.DEBUG])
print(re.I in (re.I | re.M), list(re.I | re.S), re.I.name, type(re.I), bool(re.NOFLAG), re.I | 8)
print(re.escape('a.b*c-d e\n~#&é'), re.escape(b'a.b'), re.escape(''))
print(re.sub('a', lambda m: m.group().upper(), 'banana'), re.sub('(a)(n)?', r'[\2]', 'banana'), re.sub('a', 'x', 'banana', count=2), re.subn('a', 'x', 'banana'), re.subn('q', 'x', 'banana'))
print(re.split(r'[,;]\s*', 'a, b;c,d'), re.split(r'([,;])', 'a,b;c'), re.split('x', 'axbxc', 1), re.split('x', 'axbxc', maxsplit=1), re.split(r'\W+', 'Words, words, words.'), re.split(r'(\W+)', '...words...'), re.split('x*', 'axbc'), re.split(r'\b', 'one two'))
print(re.sub('x*', '-', 'abxd'), re.sub('', '-', 'abc'), re.sub('b*', '-', 'abbc'), re.findall(r'\bf[a-z]*', 'which foot or hand fell fastest'), re.findall(r'(\w+)=(\d+)', 'set width=20 and height=10'))
for f in [lambda: re.match('a', 5), lambda: re.match('a', b'a'), lambda: re.match(b'a', 'a'), lambda: re.match('a', None), lambda: re.sub('a', 1, 'aa'), lambda: re.sub('a', lambda m: 1, 'aa'), lambda: re.sub('a', lambda m: None, 'bab'), lambda: re.sub(b'a', 'x', b'aa'), lambda: re.sub('a', b'x', 'aa'), lambda: re.match('a'), lambda: re.compile(), lambda: re.Pattern(), lambda: re.Match(), lambda: re.split('a', 'bab', -1), lambda: re.sub('a', 'x', 'bab', -1), lambda: re.nope]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for f in re.finditer('a', 'banana'): print(f.start(), end=' ')
s = re.compile('a|(b)').scanner('aab')
print(s.match(), s.match(), s.search(), s.search(), s.match(), s.pattern)
print(re.match('a', bytearray(b'a').decode()), re.match(b'a', bytearray(b'ab')), re.match(b'a', bytearray(b'ab')).group())
try: re.compile('(a\n*)*\n(')
except re.error as e: print(e, e.msg, e.pos, e.lineno, e.colno, repr(e), e.args, type(e), re.error is re.PatternError)
try: re.compile('a(')
except re.PatternError as e: print(e, repr(e))
class S(str): pass
x = re.search('b', S('abc')); print(type(x.string), type(x.group()), x.string)
print(re.search('é+', 'caféé!').span(), re.search('!', 'caféé!').span(), re.compile('é').search('éaé', 1).span(), re.compile('.').findall('éaé', 1, 2))
print(re.match(r'(?i)ß', 'ẞ'), re.match('ſ', 'S', re.I), re.match('[a-z]', 'K', re.I), re.match('µ', 'μ', re.I), re.match(r'(?i)[^k]', 'K'))
print([t.group() for t in re.finditer(r'\s*(?:(\d+)|(.))', '3 + 4*10')], [t.lastindex for t in re.finditer(r'\s*(?:(\d+)|(.))', '3 + 4*10')])
print(re.match(r'(\d+)\.?(\d+)?', '24').groups('0'))
print(re.fullmatch(r'\d{3}', '123'), re.fullmatch(r'a|ab', 'ab'), re.fullmatch('a*?', 'aaa'))
print(re.search(r'(?<=-)\w+', 'spam-egg')[0], re.sub(r'(?P<a>x)|y', r'<\g<a>>', 'xyx'))
print(copy.deepcopy(m) is m)
print(re.purge())
match m:
    case re.Match(pos=0): print('matched')
if (n := re.match('(a)(b)?', 'a')) and n[2] is None: print('none', n.groups())
