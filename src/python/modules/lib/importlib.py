"""`importlib`: modules by names that are known only when the program runs."""

import sys as _sys

__all__ = ['__import__', 'import_module', 'invalidate_caches', 'reload']

__import__ = __import__


def import_module(name, package=None):
    if name.startswith('.'):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        dots = len(name) - len(name.lstrip('.'))
        parts = package.split('.')
        if dots > len(parts):
            raise ImportError('attempted relative import beyond top-level package')
        name = '.'.join([*parts[:len(parts) - dots + 1], name[dots:]])
    __import__(name)
    return _sys.modules[name]


def reload(module):
    """The module: none that can be imported here changes."""
    if not isinstance(module, type(_sys)):
        raise TypeError('reload() argument must be a module')
    return module


def invalidate_caches():
    pass


def _resolve(name):
    """What a dotted name stands for, modules on the way being imported."""
    path, *parts = name.split('.')
    found = __import__(path)
    for part in parts:
        path += '.' + part
        if not hasattr(found, part):
            __import__(path)
        found = getattr(found, part)
    return found
