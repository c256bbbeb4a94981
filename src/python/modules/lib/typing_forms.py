"""The names of `typing` that stand in annotations, alone or with others in brackets: forms, aliases of classes, type variables."""

import collections
import collections.abc
import contextlib
from types import FunctionType, GenericAlias, NoneType, UnionType

__name__ = 'typing'


def _shown(value):
    if isinstance(value, type) and not isinstance(value, GenericAlias):
        return value.__qualname__ if value.__module__ == 'builtins' else f'{value.__module__}.{value.__qualname__}'
    if value is ...:
        return '...'
    if isinstance(value, FunctionType):
        return value.__name__
    if isinstance(value, list):
        return '[' + ', '.join(map(_shown, value)) + ']'
    return repr(value)


def _type(value):
    """None stands for its type, and a text for a type that is defined later."""
    if value is None:
        return NoneType
    if isinstance(value, str):
        return ForwardRef(value)
    return value


def _as_tuple(parameters):
    return parameters if isinstance(parameters, tuple) else (parameters,)


def _variables(args):
    found = []
    for arg in args:
        nested = [arg] if _is_variable(arg) else getattr(arg, '__parameters__', ()) if not isinstance(arg, type) else ()
        if isinstance(arg, list):
            nested = _variables(arg)
        for one in nested:
            if one not in found:
                found.append(one)
    return tuple(found)


def _is_variable(value):
    return type(value).__name__ in ('TypeVar', 'ParamSpec', 'TypeVarTuple')


class _Joined:
    """What can stand beside `|`."""

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __call__(self, *args, **keywords):
        raise TypeError(f'Cannot instantiate {self!r}')


class ForwardRef(_Joined):
    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'


class _Alias(_Joined):
    """`Name[arguments]`. `origin` is what it stands for when the program runs."""

    def __init__(self, name, origin, args):
        self._name = name
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = _variables(args)

    def __repr__(self):
        return f'{self._name}[{", ".join(map(_shown, self.__args__)) or "()"}]'

    def __eq__(self, other):
        return isinstance(other, _Alias) and self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self._name, self.__args__))

    def __getitem__(self, parameters):
        parameters = tuple(map(_type, _as_tuple(parameters)))
        if not self.__parameters__:
            raise TypeError(f'{self!r} is not a generic class')
        chosen = dict(zip(self.__parameters__, parameters))
        return self._with(tuple([_substituted(arg, chosen) for arg in self.__args__]))

    def _with(self, args):
        return type(self)(self._name, self.__origin__, args)

    def __call__(self, *args, **keywords):
        if not isinstance(self.__origin__, type):
            raise TypeError(f'Cannot instantiate {self!r}')
        made = self.__origin__(*args, **keywords)
        try:
            made.__orig_class__ = self
        except (AttributeError, TypeError):
            pass
        return made

    def __getattr__(self, name):
        if name[:2] == '__' or '__origin__' not in self.__dict__:
            raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}')
        return getattr(self.__origin__, name)

    def __mro_entries__(self, bases):
        if not isinstance(self.__origin__, type):
            raise TypeError(f'Cannot subclass {self!r}')
        if self.__origin__ is not Generic and Generic not in self.__origin__.__mro__ and self.__parameters__:
            if not any(getattr(base, '__origin__', None) is Generic for base in bases):
                return self.__origin__, Generic
        return self.__origin__,

    def __instancecheck__(self, instance):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')

    __subclasscheck__ = __instancecheck__


def _substituted(arg, chosen):
    if _is_variable(arg):
        return chosen.get(arg, arg)
    inner = getattr(arg, '__parameters__', ())
    if inner and not isinstance(arg, type):
        return arg[tuple([chosen.get(one, one) for one in inner])]
    return arg


class _UnionAlias(_Alias):
    def __repr__(self):
        rest = [arg for arg in self.__args__ if arg is not NoneType]
        if len(rest) < len(self.__args__) and len(rest) == 1:
            return f'typing.Optional[{_shown(rest[0])}]'
        return super().__repr__()

    def __eq__(self, other):
        if isinstance(other, (UnionType, _UnionAlias)):
            return set(self.__args__) == set(other.__args__)
        return NotImplemented

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def _with(self, args):
        return Union[args]

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__args__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__args__)


