"""`fractions`: exact quotients of ints."""

import math as _math
import operator as _operator
import sys as _sys
from numbers import Rational as _Rational

__all__ = ['Fraction']

_MODULUS = _sys.hash_info.modulus


def _digits(text):
    """The digits of a text with single underscores between them; None where it is not that."""
    parts = text.split('_')
    return ''.join(parts) if all(part.isdecimal() for part in parts) else None


def _parse(text):
    """What a text says, as numerator and denominator; None where it is no fraction."""
    body = text.strip()
    negative = body[:1] == '-'
    if body[:1] in ('+', '-'):
        body = body[1:]
    top, slash, bottom = body.partition('/')
    if slash:
        top, bottom = _digits(top.rstrip()), _digits(bottom.lstrip())
        if top is None or bottom is None:
            return None
        numerator, denominator = int(top), int(bottom)
    else:
        mantissa, mark, exponent = body.replace('E', 'e').partition('e')
        sign = exponent[:1] if exponent[:1] in ('+', '-') else ''
        exponent = _digits(exponent[len(sign):]) if mark else '0'
        whole, point, decimals = mantissa.partition('.')
        whole_digits = _digits(whole) if whole else ''
        decimal_digits = _digits(decimals) if decimals else ''
        if None in (exponent, whole_digits, decimal_digits) or not whole + decimals:
            return None
        exponent = int(sign + exponent) - len(decimal_digits)
        numerator, denominator = int(whole_digits + decimal_digits), 1
        if exponent >= 0:
            numerator *= 10 ** exponent
        else:
            denominator = 10 ** -exponent
    return -numerator if negative else numerator, denominator


