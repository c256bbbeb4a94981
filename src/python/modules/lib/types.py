"""`types`: the classes of things that the language makes."""

__all__ = ['FunctionType', 'LambdaType', 'CodeType', 'MappingProxyType', 'SimpleNamespace', 'CellType', 'GeneratorType',
           'CoroutineType', 'AsyncGeneratorType', 'MethodType', 'BuiltinFunctionType', 'BuiltinMethodType', 'ModuleType',
           'TracebackType', 'GenericAlias', 'UnionType', 'EllipsisType', 'NoneType', 'NotImplementedType',
           'DynamicClassAttribute', 'coroutine', 'new_class', 'prepare_class', 'resolve_bases', 'get_original_bases']


def _function():
    return lambda: _function


FunctionType = LambdaType = type(_function)
CodeType = type(_function.__code__)
CellType = type((lambda value: lambda: value)(0).__closure__[0])
MethodType = type(type('_Bound', (), {'method': _function})().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
ModuleType = type(__import__('_machine'))
GenericAlias = type(list[int])
UnionType = type(int | str)
EllipsisType = type(...)
NoneType = type(None)
NotImplementedType = type(NotImplemented)


def _generator():
    yield


async def _coroutine():
    pass


async def _async_generator():
    yield


GeneratorType = type(_generator())
_unused = _coroutine()
CoroutineType = type(_unused)
_unused.close()
AsyncGeneratorType = type(_async_generator())
try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)


class MappingProxyType:
    """A mapping that can only be read."""

    __slots__ = ('_mapping',)

    def __init__(self, mapping, /):
        if isinstance(mapping, (list, tuple)) or not hasattr(type(mapping), '__getitem__'):
            raise TypeError(f'mappingproxy() argument must be a mapping, not {type(mapping).__name__}')
        self._mapping = mapping

    def __getitem__(self, key):
        return self._mapping[key]

    def __contains__(self, key):
        return key in self._mapping

    def __len__(self):
        return len(self._mapping)

    def __iter__(self):
        return iter(self._mapping)

    def __reversed__(self):
        return reversed(self._mapping)

    def get(self, key, default=None, /):
        return self._mapping.get(key, default)

    def keys(self):
        return self._mapping.keys()

    def values(self):
        return self._mapping.values()

    def items(self):
        return self._mapping.items()

    def copy(self):
        return self._mapping.copy()

    def __eq__(self, other):
        return self._mapping == (other._mapping if isinstance(other, MappingProxyType) else other)

    def __or__(self, other):
        return self._mapping | (other._mapping if isinstance(other, MappingProxyType) else other)

    def __ror__(self, other):
        return other | self._mapping

    def __hash__(self):
        return hash(self._mapping)

    def __str__(self):
        return str(self._mapping)

    def __repr__(self):
        return f'mappingproxy({self._mapping!r})'

    def __class_getitem__(cls, item):
        return GenericAlias(cls, item)


MappingProxyType.__name__ = MappingProxyType.__qualname__ = 'mappingproxy'
MappingProxyType.__module__ = 'builtins'


class SimpleNamespace:
    """An object with the attributes that it is made with."""

    def __init__(self, mapping=(), /, **keywords):
        self.__dict__.update(mapping)
        self.__dict__.update(keywords)

    def __repr__(self):
        name = 'namespace' if type(self) is SimpleNamespace else type(self).__name__
        return f'{name}({", ".join([f"{key}={value!r}" for key, value in self.__dict__.items()])})'

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None


class DynamicClassAttribute:
    """A property that instances have and the class has not."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or fget.__doc__

    def __get__(self, instance, owner=None):
        if instance is None:
            raise AttributeError()
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)


def resolve_bases(bases):
    resolved = []
    for base in bases:
        entries = getattr(base, '__mro_entries__', None)
        if isinstance(base, type) or entries is None:
            resolved.append(base)
        else:
            resolved += entries(tuple(bases))
    return tuple(resolved)


def prepare_class(name, bases=(), kwds=None):
    kwds = dict(kwds or {})
    metaclass = kwds.pop('metaclass', type(bases[0]) if bases else type)
    return metaclass, metaclass.__prepare__(name, bases, **kwds), kwds


def new_class(name, bases=(), kwds=None, exec_body=None):
    resolved = resolve_bases(bases)
    metaclass, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace['__orig_bases__'] = bases
    return metaclass(name, resolved, namespace, **kwds)


def get_original_bases(cls, /):
    return cls.__dict__.get('__orig_bases__', cls.__bases__)


def coroutine(func):
    """Lets a generator function be awaited."""
    import functools

    class Wrapper:
        def __init__(self, generator):
            self.generator = generator

        def __await__(self):
            return (yield from self.generator)

    @functools.wraps(func)
    def wrapped(*args, **keywords):
        return Wrapper(func(*args, **keywords))
    return wrapped


__import__('_machine').seal(SimpleNamespace)
