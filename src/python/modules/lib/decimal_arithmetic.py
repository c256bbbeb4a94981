"""The operators of decimal arithmetic, on two numbers and a context. They become methods of `Decimal` and of `Context`."""

from _decimal_digits import count, strip
from decimal import (Clamped, Context, Decimal, DivisionByZero, DivisionImpossible, DivisionUndefined, FloatOperation,
                     InvalidOperation, ROUND_FLOOR, _NAN, _convert, _make, _operand, getcontext)
from numbers import Rational


def order(a, b):
    """-1, 0 or 1: how two numbers compare. Neither may be not a number."""
    if a._kind or b._kind:
        rank = lambda x: (1 - 2 * x._sign) * (x._kind == 'F')
        return (rank(a) > rank(b)) - (rank(a) < rank(b))
    if not a._int or not b._int:
        a_sign, b_sign = bool(a._int) * (1 - 2 * a._sign), bool(b._int) * (1 - 2 * b._sign)
        return (a_sign > b_sign) - (a_sign < b_sign)
    if a._sign != b._sign:
        return b._sign - a._sign
    x, y = a.adjusted(), b.adjusted()
    if x == y:
        least = min(a._exp, b._exp)
        x, y = a._int * 10 ** (a._exp - least), b._int * 10 ** (b._exp - least)
    return ((x > y) - (x < y)) * (1 - 2 * a._sign)


def rich_compare(a, other, ordered, judge):
    b = _convert(other)
    if b is None:
        context = getcontext()
        if isinstance(other, float):
            if ordered:
                context._report(FloatOperation)
            else:
                context.flags[FloatOperation] = True
            b = Decimal.from_float(other)
        elif isinstance(other, complex) and not ordered and other.imag == 0:
            b = Decimal.from_float(other.real)
        elif isinstance(other, Rational):
            if not a._kind:
                a = _make(a._sign, a._int * other.denominator, a._exp)
            b = Decimal(other.numerator)
        else:
            return NotImplemented
    if a._kind in ('n', 'N') or b._kind in ('n', 'N'):
        if ordered or 'N' in (a._kind, b._kind):
            getcontext()._report(InvalidOperation)
        return False
    return judge(order(a, b))


def finish(a, context):
    """A number as the context allows it."""
    return a if a._kind else context._round(a._sign, a._int, a._exp)


def plus(a, context):
    if a._kind:
        return context._nan(a) or a
    return context._round(a._sign if a._int or context.rounding == ROUND_FLOOR else 0, a._int, a._exp)


def minus(a, context):
    if a._kind:
        return context._nan(a) or a.copy_negate()
    if not a._int:
        return context._round(int(context.rounding == ROUND_FLOOR), 0, a._exp)
    return context._round(1 - a._sign, a._int, a._exp)


def absolute(a, context):
    return minus(a, context) if a._sign else plus(a, context)


def add(a, b, context):
    if a._kind or b._kind:
        found = context._nan(a, b)
        if found is not None:
            return found
        if a._kind and b._kind and a._sign != b._sign:
            return context._invalid()
        return a if a._kind else b
    least = min(a._exp, b._exp)
    if not a._int or not b._int:
        if a._int or b._int:
            number = a if a._int else b
            # Zeros are added up to where the number would be rounded anyway.
            least = max(least, number._exp - context.prec - 1)
            return context._round(number._sign, number._int * 10 ** max(number._exp - least, 0), min(number._exp, least))
        return context._round(a._sign if a._sign == b._sign else int(context.rounding == ROUND_FLOOR), 0, least)
    big, small = (a, b) if a._exp >= b._exp else (b, a)
    small_int, small_exp = small._int, small._exp
    far = big._exp + min(-1, count(big._int) - context.prec - 2)
    if small.adjusted() < far:
        # Too small to count; that it is there decides how the big one is rounded.
        small_int, small_exp = 1, far
    n = (1 - 2 * big._sign) * big._int * 10 ** (big._exp - small_exp) + (1 - 2 * small._sign) * small_int
    if n == 0:
        return context._round(int(context.rounding == ROUND_FLOOR), 0, small_exp)
    return context._round(int(n < 0), abs(n), small_exp)


def subtract(a, b, context):
    if b._kind in ('n', 'N'):
        return context._nan(a, b)
    return add(a, b.copy_negate(), context)


def multiply(a, b, context):
    sign = a._sign ^ b._sign
    if a._kind or b._kind:
        found = context._nan(a, b)
        if found is not None:
            return found
        return _make(sign, 0, 0, 'F') if a and b else context._invalid()
    return context._round(sign, a._int * b._int, a._exp + b._exp)


def _by_zero(a, sign, context):
    if not a._int:
        return context._invalid(DivisionUndefined)
    context._report(DivisionByZero)
    return _make(sign, 0, 0, 'F')


