"""`os.path`: paths as texts, by POSIX rules."""

__all__ = ['abspath', 'basename', 'commonpath', 'commonprefix', 'dirname', 'exists', 'expanduser', 'expandvars', 'isabs',
           'isdir', 'isfile', 'islink', 'join', 'normcase', 'normpath', 'realpath', 'relpath', 'split', 'splitdrive', 'splitext']

import _files
from _files import fspath as _text

sep = '/'
curdir = '.'
pardir = '..'
extsep = '.'


def join(a, *p):
    path = _text(a)
    for part in map(_text, p):
        if part.startswith('/'):
            path = part
        elif not path or path.endswith('/'):
            path += part
        else:
            path += '/' + part
    return path


def split(p):
    p = _text(p)
    at = p.rfind('/') + 1
    head, tail = p[:at], p[at:]
    if head.strip('/'):
        head = head.rstrip('/')
    return head, tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = _text(p)
    start = p.rfind('/') + 1
    name = p[start:]
    dot = name.rfind('.')
    # Dots at the start of a name begin no extension.
    if dot <= 0 or not name[:dot].strip('.'):
        return p, ''
    return p[:start + dot], name[dot:]


def splitdrive(p):
    return '', _text(p)


def isabs(s):
    return _text(s).startswith('/')


def normcase(s):
    return _text(s)


def normpath(path):
    path = _text(path)
    root = '' if not path.startswith('/') else '//' if path.startswith('//') and not path.startswith('///') else '/'
    parts = []
    for part in path.split('/'):
        if part in ('', '.'):
            continue
        if part != '..' or not root and not parts or parts and parts[-1] == '..':
            parts.append(part)
        elif parts:
            parts.pop()
    return root + '/'.join(parts) or '.'


def abspath(path):
    return normpath(join(_files.current, path))


def realpath(filename, *, strict=False):
    return abspath(filename)


def relpath(path, start='.'):
    goal = [part for part in abspath(path).split('/') if part]
    base = [part for part in abspath(start).split('/') if part]
    common = 0
    while common < min(len(goal), len(base)) and goal[common] == base[common]:
        common += 1
    return '/'.join(['..'] * (len(base) - common) + goal[common:]) or '.'


def commonprefix(m):
    if not m:
        return ''
    first, last = min(m), max(m)
    for at, char in enumerate(first):
        if char != last[at]:
            return first[:at]
    return first


def commonpath(paths):
    split_paths = [[part for part in path.split('/') if part not in ('', '.')] for path in map(_text, paths)]
    common = commonprefix(split_paths)
    return ('/' if _text(paths[0]).startswith('/') else '') + '/'.join(common)


def expanduser(path):
    from os import environ
    path = _text(path)
    return environ['HOME'] + path[1:] if path == '~' or path.startswith('~/') else path


def expandvars(path):
    from os import environ
    for name, value in environ.items():
        path = path.replace('${' + name + '}', value)
    return path


def exists(path):
    return _files.lookup(path) is not None


lexists = exists


def isdir(s):
    return isinstance(_files.lookup(s), _files.Directory)


def isfile(path):
    return isinstance(_files.lookup(path), _files.File)


def islink(path):
    return False


def ismount(path):
    return abspath(path) == '/'


def samefile(f1, f2):
    return _files.find(f1) is _files.find(f2)


def getsize(filename):
    from os import stat
    return stat(filename).st_size


def getmtime(filename):
    return _files.find(filename).modified


getatime = getctime = getmtime