class _CallableAlias(_Alias):
    """`Callable[[parameters], result]`; its arguments are the parameters, then the result."""

    def __init__(self, origin, parameters, args=None):
        if args is None:
            if not isinstance(parameters, tuple) or len(parameters) != 2:
                raise TypeError('Callable must be used as Callable[[arg, ...], result].')
            head, result = parameters
            head = tuple(map(_type, head)) if isinstance(head, list) else (head,)
            args = head + (_type(result),)
        name = 'typing.Callable' if isinstance(origin, _Special) else 'collections.abc.Callable'
        super().__init__(name, collections.abc.Callable, args)

    def _with(self, args):
        return _CallableAlias(Callable if self._name == 'typing.Callable' else collections.abc.Callable, None, args)

    def __repr__(self):
        *head, result = self.__args__
        if len(head) == 1 and (head[0] is ... or _is_variable(head[0])):
            return f'{self._name}[{_shown(head[0])}, {_shown(result)}]'
        return f'{self._name}[[{", ".join(map(_shown, head))}], {_shown(result)}]'


class _SpecialForm(_Joined):
    """A name with a meaning of its own, such as `Any` or `Union`."""

    def __init__(self, name, make=None):
        self._name = name
        self._make = make

    def __repr__(self):
        return f'typing.{self._name}'

    def __getitem__(self, parameters):
        if self._make is None:
            raise TypeError(f'{self!r} is not subscriptable')
        return self._make(self, parameters)

    # What has `__getitem__` could be walked for ever.
    __iter__ = None

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass {self!r}')

    def __instancecheck__(self, instance):
        raise TypeError(f'{self!r} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self!r} cannot be used with issubclass()')


def _plain_alias(form, parameters):
    return _Alias(repr(form), form, tuple(map(_type, _as_tuple(parameters))))


def _single_alias(form, parameters):
    if isinstance(parameters, tuple):
        raise TypeError(f'{form!r} accepts only single type. Got {parameters!r}.')
    return _plain_alias(form, parameters)


def _make_union(form, parameters):
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    members = []
    for one in map(_type, _as_tuple(parameters)):
        for member in one.__args__ if isinstance(one, (_UnionAlias, UnionType)) else (one,):
            if member not in members:
                members.append(member)
    return members[0] if len(members) == 1 else _UnionAlias('typing.Union', Union, tuple(members))


def _make_literal(form, parameters):
    values = []
    for value in _as_tuple(parameters):
        for one in value.__args__ if getattr(value, '__origin__', None) is Literal else (value,):
            if not any(type(one) is type(known) and one == known for known in values):
                values.append(one)
    return _LiteralAlias('typing.Literal', Literal, tuple(values))


class _LiteralAlias(_Alias):
    def __init__(self, name, origin, args):
        self._name, self.__origin__, self.__args__, self.__parameters__ = name, origin, args, ()

    def __repr__(self):
        return f'typing.Literal[{", ".join(map(repr, self.__args__))}]'


class _AnnotatedAlias(_Alias):
    def __init__(self, origin, metadata):
        super().__init__('typing.Annotated', origin, (origin,))
        self.__metadata__ = metadata

    def __repr__(self):
        return f'typing.Annotated[{_shown(self.__origin__)}, {", ".join(map(repr, self.__metadata__))}]'


def _make_annotated(form, parameters):
    if not isinstance(parameters, tuple) or len(parameters) < 2:
        raise TypeError('Annotated[...] should be used with at least two arguments (a type and an annotation).')
    return _AnnotatedAlias(_type(parameters[0]), parameters[1:])


class _AnyMeta(type):
    def __repr__(cls):
        return 'typing.Any' if cls.__dict__.get('_is_any') else super().__repr__()


class Any(metaclass=_AnyMeta):
    _is_any = True

    def __new__(cls, *args, **keywords):
        if cls is Any:
            raise TypeError('Any cannot be instantiated')
        return super().__new__(cls)


Union = _SpecialForm('Union', _make_union)
Optional = _SpecialForm('Optional', lambda form, parameter: Union[parameter, None])
Literal = _SpecialForm('Literal', _make_literal)
Annotated = _SpecialForm('Annotated', _make_annotated)
ClassVar = _SpecialForm('ClassVar', _single_alias)
Final = _SpecialForm('Final', _single_alias)
Required = _SpecialForm('Required', _single_alias)
NotRequired = _SpecialForm('NotRequired', _single_alias)
ReadOnly = _SpecialForm('ReadOnly', _single_alias)
TypeGuard = _SpecialForm('TypeGuard', _single_alias)
TypeIs = _SpecialForm('TypeIs', _single_alias)
Unpack = _SpecialForm('Unpack', _single_alias)
Concatenate = _SpecialForm('Concatenate', _plain_alias)
NoReturn = _SpecialForm('NoReturn')
Never = _SpecialForm('Never')
Self = _SpecialForm('Self')
LiteralString = _SpecialForm('LiteralString')
TypeAlias = _SpecialForm('TypeAlias')


