"""`_math`: the functions of `math` that programs call rarely. `math` itself is native: it has their names and counts their arguments,
and calls what is here.

A result that is not defined is a `ValueError`, one too large an `OverflowError`, as in the native ones. The float of an argument
is what `pow` makes of it.
"""

from _machine import index as _index
from math import (copysign, cos, exp, fma, frexp, gcd, hypot, inf, isfinite, isinf, ldexp, log as _log, log1p, nan, pi,
                  pow as _pow, sin, sqrt)

_MOST_COUNTED = 2 ** 63 - 1
# An int of more bits is refused.
_MOST_BITS = 2 ** 24
_LOG_2 = 0.6931471805599453


def _float(x):
    return _pow(x, 1.0)


# Ints

def factorial(n):
    n = _index(n)
    if n < 0:
        raise ValueError('factorial() not defined for negative values')
    if n > _MOST_COUNTED:
        raise OverflowError(f'factorial() argument should not exceed {_MOST_COUNTED}')
    return _falling(n, n)


def perm(n, k=None):
    if k is None:
        return factorial(n)
    n, k = _counts(n, k)
    if k > n:
        return 0
    if k > _MOST_COUNTED:
        raise OverflowError(f'k must not exceed {_MOST_COUNTED}')
    return _falling(n, k)


def comb(n, k):
    n, k = _counts(n, k)
    if k > n:
        return 0
    k = min(k, n - k)
    if k > _MOST_COUNTED:
        raise OverflowError(f'min(n - k, k) must not exceed {_MOST_COUNTED}')
    return _falling(n, k) // _falling(k, k)


def _counts(n, k):
    n, k = _index(n), _index(k)
    if n < 0:
        raise ValueError('n must be a non-negative integer')
    if k < 0:
        raise ValueError('k must be a non-negative integer')
    return n, k


