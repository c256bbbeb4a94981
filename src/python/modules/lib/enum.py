"""`enum`: classes with a fixed set of members."""

from types import DynamicClassAttribute, MappingProxyType

__all__ = ['EnumMeta', 'EnumType', 'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'ReprEnum', 'auto', 'unique', 'property',
           'verify', 'member', 'nonmember', 'global_enum', 'EnumCheck', 'CONTINUOUS', 'NAMED_FLAGS', 'UNIQUE', 'FlagBoundary',
           'STRICT', 'CONFORM', 'EJECT', 'KEEP']

_property = property
_waiting = object()


class _Waiting:
    """A value of an enum's body that is found when the class is made; it can be combined before."""

    def __or__(self, other):
        return _Combined(self, other, lambda a, b: a | b)

    def __and__(self, other):
        return _Combined(self, other, lambda a, b: a & b)

    def __xor__(self, other):
        return _Combined(self, other, lambda a, b: a ^ b)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


class auto(_Waiting):
    """Stands for the next value."""

    def __init__(self, value=_waiting):
        self.value = value

    def __repr__(self):
        return f'auto({"" if self.value is _waiting else repr(self.value)})'


class _Combined(_Waiting):
    def __init__(self, left, right, combine):
        self.parts = left, right
        self.combine = combine


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class property(DynamicClassAttribute):
    """A property of the members; the class may have a member of the same name."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            found = owner._member_map_.get(self.name)
            if found is None:
                raise AttributeError(f'{owner!r} has no attribute {self.name!r}')
            return found
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {instance.__class__.__name__!r}> cannot set attribute {self.name!r}")
        self.fset(instance, value)


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def _is_private(cls_name, name):
    return name.startswith(f'_{cls_name.lstrip("_")}__')


def _is_plain(value):
    """Whether a name in a class body is a method or the like, not a member."""
    return hasattr(value, '__get__') or hasattr(value, '__set__') or hasattr(value, '__delete__') or isinstance(value, nonmember)


# How members of a `ReprEnum` show themselves: as their values.
_BY_VALUE = {
    '__str__': lambda self: str(self._value_),
    '__format__': lambda self, format_spec: format(self._value_, format_spec),
}


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **keywords):
        return {}

    def __new__(metacls, name, bases, namespace, *, boundary=None, _simple=False, **keywords):
        data_type, first_enum = metacls._types_of(name, bases)
        ignored = namespace.pop('_ignore_', ())
        if isinstance(ignored, str):
            ignored = ignored.replace(',', ' ').split()
        plain, members = {}, []
        generate = namespace.get('_generate_next_value_', getattr(first_enum, '_generate_next_value_', None))
        if isinstance(generate, staticmethod):
            generate = generate.__func__
        values = []
        for key, value in namespace.items():
            if key in ignored:
                continue
            if isinstance(value, member):
                value = value.value
            elif _is_sunder(key) or _is_dunder(key) or _is_private(name, key) or _is_plain(value):
                plain[key] = value.value if isinstance(value, nonmember) else value
                continue
            value = metacls._resolved(value, key, values, generate)
            values.append(value[0] if isinstance(value, tuple) and len(value) == 1 else value)
            members.append((key, value))
        for key, _ in members:
            if key == 'mro' or key == '':
                raise ValueError(f'invalid enum member name(s) {key!r}')
        if generate is not None and '_generate_next_value_' in plain:
            plain['_generate_next_value_'] = staticmethod(generate)
        cls = super().__new__(metacls, name, bases, plain, **keywords)
        cls._member_names_ = []
        cls._member_map_ = {}
        cls._value2member_map_ = {}
        cls._unhashable_values_ = []
        cls._member_type_ = data_type
        if first_enum is not None:
            cls._boundary_ = boundary or plain.get('_boundary_') or getattr(first_enum, '_boundary_', None)
            cls._flag_mask_ = 0
            cls._add_own_new(plain)
            for key, value in members:
                cls._add_member(key, value)
            cls._take_texts(plain, data_type, first_enum)
        order = plain.get('_order_')
        if order is not None:
            cls._check_order(order)
        return cls

    def __init__(cls, *args, **keywords):
        pass

    @staticmethod
    def _types_of(name, bases):
        """The type of the values (`object` where they may be anything) and the enum that this one extends."""
        if not bases:
            return object, None
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError('new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`')
        for base in bases:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f'<enum {name!r}> cannot extend {base!r}')
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        return base._member_type_, first_enum
                elif '__new__' in base.__dict__ or '__dataclass_fields__' in base.__dict__:
                    return base, first_enum
        return object, first_enum

    @staticmethod
    def _resolved(value, key, values, generate):
        def find(one):
            if isinstance(one, auto):
                if one.value is _waiting:
                    one.value = generate(key, 1, len(values), values[:])
                return one.value
            if isinstance(one, _Combined):
                return one.combine(*map(find, one.parts))
            return one
        if isinstance(value, tuple):
            return tuple([find(one) for one in value])
        return find(value)

    def _add_own_new(cls, plain):
        own = plain.get('__new__')
        if own is not None:
            # It makes members; afterwards calling the class looks them up.
            cls._make_member_ = own.__func__ if isinstance(own, staticmethod) else own
            cls.__new__ = Enum.__new__

    def _add_member(cls, key, value):
        if key in cls._member_map_:
            raise TypeError(f'{key!r} already defined as {cls._member_map_[key].value!r}')
        args = value if isinstance(value, tuple) else (value,)
        data_type = cls._member_type_
        make = getattr(cls, '_make_member_', None)
        if make is not None:
            made = make(cls, *args)
        elif data_type is object:
            made = object.__new__(cls)
        else:
            if data_type is tuple:
                args = (args,)
            made = data_type.__new__(cls, *args)
        if not hasattr(made, '_value_'):
            if data_type is object:
                made._value_ = value
            else:
                try:
                    made._value_ = data_type(*args)
                except Exception:
                    raise TypeError('_value_ not set in __new__, unable to create it') from None
        value = made._value_
        made._name_ = key
        made.__objclass__ = cls
        made.__init__(*args)
        made._sort_order_ = len(cls._member_names_)
        known = cls._find_equal(value)
        if known is not None:
            made = known
        elif not cls._is_flag() or _is_single_bit(value):
            cls._member_names_.append(key)
        if cls._is_flag() and isinstance(value, int):
            cls._flag_mask_ |= value
        cls._member_map_[key] = made
        if not isinstance(cls.__dict__.get(key), property):
            type.__setattr__(cls, key, made)
        try:
            cls._value2member_map_.setdefault(value, made)
        except TypeError:
            cls._unhashable_values_.append((value, made))

    def _is_flag(cls):
        return Flag is not None and issubclass(cls, Flag)

    def _find_equal(cls, value):
        try:
            return cls._value2member_map_.get(value)
        except TypeError:
            for known, found in cls._unhashable_values_:
                if known == value:
                    return found
        return None

    def _take_texts(cls, plain, data_type, first_enum):
        """An enum of another type shows itself as an enum, not as that type; one of `ReprEnum` only in its `repr`."""
        if data_type is object:
            return
        for method in ('__repr__', '__str__', '__format__'):
            if method in plain:
                continue
            found = getattr(cls, method, None)
            if found in [getattr(base, method, None) for base in (data_type, object, Enum, first_enum)]:
                shown = _BY_VALUE.get(method) if ReprEnum is not None and issubclass(cls, ReprEnum) else None
                setattr(cls, method, shown or getattr(first_enum, method))

    def _check_order(cls, order):
        order = order.replace(',', ' ').split() if isinstance(order, str) else list(order)
        if [name for name in order if name in cls._member_names_] != cls._member_names_:
            raise TypeError(f'member order does not match _order_:\n  {cls._member_names_!r}\n  {order!r}')

    def __bool__(cls):
        return True

    def __call__(cls, value=_waiting, names=_waiting, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if cls._member_map_:
            if names is not _waiting:
                value = (value, names) + values
            if value is _waiting:
                raise TypeError(f"{cls.__name__}.__new__() missing 1 required positional argument: 'value'")
            return cls._look_up(value)
        if names is _waiting:
            if type is None and value is not _waiting and issubclass(cls, Enum):
                return cls._look_up(value)
            names = ()
        return cls._create(value, names, module, qualname, type, start, boundary)

    def _look_up(cls, value):
        if isinstance(value, cls):
            return value
        found = cls._find_equal(value)
        if found is not None:
            return found
        error = None
        try:
            result = cls._missing_(value)
        except Exception as raised:
            error, result = raised, None
        if isinstance(result, cls):
            return result
        if cls._is_flag() and cls._boundary_ is EJECT and isinstance(result, int):
            return result
        complaint = ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        if error is not None:
            if isinstance(error, ValueError):
                raise error
            error.__context__ = complaint
            raise error
        if result is None:
            raise complaint
        raise TypeError(f'error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member')

    def _create(cls, name, names, module, qualname, mixin, start, boundary):
        bases = (cls,) if mixin is None else (mixin, cls)
        namespace = {}
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if hasattr(names, 'items'):
            names = list(names.items())
        values = []
        for count, item in enumerate(names):
            if isinstance(item, str):
                key, value = item, cls._generate_next_value_(item, start, count, values[:])
            else:
                key, value = item
            values.append(value)
            if key in namespace:
                raise TypeError(f'{key!r} already defined as {namespace[key]!r}')
            namespace[key] = value
        namespace['__module__'] = module or '__main__'
        namespace['__qualname__'] = qualname or name
        return type(cls)(name, bases, namespace, boundary=boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        return cls._find_equal(value) is not None

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return f'<flag {cls.__name__!r}>' if cls._is_flag() else f'<enum {cls.__name__!r}>'

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'cannot reassign member {name!r}')
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'{cls.__name__!r} cannot delete member {name!r}.')
        super().__delattr__(name)

    def __dir__(cls):
        return sorted({'__class__', '__contains__', '__doc__', '__getitem__', '__init_subclass__', '__iter__', '__len__',
                       '__members__', '__module__', '__name__', '__qualname__', *cls._member_names_})


EnumMeta = EnumType
Enum = Flag = ReprEnum = None


class Enum(metaclass=EnumType):
    def __new__(cls, value):
        return cls._look_up(value)

    def __init__(self, *args, **keywords):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return sorted(last_values)[-1] + 1
        except TypeError:
            raise TypeError('unable to sort non-numeric values') from None

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return f'<{self.__class__.__name__}.{self._name_}: {self._value_!r}>'

    def __str__(self):
        return f'{self.__class__.__name__}.{self._name_}'

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __dir__(self):
        own = {name for cls in type(self).__mro__ for name in cls.__dict__ if name[0] != '_' and name not in self._member_map_}
        return sorted({'__class__', '__doc__', '__eq__', '__hash__', '__module__', 'name', 'value', *own})

    def __hash__(self):
        return hash(self._name_)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class ReprEnum(Enum):
    """Only changes the `repr`; `str` and `format` are those of the values."""


class IntEnum(int, ReprEnum):
    pass


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f'too many arguments for str(): {values!r}')
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f'{values[0]!r} is not a string')
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


def _is_single_bit(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


class FlagBoundary(StrEnum):
    """What becomes of bits that no member has."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum):
    _boundary_ = STRICT

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        if not isinstance(last, int):
            raise TypeError(f'invalid flag value {last!r}')
        return 2 ** last.bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        mask = cls._flag_mask_
        everything = 2 ** mask.bit_length() - 1
        if value < 0:
            value = value & everything if cls._boundary_ is not KEEP else max(everything + 1, 2 ** value.bit_length()) + value
        unknown = value & ~mask
        if unknown:
            if cls._boundary_ is STRICT:
                size = max(value.bit_length(), mask.bit_length())
                raise ValueError(f'{cls!r} invalid value {value!r}\n    given {_binary(value, size)}\n  allowed {_binary(mask, size)}')
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        made._value_ = value
        names = [one._name_ for one in cls._parts_of(value)]
        rest = value & ~mask
        if rest:
            names.append(str(rest))
        made._name_ = '|'.join(names) or None
        return cls._value2member_map_.setdefault(value, made)

    @classmethod
    def _parts_of(cls, value):
        return [one for one in cls if one._value_ & value]

    def __iter__(self):
        return iter(self._parts_of(self._value_))

    def __len__(self):
        return self._value_.bit_count()

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {self.__class__.__qualname__!r}")
        return other._value_ & self._value_ == other._value_

    def __repr__(self):
        if self._name_ is None:
            return f'<{self.__class__.__name__}: {self._value_!r}>'
        return f'<{self.__class__.__name__}.{self._name_}: {self._value_!r}>'

    def __str__(self):
        if self._name_ is None:
            return f'{self.__class__.__name__}({self._value_!r})'
        return f'{self.__class__.__name__}.{self._name_}'

    def __bool__(self):
        return bool(self._value_)

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return None

    def __or__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._flag_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


