"""The functions of decimal arithmetic beyond its operators: roots and logarithms, comparisons, and work on digits. They become
methods of `Decimal` and of `Context`."""

from decimal import (Clamped, Context, Decimal, DivisionByZero, DivisionImpossible, DivisionUndefined, Inexact, InvalidOperation,
                     Overflow, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Rounded, Subnormal, Underflow, _check_rounding, _make,
                     _operand, getcontext)
from _decimal_arithmetic import add, decimal_method, divide, division_with_rest, finish, multiply, order
from _decimal_digits import count, cut, exp as exp_digits, log, log_of_ten, nearest, strip
from math import isqrt, log10 as float_log10


def _is_whole(a):
    return not a._kind and (a._exp >= 0 or cut(a._int, -a._exp, 0, ROUND_FLOOR)[1] is False)


def _half_even(context, sign, coefficient, exponent, *events):
    """A result that is rounded to the nearest whatever the context says."""
    quiet = context.copy()
    quiet.rounding = ROUND_HALF_EVEN
    quiet.traps = quiet.flags = ()
    made = quiet._round(sign, coefficient, exponent)
    context._report(*[signal for signal, is_set in quiet.flags.items() if is_set or signal in events])
    return made


def _magnitude(a):
    """The decimal logarithm as a float."""
    digits = str(a._int)[:17]
    return float_log10(int(digits)) + a._exp + count(a._int) - len(digits)


def sqrt(a, context):
    if a._kind or a._sign and a._int:
        return context._nan(a) or (context._invalid() if a._sign else a)
    ideal = a._exp >> 1
    if not a._int:
        return context._round(a._sign, 0, ideal)
    n = a._int * 10 if a._exp % 2 else a._int
    shift = context.prec + 1 - (count(n) + 1) // 2
    exact = True
    if shift >= 0:
        n *= 100 ** shift
    else:
        n, rest = divmod(n, 100 ** -shift)
        exact = not rest
    root = isqrt(n)
    exponent = ideal - shift
    if exact and root * root == n:
        root, exponent = strip(root, exponent, ideal)
        if exponent > ideal:
            root, exponent = root * 10 ** (exponent - ideal), ideal
    else:
        root += root % 5 == 0
    return _half_even(context, 0, root, exponent)


def exp(a, context):
    if a._kind:
        return context._nan(a) or (_make(0, 0, 0) if a._sign else a)
    if not a._int:
        return Decimal(1)
    size = _magnitude(a)
    if size > 20 or a._int * 10 ** max(a._exp, 0) > 3 * 10 ** (20 - min(a._exp, 0)):
        return _half_even(context, 0, 1, context.Etiny() - 1 if a._sign else context.Emax + 1)
    if size < -context.prec - 1:
        # So near to 1 that its digits are known.
        last = 10 ** (context.prec + 1)
        return _half_even(context, 0, last - 1 if a._sign else last + 1, -context.prec - 1)
    sign = -1 if a._sign else 1

    def digits(places):
        x = a._int * 10 ** (places + a._exp) if places + a._exp >= 0 else a._int // 10 ** -(places + a._exp)
        m, q = exp_digits(sign * x, places)
        return m, q - places
    return _half_even(context, 0, *nearest(context.prec, digits), Inexact, Rounded)


def ln(a, context):
    return _logarithm(a, context, lambda places: log(a._int, a._exp, places), _make(0, 0, 0))


def log10(a, context):
    coefficient, exponent = strip(a._int, a._exp, a._exp + 10 ** 6) if a._int else (0, 0)
    exact = Decimal(exponent) if coefficient == 1 else None

    def digits(places):
        extra = places + 12
        return log(a._int, a._exp, extra) * 10 ** extra // log_of_ten(extra) // 10 ** 12
    return _logarithm(a, context, digits, exact)


def _logarithm(a, context, digits, exact):
    if a._kind == 'F' and not a._sign:
        return a
    if a._kind or a._sign and a._int:
        return context._nan(a) or context._invalid()
    if not a._int:
        return _make(1, 0, 0, 'F')
    if exact is not None and (exact or order(a, Decimal(1)) == 0):
        return finish(exact, context)
    sign = int(order(a, Decimal(1)) < 0)
    return _half_even(context, sign, *nearest(context.prec, lambda places: (digits(places), -places)), Inexact, Rounded)


