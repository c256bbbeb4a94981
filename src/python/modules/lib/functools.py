"""`functools`: functions that take functions or give them."""

from _functools import lru_cache_wrapper as _native_cache
from _machine import builtin as _builtin

__all__ = ['update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES', 'total_ordering', 'cache', 'cmp_to_key',
           'lru_cache', 'reduce', 'partial', 'partialmethod', 'singledispatch', 'singledispatchmethod', 'cached_property']

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__', '__type_params__')
WRAPPER_UPDATES = ('__dict__',)

_missing = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _missing)
        if value is not _missing:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)
    return decorate


@_builtin
def reduce(function, iterable, initial=_missing, /):
    try:
        iterator = iter(iterable)
    except TypeError:
        raise TypeError('reduce() arg 2 must support iteration') from None
    if initial is _missing:
        initial = next(iterator, _missing)
        if initial is _missing:
            raise TypeError('reduce() of empty iterable with no initial value')
    for item in iterator:
        initial = function(initial, item)
    return initial


class partial:
    """A function of which some arguments are given already."""

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        cls = type(self)
        module = 'functools' if cls is partial else cls.__module__
        return _call_text(f'{module}.{cls.__qualname__}', self)

    def __get__(self, instance, owner=None):
        if instance is not None:
            from warnings import warn
            warn('functools.partial will be a method descriptor in future Python versions; wrap it in staticmethod() if you want '
                 'to preserve the old behavior', FutureWarning)
        return self

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords, self.__dict__)

    def __setstate__(self, state):
        self.__dict__.update(state[3] or {})
        self.func, self.args, self.keywords = state[0], tuple(state[1]), dict(state[2] or {})

    def __class_getitem__(cls, item):
        return type(list[int])(cls, item)


def _call_text(name, self):
    parts = [repr(self.func)]
    parts += map(repr, self.args)
    parts += [f'{name}={value!r}' for name, value in self.keywords.items()]
    return f'{name}({", ".join(parts)})'


class partialmethod:
    """A method of which some arguments are given already."""

    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        elif not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        return _call_text(f'{type(self).__module__}.{type(self).__qualname__}', self)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)

    def __get__(self, instance, owner=None):
        bind = None if isinstance(self.func, partial) else getattr(self.func, '__get__', None)
        bound = self.func if bind is None else bind(instance, owner)
        if bound is not self.func:
            made = partial(bound, *self.args, **self.keywords)
            if hasattr(bound, '__self__'):
                made.__self__ = bound.__self__
            return made

        def method(self_, /, *args, **keywords):
            return self.func(self_, *self.args, *args, **{**self.keywords, **keywords})
        method.__isabstractmethod__ = self.__isabstractmethod__
        return method.__get__(instance, owner)


class _lru_cache_wrapper(_native_cache):
    # Takes attributes, which the native class does not.

    def __reduce__(self):
        return self.__qualname__


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        # Used as a decorator itself, without parentheses.
        return _cached(maxsize, 128, False)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')

    def decorate(function):
        return _cached(function, maxsize, typed)
    return decorate


def cache(user_function, /):
    return _cached(user_function, None, False)


def _cached(function, maxsize, typed):
    from collections import namedtuple
    info = namedtuple('CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'])
    info.__module__ = 'functools'
    wrapper = _lru_cache_wrapper(function, maxsize, typed, info)
    wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
    return update_wrapper(wrapper, function)


