"""Flags: enums whose members are bits, and can be combined."""

from _enum_types import Enum, ReprEnum, StrEnum, auto

__name__ = 'enum'


class FlagBoundary(StrEnum):
    """What becomes of bits that no member has."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum):
    _is_flag_ = True
    _boundary_ = STRICT
    _numeric_repr_ = repr

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
        asked = value
        if not ~everything <= value <= everything or value & (everything ^ mask):
            if cls._boundary_ is STRICT:
                size = max(value.bit_length(), mask.bit_length())
                raise ValueError(f'{cls!r} invalid value {value!r}\n    given {_binary(value, size)}\n  allowed {_binary(mask, size)}')
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif value < 0:
                value += max(everything + 1, 2 ** value.bit_length())
        if value < 0:
            value = everything + 1 + value if cls._boundary_ in (EJECT, KEEP) else cls._singles_mask() & value
        known = cls._value2member_map_.get(value)
        if known is None:
            made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
            made._value_ = value
            made._name_ = cls._name_of(value)
            known = cls._value2member_map_.setdefault(value, made)
        if asked < 0:
            cls._value2member_map_[asked] = known
        return known

    @classmethod
    def _singles_mask(cls):
        mask = 0
        for one in cls:
            mask |= one._value_
        return mask

    @classmethod
    def _name_of(cls, value):
        """The names of the members that make up a value, and what is left of it."""
        members = cls._parts_of(value)
        combined = 0
        for one in members:
            combined |= one._value_
        if value & ~combined:
            # Members of several bits may have what the others have not.
            for one in cls._member_map_.values():
                if one not in members and one._value_ and one._value_ & value == one._value_:
                    members.append(one)
                    combined |= one._value_
        if not combined:
            return None
        names = [one._name_ for one in members]
        if value & ~combined:
            names.append(cls._numeric_repr_(value & ~combined))
        return '|'.join(names)

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
            return f'<{self.__class__.__name__}: {self._value_repr_(self._value_)}>'
        return f'<{self.__class__.__name__}.{self._name_}: {self._value_repr_(self._value_)}>'

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
        return self.__class__(self._singles_mask() & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


def _binary(value, size):
    length, sign = value.bit_length(), '1' if value < 0 else '0'
    digits = bin(value & 2 ** length - 1)[2:].rjust(length, '0')
    return f'0b{sign} {digits.rjust(size, sign)}'


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    # Those of int would come first.
    __contains__ = Flag.__contains__
    __iter__ = Flag.__iter__
    __repr__ = Flag.__repr__
