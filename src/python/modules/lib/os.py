"""`os`: what of an operating system a page can offer: an environment, random bytes, files in memory."""

import _files
import _machine
from _files import fspath, strerror
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
    return _files.current


def chdir(path):
    _files.change_directory(path)


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


def _exit(status):
    _machine.exit(status)


def kill(pid, signal, /):
    if pid != getpid():
        raise ProcessLookupError(3, 'No such process')
    import signal as signals
    if signal:
        signals.raise_signal(signal)


def _without(function, instead):
    def refuse(*args, **keywords):
        raise OSError(f'os.{function}() is not available: a program in a browser has {instead}')
    refuse.__name__ = refuse.__qualname__ = function
    return refuse


system = _without('system', 'no other programs to start')
popen = _without('popen', 'no other programs to start')
fork = _without('fork', 'no processes; asyncio tasks and simulated threads are there')
wait = _without('wait', 'no processes')
waitpid = _without('waitpid', 'no processes')


remove = unlink = lambda path: _files.remove(path)
rmdir = lambda path: _files.remove(path, True)
rename = lambda src, dst: _files.rename(src, dst)
replace = rename


def mkdir(path, mode=0o777):
    _files.make_directory(path)


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        makedirs(head, exist_ok=exist_ok)
    try:
        mkdir(name)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    rmdir(name)
    head = path.dirname(name)
    while head and path.exists(head) and not listdir(head):
        rmdir(head)
        head = path.dirname(head)


def listdir(path='.'):
    return _files.listing(path)


def stat(path, *, dir_fd=None, follow_symlinks=True):
    from _records import record
    node = _files.find(path)
    size = len(node.data) if isinstance(node, _files.File) else 4096
    kind = record('stat_result', 'os', ['st_mode', 'st_ino', 'st_dev', 'st_nlink', 'st_uid', 'st_gid', 'st_size', 'st_atime',
                                        'st_mtime', 'st_ctime'])
    return kind((node.mode, node.number, 1, 1, 1000, 1000, size, node.modified, node.modified, node.modified))


lstat = stat


def chmod(path, mode):
    node = _files.find(path)
    node.mode = node.mode & ~0o7777 | mode


def utime(path, times=None):
    node = _files.find(path)
    node.changed()
    if times is not None:
        node.modified = times[1]


def access(path, mode):
    return _files.lookup(path) is not None


class DirEntry:
    """A name in a directory that `scandir` walks."""

    def __init__(self, directory, name):
        self.name = name
        self.path = path.join(directory, name)

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path)

    def is_symlink(self):
        return False

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f'<DirEntry {self.name!r}>'


class scandir:
    def __init__(self, path='.'):
        self._entries = iter([DirEntry(path, name) for name in listdir(path)])

    def __iter__(self):
        return self._entries

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    try:
        names = listdir(top)
    except OSError as problem:
        if onerror is not None:
            onerror(problem)
        return
    directories = [name for name in names if path.isdir(path.join(top, name))]
    files = [name for name in names if name not in directories]
    if topdown:
        yield top, directories, files
    for name in directories:
        yield from walk(path.join(top, name), topdown, onerror)
    if not topdown:
        yield top, directories, files


import os.path as path
