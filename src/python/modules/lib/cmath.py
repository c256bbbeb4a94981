"""`cmath`: functions of complex numbers, made of those of `math`."""

import math as _math
from math import e, inf, nan, pi, tau

infj, nanj = complex(0, inf), complex(0, nan)


def _complex(x):
    if isinstance(x, str):
        raise TypeError(f'must be real number, not {type(x).__name__}')
    return complex(x)


def phase(x, /):
    x = _complex(x)
    return _math.atan2(x.imag, x.real)


def polar(x, /):
    return abs(_complex(x)), phase(x)


def rect(r, phi, /):
    # An angle of zero leaves the imaginary part's sign alone.
    return complex(r * _math.cos(phi), r * _math.sin(phi)) if phi else complex(r, r * phi)


def sqrt(x, /):
    x = _complex(x)
    if not x:
        return complex(0, x.imag)
    # Halves, so that the length of the largest numbers is a float yet.
    half = _math.sqrt(_math.hypot(x.real / 8, x.imag / 8) + abs(x.real / 8)) * 2
    other = abs(x.imag) / (2 * half)
    if x.real >= 0:
        return complex(half, _math.copysign(other, x.imag))
    return complex(other, _math.copysign(half, x.imag))


def exp(x, /):
    x = _complex(x)
    size = _math.exp(x.real)
    return complex(size * _math.cos(x.imag), size * _math.sin(x.imag))


def log(x, base=None, /):
    x = _complex(x)
    if not x:
        raise ValueError('math domain error')
    size = abs(x)
    if 0.71 <= size <= 1.73:
        large, small = sorted((abs(x.real), abs(x.imag)), reverse=True)
        real = _math.log1p((large - 1) * (large + 1) + small * small) / 2
    else:
        real = _math.log(size)
    made = complex(real, phase(x))
    return made if base is None else made / log(base)


def log10(x, /):
    made = log(x)
    ten = _math.log(10)
    return complex(made.real / ten, made.imag / ten)


def cosh(x, /):
    x = _complex(x)
    return complex(_math.cos(x.imag) * _math.cosh(x.real), _math.sin(x.imag) * _math.sinh(x.real))


def sinh(x, /):
    x = _complex(x)
    return complex(_math.cos(x.imag) * _math.sinh(x.real), _math.sin(x.imag) * _math.cosh(x.real))


def tanh(x, /):
    x = _complex(x)
    tangent, hyperbolic = _math.tan(x.imag), _math.tanh(x.real)
    narrow = 1 / _math.cosh(x.real)
    both = tangent * hyperbolic
    below = 1 + both * both
    return complex(hyperbolic * (1 + tangent * tangent) / below, tangent / below * narrow * narrow)


def _turned(function):
    """The function of a circle for one of a hyperbola, a quarter turn away."""
    def turned(x, /):
        x = _complex(x)
        made = function(complex(-x.imag, x.real))
        return complex(made.imag, -made.real)
    return turned


sin, tan = _turned(sinh), _turned(tanh)


def cos(x, /):
    x = _complex(x)
    return cosh(complex(-x.imag, x.real))


def asinh(x, /):
    x = _complex(x)
    one, two = sqrt(complex(1 + x.imag, -x.real)), sqrt(complex(1 - x.imag, x.real))
    return complex(_math.asinh(one.real * two.imag - two.real * one.imag),
                   _math.atan2(x.imag, one.real * two.real - one.imag * two.imag))


def acosh(x, /):
    x = _complex(x)
    one, two = sqrt(complex(x.real - 1, x.imag)), sqrt(complex(x.real + 1, x.imag))
    return complex(_math.asinh(one.real * two.real + one.imag * two.imag), 2 * _math.atan2(one.imag, two.real))


def acos(x, /):
    x = _complex(x)
    one, two = sqrt(complex(1 - x.real, -x.imag)), sqrt(complex(1 + x.real, x.imag))
    return complex(2 * _math.atan2(one.real, two.real), _math.asinh(two.real * one.imag - two.imag * one.real))


def atanh(x, /):
    x = _complex(x)
    if x.real < 0 or x.real == 0 and _math.copysign(1, x.real) < 0:
        return -atanh(-x)
    if x == 1:
        raise ValueError('math domain error')
    below, square = 1 - x.real, x.imag * x.imag
    return complex(_math.log1p(4 * x.real / (below * below + square)) / 4,
                   -_math.atan2(-2 * x.imag, below * (1 + x.real) - square) / 2)


asin, atan = _turned(asinh), _turned(atanh)


def isnan(x, /):
    return _math.isnan(_complex(x).real) or _math.isnan(_complex(x).imag)


def isinf(x, /):
    return _math.isinf(_complex(x).real) or _math.isinf(_complex(x).imag)


def isfinite(x, /):
    return _math.isfinite(_complex(x).real) and _math.isfinite(_complex(x).imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError('tolerances must be non-negative')
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    return abs(a - b) <= max(rel_tol * max(abs(a), abs(b)), abs_tol)
