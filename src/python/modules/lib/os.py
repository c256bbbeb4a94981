"""`os`: what of an operating system a page can offer: an environment, random bytes, paths as texts."""

import _machine
from _random import random_bytes as _random_bytes
from sys import platform as _platform

name = 'posix'
sep = '/'
altsep = None
extsep = '.'
pathsep = ':'
linesep = '\n'
curdir = '.'
pardir = '..'
devnull = '/dev/null'
defpath = '/bin:/usr/bin'
error = OSError
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT = 0, 1, 2, 64

environ = {'HOME': '/home/web_user', 'LANG': 'C.UTF-8', 'PATH': '/usr/bin', 'PWD': '/', 'USER': 'web_user'}
_directory = ['/']


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value, /):
    environ[key] = value


def unsetenv(key, /):
    environ.pop(key, None)


def urandom(size, /):
    return _random_bytes(size)


def getrandom(size, flags=0):
    return _random_bytes(size)


def getpid():
    return 42


def getppid():
    return 1


def getuid():
    return 1000


getgid = geteuid = getegid = getuid


def getlogin():
    return environ['USER']


def cpu_count():
    return 4


process_cpu_count = cpu_count


def getloadavg():
    return 0.0, 0.0, 0.0


def getcwd():
    return _directory[0]


def chdir(path):
    from os.path import join, normpath
    _directory[0] = normpath(join(getcwd(), path))


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), '__fspath__', None)
    if method is None:
        raise TypeError(f'expected str, bytes or os.PathLike object, not {type(path).__name__}')
    return method(path)


def fsencode(filename):
    filename = fspath(filename)
    return filename if isinstance(filename, bytes) else filename.encode()


def fsdecode(filename):
    filename = fspath(filename)
    return filename if isinstance(filename, str) else filename.decode()


class PathLike:
    def __fspath__(self):
        raise NotImplementedError


def times():
    import time
    return time.monotonic(), 0.0, 0.0, 0.0, time.monotonic()


def uname():
    from _records import record
    kind = record('uname_result', 'posix', ['sysname', 'nodename', 'release', 'version', 'machine'])
    return kind(('Emscripten', 'interleave', '1.0', '1', 'wasm32'))


def get_terminal_size(fd=1, /):
    from _records import record
    return record('terminal_size', 'os', ['columns', 'lines'])((80, 24))


def strerror(code, /):
    return {1: 'Operation not permitted', 2: 'No such file or directory', 13: 'Permission denied', 17: 'File exists'}.get(
        code, f'Unknown error {code}')


def _exit(status):
    _machine.exit(status)


def _without(function, instead):
    def refuse(*args, **keywords):
        raise OSError(f'os.{function}() is not available: a program in a browser has {instead}')
    refuse.__name__ = refuse.__qualname__ = function
    return refuse


system = _without('system', 'no other programs to start')
popen = _without('popen', 'no other programs to start')
fork = _without('fork', 'no processes; asyncio tasks and simulated threads are there')
kill = _without('kill', 'no processes')
wait = _without('wait', 'no processes')
waitpid = _without('waitpid', 'no processes')


def _no_file(path):
    raise FileNotFoundError(2, 'No such file or directory', fspath(path))


def stat(path, **keywords):
    _no_file(path)


def listdir(path='.'):
    if path in ('.', '/'):
        return []
    _no_file(path)


def scandir(path='.'):
    return iter(listdir(path))


def remove(path):
    _no_file(path)


unlink = remove
rmdir = remove


def rename(src, dst):
    _no_file(src)


replace = rename


def mkdir(path, mode=0o777):
    raise PermissionError(1, 'Operation not permitted', fspath(path))


def makedirs(name, mode=0o777, exist_ok=False):
    mkdir(name)


def walk(top):
    return iter(())


def access(path, mode):
    return False


import os.path as path
