"""`dataclasses`: classes whose methods are made from their annotations."""

import _machine
import copy as _copy
import sys as _sys
from abc import update_abstractmethods as _update_abstractmethods
from keyword import iskeyword as _iskeyword
from types import MappingProxyType as _MappingProxyType

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING', 'fields', 'asdict', 'astuple',
           'make_dataclass', 'replace', 'is_dataclass']


class FrozenInstanceError(AttributeError):
    pass


class _Named:
    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return self._name


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_HAS_DEFAULT_FACTORY = _Named('<factory>')
_FIELD, _CLASSVAR, _INITVAR = _Named('_FIELD'), _Named('_FIELD_CLASSVAR'), _Named('_FIELD_INITVAR')


class InitVar:
    """Annotates a parameter of `__init__` that is no field but goes to `__post_init__`."""

    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        shown = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f'dataclasses.InitVar[{shown}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare', 'metadata', 'kw_only',
                 '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _MappingProxyType(metadata or {})
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        return f'Field({",".join([f"{name}={getattr(self, name)!r}" for name in self.__slots__])})'

    def __set_name__(self, owner, name):
        # A default that is a descriptor wants to know its name, too.
        method = getattr(type(self.default), '__set_name__', None)
        if method is not None:
            method(self.default, owner, name)


class _Params:
    def __init__(self, **options):
        self.__dict__.update(options)

    def __repr__(self):
        return f'_DataclassParams({",".join([f"{name}={value!r}" for name, value in self.__dict__.items()])})'


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    params = _Params(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen, match_args=match_args,
                     kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)
    if cls is None:
        return lambda cls: _process(cls, params)
    return _process(cls, params)


def _meant(cls, annotation):
    """What an annotation says; of a text what the name that it begins with stands for in the module of the class."""
    if not isinstance(annotation, str):
        return annotation
    module, _, name = annotation.partition('[')[0].replace(' ', '').rpartition('.')
    scope = _sys.modules.get(cls.__module__)
    return getattr(getattr(scope, module, None) if module else scope, name, None)


def _is_classvar(annotation):
    return getattr(annotation, '__origin__', annotation).__class__.__name__ == '_SpecialForm' and \
        'ClassVar' in repr(annotation).split('[')[0]


def _is_initvar(annotation):
    return annotation is InitVar or isinstance(annotation, InitVar)


def _own_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        # A slot's descriptor is no default.
        if type(default).__name__ == 'member_descriptor':
            default = MISSING
        made = field(default=default)
    made.name = name
    made.type = annotation
    meant = _meant(cls, annotation)
    made._field_type = _CLASSVAR if _is_classvar(meant) else _INITVAR if _is_initvar(meant) else _FIELD
    if made._field_type is not _FIELD and made.default_factory is not MISSING:
        raise TypeError(f'field {name} cannot have a default factory')
    if made._field_type is _CLASSVAR:
        if made.kw_only is not MISSING:
            raise TypeError(f'field {name} is a ClassVar but specifies kw_only')
    elif made.kw_only is MISSING:
        made.kw_only = kw_only
    if made._field_type is _FIELD and made.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(made.default)} for field {name} is not allowed: use default_factory')
    return made


