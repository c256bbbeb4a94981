"""`tempfile`: files and directories that go away by themselves."""

import os
from shutil import rmtree as _rmtree

__all__ = ['NamedTemporaryFile', 'TemporaryFile', 'TemporaryDirectory', 'SpooledTemporaryFile', 'mkdtemp', 'mktemp',
           'gettempdir', 'gettempprefix', 'tempdir']

tempdir = None
template = 'tmp'
_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789_'


def gettempdir():
    return tempdir or '/tmp'


def gettempprefix():
    return template


def mktemp(suffix='', prefix=template, dir=None):
    while True:
        name = ''.join([_CHARACTERS[byte % 37] for byte in os.urandom(8)])
        path = os.path.join(dir or gettempdir(), prefix + name + suffix)
        if not os.path.exists(path):
            return os.path.abspath(path)


def mkdtemp(suffix=None, prefix=None, dir=None):
    path = mktemp(suffix or '', prefix or template, dir)
    os.mkdir(path)
    return path


class _TemporaryFile:
    """A stream whose file is removed when it is closed."""

    def __init__(self, file, name, delete):
        self.file = file
        self.name = name
        self.delete = delete

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def close(self):
        if not self.file.closed:
            self.file.close()
            if self.delete and os.path.exists(self.name):
                os.unlink(self.name)

    def __del__(self):
        self.close()


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True,
                       *, errors=None, delete_on_close=True):
    path = mktemp(suffix or '', prefix or template, dir)
    return _TemporaryFile(open(path, mode, buffering, encoding, errors, newline), path, delete)


TemporaryFile = NamedTemporaryFile


def SpooledTemporaryFile(max_size=0, mode='w+b', *args, **keywords):
    return NamedTemporaryFile(mode, *args, **keywords)


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._delete = delete

    def __enter__(self):
        return self.name

    def __exit__(self, *exc_info):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        _rmtree(self.name, ignore_errors=True)

    def __del__(self):
        if self._delete:
            self.cleanup()

    def __repr__(self):
        return f'<TemporaryDirectory {self.name!r}>'
