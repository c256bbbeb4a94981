"""`glob`: the paths that match a pattern."""

import os
from fnmatch import fnmatchcase

__all__ = ['escape', 'glob', 'iglob', 'has_magic']


def has_magic(s):
    return any(char in s for char in '*?[')


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    start = '/' if pathname.startswith('/') else ''
    parts = [part for part in pathname.split('/') if part]
    return _expand(start, parts, root_dir or '', recursive, include_hidden)


def _expand(base, parts, root, recursive, hidden):
    """The paths that `base` leads to by the patterns of the parts."""
    if not parts:
        yield base
        return
    part, rest = parts[0], parts[1:]
    directory = os.path.join(root, base) or '.'
    if recursive and part == '**':
        if rest or base:
            yield from _expand(base, rest, root, recursive, hidden)
        for name in _names(directory, hidden):
            below = os.path.join(base, name)
            if os.path.isdir(os.path.join(root, below)):
                yield from _expand(below, parts, root, recursive, hidden)
            elif not rest:
                yield below
    elif has_magic(part):
        for name in _names(directory, hidden or part.startswith('.')):
            if fnmatchcase(name, part):
                below = os.path.join(base, name)
                if not rest or os.path.isdir(os.path.join(root, below)):
                    yield from _expand(below, rest, root, recursive, hidden)
    else:
        below = os.path.join(base, part)
        if os.path.exists(os.path.join(root, below)):
            yield from _expand(below, rest, root, recursive, hidden)


def _names(directory, hidden):
    if not os.path.isdir(directory):
        return []
    return [name for name in os.listdir(directory) if hidden or not name.startswith('.')]


def escape(pathname):
    return ''.join([f'[{char}]' if char in '*?[' else char for char in pathname])