def _process(cls, params):
    if params.weakref_slot and not params.slots:
        raise TypeError('weakref_slot is True but slots is False')
    all_fields = {}
    any_frozen = has_dataclass_base = False
    all_frozen = None
    for base in reversed(cls.__mro__[1:]):
        base_fields = base.__dict__.get('__dataclass_fields__')
        if base_fields is None:
            continue
        has_dataclass_base = True
        all_fields.update(base_fields)
        frozen = base.__dataclass_params__.frozen
        all_frozen = frozen if all_frozen is None else all_frozen and frozen
        any_frozen = any_frozen or frozen
    own = []
    kw_only = params.kw_only
    kw_only_seen = False
    annotations = cls.__dict__.get('__annotations__', None)
    if annotations is None:
        annotations = getattr(cls, '__annotations__', {})
    for name, annotation in annotations.items():
        if _meant(cls, annotation) is KW_ONLY:
            if kw_only_seen:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            kw_only_seen = kw_only = True
        else:
            own.append(_own_field(cls, name, annotation, kw_only))
    for one in own:
        all_fields[one.name] = one
        if isinstance(cls.__dict__.get(one.name), Field):
            if one.default is MISSING:
                delattr(cls, one.name)
            else:
                setattr(cls, one.name, one.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if has_dataclass_base:
        if any_frozen and not params.frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if all_frozen is False and params.frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    cls.__dataclass_fields__ = all_fields
    cls.__dataclass_params__ = params
    real = [one for one in all_fields.values() if one._field_type is _FIELD]
    _add_methods(cls, params, all_fields, real)
    if params.slots:
        cls = _with_slots(cls, params, [one.name for one in real])
    return _update_abstractmethods(cls) if hasattr(cls, '__abstractmethods__') else cls


def _add_methods(cls, params, all_fields, real):
    has_eq = '__eq__' in cls.__dict__
    explicit_hash = cls.__dict__.get('__hash__', MISSING)
    # A class with an __eq__ of its own and no __hash__ has a __hash__ of None, which nobody wrote.
    has_hash = not (explicit_hash is MISSING or explicit_hash is None and has_eq)
    if params.init:
        parameters = [one for one in all_fields.values() if one._field_type is not _CLASSVAR]
        _set_new(cls, '__init__', _init(cls, params, parameters))
    if params.repr:
        _set_new(cls, '__repr__', _repr([one.name for one in real if one.repr]))
    compared = [one.name for one in real if one.compare]
    if params.eq:
        _set_new(cls, '__eq__', _comparison('==', compared))
    if params.order:
        if not params.eq:
            raise ValueError('eq must be true if order is true')
        for name, sign in (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>=')):
            if not _set_new(cls, name, _comparison(sign, compared)):
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering')
    if params.frozen:
        for name, method in _frozen(cls, [one.name for one in real]).items():
            if not _set_new(cls, name, method):
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}')
    hashed = [one.name for one in real if (one.compare if one.hash is None else one.hash)]
    if params.unsafe_hash:
        if has_hash:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
        _set(cls, '__hash__', _hash(hashed))
    elif params.eq and not has_hash:
        if params.frozen:
            _set(cls, '__hash__', _hash(hashed))
        else:
            cls.__hash__ = None
    if params.match_args and '__match_args__' not in cls.__dict__:
        cls.__match_args__ = tuple([one.name for one in all_fields.values()
                                    if one.init and not one.kw_only and one._field_type is not _CLASSVAR])
    if '__replace__' not in cls.__dict__:
        cls.__replace__ = _replace
    if cls.__doc__ is None:
        cls.__doc__ = _Doc()


class _Doc:
    """The text for a class without one, made when it is asked for: few do, and it takes `inspect`."""

    def __get__(self, instance, cls=None):
        from inspect import signature
        return cls.__name__ + str(signature(cls)).replace(' -> None', '')


def _set(cls, name, method):
    method.__qualname__ = f'{cls.__qualname__}.{name}'
    method.__module__ = cls.__module__
    setattr(cls, name, method)


def _set_new(cls, name, method):
    if name in cls.__dict__:
        return False
    _set(cls, name, method)
    return True


def _init(cls, params, parameters):
    names = {'MISSING': MISSING, '_factory': _HAS_DEFAULT_FACTORY, '_set': object.__setattr__}
    positional, named = [], []
    body = []
    seen_default = None
    for one in parameters:
        has_default = one.default is not MISSING or one.default_factory is not MISSING
        if one.init and not one.kw_only:
            if has_default:
                seen_default = one.name
            elif seen_default is not None:
                raise TypeError(f'non-default argument {one.name!r} follows default argument {seen_default!r}')
        default = f'_default_{one.name}'
        value = one.name
        if one.default_factory is not MISSING:
            names[default] = one.default_factory
            value = f'{default}() if {one.name} is _factory else {one.name}' if one.init else f'{default}()'
            default = '_factory'
        elif one.default is not MISSING:
            names[default] = one.default
            if not one.init:
                value = default
        elif not one.init:
            value = None
        if one.init:
            (named if one.kw_only else positional).append(f'{one.name}={default}' if has_default else one.name)
        if one._field_type is _INITVAR or value is None:
            continue
        if not one.init and one.default_factory is MISSING and not params.slots:
            # The class has the value already.
            continue
        body.append(f'_set(self, {one.name!r}, {value})' if params.frozen else f'self.{one.name} = {value}')
    if hasattr(cls, '__post_init__'):
        arguments = ', '.join([one.name for one in parameters if one._field_type is _INITVAR])
        body.append(f'self.__post_init__({arguments})')
    # A field may be called self.
    own = '_dataclass_self' if any(one.name == 'self' for one in parameters) else 'self'
    if own != 'self':
        body = [line.replace('self.', own + '.', 1).replace('(self,', f'({own},') for line in body]
    head = ', '.join([own] + positional + (['*'] + named if named else []))
    source = f'def __init__({head}):\n' + ''.join([f'    {line}\n' for line in body or ['pass']])
    init = _machine.define(source, '__init__', names, 'dataclass')
    annotations = {one.name: one.type.type if isinstance(one.type, InitVar) else one.type for one in parameters if one.init}
    init.__annotations__ = {**annotations, 'return': None}
    return init


_shown = set()


def _repr(names):
    def __repr__(self):
        if id(self) in _shown:
            return '...'
        _shown.add(id(self))
        try:
            return f'{self.__class__.__qualname__}({", ".join([f"{name}={getattr(self, name)!r}" for name in names])})'
        finally:
            _shown.discard(id(self))
    return __repr__


def _tuple_of(owner, names):
    return '(' + ''.join([f'{owner}.{name}, ' for name in names]) + ')'


def _comparison(sign, names):
    method = {'==': '__eq__', '<': '__lt__', '<=': '__le__', '>': '__gt__', '>=': '__ge__'}[sign]
    own, others = _tuple_of('self', names), _tuple_of('other', names)
    same = '    if self is other:\n        return True\n' if sign == '==' else ''
    source = (f'def {method}(self, other):\n{same}    if other.__class__ is self.__class__:\n'
              f'        return {own} {sign} {others}\n    return NotImplemented\n')
    return _machine.define(source, method, {}, 'dataclass')


def _hash(names):
    return _machine.define(f'def __hash__(self):\n    return hash({_tuple_of("self", names)})\n', '__hash__', {}, 'dataclass')


def _frozen(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f'cannot assign to field {name!r}')
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f'cannot delete field {name!r}')
        super(cls, self).__delattr__(name)

    return {'__setattr__': __setattr__, '__delattr__': __delattr__}


