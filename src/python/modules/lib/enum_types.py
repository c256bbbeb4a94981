"""What makes a class an enum: its metaclass, and the classes to derive from, without flags."""

from types import DynamicClassAttribute, MappingProxyType

__name__ = 'enum'

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
        return f'auto({"_auto_null" if self.value is _waiting else repr(self.value)})'


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
    '__format__': lambda self, format_spec: format(self._value_, format_spec) if format_spec else str(self),
}


# What a flag of another type has of flags.
_OF_FLAGS = ['__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__', '__invert__']
_SUNDERS = {'_order_', '_generate_next_value_', '_numeric_repr_', '_missing_', '_ignore_', '_iter_member_',
            '_iter_member_by_value_', '_iter_member_by_def_', '_add_alias_', '_add_value_alias_', '_boundary_', '_is_flag_',
            '_value_repr_'}


def _fields_of(value):
    """How the value of a member is shown that is a dataclass."""
    return ', '.join([f'{name}={getattr(value, name)!r}' for name, field in value.__dataclass_fields__.items() if field.repr])


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
            if _is_sunder(key) and key not in _SUNDERS:
                raise ValueError(f'_sunder_ names, such as {key!r}, are reserved for future Enum use')
            if isinstance(value, member):
                value = value.value
            elif isinstance(value, type) and value.__qualname__.endswith(f'{name}.{value.__name__}'):
                plain[key] = value
                continue
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
        if isinstance(value, tuple) and any(isinstance(one, _Waiting) for one in value):
            found = [find(one) for one in value]
            return type(value)(*found) if hasattr(value, '_fields') else type(value)(found)
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
        elif data_type.__new__ is object.__new__:
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
        elif not cls._is_flag_ or _is_single_bit(value):
            cls._member_names_.append(key)
        if cls._is_flag_ and isinstance(value, int):
            cls._flag_mask_ |= value
        cls._member_map_[key] = made
        if not isinstance(cls.__dict__.get(key), property):
            type.__setattr__(cls, key, made)
        try:
            cls._value2member_map_.setdefault(value, made)
        except TypeError:
            cls._unhashable_values_.append((value, made))

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
        if ReprEnum is not None and ReprEnum in cls.__bases__:
            for method, shown in _BY_VALUE.items():
                if method not in plain:
                    setattr(cls, method, shown)
        for method in ('__repr__', '__str__', '__format__'):
            if method not in plain and getattr(cls, method) in (getattr(data_type, method), getattr(object, method)):
                setattr(cls, method, getattr(first_enum, method))
        if cls._is_flag_:
            for method in _OF_FLAGS:
                if method not in plain:
                    setattr(cls, method, getattr(first_enum, method))
        if '__dataclass_fields__' in data_type.__dict__:
            cls._value_repr_ = staticmethod(_fields_of)

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
                raise TypeError(f'{cls!r} has no members; specify `names=()` if you meant to create a new, empty, enum')
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
        if cls._is_flag_ and isinstance(result, int):
            # Bits that no member has, which the class says are to be a plain number.
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
        return f'<flag {cls.__name__!r}>' if cls._is_flag_ else f'<enum {cls.__name__!r}>'

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


def _is_single_bit(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


EnumMeta = EnumType
Enum = ReprEnum = None


class Enum(metaclass=EnumType):
    _is_flag_ = False
    _value_repr_ = repr

    def __new__(cls, value):
        return cls._look_up(value)

    def __init__(self, *args, **keywords):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            last = sorted(last_values)[-1]
        except TypeError:
            raise TypeError('unable to sort non-numeric values') from None
        try:
            return last + 1
        except TypeError:
            raise TypeError(f'unable to increment {last!r}') from None

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
        return f'<{self.__class__.__name__}.{self._name_}: {self._value_repr_(self._value_)}>'

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
