"""`_files`: the files of a session. They are in memory and end with it; `open`, `os`, `pathlib` and others work on them."""

import _machine
import time as _time

_MESSAGES = {
    1: 'Operation not permitted', 2: 'No such file or directory', 9: 'Bad file descriptor', 13: 'Permission denied',
    17: 'File exists', 20: 'Not a directory', 21: 'Is a directory', 22: 'Invalid argument', 39: 'Directory not empty',
}


def strerror(code):
    return _MESSAGES.get(code, f'Unknown error {code}')


def error(code, path, other=None):
    """The exception of an error number, of the class that the number has."""
    if other is None:
        return OSError(code, strerror(code), path)
    return OSError(code, strerror(code), path, None, other)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), '__fspath__', None)
    if method is None:
        raise TypeError(f'expected str, bytes or os.PathLike object, not {type(path).__name__}')
    return method(path)


class _Node:
    _last = 0

    def __init__(self, mode):
        _Node._last += 1
        self.number = _Node._last
        self.mode = mode
        self.changed()

    def changed(self):
        self.modified = _time.time()


class File(_Node):
    def __init__(self, data=b''):
        super().__init__(0o100644)
        self.data = bytearray(data)


class Directory(_Node):
    def __init__(self):
        super().__init__(0o40755)
        self.entries = {}


root = Directory()
current = '/'


def _names(path):
    """The names on the way to a path, from the root."""
    text = fspath(path)
    if isinstance(text, bytes):
        text = text.decode()
    if '\0' in text:
        raise ValueError('embedded null byte')
    names = []
    for name in (text if text.startswith('/') else current + '/' + text).split('/'):
        if name == '..':
            del names[-1:]
        elif name not in ('', '.'):
            names.append(name)
    return names


def _walk(names, path):
    node = root
    for name in names:
        if not isinstance(node, Directory):
            raise error(20, path)
        node = node.entries.get(name)
        if node is None:
            raise error(2, path)
    return node


def find(path):
    """What is at a path; an exception where there is nothing."""
    if not fspath(path):
        raise error(2, path)
    return _walk(_names(path), path)


def lookup(path):
    """What is at a path, or None."""
    try:
        return find(path)
    except OSError:
        return None


def place(path):
    """The directory that a path leads into, and the last name."""
    names = _names(path)
    if not fspath(path):
        raise error(2, path)
    if not names:
        raise error(21, path)
    directory = _walk(names[:-1], path)
    if not isinstance(directory, Directory):
        raise error(20, path)
    return directory, names[-1]


def open_file(path, create, must_be_new, truncate):
    directory, name = place(path)
    if fspath(path) == '/dev/null':
        return File()
    node = directory.entries.get(name)
    if isinstance(node, Directory):
        raise error(21, path)
    if node is None:
        if not create:
            raise error(2, path)
        node = directory.entries[name] = File()
        directory.changed()
    elif must_be_new:
        raise error(17, path)
    elif truncate:
        del node.data[:]
        node.changed()
    return node


def listing(path):
    node = find(path)
    if not isinstance(node, Directory):
        raise error(20, path)
    return list(node.entries)


def make_directory(path):
    if not _names(path):
        raise error(17 if fspath(path) else 2, path)
    directory, name = place(path)
    if name in directory.entries:
        raise error(17, path)
    directory.entries[name] = Directory()
    directory.changed()


def remove(path, is_directory=False):
    node = find(path)
    if is_directory:
        if not isinstance(node, Directory):
            raise error(20, path)
        if node.entries:
            raise error(39, path)
    elif isinstance(node, Directory):
        raise error(21, path)
    directory, name = place(path)
    del directory.entries[name]
    directory.changed()


def rename(path, other):
    try:
        node = find(path)
        directory, name = place(other)
    except OSError as problem:
        raise error(problem.errno, path, other) from None
    known = directory.entries.get(name)
    if known is not None and known is not node:
        if isinstance(known, Directory):
            if not isinstance(node, Directory):
                raise error(21, path, other)
            if known.entries:
                raise error(39, path, other)
        elif isinstance(node, Directory):
            raise error(20, path, other)
    before, old = place(path)
    del before.entries[old]
    directory.entries[name] = node


def change_directory(path):
    global current
    if not isinstance(find(path), Directory):
        raise error(20, path)
    current = '/' + '/'.join(_names(path))


for _path in ('/tmp', '/home', '/home/web_user', '/dev'):
    make_directory(_path)


def _add_program(path, source):
    """The program's own text is a file, in the directories that its path names."""
    names = _names(path)
    for count in range(1, len(names)):
        directory = '/' + '/'.join(names[:count])
        if lookup(directory) is None:
            make_directory(directory)
    open_file(path, True, False, True).data += source.encode()


_add_program(*_machine.program())
