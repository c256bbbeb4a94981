"""`decimal`: numbers with decimal digits, rounded as a context says.

A number is a sign, an int as coefficient and an exponent of ten; what is not finite has a kind: 'F' infinite, 'n' not a number,
'N' not a number that signals. An operation computes exactly, or to enough digits and one that stands for the rest, and leaves
the rounding to the context. All that happened is reported at once, and raises what the context traps.
"""

import _decimal_digits as _digits
from _decimal_signals import (Clamped, ConversionSyntax, DecimalException, DivisionByZero, DivisionImpossible,
                              DivisionUndefined, FloatOperation, Inexact, InvalidContext, InvalidOperation, Overflow, Rounded,
                              SHOWN, SIGNALS, Subnormal, Underflow, signal_of)
from _machine import seal as _seal
from contextvars import ContextVar as _ContextVar
from collections import namedtuple as _namedtuple
from numbers import Number as _Number

ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR = 'ROUND_UP', 'ROUND_DOWN', 'ROUND_CEILING', 'ROUND_FLOOR'
ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN = 'ROUND_HALF_UP', 'ROUND_HALF_DOWN', 'ROUND_HALF_EVEN'
ROUND_05UP = 'ROUND_05UP'
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)
HAVE_THREADS = HAVE_CONTEXTVAR = True
__version__ = '1.70'
__libmpdec_version__ = '2.5.1'

DecimalTuple = _namedtuple('DecimalTuple', 'sign digits exponent', module='decimal')
_ROUNDINGS = (ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)


def _check_rounding(rounding):
    if rounding not in _ROUNDINGS:
        raise TypeError('valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   '
                        'ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]')
    return rounding


class SignalDict(dict):
    """Which signals are set. It has one entry for each signal, always."""

    def __init__(self, chosen=()):
        for signal in chosen:
            if signal not in SIGNALS:
                raise TypeError('valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   '
                                'Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]')
        if isinstance(chosen, dict):
            if len(chosen) != len(SIGNALS):
                raise KeyError('invalid signal dict')
            chosen = [signal for signal in chosen if chosen[signal]]
        for signal in SIGNALS:
            dict.__setitem__(self, signal, signal in chosen)

    def __setitem__(self, signal, value):
        if signal not in SIGNALS:
            raise KeyError('invalid error flag')
        dict.__setitem__(self, signal, bool(value))

    def __delitem__(self, signal):
        raise ValueError('signal keys cannot be deleted')

    def copy(self):
        return dict(self)

    def __repr__(self):
        return '{' + ', '.join([f'{signal!r}:{value}' for signal, value in self.items()]) + '}'


SignalDict.__module__ = 'abc'


# What each number of a context may be, and in words.
_RANGES = {'prec': (1, MAX_PREC, '[1, MAX_PREC]'), 'Emin': (MIN_EMIN, 0, '[MIN_EMIN, 0]'), 'Emax': (0, MAX_EMAX, '[0, MAX_EMAX]'),
           'capitals': (0, 1, '[0, 1]'), 'clamp': (0, 1, '[0, 1]')}


