"""Protocols: classes that others are subclasses of by what they have."""

from _typing_forms import Generic
from abc import ABCMeta

__name__ = 'typing'


class _ProtocolMeta(ABCMeta):
    def __subclasscheck__(cls, other):
        if cls is Protocol or not cls._is_protocol:
            return super().__subclasscheck__(other)
        if not isinstance(other, type):
            raise TypeError('issubclass() arg 1 must be a class')
        _check_runtime(cls)
        members = _protocol_members(cls)
        others = [name for name in sorted(members) if not callable(getattr(cls, name, None))]
        if others:
            raise TypeError(f"Protocols with non-method members don't support issubclass(). Non-method members: "
                            f'{", ".join(map(repr, others))}.')
        return all(_class_has(other, name) for name in members) or _is_told(cls, other)

    def __instancecheck__(cls, instance):
        if cls is Protocol or not cls._is_protocol:
            return super().__instancecheck__(instance)
        _check_runtime(cls)
        return all(_has(instance, name, callable(getattr(cls, name, None))) for name in _protocol_members(cls)) or \
            _is_told(cls, type(instance))


def _is_told(cls, other):
    """Whether a class derives from the protocol, or is registered with it."""
    return cls in other.__mro__ or any(issubclass(other, known) for known in cls._abc_registry)


def _check_runtime(cls):
    if not cls.__dict__.get('_is_runtime_protocol'):
        raise TypeError('Instance and class checks can only be used with @runtime_checkable protocols')


def _class_has(cls, name):
    for base in cls.__mro__:
        if name in base.__dict__:
            # None says that a class has not what its base has.
            return base.__dict__[name] is not None
        if getattr(base, '_is_protocol', False) and name in base.__dict__.get('__annotations__', ()):
            return True
    return False


def _has(instance, name, is_method):
    """Whether it has the attribute, without asking for it: properties and `__getattr__` are not called."""
    try:
        own = object.__getattribute__(instance, '__dict__')
    except AttributeError:
        own = {}
    if name in own:
        return own[name] is not None or not is_method
    for base in type(instance).__mro__:
        if name in base.__dict__:
            return base.__dict__[name] is not None or not is_method
        slots = base.__dict__.get('__slots__', ())
        if name in ((slots,) if isinstance(slots, str) else slots):
            return True
    return False


def _protocol_members(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ('Protocol', 'Generic'):
            continue
        for name in [*base.__dict__, *getattr(base, '__annotations__', ())]:
            if not name.startswith('_abc_') and name not in _NO_MEMBERS:
                names.add(name)
    return names


def is_protocol(tp, /):
    return isinstance(tp, type) and getattr(tp, '_is_protocol', False) and tp is not Protocol


def get_protocol_members(tp, /):
    if not is_protocol(tp):
        raise TypeError(f'{tp!r} is not a Protocol')
    return frozenset(_protocol_members(tp))


_NO_MEMBERS = {'__module__', '__qualname__', '__doc__', '__dict__', '__weakref__', '__slots__', '__annotations__', '__init__',
               '__parameters__', '__orig_bases__', '__abstractmethods__', '__subclasshook__', '__new__', '__annotate__',
               '_is_protocol', '_is_runtime_protocol', '__firstlineno__', '__static_attributes__', '__class_getitem__',
               '__hash__', '__protocol_attrs__', '__annotate_func__', '__type_params__'}


def _no_init(self, *args, **keywords):
    """The `__init__` of protocols. A class derived from one gets that of its other bases when it is first called."""
    cls = type(self)
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    if cls.__init__ is not _no_init:
        return
    for base in cls.__mro__:
        found = base.__dict__.get('__init__', _no_init)
        if found is not _no_init:
            cls.__init__ = found
            break
    cls.__init__(self, *args, **keywords)


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, *args, **keywords):
        super().__init_subclass__(*args, **keywords)
        cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        for base in cls.__bases__ if cls._is_protocol else ():
            if not (base in (object, Generic) or base.__module__ in ('collections.abc', 'contextlib')
                    or getattr(base, '_is_protocol', False)):
                raise TypeError(f'Protocols can only inherit from other protocols, got {base!r}')
        if cls._is_protocol and '__init__' not in cls.__dict__:
            cls.__init__ = _no_init


def runtime_checkable(cls):
    if not getattr(cls, '_is_protocol', False):
        raise TypeError(f'@runtime_checkable can be only applied to protocol classes, got {cls!r}')
    cls._is_runtime_protocol = True
    return cls


@runtime_checkable
class SupportsInt(Protocol):
    def __int__(self): ...


@runtime_checkable
class SupportsFloat(Protocol):
    def __float__(self): ...


@runtime_checkable
class SupportsIndex(Protocol):
    def __index__(self): ...


@runtime_checkable
class SupportsAbs(Protocol):
    def __abs__(self): ...


@runtime_checkable
class SupportsRound(Protocol):
    def __round__(self, ndigits=0): ...


@runtime_checkable
class SupportsBytes(Protocol):
    def __bytes__(self): ...


@runtime_checkable
class SupportsComplex(Protocol):
    def __complex__(self): ...