def power(a, b, context):
    found = context._nan(a, b)
    if found is not None:
        return found
    sign = 0
    if a._sign:
        if _is_whole(b):
            sign = int(b) % 2
        elif a:
            return context._invalid()
        a = a.copy_abs()
    if not b:
        return Decimal(1) if a else context._invalid()
    if not a:
        return _make(sign, 0, 0, 'F') if b._sign else _make(sign, 0, 0)
    if a._kind:
        return _make(sign, 0, 0) if b._sign else _make(sign, 0, 0, 'F')
    side = order(a, Decimal(1))
    if side == 0 and not _is_whole(b):
        return _half_even(context, sign, 10 ** (context.prec - 1), 1 - context.prec, Inexact, Rounded)
    if b._kind:
        return _make(sign, 0, 0, 'F') if (side > 0) != b._sign else _make(sign, 0, 0)
    if _is_whole(b) and b.adjusted() < 9:
        n = int(b)
        coefficient, exponent = strip(a._int, a._exp, a._exp + 10 ** 6)
        if coefficient == 1 and n > 0 and a._int != 1:
            a = _make(0, a._int, a._exp)
        if abs(n) * count(a._int) <= 4 * context.prec + 200 or coefficient == 1 and abs(n) < 10 ** 4:
            made = _make(sign, a._int ** abs(n), a._exp * abs(n))
            return divide(Decimal(1), made, context) if n < 0 else context._round(sign, made._int, made._exp)
    sized = _magnitude(a) * float(b)
    if sized > context.Emax + 2 or sized < context.Etiny() - 2:
        return context._round(sign, 1, context.Emax + 1 if sized > 0 else context.Etiny() - 1)
    near_one = max(0, -_distance_from_one(a))

    def digits(places):
        extra = places + max(b.adjusted(), 0) + near_one + 10
        x = log(a._int, a._exp, extra) * (-b._int if b._sign else b._int)
        drop = extra - places - b._exp
        m, q = exp_digits(x // 10 ** drop if drop >= 0 else x * 10 ** -drop, places)
        return m, q - places
    made = context._round(sign, *nearest(context.prec + 4, digits))
    context._report(Inexact, Rounded)
    return made


def _distance_from_one(a):
    """The power of ten of how far a number is from 1."""
    least = min(a._exp, 0)
    return count(abs(a._int * 10 ** (a._exp - least) - 10 ** -least)) + least


def power_modulo(a, b, modulo, context):
    found = context._nan(a, b, modulo)
    if found is not None:
        return found
    if not (_is_whole(a) and _is_whole(b) and _is_whole(modulo)) or b._sign and b or not modulo or not a and not b:
        return context._invalid()
    if modulo.adjusted() >= context.prec:
        return context._invalid()
    result = pow(abs(int(a)), int(b), abs(int(modulo)))
    return _make(int(a._sign and int(b) % 2 == 1), result, 0)


def quantize(self, exp, rounding=None, context=None):
    context, exp = context or getcontext(), _operand(exp)
    rounding = context.rounding if rounding is None else _check_rounding(rounding)
    if self._kind or exp._kind:
        found = context._nan(self, exp)
        if found is not None:
            return found
        return self if self._kind == exp._kind else context._invalid()
    last = exp._exp
    if not context.Etiny() <= last <= context.Emax:
        return context._invalid()
    if not self._int:
        return context._round(self._sign, 0, last)
    if self.adjusted() - last > context.prec:
        return context._invalid()
    inexact = False
    if last <= self._exp:
        coefficient = self._int * 10 ** (self._exp - last)
    else:
        coefficient, inexact = cut(self._int, last - self._exp, self._sign, rounding)
    size = count(coefficient)
    if size > context.prec or coefficient and last + size - 1 > context.Emax:
        return context._invalid()
    made = context._round(self._sign, coefficient, last)
    context._report(*[Rounded] * (last > self._exp), *[Inexact] * inexact)
    return made


def _to_integral(self, rounding, context, report):
    context = context or getcontext()
    rounding = context.rounding if rounding is None else _check_rounding(rounding)
    if self._kind:
        return context._nan(self) or self
    if self._exp >= 0:
        return self
    coefficient, inexact = cut(self._int, -self._exp, self._sign, rounding)
    if report and self._int:
        context._report(Rounded, *[Inexact] * inexact)
    return _make(self._sign, coefficient, 0)


def to_integral_value(self, rounding=None, context=None):
    return _to_integral(self, rounding, context, False)


def to_integral_exact(self, rounding=None, context=None):
    return _to_integral(self, rounding, context, True)


def normalize(a, context):
    if a._kind:
        return context._nan(a) or a
    made = finish(a, context)
    if made._kind:
        return made
    if not made._int:
        return _make(made._sign, 0, 0)
    return _make(made._sign, *strip(made._int, made._exp, context.Etop() if context.clamp else context.Emax))


def remainder_near(a, b, context):
    found = division_with_rest(a, b, context)
    if isinstance(found, Decimal):
        return found
    quotient, rest, exponent = found
    divisor = b._int * 10 ** (b._exp - exponent)
    if 2 * rest + quotient % 2 > divisor:
        rest -= divisor
    return context._round(a._sign ^ (rest < 0), abs(rest), exponent)


def fma(a, b, c, context):
    if a._kind or b._kind:
        return add(multiply(a, b, context), c, context)
    return add(_make(a._sign ^ b._sign, a._int * b._int, a._exp + b._exp), c, context)


def compare(a, b, context):
    found = context._nan(a, b)
    return Decimal(order(a, b)) if found is None else found


def compare_signal(a, b, context):
    if a.is_nan() or b.is_nan():
        return context._invalid()
    return compare(a, b, context)


def _total_key(a):
    if a._kind in ('n', 'N'):
        key = 3 if a._kind == 'n' else 2, Decimal(a._int), 0
    else:
        key = int(a._kind == 'F'), a.copy_abs(), a._exp
    return (-1 if a._sign else 1), key


def compare_total(a, b, context):
    (a_sign, a_key), (b_sign, b_key) = _total_key(a), _total_key(b)
    if a_sign != b_sign:
        return Decimal(1 if a_sign > b_sign else -1)
    return Decimal(((a_key > b_key) - (a_key < b_key)) * a_sign)


def compare_total_mag(a, b, context):
    return compare_total(a.copy_abs(), b.copy_abs(), context)


def _extreme(a, b, context, wanted, key):
    if a.is_nan() or b.is_nan():
        if a._kind == 'n' and not b.is_nan():
            return finish(b, context)
        if b._kind == 'n' and not a.is_nan():
            return finish(a, context)
        return context._nan(a, b)
    side = order(key(a), key(b)) or int(compare_total(a, b, context))
    return finish(a if side == wanted else b, context)


def maximum(a, b, context):
    return _extreme(a, b, context, 1, Decimal.canonical)


def minimum(a, b, context):
    return _extreme(a, b, context, -1, Decimal.canonical)


def max_mag(a, b, context):
    return _extreme(a, b, context, 1, Decimal.copy_abs)


def min_mag(a, b, context):
    return _extreme(a, b, context, -1, Decimal.copy_abs)


def _step(a, context, rounding):
    quiet = context.copy()
    quiet.traps = ()
    quiet.rounding = rounding
    sign = int(rounding == ROUND_FLOOR)
    if a._kind:
        if a._sign == sign:
            return a
        return _make(1 - sign, 10 ** context.prec - 1, context.Etop())
    return add(a, _make(sign, 1, context.Etiny() - 1), quiet)


def next_plus(a, context):
    return context._nan(a) or _step(a, context, ROUND_CEILING)


def next_minus(a, context):
    return context._nan(a) or _step(a, context, ROUND_FLOOR)


def next_toward(a, b, context):
    found = context._nan(a, b)
    if found is not None:
        return found
    side = order(a, b)
    if side == 0:
        return a.copy_sign(b)
    made = _step(a, context, ROUND_CEILING if side < 0 else ROUND_FLOOR)
    if made._kind:
        context._report(Overflow, Inexact, Rounded)
    elif made.adjusted() < context.Emin:
        context._report(Underflow, Subnormal, Inexact, Rounded, *[Clamped] * (not made))
    return made


def logb(a, context):
    if a._kind:
        return context._nan(a) or a.copy_abs()
    if not a._int:
        context._report(DivisionByZero)
        return _make(1, 0, 0, 'F')
    return finish(Decimal(a.adjusted()), context)


def _count_operand(a, b, context, limit):
    """How far to move digits; a Decimal where there is an answer already."""
    found = context._nan(a, b)
    if found is not None:
        return found
    if b._kind or b._exp or not -limit <= int(b) <= limit:
        return context._invalid()
    return int(b)


def scaleb(a, b, context):
    places = _count_operand(a, b, context, 2 * (context.Emax + context.prec))
    if isinstance(places, Decimal) or a._kind:
        return a if isinstance(places, int) else places
    return context._round(a._sign, a._int, a._exp + places)


def shift(a, b, context):
    places = _count_operand(a, b, context, context.prec)
    if isinstance(places, Decimal) or a._kind:
        return a if isinstance(places, int) else places
    digits = a._int * 10 ** places if places >= 0 else a._int // 10 ** -places
    return _make(a._sign, digits % 10 ** context.prec, a._exp)


def rotate(a, b, context):
    places = _count_operand(a, b, context, context.prec)
    if isinstance(places, Decimal) or a._kind:
        return a if isinstance(places, int) else places
    digits = str(a._int).zfill(context.prec)[-context.prec:]
    places %= context.prec
    return _make(a._sign, int(digits[places:] + digits[:places]), a._exp)


def _logical(context, operands, function):
    for operand in operands:
        if operand._kind or operand._sign or operand._exp or str(operand._int).strip('01'):
            return context._invalid()
    bits = function(*[int(str(operand._int), 2) for operand in operands])
    return Decimal(int(f'{bits:b}'[-context.prec:]))


def logical_and(a, b, context):
    return _logical(context, (a, b), lambda x, y: x & y)


def logical_or(a, b, context):
    return _logical(context, (a, b), lambda x, y: x | y)


def logical_xor(a, b, context):
    return _logical(context, (a, b), lambda x, y: x ^ y)


def logical_invert(a, context):
    return _logical(context, (a,), lambda x: x ^ (1 << context.prec) - 1)


for _function in (sqrt, exp, ln, log10, normalize, remainder_near, fma, compare, compare_signal, compare_total, compare_total_mag,
                  max_mag, min_mag, next_plus, next_minus, next_toward, logb, scaleb, shift, rotate, logical_and, logical_or,
                  logical_xor, logical_invert):
    decimal_method(_function.__name__, _function)
decimal_method('max', maximum)
decimal_method('min', minimum)
Decimal.quantize, Decimal.to_integral_exact = quantize, to_integral_exact
Decimal.to_integral_value = Decimal.to_integral = to_integral_value


def _delegated(name):
    def method(self, a, /, *operands):
        return getattr(_operand(a), name)(*operands)
    method.__name__ = name
    return method


for _name in ('is_canonical', 'is_finite', 'is_infinite', 'is_nan', 'is_qnan', 'is_signed', 'is_snan', 'is_zero', 'canonical',
              'copy_abs', 'copy_negate', 'copy_sign', 'same_quantum'):
    setattr(Context, _name, _delegated(_name))
for _name in ('is_normal', 'is_subnormal', 'number_class', 'to_eng_string'):
    setattr(Context, _name, lambda self, a, /, name=_name: getattr(_operand(a), name)(self))
for _name in ('quantize', 'to_integral_value', 'to_integral_exact'):
    setattr(Context, _name, lambda self, a, /, *operands, name=_name: getattr(_operand(a), name)(*operands, context=self))
Context.power = lambda self, /, a, b, modulo=None: (
    power(_operand(a), _operand(b), self) if modulo is None else
    power_modulo(_operand(a), _operand(b), _operand(modulo), self))
Context.to_integral = Context.to_integral_value
Context.to_sci_string = lambda self, a, /: _operand(a)._text(False, self.capitals)
Context.copy_decimal = lambda self, a, /: _operand(a)
