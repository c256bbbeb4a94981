# needs: 3.13
"""Files, streams in memory, and what os says of files."""
import io, os, sys
import shutil, tempfile
place = tempfile.mkdtemp()
os.chdir(place)
os.mkdir('x')
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e, getattr(e, 'errno', None), getattr(e, 'filename', None))
with open('a.txt', 'w') as f:
    print(f, f.name, f.mode, f.encoding, f.closed, f.readable(), f.writable(), f.seekable())
    print(f.write('hello\n'), f.write('wörld\n'))
    f.writelines(['one\n', 'two'])
    print('printed', 1, 2, sep='-', file=f)
    print(f.tell())
    t(f.read)
    t(f.write, 5)
print(f.closed, f)
t(f.write, 'x'); t(f.read); t(lambda: f.__enter__())
t(open, 'nope.txt'); t(open, 'nope/x', 'w'); t(open, 'x'); t(open, 'x', 'w'); t(open, 'a.txt', 'x'); t(open, 'a.txt/b'); t(open, '')
for m in ['q', 'rw', 'rr', 'w+r', 'tb', '', 'b', '+', 'rtb', 'U']: t(open, 'a.txt', m)
t(open, 'a.txt', 'rb', encoding='utf-8'); t(open, 'a.txt', 'rb', newline='\n'); t(open, 'a.txt', 'rb', errors='x'); t(open, 'a.txt', 5); t(open, 5.5); t(open, None); t(open, 'a.txt', encoding='nope'); t(open, 'a.txt', newline='q')
with open('a.txt') as f:
    print(repr(f.read()), repr(f.read()))
with open('a.txt', encoding='utf-8') as f:
    for line in f: print(repr(line))
    print(f.encoding)
with open('a.txt') as f:
    print(f.readline(), f.readline(3), f.readlines(), f.readline())
with open('a.txt') as f: print(f.readlines(3))
with open('a.txt') as f:
    print(f.read(8), f.tell(), f.seek(0), f.read(2), f.seek(0, 2), f.read(), f.seek(3), next(f))
    t(f.tell); t(f.seek, 1, 1); t(f.seek, -1); t(f.seek, 1, 2); t(f.seek, 0, 5); t(f.write, 'x'); 
    print(list(f)); t(f.tell)
print(open('a.txt').read().splitlines(), [l.strip() for l in open('a.txt')])
with open('a.txt', 'a') as f: print(f.tell(), f.write('more\n'), f.mode)
with open('a.txt', 'r+') as f:
    print(f.read(5)); f.seek(0); f.write('HELLO'); f.seek(0); print(f.read())
with open('a.txt', 'w+') as f:
    f.write('abc'); print(repr(f.read())); f.seek(1); print(f.read()); f.truncate(2); f.seek(0); print(f.read())
with open('b.bin', 'wb') as f:
    print(f, f.mode, f.write(b'\x00\x01\xff'), f.write(bytearray(b'xyz')), f.tell()); t(f.write, 'x'); t(f.read)
with open('b.bin', 'rb') as f:
    print(f, f.mode, f.read(2), f.read(), f.read(), f.seek(-2, 2), f.read(1), f.tell(), f.peek()[:1]); t(f.write, b'x')
    f.seek(0); print(f.readinto(bytearray(3)), list(f))