class Context:
    __slots__ = ('prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', 'flags', 'traps')

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        for name, value, default in (('prec', prec, 28), ('rounding', rounding, ROUND_HALF_EVEN), ('Emin', Emin, -999999),
                                     ('Emax', Emax, 999999), ('capitals', capitals, 1), ('clamp', clamp, 0), ('flags', flags, ()),
                                     ('traps', traps, (InvalidOperation, DivisionByZero, Overflow))):
            setattr(self, name, default if value is None else value)

    def __setattr__(self, name, value):
        if name in _RANGES:
            low, high, shown = _RANGES[name]
            if not isinstance(value, int):
                raise TypeError('an integer is required')
            if not low <= value <= high:
                if high == 1:
                    raise ValueError(f'valid values for {name} are {shown}')
                raise ValueError(f'valid range for {name} is {shown}')
        elif name == 'rounding':
            _check_rounding(value)
        elif name in ('flags', 'traps'):
            value = SignalDict(value)
        object.__setattr__(self, name, value)

    def __repr__(self):
        def names(signals, order):
            return ', '.join([signal.__name__ for signal in order if signals[signal]])
        flagged = (Clamped, DivisionByZero, Inexact, InvalidOperation, *SHOWN[4:])
        return (f'Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, '
                f'capitals={self.capitals}, clamp={self.clamp}, flags=[{names(self.flags, flagged)}], '
                f'traps=[{names(self.traps, SHOWN)}])')

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags, self.traps)

    __copy__ = copy

    def __reduce__(self):
        return Context, (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags, self.traps)

    def clear_flags(self):
        self.flags = ()

    def clear_traps(self):
        self.traps = ()

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def _report(self, *conditions):
        """Sets the flags, and raises the most important condition that is trapped."""
        trapped = []
        for condition in conditions:
            signal = signal_of(condition)
            self.flags[signal] = True
            if self.traps[signal]:
                trapped.append(condition)
        if trapped:
            trapped.sort(key=lambda condition: SIGNALS.index(signal_of(condition)))
            raise signal_of(trapped[0])(trapped)

    def _invalid(self, condition=InvalidOperation):
        self._report(condition)
        return _NAN

    def _round(self, sign, coefficient, exponent):
        """A finite number as the context allows it."""
        tiny = self.Emin - self.prec + 1
        digits = _digits.count(coefficient)
        last = digits + exponent - self.prec
        if coefficient and tiny <= last <= exponent and exponent + digits - 1 <= self.Emax and not self.clamp:
            return _make(sign, coefficient, exponent)
        events = []
        if not coefficient:
            clamped = min(max(exponent, tiny), self.Etop() if self.clamp else self.Emax)
            if clamped != exponent:
                self._report(Clamped)
            return _make(sign, 0, clamped)
        subnormal = last < tiny
        last = max(last, tiny)
        if subnormal:
            events.append(Subnormal)
        if exponent < last:
            coefficient, inexact = _digits.cut(coefficient, last - exponent, sign, self.rounding)
            exponent = last
            if _digits.count(coefficient) > self.prec:
                coefficient //= 10
                exponent += 1
            events.append(Rounded)
            if inexact:
                events.append(Inexact)
                if subnormal:
                    events.append(Underflow)
            if not coefficient:
                events.append(Clamped)
        if coefficient and exponent + _digits.count(coefficient) - 1 > self.Emax:
            self._report(Overflow, Inexact, Rounded)
            away = self.rounding in (ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_UP, (ROUND_CEILING, ROUND_FLOOR)[sign])
            return _make(sign, 0, 0, 'F') if away else _make(sign, 10 ** self.prec - 1, self.Etop())
        if self.clamp and exponent > self.Etop():
            coefficient *= 10 ** (exponent - self.Etop())
            exponent = self.Etop()
            events.append(Clamped)
        if events:
            self._report(*events)
        return _make(sign, coefficient, exponent)

    def _nan(self, *operands):
        """What an operation on something that is not a number gives; None where all are numbers."""
        for kind in 'N', 'n':
            for operand in operands:
                if operand._kind == kind:
                    if kind == 'N':
                        self._report(InvalidOperation)
                    return _make(operand._sign, operand._int % 10 ** (self.prec - self.clamp), 0, 'n')

    def create_decimal(self, num='0', /):
        made = Decimal(num, self)
        if made._kind in ('n', 'N') and _digits.count(made._int) > self.prec - self.clamp:
            return self._invalid(ConversionSyntax)
        return _arithmetic.finish(made, self)

    def create_decimal_from_float(self, f, /):
        made = Decimal.from_float(f)
        return _arithmetic.finish(made, self)

    def radix(self):
        return Decimal(10)


def _make(sign, coefficient, exponent, kind=''):
    self = object.__new__(Decimal)
    self._sign, self._int, self._exp, self._kind = sign, coefficient, exponent, kind
    return self


