"""`copy`: copies of objects, shallow and deep."""

import types
from _threads import lock
from _weakref import ReferenceType

__all__ = ['Error', 'copy', 'deepcopy', 'replace']


class Error(Exception):
    pass


error = Error

# What cannot change, or is its own copy.
_ATOMS = (type(None), int, float, bool, complex, str, bytes, type, range, type(...), type(NotImplemented),
          types.FunctionType, types.BuiltinFunctionType, types.CodeType, property, slice)
_UNCOPIED = (types.ModuleType, types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType, lock)


def _refuse(x):
    name = type(x).__name__
    raise TypeError(f"cannot pickle '{'_thread.' if type(x) is lock else ''}{name}' object")


def _is_atom(x, cls):
    return cls in _ATOMS or isinstance(x, (type, ReferenceType))


def copy(x):
    cls = type(x)
    if _is_atom(x, cls) or cls in (tuple, frozenset):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    if isinstance(x, _UNCOPIED):
        _refuse(x)
    own = getattr(cls, '__copy__', None)
    if own is not None:
        return own(x)
    reduced = _reduced(x)
    if reduced is not None:
        return _rebuilt(x, reduced, lambda part: part)
    args, kwargs, contents = _parts(x)
    made = cls.__new__(cls, *args, **kwargs)
    _fill(made, contents)
    _set_state(made, _state(x))
    return made


def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if _is_atom(x, cls):
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
    own = getattr(x, '__deepcopy__', None)
    if own is not None:
        return own(memo)

    def again(part):
        return deepcopy(part, memo)
    reduced = _reduced(x)
    if reduced is not None:
        return _rebuilt(x, reduced, again, memo)
    args, kwargs, contents = _parts(x)
    made = memo[id(x)] = cls.__new__(cls, *[again(item) for item in args], **again(kwargs))
    _set_state(made, again(_state(x)))
    _fill(made, contents, again)
    return made


def _reduced(x):
    """How the class says that its objects are made again, if it does."""
    method = getattr(type(x), '__reduce_ex__', None)
    if method is not None:
        return method(x, 4)
    method = getattr(type(x), '__reduce__', None)
    return None if method is None else method(x)


def _rebuilt(x, reduced, again, memo=None):
    """An object made as `__reduce__` says: by a function and its arguments, with a state, items and pairs."""
    if isinstance(reduced, str):
        return x
    make, args, state, items, pairs, *setter = [*reduced, None, None, None][:max(5, len(reduced))]
    made = make(*[again(item) for item in args])
    if memo is not None:
        memo[id(x)] = made
    if state is not None:
        if setter and setter[0] is not None:
            setter[0](made, again(state))
        else:
            _set_state(made, again(state))
    for item in items or ():
        made.append(again(item))
    for key, value in pairs or ():
        made[again(key)] = again(value)
    return made


def _parts(x):
    """What `__new__` is given, in order and by name, and what the object is filled with then."""
    if hasattr(type(x), '__getnewargs_ex__'):
        return *x.__getnewargs_ex__(), None
    contents = None
    for base in (list, dict, set):
        if isinstance(x, base):
            contents = base(x)
    if hasattr(type(x), 'popleft'):
        contents = list(x)
    args = ()
    if isinstance(x, tuple):
        args = (tuple(x),) if type(x).__new__ is tuple.__new__ or not hasattr(type(x), '__getnewargs__') else x.__getnewargs__()
    elif hasattr(type(x), '__getnewargs__'):
        args = x.__getnewargs__()
    elif isinstance(x, BaseException):
        args = x.args
    else:
        for base in (int, float, str, bytes, frozenset):
            if isinstance(x, base):
                args = (base(x),)
    return args, {}, contents


def _fill(made, contents, again=lambda part: part):
    if isinstance(contents, list):
        made.extend([again(item) for item in contents])
    elif isinstance(contents, set):
        made.update([again(item) for item in contents])
    elif isinstance(contents, dict):
        for key, value in contents.items():
            dict.__setitem__(made, again(key), again(value))


def _state(x):
    own = getattr(type(x), '__getstate__', None)
    if own is not None and own is not getattr(object, '__getstate__', None):
        return own(x)
    state = dict(getattr(x, '__dict__', {}))
    slots = {}
    for cls in type(x).__mro__:
        names = cls.__dict__.get('__slots__', ())
        for name in (names,) if isinstance(names, str) else names:
            if name not in ('__dict__', '__weakref__') and hasattr(x, name):
                slots[name] = getattr(x, name)
    return (state or None, slots) if slots else state if hasattr(x, '__dict__') else None


def _set_state(made, state):
    own = getattr(type(made), '__setstate__', None)
    if state is None:
        return
    if own is not None:
        own(made, state)
        return
    parts = state if isinstance(state, tuple) and len(state) == 2 else (state, None)
    if parts[0]:
        made.__dict__.update(parts[0])
    for name, value in (parts[1] or {}).items():
        object.__setattr__(made, name, value)


def replace(obj, /, **changes):
    method = getattr(type(obj), '__replace__', None)
    if method is None:
        raise TypeError(f'replace() does not support {type(obj).__name__} objects')
    return method(obj, **changes)
