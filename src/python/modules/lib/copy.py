"""`copy`: copies of objects, shallow and deep."""

import types

__all__ = ['Error', 'copy', 'deepcopy', 'replace']


class Error(Exception):
    pass


error = Error

# What cannot change, or is its own copy.
_ATOMS = (type(None), int, float, bool, complex, str, bytes, type, range, type(...), type(NotImplemented),
          types.FunctionType, types.BuiltinFunctionType, types.CodeType, property, slice)
_UNCOPIED = (types.ModuleType, types.GeneratorType, types.CoroutineType)


def _refuse(x):
    raise TypeError(f"cannot pickle '{type(x).__name__}' object")


def copy(x):
    cls = type(x)
    if isinstance(x, _ATOMS) and cls.__module__ == 'builtins' or cls in (tuple, frozenset):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    if isinstance(x, _UNCOPIED):
        _refuse(x)
    own = getattr(cls, '__copy__', None)
    if own is not None:
        return own(x)
    made = _bare(x, _contents(x))
    _set_state(made, _state(x))
    return made


def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if cls in _ATOMS or isinstance(x, _ATOMS) and cls.__module__ == 'builtins' or isinstance(x, type):
        return x
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    made = _deep(cls, x, memo)
    if made is not x:
        memo[id(x)] = made
        # Keeps the original alive, so that its id stays its own.
        memo.setdefault(id(memo), []).append(x)
    return made


def _deep(cls, x, memo):
    if cls is list:
        made = memo[id(x)] = []
        for item in x:
            made.append(deepcopy(item, memo))
        return made
    if cls is dict:
        made = memo[id(x)] = {}
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
        return made
    if cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        # A tuple that holds itself by way of a list was copied on the way.
        if id(x) in memo:
            return memo[id(x)]
        return x if all(a is b for a, b in zip(x, items)) else tuple(items)
    if cls in (set, frozenset):
        return cls([deepcopy(item, memo) for item in x])
    if cls is bytearray:
        return bytearray(x)
    if cls is types.MethodType:
        return types.MethodType(x.__func__, deepcopy(x.__self__, memo))
    if isinstance(x, _UNCOPIED):
        _refuse(x)
    own = getattr(cls, '__deepcopy__', None)
    if own is not None:
        return own(x, memo)
    contents = _contents(x)
    if isinstance(contents, tuple):
        contents = tuple([deepcopy(item, memo) for item in contents])
    made = memo[id(x)] = _bare(x, contents if isinstance(contents, tuple) else None)
    _set_state(made, {name: deepcopy(value, memo) for name, value in _state(x).items()})
    if isinstance(contents, list):
        made.extend([deepcopy(item, memo) for item in contents])
    elif isinstance(contents, set):
        made.update([deepcopy(item, memo) for item in contents])
    elif isinstance(contents, dict):
        for key, value in contents.items():
            dict.__setitem__(made, deepcopy(key, memo), deepcopy(value, memo))
    return made


def _contents(x):
    """What an object of a class derived from a built-in one holds besides its attributes."""
    for base in (list, dict, set):
        if isinstance(x, base):
            return base(x)
    if isinstance(x, BaseException):
        return x.args
    if isinstance(x, tuple):
        return tuple(x)
    for base in (int, float, str, bytes, frozenset):
        if isinstance(x, base):
            return (base(x),)
    if hasattr(x, 'popleft'):
        return list(x)
    return None


def _bare(x, contents):
    """A new object of the class, without calling `__init__`."""
    cls = type(x)
    if isinstance(x, tuple):
        return tuple.__new__(cls, contents)
    if isinstance(contents, tuple):
        return cls.__new__(cls, *contents)
    made = cls.__new__(cls)
    if isinstance(contents, list):
        made.extend(contents)
    elif contents is not None:
        for base in (dict, set):
            if isinstance(x, base):
                base.update(made, contents)
    return made


def _state(x):
    own = getattr(type(x), '__getstate__', None)
    if own is not None and own is not getattr(object, '__getstate__', None):
        state = own(x)
        return state if isinstance(state, dict) else {}
    state = dict(getattr(x, '__dict__', {}))
    for cls in type(x).__mro__:
        slots = cls.__dict__.get('__slots__', ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ('__dict__', '__weakref__') and hasattr(x, name):
                state[name] = getattr(x, name)
    return state


def _set_state(made, state):
    own = getattr(type(made), '__setstate__', None)
    if own is not None:
        own(made, state)
        return
    for name, value in state.items():
        object.__setattr__(made, name, value)


def replace(obj, /, **changes):
    method = getattr(type(obj), '__replace__', None)
    if method is None:
        raise TypeError(f'replace() does not support {type(obj).__name__} objects')
    return method(obj, **changes)