def divide(a, b, context):
    sign = a._sign ^ b._sign
    if a._kind or b._kind:
        found = context._nan(a, b)
        if found is not None:
            return found
        if a._kind and b._kind:
            return context._invalid()
        if a._kind:
            return _make(sign, 0, 0, 'F')
        context._report(Clamped)
        return _make(sign, 0, context.Etiny())
    if not b._int:
        return _by_zero(a, sign, context)
    ideal = a._exp - b._exp
    if not a._int:
        return context._round(sign, 0, ideal)
    shift = count(b._int) - count(a._int) + context.prec + 1
    n, d = (a._int * 10 ** shift, b._int) if shift >= 0 else (a._int, b._int * 10 ** -shift)
    quotient, rest = divmod(n, d)
    exponent = ideal - shift
    if rest:
        # A digit that is not 0 or 5 stands for all that follow.
        quotient += quotient % 5 == 0
    else:
        quotient, exponent = strip(quotient, exponent, ideal)
    return context._round(sign, quotient, exponent)


def whole_division(a, b, context):
    """The quotient without decimals, and the rest, of finite numbers; None where the quotient has too many digits."""
    least = min(a._exp, b._exp)
    gap = a.adjusted() - b.adjusted()
    if a._int and gap > context.prec:
        return None
    if gap < -2:
        return 0, a._int * 10 ** (a._exp - least), least
    quotient, rest = divmod(a._int * 10 ** (a._exp - least), b._int * 10 ** (b._exp - least))
    return None if quotient >= 10 ** context.prec else (quotient, rest, least)


def divide_int(a, b, context):
    sign = a._sign ^ b._sign
    if a._kind or b._kind:
        found = context._nan(a, b)
        if found is not None:
            return found
        if a._kind:
            return context._invalid() if b._kind else _make(sign, 0, 0, 'F')
        return _make(sign, 0, 0)
    if not b._int:
        return _by_zero(a, sign, context)
    found = whole_division(a, b, context)
    return context._invalid(DivisionImpossible) if found is None else context._round(sign, found[0], 0)


def division_with_rest(a, b, context):
    """What `whole_division` gives; or, where there is no such division, the Decimal that stands for its rest."""
    if a._kind or b._kind:
        found = context._nan(a, b)
        if found is not None:
            return found
        return context._invalid() if a._kind else finish(a, context)
    if not b._int:
        return context._invalid(InvalidOperation if a._int else DivisionUndefined)
    found = whole_division(a, b, context)
    return context._invalid(DivisionImpossible) if found is None else found


def remainder(a, b, context):
    found = division_with_rest(a, b, context)
    return found if isinstance(found, Decimal) else context._round(a._sign, found[1], found[2])


def divide_modulo(a, b, context):
    found = context._nan(a, b)
    if found is not None:
        return found, found
    if a._kind:
        quotient = context._invalid() if b._kind else None
        rest = context._invalid()
        return (_make(a._sign ^ b._sign, 0, 0, 'F') if quotient is None else quotient), rest
    if not b._kind and not b._int and a._int:
        context._report(InvalidOperation, DivisionByZero)
        return _make(a._sign ^ b._sign, 0, 0, 'F'), _NAN
    return divide_int(a, b, context), remainder(a, b, context)


def power(a, b, context, modulo=None):
    import _decimal_functions as functions
    return functions.power(a, b, context) if modulo is None else functions.power_modulo(a, b, modulo, context)


def operators(name, function):
    """An operator's method and the one for when the Decimal stands on the right."""
    def forward(self, other, *more):
        other = _convert(other)
        if other is None:
            return NotImplemented
        return function(self, other, getcontext(), *map(_operand, more))

    def backward(self, other, *more):
        other = _convert(other)
        return NotImplemented if other is None else function(other, self, getcontext())

    for method, shown in (forward, f'__{name}__'), (backward, f'__r{name}__'):
        method.__name__ = shown
        setattr(Decimal, shown, method)


def context_method(name, function):
    def method(self, /, *operands):
        return function(*map(_operand, operands), self)
    method.__name__ = name
    setattr(Context, name, method)


def decimal_method(name, function):
    """A method of Decimal, whose last argument may be a context, and the one of Context."""
    count = function.__code__.co_argcount - 2

    def method(self, /, *operands, **named):
        operands += tuple(named.values())
        context = operands[count] if len(operands) > count else None
        return function(self, *map(_operand, operands[:count]), context or getcontext())
    method.__name__ = name
    setattr(Decimal, name, method)
    context_method(name, function)


for _name, _shown, _function in (('add', 'add', add), ('sub', 'subtract', subtract), ('mul', 'multiply', multiply),
                                 ('truediv', 'divide', divide), ('floordiv', 'divide_int', divide_int),
                                 ('mod', 'remainder', remainder), ('divmod', 'divmod', divide_modulo), ('pow', 'power', power)):
    operators(_name, _function)
    context_method(_shown, _function)
for _name, _function in (('plus', plus), ('minus', minus), ('abs', absolute)):
    context_method(_name, _function)
