"""`types`: the classes of things that the language makes."""

__all__ = ['FunctionType', 'LambdaType', 'CodeType', 'MappingProxyType', 'SimpleNamespace', 'CellType', 'GeneratorType',
           'CoroutineType', 'AsyncGeneratorType', 'MethodType', 'BuiltinFunctionType', 'BuiltinMethodType', 'ModuleType',
           'TracebackType', 'FrameType', 'WrapperDescriptorType', 'MethodWrapperType', 'MethodDescriptorType',
           'GenericAlias', 'UnionType', 'EllipsisType', 'NoneType', 'NotImplementedType',
           'DynamicClassAttribute', 'coroutine', 'new_class', 'prepare_class', 'resolve_bases', 'get_original_bases']


def _function():
    return lambda: _function


FunctionType = LambdaType = type(_function)
MappingProxyType = type(type.__dict__)
CodeType = type(_function.__code__)
CellType = type((lambda value: lambda: value)(0).__closure__[0])
MethodType = type(type('_Bound', (), {'method': _function})().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
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
    FrameType = type(_error.__traceback__.tb_frame)


_being_shown = set()


class SimpleNamespace:
    """An object with the attributes that it is made with."""

    def __init__(self, mapping=(), /, **keywords):
        self.__dict__.update(mapping)
        self.__dict__.update(keywords)

    def __repr__(self):
        name = 'namespace' if type(self) is SimpleNamespace else type(self).__name__
        if id(self) in _being_shown:
            return f'{name}(...)'
        _being_shown.add(id(self))
        try:
            return f'{name}({", ".join([f"{key}={value!r}" for key, value in self.__dict__.items()])})'
        finally:
            _being_shown.discard(id(self))

    def __replace__(self, /, **changes):
        return type(self)(**{**self.__dict__, **changes})

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
    import inspect
    if not callable(func):
        raise TypeError('types.coroutine() expects a callable')
    if inspect.iscoroutinefunction(func):
        return func

    @functools.wraps(func)
    def wrapped(*args, **keywords):
        return __import__('_machine').let_await(func(*args, **keywords))
    return wrapped


__import__('_machine').seal(SimpleNamespace)
