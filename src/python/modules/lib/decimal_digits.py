"""What `decimal` computes on plain ints: rounding, reading, and functions to any number of digits. Knows no contexts or signals.

A number of digits is an int scaled by a power of ten. Functions give approximations with an error of a few units of the last
place; `nearest` asks for more places until the rounding is sure.
"""


def count(coefficient):
    return len(str(coefficient))


def cut(coefficient, places, sign, rounding):
    """The coefficient without its last `places` digits, and whether those were not all zero."""
    if places > count(coefficient):
        whole, rest, half = 0, coefficient, -1
    else:
        unit = 10 ** places
        whole, rest = divmod(coefficient, unit)
        half = 2 * rest - unit
    if rest == 0:
        return whole, False
    if rounding == 'ROUND_HALF_EVEN':
        up = half > 0 or half == 0 and whole % 2
    elif rounding == 'ROUND_HALF_UP':
        up = half >= 0
    elif rounding == 'ROUND_HALF_DOWN':
        up = half > 0
    elif rounding == 'ROUND_UP':
        up = True
    elif rounding == 'ROUND_CEILING':
        up = not sign
    elif rounding == 'ROUND_FLOOR':
        up = sign
    else:
        up = rounding == 'ROUND_05UP' and whole % 10 in (0, 5)
    return whole + bool(up), True


def strip(coefficient, exponent, limit):
    """Without trailing zeros, as long as the exponent does not pass the limit."""
    while exponent < limit and coefficient % 10 == 0:
        coefficient //= 10
        exponent += 1
    return coefficient, exponent


def parse(text):
    """`(sign, coefficient, exponent, kind)` of a text; None where it is no number. The kind is '' or of what is not finite:
    'F', 'n' or 'N'."""
    text = text.strip().replace('_', '')
    sign = int(text[:1] == '-')
    if text[:1] in ('+', '-'):
        text = text[1:]
    lower = text.lower()
    if lower in ('inf', 'infinity'):
        return sign, 0, 0, 'F'
    for word, kind in ('nan', 'n'), ('snan', 'N'):
        payload = text[len(word):]
        if lower.startswith(word) and (not payload or payload.isdecimal()):
            return sign, int(payload or 0), 0, kind
    mantissa, mark, tail = lower.partition('e')
    whole, _, decimals = mantissa.partition('.')
    digits = whole + decimals
    exponent = 0
    if mark:
        if not tail.removeprefix('-' if tail[:1] == '-' else '+').isdecimal():
            return None
        exponent = int(tail)
    if not digits.isdecimal():
        return None
    return sign, int(digits), exponent - len(decimals), ''


def _arctanh_inverse(n, unit):
    """The inverse hyperbolic tangent of 1 / n."""
    total = term = unit // n
    square, k = n * n, 1
    while term:
        term //= square
        k += 2
        total += term // k
    return total


def log_of_ten(places):
    unit = 10 ** (places + 5)
    return (46 * _arctanh_inverse(31, unit) + 34 * _arctanh_inverse(49, unit) + 20 * _arctanh_inverse(161, unit)) // 10 ** 5


def _exp_small(x, places):
    """e to the power of `x / 10 ** places`, for an x of a few units."""
    guard = 10 + places // 10
    unit = 10 ** (places + guard)
    halvings = 8 + places // 8
    x = (x * 10 ** guard) >> halvings
    total = term = unit
    k = 1
    while term:
        term = term * x // (unit * k)
        total += term
        k += 1
    for _ in range(halvings):
        total = total * total // unit
    return total // 10 ** guard


def exp(x, places):
    """`(m, q)`: e to the power of `x / 10 ** places` is m / 10 ** places times 10 ** q."""
    extra = max(count(abs(x)) - places, 0) + 3
    log = log_of_ten(places + extra)
    q, rest = divmod(x * 10 ** extra, log)
    return _exp_small(rest // 10 ** extra, places), q


def log(coefficient, exponent, places):
    """The natural logarithm of `coefficient * 10 ** exponent`."""
    from math import log as float_log
    size = count(coefficient)
    shift = exponent + size - 1
    extra = count(abs(shift)) + 5
    places += extra
    unit = 10 ** places
    wanted = coefficient * 10 ** (places - size + 1) if places >= size - 1 else coefficient // 10 ** (size - 1 - places)
    y = int(float_log(wanted * 10 ** 17 // unit / 1e17) * 1e17) * 10 ** places // 10 ** 17
    while True:
        # Halley's step: each time three times as many digits are right.
        have = _exp_small(y, places)
        step = 2 * (wanted - have) * unit // (wanted + have)
        y += step
        if abs(step) * abs(step) * abs(step) < unit * unit:
            break
    return (y + shift * log_of_ten(places)) // 10 ** extra


def nearest(precision, function):
    """The coefficient with so many digits, and its exponent, of a number that has endlessly many. `function(places)` gives
    `(m, q)`, the number being about m * 10 ** q."""
    places = precision + 5
    while True:
        m, q = function(places)
        surplus = count(abs(m)) - precision
        if surplus >= 3:
            middle = 5 * 10 ** (surplus - 1)
            if abs(abs(m) % 10 ** surplus - middle) > 20:
                return cut(abs(m), surplus, 0, 'ROUND_HALF_EVEN')[0], q + surplus
        places += 10 + max(-surplus, 0) + places // 4