def _falling(n, count):
    """`n * (n-1) * …`, so many factors."""
    # All factors but a few have about as many bits as the middle one.
    if ((n - count // 2).bit_length() - 1) * count > _MOST_BITS:
        raise MemoryError
    return _product(n - count + 1, count)


def _product(first, count):
    """`first * (first+1) * …`, by halves so that the large products come last."""
    if count > 8:
        half = count // 2
        return _product(first, half) * _product(first + half, count - half)
    product = 1
    for i in range(count):
        product *= first + i
    return product


def isqrt(n):
    n = _index(n)
    if n < 0:
        raise ValueError('isqrt() argument must be nonnegative')
    if n < 2 ** 52:
        return int(sqrt(n))
    # Newton's method, from above.
    root = 1 << (n.bit_length() + 1) // 2
    while (better := (root + n // root) // 2) < root:
        root = better
    return root


def lcm(*integers):
    integers = [_index(n) for n in integers]
    multiple = 1
    for n in integers:
        multiple = multiple and n and abs(multiple // gcd(multiple, n) * n)
    return multiple


# Sums and products

def prod(iterable, start=1):
    for item in iterable:
        start = start * item
    return start


def fsum(seq):
    return _exact_sum(map(_float, seq))


def sumprod(p, q):
    """Exact for ints, rounded once for floats, by `*` and `+` for anything else."""
    p, q = list(p), list(q)
    if len(p) != len(q):
        raise ValueError('Inputs are not the same length')
    kinds = set(map(type, p + q))
    if float in kinds and kinds <= {float, int, bool} and all(-2 ** 63 <= x < 2 ** 63 for x in p + q if type(x) is int):
        try:
            return _exact_sum(_products(p, q))
        except (OverflowError, ValueError):
            # It is infinite or undefined, as the plain sum is.
            pass
    total = 0
    for x, y in zip(p, q):
        total = total + x * y
    return total


def _products(p, q):
    """Each product as two floats without rounding, unless it is so small that its last bits cannot be held."""
    for x, y in zip(p, q):
        x, y = float(x), float(y)
        product = x * y
        if isfinite(product):
            yield fma(x, y, -product)
        yield product


def _exact_sum(numbers):
    """A sum of floats without rounding on the way (J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic", 1997): the terms
    are floats of growing size that do not overlap."""
    terms, special, infinities = [], 0.0, 0.0
    for x in numbers:
        if not isfinite(x):
            special += x
            if isinf(x):
                infinities += x
            continue
        kept = 0
        for term in terms:
            large, small = (term, x) if abs(x) < abs(term) else (x, term)
            x = large + small
            lost = small - (x - large)
            if lost:
                terms[kept] = lost
                kept += 1
        del terms[kept:]
        if not isfinite(x):
            raise OverflowError('intermediate overflow in fsum')
        if x:
            terms.append(x)
    if special:
        if infinities != infinities:
            raise ValueError('-inf + inf in fsum')
        return special
    high, low = terms.pop() if terms else 0.0, 0.0
    while terms and not low:
        before, term = high, terms.pop()
        high = before + term
        low = term - (high - before)
    # Half way between two floats: the next term decides, where there is one.
    if terms and low and (low < 0) == (terms[-1] < 0):
        moved = high + low * 2
        if low * 2 == moved - high:
            high = moved
    return high


def dist(p, q):
    p, q = list(p), list(q)
    p, q = [_float(x) for x in p], [_float(x) for x in q]
    if len(p) != len(q):
        raise ValueError('both points must have the same number of dimensions')
    return hypot(*[x - y for x, y in zip(p, q)])


# Neighbours

def nextafter(x, y, steps=None):
    x, y = _float(x), _float(y)
    steps = 1 if steps is None else _index(steps)
    if steps < 0:
        raise ValueError('steps must be a non-negative integer')
    if x != x or y != y:
        return nan
    if x == y:
        return y
    start, end = _rank(x), _rank(y)
    distance = min(abs(end - start), steps)
    target = start + distance if end > start else start - distance
    if target == end and distance:
        return y
    exponent, fraction = divmod(abs(target), 2 ** 52)
    size = ldexp(fraction + 2 ** 52, exponent - 1075) if exponent else ldexp(fraction, -1074)
    # Stepping down onto zero keeps the sign.
    return -size if target < 0 or target == 0 and x < 0 else size


def _rank(x):
    """Floats in their order, as ints: one apart where they are neighbours; both zeros are 0."""
    fraction, exponent = frexp(abs(x))
    if isinf(x):
        rank = 2047 << 52
    elif exponent < -1021 or not x:
        rank = int(ldexp(abs(x), 1074))
    else:
        rank = (exponent + 1022 << 52) + int(fraction * 2 ** 53) - 2 ** 52
    return -rank if x < 0 else rank


# Roots and logarithms

def cbrt(x):
    """Rounded correctly: the root of an int, with more bits than a float holds, and a last one for all that is lost."""
    x = _float(x)
    if not x or not isfinite(x):
        return x
    fraction, exponent = frexp(abs(x))
    # As an int of about 165 bits and a power of two that has a root.
    shift = 111 + (exponent - 53) % 3
    number = int(fraction * 2 ** 53) << shift
    exponent -= 53 + shift
    root = int(float(number) ** (1 / 3))
    root = (2 * root + number // (root * root)) // 3
    while root ** 3 > number:
        root -= 1
    while (root + 1) ** 3 <= number:
        root += 1
    return copysign(ldexp(float(2 * root + (root ** 3 != number)), exponent // 3 - 1), x)


def log(x, base):
    return _log(x) / _log(base)


def acosh(x):
    x = _float(x)
    if x < 1:
        raise ValueError('math domain error')
    if x < 2:
        above = x - 1
        return log1p(above + sqrt(above * above + 2 * above))
    if x < 2 ** 26:
        return _log(2 * x - 1 / (x + sqrt(x * x - 1)))
    return _log(x) + _LOG_2


def asinh(x):
    x = _float(x)
    size = abs(x)
    if size >= 2 ** 26:
        made = _log(size) + _LOG_2
    elif size >= 2:
        made = _log(2 * size + 1 / (sqrt(size * size + 1) + size))
    elif size >= 2 ** -26:
        made = log1p(size + size * size / (sqrt(size * size + 1) + 1))
    else:
        return x
    return copysign(made, x)


def atanh(x):
    x = _float(x)
    size = abs(x)
    if size >= 1:
        raise ValueError('math domain error')
    if size >= 0.5:
        size = 0.5 * log1p(2 * (size / (1 - size)))
    elif size >= 2 ** -32:
        size = 0.5 * log1p(2 * size + 2 * size * size / (1 - size))
    return copysign(size, x)


# The gamma function by the approximation of Lanczos, with the parameter g and the coefficients of numerator and denominator by
# rising powers.
_G = 6.02468004077673
_G_MINUS_HALF = 5.52468004077673
_SUM = (
    (23531376880.41076, 0.0), (42919803642.6491, 39916800.0), (35711959237.35567, 120543840.0), (17921034426.03721, 150917976.0),
    (6039542586.352028, 105258076.0), (1439720407.3117216, 45995730.0), (248874557.86205417, 13339535.0),
    (31426415.585400194, 2637558.0), (2876370.6289353725, 357423.0), (186056.26539522348, 32670.0), (8071.672002365816, 1925.0),
    (210.82427775157936, 66.0), (2.5066282746310002, 1.0))


def gamma(x):
    x = _float(x)
    if x == -inf or x <= 0 and x == x // 1:
        raise ValueError('math domain error')
    if not isfinite(x):
        return x
    if x <= 23 and x == x // 1:
        # Factorials up to 22! are floats.
        return float(factorial(int(x) - 1))
    made = 1 / x if abs(x) < 1e-20 else _by_lanczos(x)
    if isinf(made):
        raise OverflowError('math range error')
    return made


def lgamma(x):
    x = _float(x)
    if x != x:
        return x
    size = abs(x)
    if isinf(x):
        return inf
    if x <= 2 and x == x // 1:
        if x <= 0:
            raise ValueError('math domain error')
        return 0.0
    if size < 1e-20:
        return -_log(size)
    made = _log(_lanczos_sum(size)) - _G
    made += (size - 0.5) * (_log(size + _G - 0.5) - 1)
    if x < 0:
        made = _log(pi) - _log(abs(_sin_pi(size))) - _log(size) - made
    if isinf(made):
        raise OverflowError('math range error')
    return made


def _by_lanczos(x):
    """Gamma of a number that is finite, not tiny and no pole; infinity where it is too large."""
    size = abs(x)
    if size > 200:
        return 0.0 / _sin_pi(x) if x < 0 else inf
    base = size + _G_MINUS_HALF
    # What rounding took from the base, as a correction of the first order.
    lost = (base - size) - _G_MINUS_HALF if size > _G_MINUS_HALF else (base - _G_MINUS_HALF) - size
    correction = lost * _G / base
    # The power overflows before gamma does, so a large one is taken in two halves.
    power = base ** (size - 0.5 if size < 140 else size / 2 - 0.25)
    if x < 0:
        made = -pi / _sin_pi(size) / size * exp(base) / _lanczos_sum(size)
        made -= correction * made
        made /= power
        return made if size < 140 else made / power
    made = _lanczos_sum(size) / exp(base)
    made += correction * made
    made *= power
    return made if size < 140 else made * power


def _lanczos_sum(x):
    """The rational function, by the powers of `x` or, for large `x`, of `1/x`."""
    above = below = 0.0
    if x < 5:
        for a, b in reversed(_SUM):
            above, below = above * x + a, below * x + b
    else:
        for a, b in _SUM:
            above, below = above / x + a, below / x + b
    return above / below


def _sin_pi(x):
    """The sine of `pi * x`, exact at the zeros."""
    part = abs(x) % 2.0
    quarter = int(2 * part)
    quarter += 2 * part - quarter >= 0.5
    if quarter == 0:
        made = sin(pi * part)
    elif quarter == 1:
        made = cos(pi * (part - 0.5))
    elif quarter == 2:
        # Written this way the sine of one is a positive zero.
        made = sin(pi * (1 - part))
    elif quarter == 3:
        made = -cos(pi * (part - 1.5))
    else:
        made = sin(pi * (part - 2))
    return -made if x < 0 else made


# The error function by rational approximations, each for a range: numerator and denominator by rising powers. The coefficients are
# those of fdlibm (Sun Microsystems, 1993).
_NEAR_ZERO = (
    (0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442, -2.3763016656650163e-05),
    (1.0, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164, -3.960228278775368e-06))
_NEAR_ONE = (
    (-0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668,
     0.035478304325618236, -0.002166375594868791),
    (1.0, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
     0.011984499846799107))
_FAR = (
    (-0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
     -184.60509290671104, -81.2874355063066, -9.814329344169145),
    (1.0, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783, 108.63500554177944,
     6.570249770319282, -0.0604244152148581))
_FARTHEST = (
    (-0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
     -1025.0951316110772, -483.5191916086514),
    (1.0, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644, 474.52854120695537,
     -22.44095244658582))
_ERF_ONE = 0.845062911510467529297


def _ratio(approximation, x):
    above, below = approximation
    return _polynomial(above, x) / _polynomial(below, x)


def _polynomial(coefficients, x):
    value = 0.0
    for coefficient in reversed(coefficients):
        value = coefficient + x * value
    return value


def erf(x):
    x = _float(x)
    size = abs(x)
    if size < 2 ** -28:
        return 0.125 * (8 * x + 1.0270333367641007 * x)
    if size < 0.84375:
        return x + x * _ratio(_NEAR_ZERO, x * x)
    if x != x:
        return x
    return copysign(1 - _erfc(size) if size < 6 else 1.0, x)


def erfc(x):
    x = _float(x)
    size = abs(x)
    if size < 2 ** -56:
        return 1 - x
    if size < 0.84375:
        ratio = _ratio(_NEAR_ZERO, x * x)
        return 1 - (x + x * ratio) if x < 0.25 else 0.5 - (x - 0.5 + x * ratio)
    if x != x:
        return x
    rest = _erfc(size) if size < 28 else 0.0
    return 2 - rest if x < 0 else rest


def _erfc(x):
    if x < 1.25:
        return 1 - _ERF_ONE - _ratio(_NEAR_ONE, x - 1)
    ratio = _ratio(_FAR if x < 0x16db6d / 2 ** 19 else _FARTHEST, 1 / (x * x))
    # The upper bits of x, so that their square is exact.
    fraction, exponent = frexp(x)
    upper = ldexp(int(fraction * 2 ** 53) >> 32 << 32, exponent - 53)
    return exp(-upper * upper - 0.5625) * exp((upper - x) * (upper + x) + ratio) / x