class _Special(_Joined):
    """The name in `typing` of a class that lives elsewhere: `List`, `Mapping`."""

    def __init__(self, name, origin):
        self._name = name
        self.__origin__ = origin

    def __repr__(self):
        return f'typing.{self._name}'

    def __getitem__(self, parameters):
        if self.__origin__ is collections.abc.Callable:
            return _CallableAlias(self, parameters)
        return _Alias(repr(self), self.__origin__, tuple(map(_type, _as_tuple(parameters))))

    def __call__(self, *args, **keywords):
        raise TypeError(f'Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead')

    __iter__ = None

    def __mro_entries__(self, bases):
        return self.__origin__,

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)


List = _Special('List', list)
Dict = _Special('Dict', dict)
Set = _Special('Set', set)
FrozenSet = _Special('FrozenSet', frozenset)
Tuple = _Special('Tuple', tuple)
Type = _Special('Type', type)
Deque = _Special('Deque', collections.deque)
DefaultDict = _Special('DefaultDict', collections.defaultdict)
OrderedDict = _Special('OrderedDict', collections.OrderedDict)
Counter = _Special('Counter', collections.Counter)
ChainMap = _Special('ChainMap', collections.ChainMap)
AbstractSet = _Special('AbstractSet', collections.abc.Set)
ContextManager = _Special('ContextManager', contextlib.AbstractContextManager)
AsyncContextManager = _Special('AsyncContextManager', contextlib.AbstractAsyncContextManager)
Awaitable = _Special('Awaitable', collections.abc.Awaitable)
Coroutine = _Special('Coroutine', collections.abc.Coroutine)
AsyncIterable = _Special('AsyncIterable', collections.abc.AsyncIterable)
AsyncIterator = _Special('AsyncIterator', collections.abc.AsyncIterator)
AsyncGenerator = _Special('AsyncGenerator', collections.abc.AsyncGenerator)
Hashable = _Special('Hashable', collections.abc.Hashable)
Iterable = _Special('Iterable', collections.abc.Iterable)
Iterator = _Special('Iterator', collections.abc.Iterator)
Generator = _Special('Generator', collections.abc.Generator)
Reversible = _Special('Reversible', collections.abc.Reversible)
Sized = _Special('Sized', collections.abc.Sized)
Container = _Special('Container', collections.abc.Container)
Callable = _Special('Callable', collections.abc.Callable)
Collection = _Special('Collection', collections.abc.Collection)
MutableSet = _Special('MutableSet', collections.abc.MutableSet)
Mapping = _Special('Mapping', collections.abc.Mapping)
MutableMapping = _Special('MutableMapping', collections.abc.MutableMapping)
MappingView = _Special('MappingView', collections.abc.MappingView)
KeysView = _Special('KeysView', collections.abc.KeysView)
ItemsView = _Special('ItemsView', collections.abc.ItemsView)
ValuesView = _Special('ValuesView', collections.abc.ValuesView)
Sequence = _Special('Sequence', collections.abc.Sequence)
MutableSequence = _Special('MutableSequence', collections.abc.MutableSequence)
ByteString = _Special('ByteString', collections.abc.ByteString)
Buffer = _Special('Buffer', collections.abc.Buffer)


class _Variable(_Joined):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False, default=None):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant
        self.__default__ = default

    def __repr__(self):
        sign = '+' if self.__covariant__ else '-' if self.__contravariant__ else '~'
        return sign + self.__name__

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass an instance of {type(self).__name__}')


class _OfLanguage(type):
    """Of a class that the language has too, for `def function[T]` and `type Name = …`: instances of the one are such of the other."""

    def __instancecheck__(cls, instance):
        kind = type(instance)
        return kind.__module__ == 'typing' and kind.__name__ == cls.__name__ or super().__instancecheck__(instance)


class TypeVar(_Variable, metaclass=_OfLanguage):
    def __init__(self, name, *constraints, bound=None, **options):
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        super().__init__(name, *constraints, bound=bound, **options)


class _Plain(_Variable):
    def __repr__(self):
        return self.__name__


class ParamSpec(_Variable):
    @property
    def args(self):
        return _Plain(f'{self.__name__}.args')

    @property
    def kwargs(self):
        return _Plain(f'{self.__name__}.kwargs')


class TypeVarTuple(_Plain):
    def __iter__(self):
        yield Unpack[self]


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, parameters):
        parameters = tuple(map(_type, _as_tuple(parameters)))
        name = f'typing.{cls.__name__}' if cls.__module__ == 'typing' else _shown(cls)
        return _Alias(name, cls, parameters)

    def __init_subclass__(cls, *args, **keywords):
        super().__init_subclass__(*args, **keywords)
        bases = cls.__dict__.get('__orig_bases__', ())
        cls.__parameters__ = _variables(bases)
