"""`weakref`: references that do not keep their objects, and collections of them."""

from _weakref import ReferenceType, getweakrefcount, getweakrefs
from collections.abc import MutableMapping as _MutableMapping, MutableSet as _MutableSet

__all__ = ['ref', 'proxy', 'getweakrefcount', 'getweakrefs', 'WeakKeyDictionary', 'ReferenceType', 'ProxyType',
           'CallableProxyType', 'ProxyTypes', 'WeakValueDictionary', 'WeakSet', 'WeakMethod', 'finalize', 'KeyedRef']

ref = ReferenceType


class KeyedRef(ref):
    """A reference that knows under which key it is kept."""

    def __new__(cls, ob, callback, key):
        self = super().__new__(cls, ob, callback)
        self.key = key
        return self


class WeakMethod(ref):
    """A reference to a method of an object, as long as the object lives."""

    def __new__(cls, meth, callback=None):
        try:
            owner, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f'argument should be a bound method, not {type(meth)}') from None
        self = super().__new__(cls, owner, None if callback is None else lambda _: callback(self))
        self._function = function
        self._kind = type(meth)
        return self

    def __call__(self):
        owner = super().__call__()
        return None if owner is None else self._kind(self._function, owner)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        return super().__eq__(other) is True and self._function == other._function

    __hash__ = ref.__hash__


def _forward(name):
    def method(self, *args):
        return getattr(_target(self), name)(*args)
    return method


def _target(proxy):
    target = object.__getattribute__(proxy, '_ref')()
    if target is None:
        raise ReferenceError('weakly-referenced object no longer exists')
    return target


class ProxyType:
    """Stands for an object that it does not keep."""

    __module__ = 'weakref'

    def __init__(self, ref):
        object.__setattr__(self, '_ref', ref)

    @property
    def __class__(self):
        return type(_target(self))

    def __getattribute__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __repr__(self):
        target = object.__getattribute__(self, '_ref')()
        shown = '' if target is None else f'; to {type(target).__name__!r} at {id(target):#x}'
        return f'<weakproxy at {id(self):#x}{shown}>'

    def __str__(self):
        return str(_target(self))

    def __bool__(self):
        return bool(_target(self))

    def __eq__(self, other):
        return _target(self) == other

    def __iter__(self):
        return iter(_target(self))

    def __hash__(self):
        raise TypeError(f"unhashable type: '{ProxyType.__module__}.ProxyType'")


ProxyType.__name__ = ProxyType.__qualname__ = 'ProxyType'
for _name in ('lt le gt ge len getitem setitem delitem contains next reversed add sub mul truediv floordiv mod pow matmul radd rsub '
              'rmul and or xor lshift rshift iadd isub imul neg pos abs invert int float index enter exit').split():
    setattr(ProxyType, f'__{_name}__', _forward(f'__{_name}__'))


class CallableProxyType(ProxyType):
    def __call__(self, *args, **keywords):
        return _target(self)(*args, **keywords)


ProxyTypes = ProxyType, CallableProxyType


def proxy(object, callback=None, /):
    kind = CallableProxyType if callable(object) else ProxyType
    made = kind(ref(object, None if callback is None else lambda _: callback(made)))
    return made


class _WeakMapping(_MutableMapping):
    def __contains__(self, key):
        return self.get(key, self) is not self

    def __len__(self):
        return sum(1 for _ in self)

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x}>'

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __deepcopy__(self, memo):
        return type(self)(self)

    def __or__(self, other):
        made = self.copy()
        made.update(other)
        return made

    def __ior__(self, other):
        self.update(other)
        return self


class WeakValueDictionary(_WeakMapping):
    """A dict that forgets a value when nothing else keeps it."""

    def __init__(self, other=(), /, **keywords):
        self.data = {}
        own = ref(self)

        def remove(gone):
            mapping = own()
            if mapping is not None and mapping.data.get(gone.key) is gone:
                del mapping.data[gone.key]
        self._remove = remove
        self.update(other, **keywords)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        for key, value in list(self.data.items()):
            if value() is not None:
                yield key

    def itervaluerefs(self):
        yield from list(self.data.values())

    def valuerefs(self):
        return list(self.data.values())


class WeakKeyDictionary(_WeakMapping):
    """A dict that forgets an entry when nothing else keeps its key."""

    def __init__(self, dict=None):
        self.data = {}
        own = ref(self)

        def remove(gone):
            mapping = own()
            if mapping is not None:
                mapping.data.pop(gone, None)
        self._remove = remove
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __iter__(self):
        for reference in list(self.data):
            key = reference()
            if key is not None:
                yield key

    def keyrefs(self):
        return list(self.data)


class WeakSet(_MutableSet):
    """A set that forgets what nothing else keeps."""

    def __init__(self, data=None):
        self.data = set()
        own = ref(self)

        def remove(gone):
            mapping = own()
            if mapping is not None:
                mapping.data.discard(gone)
        self._remove = remove
        if data is not None:
            self.update(data)

    @classmethod
    def _from_iterable(cls, iterable):
        return cls(iterable)

    def __iter__(self):
        for reference in list(self.data):
            item = reference()
            if item is not None:
                yield item

    def __len__(self):
        return sum(1 for _ in self)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item, self._remove))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def update(self, other):
        for item in other:
            self.add(item)

    def pop(self):
        while self.data:
            item = self.data.pop()()
            if item is not None:
                return item
        raise KeyError('pop from empty WeakSet')

    def clear(self):
        self.data.clear()

    def copy(self):
        return type(self)(self)

    def union(self, other):
        made = self.copy()
        made.update(other)
        return made

    def intersection(self, other):
        return self & type(self)(other)

    def difference(self, other):
        return self - type(self)(other)

    def symmetric_difference(self, other):
        return self ^ type(self)(other)

    def issubset(self, other):
        return all(item in other for item in self)

    def issuperset(self, other):
        return all(item in self for item in other)

    def __repr__(self):
        return repr(self.data)


class finalize:
    """Calls a function when an object goes, or at the end of the program."""

    _registry = {}

    class _Info:
        atexit = True

    def __init__(self, obj, func, /, *args, **kwargs):
        if not self._registry:
            import atexit
            atexit.register(self._exit)
        info = self._Info()
        # Kept by the registry, so that the finalizer itself need not be.
        info.weakref = ref(obj, self)
        info.call = func, args, kwargs
        self._registry[self] = info

    def __call__(self, _=None):
        info = self._registry.pop(self, None)
        if info is not None:
            func, args, kwargs = info.call
            return func(*args, **kwargs)

    def detach(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None and self._registry.pop(self, None):
            return obj, *info.call

    def peek(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None:
            return obj, *info.call

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    @classmethod
    def _exit(cls):
        for one in reversed(list(cls._registry)):
            if one.atexit:
                one()

    def __repr__(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        name = f'{type(self).__name__} object at {id(self):#x}'
        return f'<{name}; dead>' if obj is None else f'<{name}; for {type(obj).__name__!r} at {id(obj):#x}>'
