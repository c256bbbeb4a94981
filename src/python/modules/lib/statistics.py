"""`statistics`: means, middles and spreads. Sums are exact, so results are the nearest floats."""

from math import sqrt as _sqrt

__all__ = ['StatisticsError', 'mean', 'fmean', 'median', 'median_low', 'median_high', 'mode', 'multimode', 'pvariance',
           'variance', 'pstdev', 'stdev', 'geometric_mean', 'harmonic_mean', 'quantiles', 'correlation', 'covariance']


class StatisticsError(ValueError):
    pass


def _ratio(value):
    return value.as_integer_ratio()


def _exact_sum(values):
    numerator, denominator = 0, 1
    for value in values:
        n, d = _ratio(value)
        if d == denominator:
            numerator += n
        else:
            numerator, denominator = numerator * d + n * denominator, denominator * d
    return numerator, denominator


def _shown(numerator, denominator, values):
    """A fraction as a number: an int where the data are ints and it is whole, else the nearest float."""
    if numerator % denominator == 0 and all(isinstance(value, int) for value in values):
        return numerator // denominator
    return numerator / denominator


def _need(data, least, complaint):
    values = list(data)
    if len(values) < least:
        raise StatisticsError(complaint)
    return values


def mean(data):
    values = _need(data, 1, 'mean requires at least one data point')
    numerator, denominator = _exact_sum(values)
    return _shown(numerator, denominator * len(values), values)


def fmean(data, weights=None):
    from math import fsum
    values = _need(data, 1, 'fmean requires at least one data point')
    if weights is None:
        return fsum(values) / len(values)
    weights = list(weights)
    if len(weights) != len(values):
        raise StatisticsError('data and weights must be the same length')
    return fsum([value * weight for value, weight in zip(values, weights)]) / fsum(weights)


def median(data):
    values = sorted(_need(data, 1, 'no median for empty data'))
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def median_low(data):
    values = sorted(_need(data, 1, 'no median for empty data'))
    return values[(len(values) - 1) // 2]


def median_high(data):
    values = sorted(_need(data, 1, 'no median for empty data'))
    return values[len(values) // 2]


def multimode(data):
    counts = {}
    for value in data:
        counts[value] = counts.get(value, 0) + 1
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def mode(data):
    found = multimode(data)
    if not found:
        raise StatisticsError('no mode for empty data')
    return found[0]


def _squares(values):
    """The sum of the squared distances to the mean, as a fraction."""
    count = len(values)
    numerator, denominator = _exact_sum(values)
    square_numerator, square_denominator = 0, 1
    for value in values:
        n, d = _ratio(value)
        if square_denominator == d * d:
            square_numerator += n * n
        else:
            square_numerator, square_denominator = square_numerator * d * d + n * n * square_denominator, square_denominator * d * d
    top = count * square_numerator * denominator * denominator - numerator * numerator * square_denominator
    return top, count * square_denominator * denominator * denominator


def variance(data, xbar=None):
    values = _need(data, 2, 'variance requires at least two data points')
    numerator, denominator = _squares(values)
    return _shown(numerator, denominator * (len(values) - 1), values)


def pvariance(data, mu=None):
    values = _need(data, 1, 'pvariance requires at least one data point')
    numerator, denominator = _squares(values)
    return _shown(numerator, denominator * len(values), values)


def stdev(data, xbar=None):
    return _sqrt(variance(_need(data, 2, 'stdev requires at least two data points')))


def pstdev(data, mu=None):
    return _sqrt(pvariance(_need(data, 1, 'pstdev requires at least one data point')))


def geometric_mean(data):
    from math import exp, fsum, log
    values = _need(data, 1, 'Must have a non-empty dataset')
    return exp(fsum(map(log, values)) / len(values))


def harmonic_mean(data, weights=None):
    values = _need(data, 1, 'harmonic_mean requires at least one data point')
    if any(value < 0 for value in values):
        raise StatisticsError('harmonic mean does not support negative values')
    if 0 in values:
        return 0
    weights = [1] * len(values) if weights is None else list(weights)
    return sum(weights) / sum(weight / value for weight, value in zip(weights, values))


def quantiles(data, *, n=4, method='exclusive'):
    if n < 1:
        raise StatisticsError('n must be at least 1')
    values = sorted(_need(data, 1, 'must have at least one data point'))
    if len(values) == 1:
        return values * (n - 1)
    result = []
    for i in range(1, n):
        if method == 'inclusive':
            place, rest = divmod(i * (len(values) - 1), n)
        else:
            place = min(max(i * (len(values) + 1) // n, 1), len(values) - 1)
            rest = i * (len(values) + 1) - place * n
            place -= 1
        result.append((values[place] * (n - rest) + values[place + 1] * rest) / n)
    return result


def covariance(x, y, /):
    mean_x, mean_y = fmean(x), fmean(y)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y)) / (len(x) - 1)


def correlation(x, y, /):
    return covariance(x, y) / _sqrt(covariance(x, x) * covariance(y, y))