with open('b.bin', 'rb+') as f: print(f, f.mode, f.read(1), f.write(b'Q')); f.seek(0); print(f.read())
with open('b.bin', 'ab') as f: print(f.tell(), f.mode, f.write(b'end'))
print(open('b.bin', 'rb').read())
with open('c.txt', 'w', newline='\r\n') as f: f.write('a\nb\n')
print(open('c.txt', 'rb').read(), repr(open('c.txt').read()), repr(open('c.txt', newline='').read()), open('c.txt', newline='').readlines(), open('c.txt', newline='\n').readlines(), open('c.txt').readlines())
open('d.txt', 'wb').write(b'x\ry\r\nz\n\xff')
t(lambda: open('d.txt').read()); print(repr(open('d.txt', encoding='latin-1').read()), open('d.txt', encoding='latin-1').readlines(), repr(open('d.txt', errors='replace').read()), open('d.txt', encoding='latin1', newline='\r').readlines(), open('d.txt', encoding='latin1', newline='').readlines())
with open('e.txt', 'w', encoding='latin-1') as f: f.write('hé'); f.write('x')
print(len(open('e.txt', 'rb').read()), open('e.txt', encoding='latin-1').read())
with open('e.txt', 'w', encoding='ascii') as f: t(f.write, 'é')
s = io.StringIO(); print(s.write('ab'), s.write('c\n'), s.getvalue(), s.tell(), repr(s.read()), s.seek(0), s.read(), s.closed)
s = io.StringIO('one\ntwo\r\nthree'); print(list(s), s.readline(), s.seek(2), repr(s.readline()), s.read(2), s.readlines())
s = io.StringIO('hello'); s.seek(2); s.write('XY'); print(s.getvalue(), s.read()); s.seek(0, 2); s.write('!'); print(s.getvalue()); s.seek(10); s.write('z'); print(repr(s.getvalue())); s.truncate(3); print(s.getvalue(), s.tell())
t(io.StringIO, 5); t(s.write, 5); t(s.seek, -1); t(s.seek, 1, 1); s.close(); t(s.read); t(s.getvalue); print(s.closed)
with io.StringIO() as s: print('x', 'y', file=s, end=''); print(repr(s.getvalue()))
t(s.getvalue)
s = io.StringIO('a\r\nb\rc', newline=None); print(list(s), repr(s.getvalue())); s = io.StringIO('a\nb', newline='\r\n'); print(repr(s.getvalue()), list(s))
b = io.BytesIO(b'abc\ndef'); print(b.read(2), b.readline(), b.readlines(), b.getvalue(), b.tell(), b.seek(1), b.write(b'ZZZZZZZZ'), b.getvalue(), b.seek(0), b.read(3)); t(b.write, 'x'); t(b.seek, -1); b.close(); t(b.read); t(b.getvalue)
w = io.TextIOWrapper(io.BytesIO(), encoding='utf-8'); w.write('é\n'); w.flush(); print(w.buffer.getvalue())
print(isinstance(s, io.TextIOBase), isinstance(b, io.BufferedIOBase), isinstance(b, io.IOBase), io.SEEK_END, issubclass(io.UnsupportedOperation, (OSError, ValueError)), io.open is open)
print(sorted(os.listdir('.')), os.path.exists('a.txt'), os.path.isfile('x'), os.path.isdir('x'), os.path.getsize('b.bin'), os.getcwd() == place)
t(os.remove, 'zz'); t(os.remove, 'x'); t(os.rmdir, 'zz'); t(os.rmdir, 'a.txt'); t(os.mkdir, 'x'); t(os.makedirs, 'x'); t(os.mkdir, 'q/w'); t(os.listdir, 'nope'); t(os.listdir, 'a.txt'); t(os.rename, 'zz', 'yy'); t(os.chdir, 'zz'); t(os.stat, 'zz'); t(os.makedirs, 'p/q/r'); t(os.rmdir, 'p'); t(os.rename, 'p', 'pp'); t(os.rename, 'a.txt', 'pp/q/a.txt'); t(os.path.getsize, 'zz'); t(os.scandir, 'zz')
print(sorted(os.walk('.'))[1:], sorted(e.name for e in os.scandir('.') if e.is_file()), os.stat('b.bin').st_size)
t(os.removedirs, 'pp/q/r'); print(os.path.exists('pp/q'), os.path.abspath('z') == place + '/z', os.path.samefile('b.bin', './b.bin'))
class F:
    def write(self, x): print('F', repr(x), file=sys.__stdout__)
    def flush(self): pass
print('to', 'f', file=F())
import contextlib
with contextlib.redirect_stdout(io.StringIO()) as out: print('hidden'); sys.stdout.write('w')
print(repr(out.getvalue()))
old = sys.stdout; sys.stdout = io.StringIO(); print('q'); v = sys.stdout.getvalue(); sys.stdout = old; print(repr(v))
sys.stdin = io.StringIO('first\nsecond'); print(input('? '), input()); t(input)
sys.stdin = io.StringIO('l1\nl2\n'); print([l for l in sys.stdin])
os.chdir('/')
shutil.rmtree(place)
