"""`shutil`: copying, moving and removing files and whole directories."""

import _files
import os
from os import get_terminal_size as _size

__all__ = ['copyfile', 'copy', 'copy2', 'copytree', 'copyfileobj', 'move', 'rmtree', 'Error', 'SameFileError', 'which',
           'get_terminal_size', 'ignore_patterns']


class Error(OSError):
    pass


class SameFileError(Error):
    pass


def copyfileobj(fsrc, fdst, length=0):
    fdst.write(fsrc.read())


def copyfile(src, dst, *, follow_symlinks=True):
    source = _files.find(src)
    if source is _files.lookup(dst):
        raise SameFileError(f'{src!r} and {dst!r} are the same file')
    if isinstance(source, _files.Directory):
        raise _files.error(21, src)
    _files.open_file(dst, True, False, True).data += source.data
    return dst


def copy(src, dst, *, follow_symlinks=True):
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    return copyfile(src, dst)


def copy2(src, dst, *, follow_symlinks=True):
    dst = copy(src, dst)
    _files.find(dst).modified = _files.find(src).modified
    return dst


def ignore_patterns(*patterns):
    from fnmatch import filter
    return lambda path, names: {name for pattern in patterns for name in filter(names, pattern)}


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    names = os.listdir(src)
    ignored = ignore(os.fspath(src), names) if ignore else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    for name in names:
        if name in ignored:
            continue
        source, target = os.path.join(src, name), os.path.join(dst, name)
        if os.path.isdir(source):
            copytree(source, target, symlinks, ignore, copy_function, dirs_exist_ok=dirs_exist_ok)
        else:
            copy_function(source, target)
    return dst


def move(src, dst, copy_function=copy2):
    if os.path.isdir(dst):
        target = os.path.join(dst, os.path.basename(os.fspath(src).rstrip('/')))
        if os.path.exists(target):
            raise Error(f"Destination path '{target}' already exists")
        dst = target
    os.rename(src, dst)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    try:
        for name in os.listdir(path):
            below = os.path.join(path, name)
            if os.path.isdir(below):
                rmtree(below)
            else:
                os.remove(below)
        os.rmdir(path)
    except OSError:
        if not ignore_errors:
            raise


def which(cmd, mode=1, path=None):
    return None


def get_terminal_size(fallback=(80, 24)):
    return _size()