class cached_property:
    """A property that is worked out once and then an attribute of the instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is not None and name != self.attrname:
            raise TypeError('Cannot assign the same cached_property to two different names '
                            f'({self.attrname!r} and {name!r}).')
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        try:
            store = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance "
                            f'to cache {self.attrname!r} property.') from None
        if self.attrname not in store:
            store[self.attrname] = self.func(instance)
        return store[self.attrname]


@_builtin
def cmp_to_key(mycmp):
    class K:
        __slots__ = ['obj']

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None

    return K


def _derived(root, invert, join):
    """A comparison made of the method `root`: its opposite if `invert`, joined with (in)equality by `join`."""
    def compare(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        if invert:
            result = not result
        if join == 'or':
            return result or self == other
        if join == 'and':
            return result and self != other
        return result
    return compare


_ORDERINGS = {
    '__lt__': [('__gt__', True, 'and'), ('__le__', False, 'or'), ('__ge__', True, None)],
    '__le__': [('__ge__', True, 'or'), ('__lt__', False, 'and'), ('__gt__', True, None)],
    '__gt__': [('__lt__', True, 'and'), ('__ge__', False, 'or'), ('__le__', True, None)],
    '__ge__': [('__le__', True, 'or'), ('__gt__', False, 'and'), ('__lt__', True, None)],
}


def total_ordering(cls):
    roots = [name for name in _ORDERINGS if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = next(name for name in ('__lt__', '__le__', '__gt__', '__ge__') if name in roots)
    for name, invert, join in _ORDERINGS[root]:
        if name not in roots:
            method = _derived(root, invert, join)
            method.__name__ = name
            method.__qualname__ = f'{cls.__qualname__}.{name}'
            setattr(cls, name, method)
    return cls


_UNIONS = 'UnionType', '_UnionAlias'


def _classes(annotation):
    """The classes that are meant by a class or a union of classes; none where it is neither."""
    if isinstance(annotation, type) and not hasattr(annotation, '__origin__'):
        return (annotation,)
    if type(annotation).__name__ in _UNIONS and all(_classes(one) for one in annotation.__args__):
        return annotation.__args__
    return ()


def _most_fitting(cls, registry):
    """That one of the classes in the registry which says most about a class."""
    mro = cls.__mro__

    def place(known):
        if known in mro:
            return 2 * mro.index(known)
        # An abstract class comes after the last class that still is one of its kind.
        return 2 * max([at for at, base in enumerate(mro) if issubclass(base, known)]) + 1

    best = None
    for known in registry:
        if not issubclass(cls, known):
            continue
        if best is None or place(known) < place(best) or place(known) == place(best) and issubclass(known, best):
            best = known
    for known in registry:
        if best not in mro and known is not best and known not in mro and issubclass(cls, known) \
                and place(known) == place(best) and not issubclass(best, known):
            raise RuntimeError(f'Ambiguous dispatch: {best} or {known}')
    return best


def singledispatch(func):
    """Chooses among implementations by the class of the first argument."""
    from types import MappingProxyType
    registry = {object: func}
    name = getattr(func, '__name__', 'singledispatch function')

    def dispatch(cls):
        return registry[_most_fitting(cls, registry)]

    def register(cls, func=None):
        classes = _classes(cls)
        if classes:
            if func is None:
                return lambda func: register(cls, func)
        elif func is not None:
            raise TypeError(f'Invalid first argument to `register()`. {cls!r} is not a class or union type.')
        else:
            if not getattr(cls, '__annotations__', None):
                raise TypeError(f'Invalid first argument to `register()`: {cls!r}. '
                                'Use either `@register(some_class)` or plain `@register` on an annotated function.')
            from typing import get_type_hints
            func = cls
            parameter, cls = next(iter(get_type_hints(func).items()))
            classes = _classes(cls)
            if not classes:
                problem = 'not all arguments are classes' if type(cls).__name__ in _UNIONS else 'is not a class'
                raise TypeError(f'Invalid annotation for {parameter!r}. {cls!r} {problem}.')
        for one in classes:
            registry[one] = func
        return func

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f'{name} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **keywords)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = lambda: None
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.func = func
        self.dispatcher = singledispatch(func)

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)

    def __get__(self, instance, owner=None):
        name = getattr(self.func, '__name__', 'singledispatchmethod method')

        def method(*args, **keywords):
            if not args:
                raise TypeError(f'{name} requires at least 1 positional argument')
            chosen = self.dispatcher.dispatch(args[0].__class__)
            return chosen.__get__(instance, owner)(*args, **keywords)
        method.__isabstractmethod__ = self.__isabstractmethod__
        method.register = self.register
        return update_wrapper(method, self.func)
