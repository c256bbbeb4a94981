"""`typing`: names for annotations. They can be written, combined and shown; nothing is ever checked."""

from _typing_forms import *
from _typing_forms import _AnnotatedAlias, _CallableAlias, _Joined, _OfLanguage, _SpecialForm, _plain_alias
from _typing_protocols import *

TYPE_CHECKING = False


class NewType(_Joined):
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = '__main__'

    def __call__(self, value, /):
        return value

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'


class _NamedTupleMeta(type):
    def __new__(metacls, name, bases, namespace):
        if namespace.get('_is_root'):
            return super().__new__(metacls, name, bases, namespace)
        types = _own_annotations(namespace)
        seen_default = None
        for field in types:
            if field in namespace:
                seen_default = field
            elif seen_default is not None:
                raise TypeError(f'Non-default namedtuple field {field} cannot follow default field {seen_default}')
        made = collections.namedtuple(name, types, defaults=[namespace[field] for field in types if field in namespace],
                                      module=namespace.get('__module__'))
        made.__annotations__ = types
        made.__orig_bases__ = (NamedTuple,)
        for key, value in namespace.items():
            if key in ('__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_make', '_replace', '_asdict'):
                raise AttributeError(f'Cannot overwrite NamedTuple attribute {key}')
            if key not in types and key not in ('__annotations__', '__module__', '__annotate__', '__annotate_func__'):
                setattr(made, key, value)
        return made


def _own_annotations(namespace):
    """The annotations in a class body that was just run."""
    return dict(type('_Body', (), {key: namespace[key] for key in ('__annotations__', '__annotate__', '__annotate_func__')
                                   if key in namespace}).__annotations__)


class _NamedTupleBase(metaclass=_NamedTupleMeta):
    _is_root = True


class _NamedTupleName:
    def __mro_entries__(self, bases):
        return _NamedTupleBase,

    def __call__(self, typename, fields=(), /, **keywords):
        fields = list(fields) or list(keywords.items())
        made = collections.namedtuple(typename, [name for name, _ in fields])
        made.__annotations__ = dict(fields)
        return made

    def __repr__(self):
        return '<function NamedTuple>'


NamedTuple = _NamedTupleName()


class _TypedDictMeta(type):
    def __new__(metacls, name, bases, namespace, total=True):
        if namespace.get('_is_root'):
            return super().__new__(metacls, name, bases, namespace)
        annotations, required = {}, set()
        for base in bases:
            annotations.update(getattr(base, '_all_annotations', {}))
            required |= getattr(base, '__required_keys__', set())
        own = _own_annotations(namespace)
        annotations.update(own)
        for key, value in own.items():
            form = getattr(value, '__origin__', None)
            if form is Required or total and form is not NotRequired:
                required.add(key)
        made = super().__new__(metacls, name, (dict,), {key: namespace[key] for key in ('__module__', '__qualname__', '__doc__')
                                                        if key in namespace})
        made.__annotations__ = annotations
        made._all_annotations = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(annotations) - required
        made.__total__ = total
        return made

    def __call__(cls, *args, **keywords):
        return dict(*args, **keywords)

    def __instancecheck__(cls, instance):
        raise TypeError('TypedDict does not support instance and class checks')

    __subclasscheck__ = __instancecheck__


class _TypedDictBase(dict, metaclass=_TypedDictMeta):
    _is_root = True


class _TypedDictName:
    def __mro_entries__(self, bases):
        return _TypedDictBase,

    def __call__(self, typename, fields=(), /, *, total=True):
        return _TypedDictMeta(typename, (_TypedDictBase,), {'__annotations__': dict(fields), '__module__': '__main__'}, total=total)

    def __repr__(self):
        return '<function TypedDict>'


TypedDict = _TypedDictName()


class TypeAliasType(metaclass=_OfLanguage):
    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self.__value__ = value
        self.__type_params__ = type_params

    def __repr__(self):
        return self.__name__


AnyStr = TypeVar('AnyStr', bytes, str)
Text = str


class IO(Generic):
    pass


class TextIO(IO):
    pass


class BinaryIO(IO):
    pass


Pattern = _SpecialForm('Pattern', _plain_alias)
Match = _SpecialForm('Match', _plain_alias)


def cast(typ, val):
    return val


def overload(func):
    def _overload_dummy(*args, **keywords):
        raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated functions '
                                  'outside a stub module should always be followed by an implementation that is not @overload-ed.')
    _overload_dummy.__qualname__ = '_overload_dummy'
    return _overload_dummy


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def no_type_check(arg):
    return arg


def dataclass_transform(**options):
    return lambda decorated: decorated


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, UnionType):
        return UnionType
    if tp is Generic:
        return Generic
    return getattr(tp, '__origin__', None)


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, _CallableAlias):
        *head, result = tp.__args__
        return (head[0], result) if len(head) == 1 and head[0] is ... else (list(head), result)
    return getattr(tp, '__args__', ())


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    for source in reversed(obj.__mro__) if isinstance(obj, type) else [obj]:
        for name, value in getattr(source, '__annotations__', {}).items():
            if isinstance(value, str):
                import sys
                scope = getattr(obj, '__globals__', None) or vars(sys.modules[source.__module__])
                value = eval(value, scope if globalns is None else globalns, localns)
            if isinstance(value, _AnnotatedAlias) and not include_extras:
                value = value.__origin__
            hints[name] = NoneType if value is None else value
    return hints


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    raise AssertionError(f'Expected code to be unreachable, but got: {arg!r}')


def reveal_type(obj, /):
    import sys
    sys.stderr.write(f'Runtime type is {type(obj).__name__!r}\n')
    return obj


def clear_overloads():
    pass