def _with_slots(cls, params, names):
    """The same class once more, with slots for its fields."""
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get('__slots__', ('__weakref__',))
        inherited.update((slots,) if isinstance(slots, str) else slots)
    namespace = dict(cls.__dict__)
    wanted = names + ['__weakref__'] if params.weakref_slot else names
    namespace['__slots__'] = tuple([name for name in wanted if name not in inherited])
    for name in names + ['__dict__', '__weakref__']:
        namespace.pop(name, None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    if params.frozen:
        for name, method in _frozen(made, names).items():
            _set(made, name, method)
    return made


def fields(class_or_instance):
    found = getattr(class_or_instance, '__dataclass_fields__', None)
    if found is None:
        raise TypeError('must be called with a dataclass type or instance')
    return tuple([one for one in found.values() if one._field_type is _FIELD])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), '__dataclass_fields__')


def _is_instance(obj):
    return hasattr(type(obj), '__dataclass_fields__')


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _plain(obj, lambda one: dict_factory([(f.name, _inner(getattr(one, f.name), dict_factory, asdict)) for f in fields(one)]),
                  dict_factory, asdict)


def _inner(value, factory, convert):
    keyword = {'dict_factory' if convert is asdict else 'tuple_factory': factory}
    return _plain(value, lambda one: convert(one, **keyword), factory, convert)


def _plain(value, on_dataclass, factory, convert):
    """A value with the dataclasses in it converted, in lists, tuples and dicts too."""
    if _is_instance(value):
        return on_dataclass(value)
    if isinstance(value, tuple) and hasattr(value, '_fields'):
        return type(value)(*[_inner(item, factory, convert) for item in value])
    if isinstance(value, (list, tuple)):
        return type(value)([_inner(item, factory, convert) for item in value])
    if isinstance(value, dict):
        pairs = [(_inner(key, factory, convert), _inner(item, factory, convert)) for key, item in value.items()]
        if hasattr(type(value), 'default_factory') or hasattr(value, 'default_factory'):
            made = type(value)(value.default_factory)
            made.update(pairs)
            return made
        return type(value)(pairs)
    return _copy.deepcopy(value)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _plain(obj, lambda one: tuple_factory([_inner(getattr(one, f.name), tuple_factory, astuple) for f in fields(one)]),
                  tuple_factory, astuple)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, **options):
    annotations, values = {}, dict(namespace or {})
    for item in fields:
        default = ()
        if isinstance(item, str):
            name, annotation = item, 'typing.Any'
        elif len(item) in (2, 3):
            name, annotation, *default = item
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if _iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = annotation
        if default:
            values[name] = default[0]
    values['__annotations__'] = annotations
    cls = type(bases[0])(cls_name, bases, values) if bases else type(cls_name, bases, values)
    cls.__module__ = module or '__main__'
    return dataclass(cls, **options)


def _replace(self, /, **changes):
    for one in self.__dataclass_fields__.values():
        if one._field_type is _CLASSVAR:
            continue
        if not one.init:
            if one.name in changes:
                raise TypeError(f'field {one.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if one.name not in changes:
            if one._field_type is _INITVAR and one.default is MISSING:
                raise TypeError(f"InitVar {one.name!r} must be specified with replace()")
            changes[one.name] = getattr(self, one.name)
    return self.__class__(**changes)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    return _replace(obj, **changes)
