"""`statistics`: means, middles and spreads. Sums are exact, so results are the nearest ones of the data's own kind."""

import math as _math
from collections import Counter as _Counter, namedtuple as _namedtuple
from fractions import Fraction as _Fraction

__all__ = ['NormalDist', 'StatisticsError', 'correlation', 'covariance', 'fmean', 'geometric_mean', 'harmonic_mean',
           'linear_regression', 'mean', 'median', 'median_grouped', 'median_high', 'median_low', 'mode', 'multimode', 'pstdev',
           'pvariance', 'quantiles', 'stdev', 'variance']

LinearRegression = _namedtuple('LinearRegression', 'slope intercept', module='statistics')


class StatisticsError(ValueError):
    pass


def _kind(values):
    """The type of the result for data of several types."""
    kind = int
    for one in {type(value) for value in values}:
        if one is bool or issubclass(kind, one) and one is not int:
            one = int if one is bool else kind
        if one is kind or one is int:
            continue
        if kind is int or issubclass(one, kind):
            kind = one
        elif not issubclass(kind, one):
            if {one, kind} & {float} and (issubclass(one, _Fraction) or issubclass(kind, _Fraction)):
                kind = float
            else:
                raise TypeError(f"don't know how to coerce {kind.__name__} and {one.__name__}")
    return kind


def _exact(value):
    try:
        return _Fraction(*value.as_integer_ratio())
    except AttributeError:
        raise TypeError(f"can't convert type '{type(value).__name__}' to numerator/denominator") from None
    except (OverflowError, ValueError):
        return None


def _total(values):
    """The exact sum; a float where some of them are not finite."""
    numerators, rest = {}, None
    for value in values:
        exact = _exact(value)
        if exact is None:
            rest = value if rest is None else rest + value
        else:
            numerators[exact.denominator] = numerators.get(exact.denominator, 0) + exact.numerator
    return sum([_Fraction(n, d) for d, n in numerators.items()], _Fraction(0)) if rest is None else rest


def _as(kind, value):
    if type(value) is kind or not isinstance(value, _Fraction):
        return value
    if issubclass(kind, int) and value.denominator != 1:
        kind = float
    try:
        return kind(value)
    except TypeError:
        return kind(value.numerator) / kind(value.denominator)


def _values(data, least, complaint):
    values = list(data)
    if len(values) < least:
        raise StatisticsError(complaint)
    return values


def mean(data):
    values = _values(data, 1, 'mean requires at least one data point')
    return _as(_kind(values), _total(values) / len(values))


def fmean(data, weights=None):
    values = _values(data, 1, 'fmean requires at least one data point')
    if weights is None:
        return _math.fsum(values) / len(values)
    weights = list(weights)
    if len(weights) != len(values):
        raise StatisticsError('data and weights must be the same length')
    total = _math.fsum(weights)
    if not total:
        raise StatisticsError('sum of weights must be non-zero')
    return _math.sumprod(values, weights) / total


def geometric_mean(data):
    values = _values(data, 1, 'Must have a non-empty dataset')
    for value in values:
        if value < 0:
            raise StatisticsError('No negative inputs allowed', value)
    if 0 in values:
        return 0.0
    return _math.exp(_math.fsum(map(_math.log, values)) / len(values))


def harmonic_mean(data, weights=None):
    values = _values(data, 1, 'harmonic_mean requires at least one data point')
    if weights is None:
        if len(values) == 1 and values[0] >= 0:
            return values[0]
        weights, total = [1] * len(values), len(values)
    else:
        weights = list(weights)
        if len(weights) != len(values):
            raise StatisticsError('Number of weights does not match data size')
        total = _total(weights)
    if any(value < 0 for value in (*values, *weights)):
        raise StatisticsError('harmonic mean does not support negative values')
    try:
        parts = [weight / value if weight else 0 for weight, value in zip(weights, values)]
    except ZeroDivisionError:
        return 0
    parts_total = _total(parts)
    if parts_total <= 0:
        raise StatisticsError('Weighted sum must be positive')
    return _as(_kind(parts), total / parts_total)