def _binary(value, size):
    digits = bin(value)[2:].rjust(size, '0')
    return f'0b0 {digits}'


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    # Those of int would come first.
    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    __contains__ = Flag.__contains__
    __iter__ = Flag.__iter__
    __repr__ = Flag.__repr__


class EnumCheck(StrEnum):
    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


def unique(enumeration):
    aliases = [(name, found.name) for name, found in enumeration.__members__.items() if name != found.name]
    if aliases:
        shown = ', '.join([f'{alias} -> {name}' for alias, name in aliases])
        raise ValueError(f'duplicate values found in {enumeration!r}: {shown}')
    return enumeration


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                aliases = [f'{name} -> {found.name}' for name, found in enumeration.__members__.items() if name != found.name]
                if aliases:
                    raise ValueError(f'aliases found in {enumeration!r}: {", ".join(aliases)}')
            elif check is CONTINUOUS:
                values = [found.value for found in enumeration]
                missing = [value for value in range(min(values), max(values)) if value not in values]
                if missing:
                    raise ValueError(f'invalid enum {enumeration.__name__!r}: missing values {", ".join(map(str, missing))}')
        return enumeration


def global_enum(cls, update_str=False):
    """Shows members as names of their module, and makes them that."""
    import sys

    def shown(self):
        return f'{cls.__module__.rpartition(".")[2]}.{self._name_}'
    cls.__repr__ = shown
    if update_str:
        cls.__str__ = shown
    module = sys.modules.get(cls.__module__)
    for name, member in cls.__members__.items():
        setattr(module, name, member)
    return cls