def _convert(value):
    """An operand as a Decimal; None where it cannot be one."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return _make(int(value < 0), abs(int(value)), 0)
    return None


def _operand(value):
    made = _convert(value)
    if made is None:
        raise TypeError(f'conversion from {type(value).__name__} to Decimal is not supported')
    return made


def _from_tuple(value, context):
    if len(value) != 3:
        raise ValueError('argument must be a sequence of length 3')
    sign, digits, exponent = value
    if sign not in (0, 1) or not isinstance(sign, int):
        raise ValueError('sign must be an integer with the value 0 or 1')
    if not isinstance(digits, (list, tuple)) or not all(isinstance(digit, int) and 0 <= digit <= 9 for digit in digits):
        raise ValueError('coefficient must be a tuple of digits')
    coefficient = int(''.join(map(str, digits)) or 0)
    if isinstance(exponent, str):
        if exponent not in ('F', 'n', 'N'):
            raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
        return sign, 0 if exponent == 'F' else coefficient, 0, exponent
    if not isinstance(exponent, int):
        raise ValueError('exponent must be an integer')
    return sign, coefficient, exponent, ''


class Decimal:
    __slots__ = ('_sign', '_int', '_exp', '_kind')

    def __new__(cls, value='0', context=None):
        context = context or getcontext()
        if isinstance(value, str):
            parts = _digits.parse(value)
            if parts is None:
                context._report(ConversionSyntax)
                parts = 0, 0, 0, 'n'
            elif not MIN_ETINY <= parts[2] <= MAX_EMAX:
                context._report(InvalidOperation)
                parts = 0, 0, 0, 'n'
        elif isinstance(value, (list, tuple)):
            parts = _from_tuple(value, context)
        else:
            if isinstance(value, float):
                context._report(FloatOperation)
                value = Decimal.from_float(value)
            made = _operand(value)
            if cls is Decimal:
                return made
            parts = made._sign, made._int, made._exp, made._kind
        self = object.__new__(cls)
        self._sign, self._int, self._exp, self._kind = parts
        return self

    @classmethod
    def from_float(cls, f, /):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError('argument must be int or float')
        if f - f != 0:
            return cls(repr(f))
        n, d = abs(f).as_integer_ratio()
        power = d.bit_length() - 1
        made = _make(int(str(f)[0] == '-'), n * 5 ** power, -power)
        return made if cls is Decimal else cls(made)

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def is_canonical(self):
        return True

    def is_nan(self):
        return self._kind in ('n', 'N')

    def is_qnan(self):
        return self._kind == 'n'

    def is_snan(self):
        return self._kind == 'N'

    def is_infinite(self):
        return self._kind == 'F'

    def is_finite(self):
        return not self._kind

    def is_signed(self):
        return self._sign == 1

    def is_zero(self):
        return not self._kind and not self._int

    def is_normal(self, context=None):
        return self.__bool__() and not self._kind and (context or getcontext()).Emin <= self.adjusted()

    def is_subnormal(self, context=None):
        return self.__bool__() and not self._kind and (context or getcontext()).Emin > self.adjusted()

    def number_class(self, context=None):
        if self._kind in ('n', 'N'):
            return 'sNaN' if self._kind == 'N' else 'NaN'
        word = ('Infinity' if self._kind else 'Zero' if not self._int else
                'Subnormal' if self.is_subnormal(context) else 'Normal')
        return '+-'[self._sign] + word

    def adjusted(self):
        return 0 if self._kind else self._exp + _digits.count(self._int) - 1

    def as_tuple(self):
        digits = () if self._kind in ('n', 'N') and not self._int else tuple(map(int, str(self._int)))
        return DecimalTuple(self._sign, digits, self._kind or self._exp)

    def as_integer_ratio(self):
        if self._kind:
            self._no_int(' ratio')
        if self._exp >= 0:
            return int(self), 1
        n, d = -self._int if self._sign else self._int, 10 ** -self._exp
        from math import gcd
        common = gcd(n, d)
        return n // common, d // common

    def _no_int(self, more=''):
        if self._kind == 'F':
            raise OverflowError('cannot convert Infinity to integer' + more)
        raise ValueError('cannot convert NaN to integer' + more)

    def _text(self, engineering=False, capitals=None):
        sign = '-' if self._sign else ''
        if self._kind == 'F':
            return sign + 'Infinity'
        digits = str(self._int)
        if self._kind:
            return sign + ('sNaN' if self._kind == 'N' else 'NaN') + (digits if self._int else '')
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        elif not engineering:
            point = 1
        elif digits == '0':
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            digits = '0.' + '0' * -point + digits
        elif point >= len(digits):
            digits += '0' * (point - len(digits))
        else:
            digits = f'{digits[:point]}.{digits[point:]}'
        if left == point:
            return sign + digits
        capitals = getcontext().capitals if capitals is None else capitals
        return f'{sign}{digits}{"E" if capitals else "e"}{left - point:+}'

    def __str__(self):
        return self._text()

    def __repr__(self):
        return f"Decimal('{self._text()}')"

    def to_eng_string(self, context=None):
        return self._text(True, context and context.capitals)

    def __format__(self, spec, /):
        from _decimal_format import format_decimal
        return format_decimal(self, spec, getcontext())

    def __hash__(self):
        if self._kind == 'N':
            raise TypeError('Cannot hash a signaling NaN value')
        if self._kind == 'n':
            return object.__hash__(self)
        if self._kind:
            return -314159 if self._sign else 314159
        modulus = 2 ** 61 - 1
        value = self._int * pow(10, self._exp, modulus) % modulus
        return (-2 if value == 1 else -value) if self._sign else value

    def __bool__(self):
        return bool(self._kind or self._int)

    def __int__(self):
        if self._kind:
            self._no_int()
        value = self._int * 10 ** self._exp if self._exp >= 0 else _digits.cut(self._int, -self._exp, 0, ROUND_DOWN)[0]
        return -value if self._sign else value

    __trunc__ = __int__

    def __float__(self):
        if self._kind == 'N':
            raise ValueError('cannot convert signaling NaN to float')
        return float(self._text().replace('NaN', 'nan').rstrip('0123456789') if self._kind else self._text())

    def __complex__(self):
        return complex(float(self))

    def _whole(self, rounding):
        if self._kind:
            self._no_int()
        if self._exp >= 0:
            return int(self)
        value = _digits.cut(self._int, -self._exp, self._sign, rounding)[0]
        return -value if self._sign else value

    def __floor__(self):
        return self._whole(ROUND_FLOOR)

    def __ceil__(self):
        return self._whole(ROUND_CEILING)

    def __round__(self, ndigits=None, /):
        if ndigits is None:
            return self._whole(ROUND_HALF_EVEN)
        if not isinstance(ndigits, int):
            raise TypeError('optional arg must be an integer')
        return self.quantize(_make(0, 1, -ndigits))

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self

    def canonical(self):
        return self

    conjugate = canonical

    def radix(self):
        return Decimal(10)

    def copy_abs(self):
        return _make(0, self._int, self._exp, self._kind)

    def copy_negate(self):
        return _make(1 - self._sign, self._int, self._exp, self._kind)

    def copy_sign(self, other, context=None):
        return _make(_operand(other)._sign, self._int, self._exp, self._kind)

    def same_quantum(self, other, context=None):
        other = _operand(other)
        if self._kind or other._kind:
            return self._kind.lower() == other._kind.lower()
        return self._exp == other._exp

    def __neg__(self):
        return _arithmetic.minus(self, getcontext())

    def __pos__(self):
        return _arithmetic.plus(self, getcontext())

    def __abs__(self):
        return _arithmetic.absolute(self, getcontext())

    def __eq__(self, other):
        return _arithmetic.rich_compare(self, other, False, lambda order: order == 0)

    def __lt__(self, other):
        return _arithmetic.rich_compare(self, other, True, lambda order: order < 0)

    def __le__(self, other):
        return _arithmetic.rich_compare(self, other, True, lambda order: order <= 0)

    def __gt__(self, other):
        return _arithmetic.rich_compare(self, other, True, lambda order: order > 0)

    def __ge__(self, other):
        return _arithmetic.rich_compare(self, other, True, lambda order: order >= 0)


_NAN = _make(0, 0, 0, 'n')
_Number.register(Decimal)

DefaultContext = Context()
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = Context(prec=9, traps=[])
_current = _ContextVar('decimal_context')


def getcontext():
    context = _current.get(None)
    if context is None:
        context = DefaultContext.copy()
        context.clear_flags()
        _current.set(context)
    return context


def setcontext(context, /):
    if not isinstance(context, Context):
        raise TypeError('argument must be a context')
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current.set(context)


class ContextManager:
    """A copy of a context, in force for a block."""

    def __init__(self, context, changes):
        self._new = context.copy()
        for name, value in changes.items():
            if name not in Context.__slots__:
                raise TypeError(f"this function got an unexpected keyword argument '{name}'")
            setattr(self._new, name, value)

    def __enter__(self):
        self._saved = getcontext()
        _current.set(self._new)
        return self._new

    def __exit__(self, *exc_info):
        _current.set(self._saved)


def localcontext(ctx=None, **changes):
    if ctx is not None and not isinstance(ctx, Context):
        raise TypeError('optional argument must be a context')
    return ContextManager(getcontext() if ctx is None else ctx, changes)


import _decimal_arithmetic as _arithmetic
import _decimal_functions

_seal(Context)
_seal(Decimal)