def median(data):
    values = sorted(_values(data, 1, 'no median for empty data'))
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def median_low(data):
    values = sorted(_values(data, 1, 'no median for empty data'))
    return values[(len(values) - 1) // 2]


def median_high(data):
    values = sorted(_values(data, 1, 'no median for empty data'))
    return values[len(values) // 2]


def median_grouped(data, interval=1.0):
    values = sorted(_values(data, 1, 'no median for empty data'))
    middle = values[len(values) // 2]
    below, same = sum(value < middle for value in values), values.count(middle)
    return float(middle) - interval / 2.0 + interval * (len(values) / 2 - below) / same


def multimode(data):
    counts = _Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def mode(data):
    found = multimode(data)
    if not found:
        raise StatisticsError('no mode for empty data')
    return found[0]


def _squares(values, center):
    """The exact sum of the squared distances to the mean."""
    if center is not None:
        return _total([(value - center) * (value - center) for value in values])
    total = _total(values)
    if not isinstance(total, _Fraction):
        return total - total
    middle = total / len(values)
    return sum([(_exact(value) - middle) ** 2 for value in values], _Fraction(0))


def _variance(data, center, correction, name):
    least = 1 + correction
    values = _values(data, least, f'{name} requires at least {("one", "two")[correction]} data point{"s" * correction}')
    return _kind(values), _squares(values, center) / (len(values) - correction)


def variance(data, xbar=None):
    return _as(*_variance(data, xbar, 1, 'variance'))


def pvariance(data, mu=None):
    return _as(*_variance(data, mu, 0, 'pvariance'))


def stdev(data, xbar=None):
    return _root(*_variance(data, xbar, 1, 'stdev'))


def pstdev(data, mu=None):
    return _root(*_variance(data, mu, 0, 'pstdev'))


def _root(kind, value):
    """The nearest square root of a fraction."""
    if not isinstance(value, _Fraction):
        return _math.sqrt(value)
    if kind.__name__ == 'Decimal':
        from decimal import localcontext
        with localcontext() as context:
            context.prec += 20
            root = (kind(value.numerator) / kind(value.denominator)).sqrt()
        return +root
    n, m = value.numerator, value.denominator
    if n == 0:
        return 0.0
    # More bits than a float has, and a last one that tells whether others follow.
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        m <<= 2 * shift
    else:
        n <<= -2 * shift
    root = _math.isqrt(n // m)
    root |= root * root * m != n
    return float(root << shift) if shift >= 0 else root / (1 << -shift)


def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    values = sorted(data)
    size = len(values)
    if size < 2:
        if size == 1:
            return values * (n - 1)
        raise StatisticsError('must have at least one data point')
    if method not in ('inclusive', 'exclusive'):
        raise ValueError(f'Unknown method: {method!r}')
    result = []
    for i in range(1, n):
        if method == 'inclusive':
            place, rest = divmod(i * (size - 1), n)
        else:
            place = min(max(i * (size + 1) // n, 1), size - 1)
            rest = i * (size + 1) - place * n
            place -= 1
        result.append((values[place] * (n - rest) + values[place + 1] * rest) / n)
    return result


def _pairs(name, x, y):
    """How many points there are, and the sums of the products of their distances to the means: xy, xx, yy."""
    if len(x) != len(y):
        raise StatisticsError(f'{name} requires that both inputs have same number of data points')
    if len(x) < 2:
        raise StatisticsError(f'{name} requires at least two data points')
    x_mean, y_mean = _math.fsum(x) / len(x), _math.fsum(y) / len(y)
    x, y = [value - x_mean for value in x], [value - y_mean for value in y]
    return x_mean, y_mean, _math.sumprod(x, y), _math.sumprod(x, x), _math.sumprod(y, y)


def covariance(x, y, /):
    return _pairs('covariance', x, y)[2] / (len(x) - 1)


def _ranks(values):
    ranks, places = [0.0] * len(values), sorted(range(len(values)), key=values.__getitem__)
    at = 0
    while at < len(places):
        end = at
        while end < len(places) and values[places[end]] == values[places[at]]:
            end += 1
        for place in places[at:end]:
            ranks[place] = (at + end + 1) / 2 - (len(values) + 1) / 2
        at = end
    return ranks


def correlation(x, y, /, *, method='linear'):
    if method not in ('linear', 'ranked'):
        raise ValueError(f'Unknown method: {method!r}')
    if method == 'ranked':
        x, y = _ranks(x), _ranks(y)
    _, _, xy, xx, yy = _pairs('correlation', x, y)
    if not xx * yy:
        raise StatisticsError('at least one of the inputs is constant')
    return xy / _math.sqrt(xx * yy)


def linear_regression(x, y, /, *, proportional=False):
    x_mean, y_mean, xy, xx, _ = _pairs('linear regression', x, y)
    if proportional:
        xy, xx = _math.sumprod(x, y), _math.sumprod(x, x)
    if not xx:
        raise StatisticsError('x is constant')
    slope = xy / xx
    return LinearRegression(slope, 0.0 if proportional else y_mean - slope * x_mean)


# The quotients of polynomials of Wichura's algorithm AS 241, highest powers first: the middle, the tails, the far tails.
_QUOTIENTS = (
    ((2.50908092873012267e+3, 3.34305755835881281e+4, 6.72657709270087009e+4, 4.59219539315498715e+4, 1.37316937655094611e+4,
      1.97159095030655144e+3, 1.33141667891784377e+2, 3.38713287279636661e+0),
     (5.22649527885285456e+3, 2.87290857357219427e+4, 3.93078958000927106e+4, 2.12137943015865959e+4, 5.39419602142475111e+3,
      6.87187007492057908e+2, 4.23133307016009113e+1, 1.0)),
    ((7.74545014278341408e-4, 2.27238449892691846e-2, 2.41780725177450612e-1, 1.27045825245236838e+0, 3.64784832476320460e+0,
      5.76949722146069141e+0, 4.63033784615654530e+0, 1.42343711074968358e+0),
     (1.05075007164441684e-9, 5.47593808499534495e-4, 1.51986665636164572e-2, 1.48103976427480075e-1, 6.89767334985100005e-1,
      1.67638483018380385e+0, 2.05319162663775882e+0, 1.0)),
    ((2.01033439929228813e-7, 2.71155556874348758e-5, 1.24266094738807844e-3, 2.65321895265761231e-2, 2.96560571828504891e-1,
      1.78482653991729133e+0, 5.46378491116411437e+0, 6.65790464350110378e+0),
     (2.04426310338993979e-15, 1.42151175831644589e-7, 1.84631831751005468e-5, 7.86869131145613259e-4, 1.48753612908506149e-2,
      1.36929880922735805e-1, 5.99832206555887938e-1, 1.0)))


def _quotient(which, x):
    sums = []
    for coefficients in _QUOTIENTS[which]:
        total = coefficients[0]
        for coefficient in coefficients[1:]:
            total = total * x + coefficient
        sums.append(total)
    return sums


def _inverse_cdf(p, mu, sigma):
    q = p - 0.5
    if abs(q) <= 0.425:
        top, bottom = _quotient(0, 0.180625 - q * q)
        return mu + top * q / bottom * sigma
    r = _math.sqrt(-_math.log(p if q <= 0.0 else 1.0 - p))
    top, bottom = _quotient(1, r - 1.6) if r <= 5.0 else _quotient(2, r - 5.0)
    x = top / bottom
    return mu + (-x if q < 0.0 else x) * sigma


class NormalDist:
    """A normal distribution."""

    __slots__ = ('_mu', '_sigma')

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        values = list(data)
        return cls(mean(map(float, values)) if values else fmean(values), stdev(map(float, values)))

    mean = median = mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def samples(self, n, *, seed=None):
        import random
        draw = random.random if seed is None else random.Random(seed).random
        return [_inverse_cdf(draw(), self._mu, self._sigma) for _ in range(n)]

    def _spread(self, name):
        if not self._sigma:
            raise StatisticsError(f'{name}() not defined when sigma is zero')
        return self._sigma

    def pdf(self, x):
        variance = self._spread('pdf') ** 2
        difference = x - self._mu
        return _math.exp(difference * difference / (-2.0 * variance)) / _math.sqrt(_math.tau * variance)

    def cdf(self, x):
        return 0.5 * _math.erfc((self._mu - x) / (self._spread('cdf') * _math.sqrt(2.0)))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError('p must be in the range 0.0 < p < 1.0')
        return _inverse_cdf(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def zscore(self, x):
        return (x - self._mu) / self._spread('zscore')

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError('Expected another NormalDist instance')
        x, y = sorted((self, other), key=lambda one: (one._sigma, one._mu))
        x_variance, y_variance = x.variance, y.variance
        if not x_variance or not y_variance:
            raise StatisticsError('overlap() not defined when sigma is zero')
        spread, distance = y_variance - x_variance, abs(y._mu - x._mu)
        if not spread:
            return _math.erfc(distance / (2.0 * x._sigma * _math.sqrt(2.0)))
        a = x._mu * y_variance - y._mu * x_variance
        b = x._sigma * y._sigma * _math.sqrt(distance * distance + spread * _math.log(y_variance / x_variance))
        first, second = (a + b) / spread, (a - b) / spread
        return 1.0 - (_math.fabs(y.cdf(first) - x.cdf(first)) + _math.fabs(y.cdf(second) - x.cdf(second)))

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, _math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    __radd__ = __add__

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        return NormalDist(self._mu * other, self._sigma * abs(other))

    __rmul__ = __mul__

    def __truediv__(self, other):
        return NormalDist(self._mu / other, self._sigma / abs(other))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    def __eq__(self, other):
        return (self._mu, self._sigma) == (other._mu, other._sigma) if isinstance(other, NormalDist) else NotImplemented

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f'{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})'