class Fraction(_Rational):
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if type(numerator) is int:
                return cls._of(numerator, 1)
            if isinstance(numerator, _Rational):
                return cls._of(numerator.numerator, numerator.denominator)
            if isinstance(numerator, str):
                found = _parse(numerator)
                if found is None:
                    raise ValueError(f'Invalid literal for Fraction: {numerator!r}')
                numerator, denominator = found
            elif hasattr(numerator, 'as_integer_ratio') and not isinstance(numerator, type):
                return cls._of(*numerator.as_integer_ratio())
            else:
                raise TypeError('argument should be a string or a Rational instance')
        elif isinstance(numerator, _Rational) and isinstance(denominator, _Rational):
            numerator, denominator = (numerator.numerator * denominator.denominator,
                                      denominator.numerator * numerator.denominator)
        else:
            raise TypeError('both arguments should be Rational instances')
        if denominator == 0:
            raise ZeroDivisionError(f'Fraction({numerator}, 0)')
        return cls._reduced(numerator, denominator)

    @classmethod
    def _of(cls, numerator, denominator):
        self = object.__new__(cls)
        self._numerator, self._denominator = numerator, denominator
        return self

    @classmethod
    def _reduced(cls, numerator, denominator):
        common = _math.gcd(numerator, denominator)
        if denominator < 0:
            common = -common
        return cls._of(numerator // common, denominator // common)

    @classmethod
    def from_float(cls, f):
        if not isinstance(f, (int, float)):
            raise TypeError(f'{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})')
        return cls._of(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        from decimal import Decimal
        if not isinstance(dec, (int, Decimal)):
            raise TypeError(f'{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({type(dec).__name__})')
        return cls._of(*dec.as_integer_ratio())

    def is_integer(self):
        return self._denominator == 1

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        # Convergents of the continued fraction, as long as their denominators are small enough.
        before, last = (0, 1), (1, 0)
        n, d = self._numerator, self._denominator
        while True:
            whole = n // d
            denominator = before[1] + whole * last[1]
            if denominator > max_denominator:
                break
            before, last = last, (before[0] + whole * last[0], denominator)
            n, d = d, n - whole * d
        steps = (max_denominator - before[1]) // last[1]
        # Between the last convergent and the best one on the other side, the nearer one.
        if 2 * d * (before[1] + steps * last[1]) <= self._denominator:
            return Fraction._of(*last)
        return Fraction._of(before[0] + steps * last[0], before[1] + steps * last[1])

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)

    def __repr__(self):
        return f'{self.__class__.__name__}({self._numerator}, {self._denominator})'

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else f'{self._numerator}/{self._denominator}'

    def __format__(self, spec):
        from _number_format import format_fraction
        return format_fraction(self, spec)

    def __add__(a, b):
        return _combine(a, b, _operator.add, _add)

    def __radd__(b, a):
        return _reflected(a, b, _operator.add, _add)

    def __sub__(a, b):
        return _combine(a, b, _operator.sub, _sub)

    def __rsub__(b, a):
        return _reflected(a, b, _operator.sub, _sub)

    def __mul__(a, b):
        return _combine(a, b, _operator.mul, _mul)

    def __rmul__(b, a):
        return _reflected(a, b, _operator.mul, _mul)

    def __truediv__(a, b):
        return _combine(a, b, _operator.truediv, _div)

    def __rtruediv__(b, a):
        return _reflected(a, b, _operator.truediv, _div)

    def __floordiv__(a, b):
        return _combine(a, b, _operator.floordiv, _floordiv)

    def __rfloordiv__(b, a):
        return _reflected(a, b, _operator.floordiv, _floordiv)

    def __mod__(a, b):
        return _combine(a, b, _operator.mod, _mod)

    def __rmod__(b, a):
        return _reflected(a, b, _operator.mod, _mod)

    def __divmod__(a, b):
        return _combine(a, b, divmod, _divmod)

    def __rdivmod__(b, a):
        return _reflected(a, b, divmod, _divmod)

    def __pow__(a, b, modulo=None):
        if modulo is not None:
            return NotImplemented
        if isinstance(b, _Rational):
            if b.denominator != 1:
                return float(a) ** float(b)
            power, n, d = b.numerator, a._numerator, a._denominator
            if power < 0:
                if n == 0:
                    raise ZeroDivisionError(f'Fraction({d ** -power}, 0)')
                power, n, d = -power, d, n
                if d < 0:
                    n, d = -n, -d
            return Fraction._of(n ** power, d ** power)
        if isinstance(b, (float, complex)):
            return float(a) ** b
        return NotImplemented

    def __rpow__(b, a, modulo=None):
        if modulo is not None:
            return NotImplemented
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, _Rational):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** (b._numerator if b._denominator == 1 else float(b))

    def __pos__(a):
        return Fraction._of(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction._of(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction._of(abs(a._numerator), a._denominator)

    def __int__(a):
        return -(-a._numerator // a._denominator) if a._numerator < 0 else a._numerator // a._denominator

    __trunc__ = __int__

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            return _nearest(self._numerator, self._denominator)
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _MODULUS)
        except ValueError:
            value = _sys.hash_info.inf
        else:
            value = hash(hash(abs(self._numerator)) * inverse)
        result = value if self._numerator >= 0 else -value
        return -2 if result == -1 else result

    def __eq__(a, b):
        if isinstance(b, int):
            return a._numerator == b and a._denominator == 1
        if isinstance(b, _Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            return 0.0 == b if not _math.isfinite(b) else a == Fraction.from_float(b)
        return NotImplemented

    def __lt__(a, b):
        return _compare(a, b, _operator.lt)

    def __gt__(a, b):
        return _compare(a, b, _operator.gt)

    def __le__(a, b):
        return _compare(a, b, _operator.le)

    def __ge__(a, b):
        return _compare(a, b, _operator.ge)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


def _combine(a, b, fallback, exact):
    if isinstance(b, (int, Fraction)):
        return exact(a._numerator, a._denominator, b.numerator, b.denominator)
    if isinstance(b, (float, complex)):
        return fallback(float(a) if isinstance(b, float) else complex(float(a)), b)
    return NotImplemented


def _reflected(a, b, fallback, exact):
    if isinstance(a, _Rational):
        return exact(a.numerator, a.denominator, b._numerator, b._denominator)
    if isinstance(a, (float, complex)):
        return fallback(a, float(b) if isinstance(a, float) else complex(float(b)))
    return NotImplemented


def _add(an, ad, bn, bd):
    return Fraction._reduced(an * bd + bn * ad, ad * bd)


def _sub(an, ad, bn, bd):
    return Fraction._reduced(an * bd - bn * ad, ad * bd)


def _mul(an, ad, bn, bd):
    return Fraction._reduced(an * bn, ad * bd)


def _div(an, ad, bn, bd):
    if bn == 0:
        common = _math.gcd(an, bn)
        raise ZeroDivisionError(f'Fraction({an * bd // (common or 1)}, 0)')
    return Fraction._reduced(an * bd, ad * bn)


def _floordiv(an, ad, bn, bd):
    return an * bd // (ad * bn)


def _mod(an, ad, bn, bd):
    return Fraction._reduced(an * bd % (bn * ad), ad * bd)


def _divmod(an, ad, bn, bd):
    whole, rest = divmod(an * bd, bn * ad)
    return whole, Fraction._reduced(rest, ad * bd)


def _compare(a, b, op):
    if isinstance(b, _Rational):
        return op(a._numerator * b.denominator, a._denominator * b.numerator)
    if isinstance(b, float):
        return op(0.0, b) if not _math.isfinite(b) else op(a, Fraction.from_float(b))
    return NotImplemented


def _nearest(numerator, denominator):
    """The nearest whole number, the even one of two."""
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest > denominator or 2 * rest == denominator and whole % 2)
