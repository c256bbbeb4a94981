# os, os.path and sys: what does not depend on the machine
import os
import os.path
import sys
print(os.path.join('a', 'b', '/c', 'd'), os.path.join('a/', 'b'), os.path.split('/x/y.txt'), os.path.splitext('a.tar.gz'), os.path.splitext('.bashrc'), os.path.basename('/a/b/'), os.path.dirname('/a/b'))
print(os.path.normpath('/a/./b/../c//d'), os.path.normpath('..//x'), os.path.isabs('/a'), os.path.relpath('/a/b', '/a/c'), os.path.commonprefix(['abc', 'abd']), os.path.exists('/no/such/file'))
print(len(os.urandom(8)), type(os.urandom(1)), os.sep, repr(os.linesep), os.getenv('NO_SUCH_VARIABLE'), os.getenv('NO_SUCH', 'default'), os.environ.get('NOPE', 1), isinstance(os.getpid(), int), os.cpu_count() > 0)
os.environ['MINE'] = 'x'
print(os.getenv('MINE'), 'MINE' in os.environ)
print(sys.version_info >= (3, 8), sys.version_info.major, sys.maxsize, sys.byteorder, sys.getrecursionlimit(), type(sys.argv), sys.getdefaultencoding(), sys.float_info.epsilon, sys.maxunicode)
print(sys.stdout.write('text\n'), file=sys.stdout)
print('sys' in sys.modules, sys.modules['os'] is os, sys.intern('a') == 'a', sys.exc_info())
try:
    raise ValueError('x')
except ValueError:
    kind, value, traceback = sys.exc_info()
    print(kind, value, traceback is not None, sys.exception() is value)
sys.setrecursionlimit(120)
def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)
try:
    deep(500)
except RecursionError:
    print('too deep')
sys.setrecursionlimit(1000)
try:
    sys.exit('message')
except SystemExit as error:
    print(repr(error), error.code)
try:
    os.remove('/no/such/file')
except FileNotFoundError as error:
    print(error)
try:
    sys.exit()
except SystemExit as error:
    print(error.code)
sys.exit(7)
