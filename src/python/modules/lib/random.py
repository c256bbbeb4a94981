"""`random`: numbers and choices from the Mersenne Twister, whose bits come from the native base class.

Numbers are drawn and computed in CPython's order, so that the same seed gives the same ones. The literature behind a
distribution is named with it.
"""

from bisect import bisect_right as _bisect
import math as _math

from _machine import index as _index
from _random import Random as _Generator, random_bytes as _random_bytes

__all__ = ['Random', 'SystemRandom', 'betavariate', 'binomialvariate', 'choice', 'choices', 'expovariate', 'gammavariate',
           'gauss', 'getrandbits', 'getstate', 'lognormvariate', 'normalvariate', 'paretovariate', 'randbytes', 'randint',
           'random', 'randrange', 'sample', 'seed', 'setstate', 'shuffle', 'triangular', 'uniform', 'vonmisesvariate',
           'weibullvariate']


class Random(_Generator):
    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)

    def seed(self, a=None, version=2):
        super().seed(a, version)
        # The second of the pair of numbers that `gauss` makes at a time.
        self.gauss_next = None

    def getstate(self):
        return self.VERSION, self._state(), self.gauss_next

    def setstate(self, state):
        version, words, self.gauss_next = state
        if version != 3:
            raise ValueError(f'state with version {version} passed to Random.setstate() of version {self.VERSION}')
        self._set_state(words)

    def _randbelow(self, n):
        bits = n.bit_length()
        number = self.getrandbits(bits)
        while number >= n:
            number = self.getrandbits(bits)
        return number

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, 'little')

    def randrange(self, start, stop=None, step=1):
        first = _index(start)
        if stop is None:
            if step != 1:
                raise TypeError('Missing a non-None stop argument')
            if first <= 0:
                raise ValueError('empty range for randrange()')
            return self._randbelow(first)
        width = _index(stop) - first
        stride = _index(step)
        if stride == 1:
            if width <= 0:
                raise ValueError(f'empty range in randrange({start}, {stop})')
            return first + self._randbelow(width)
        if stride == 0:
            raise ValueError('zero step for randrange()')
        count = (width + stride + (1 if stride < 0 else -1)) // stride
        if count <= 0:
            raise ValueError(f'empty range in randrange({start}, {stop}, {step})')
        return first + stride * self._randbelow(count)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError('Cannot choose from an empty sequence')
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        for i in range(len(x) - 1, 0, -1):
            j = self._randbelow(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        if not hasattr(population, '__getitem__') or isinstance(population, dict):
            raise TypeError('Population must be a sequence.  For dicts or sets, use sorted(d).')
        length = len(population)
        if counts is not None:
            ends = _sums(counts)
            if len(ends) != length:
                raise ValueError('The number of counts does not match the population')
            total = ends.pop()
            if not isinstance(total, int):
                raise TypeError('Counts must be integers')
            if total <= 0:
                raise ValueError('Total of counts must be greater than zero')
            return [population[_bisect(ends, place)] for place in self.sample(range(total), k)]
        if not 0 <= k <= length:
            raise ValueError('Sample larger than population or is negative')
        # A list of the population, or a set of what was taken: whichever CPython finds smaller.
        set_size = 21
        if k > 5:
            set_size += 4 ** _math.ceil(_math.log(k * 3, 4))
        taken = []
        if length <= set_size:
            pool = list(population)
            for left in range(length, length - k, -1):
                at = self._randbelow(left)
                taken.append(pool[at])
                pool[at] = pool[left - 1]
            return taken
        seen = set()
        while len(taken) < k:
            at = self._randbelow(length)
            if at not in seen:
                seen.add(at)
                taken.append(population[at])
        return taken

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        length = len(population)
        if cum_weights is None:
            if weights is None:
                return [population[_math.floor(self.random() * (length + 0.0))] for _ in range(k)]
            try:
                cum_weights = _sums(weights)
            except TypeError:
                if not isinstance(weights, int):
                    raise
                raise TypeError(f'The number of choices must be a keyword argument: k={weights!r}') from None
        elif weights is not None:
            raise TypeError('Cannot specify both weights and cumulative weights')
        if len(cum_weights) != length:
            raise ValueError('The number of weights does not match the population')
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError('Total of weights must be greater than zero')
        if not _math.isfinite(total):
            raise ValueError('Total of weights must be finite')
        return [population[_bisect(cum_weights, self.random() * total, 0, length - 1)] for _ in range(k)]

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        try:
            peak = 0.5 if mode is None else (mode - low) / (high - low)
        except ZeroDivisionError:
            return low
        if u > peak:
            u, peak, low, high = 1.0 - u, 1.0 - peak, high, low
        return low + (high - low) * _math.sqrt(u * peak)

    def normalvariate(self, mu=0.0, sigma=1.0):
        # Kinderman and Monahan's ratio of uniforms.
        while True:
            u = self.random()
            z = _RATIO * (u - 0.5) / (v := 1.0 - self.random())
            if z * z / 4.0 <= -_math.log(v):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        # Box and Muller's pairs.
        z, self.gauss_next = self.gauss_next, None
        if z is None:
            angle = self.random() * _math.tau
            radius = _math.sqrt(-2.0 * _math.log(1.0 - self.random()))
            z = _math.cos(angle) * radius
            self.gauss_next = _math.sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        return _math.exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd=1.0):
        return -_math.log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        # Best and Fisher's rejection.
        if kappa <= 1e-6:
            return _math.tau * self.random()
        s = 0.5 / kappa
        r = s + _math.sqrt(1.0 + s * s)
        while True:
            z = _math.cos(_math.pi * self.random())
            d = z / (r + z)
            u = self.random()
            if u < 1.0 - d * d or u <= (1.0 - d) * _math.exp(d):
                break
        q = 1.0 / r
        deviation = _math.acos((q + z) / (1.0 + q * z))
        return (mu + deviation if self.random() > 0.5 else mu - deviation) % _math.tau

    def gammavariate(self, alpha, beta):
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError('gammavariate: alpha and beta must be > 0.0')
        if alpha > 1.0:
            return self._gamma_above_one(alpha) * beta
        if alpha == 1.0:
            return -_math.log(1.0 - self.random()) * beta
        return self._gamma_below_one(alpha) * beta

    def _gamma_above_one(self, alpha):
        # Cheng's GB.
        squeeze = 1.0 + _math.log(4.5)
        root = _math.sqrt(2.0 * alpha - 1.0)
        offset = alpha - _math.log(4.0)
        slope = alpha + root
        while True:
            u = self.random()
            if not 1e-7 < u < 0.9999999:
                continue
            w = 1.0 - self.random()
            v = _math.log(u / (1.0 - u)) / root
            x = alpha * _math.exp(v)
            z = u * u * w
            r = offset + slope * v - x
            if r + squeeze - 4.5 * z >= 0.0 or r >= _math.log(z):
                return x

    def _gamma_below_one(self, alpha):
        # Ahrens and Dieter's GS.
        b = (_math.e + alpha) / _math.e
        while True:
            p = b * self.random()
            x = p ** (1.0 / alpha) if p <= 1.0 else -_math.log((b - p) / alpha)
            u = self.random()
            if u <= (x ** (alpha - 1.0) if p > 1.0 else _math.exp(-x)):
                return x

    def betavariate(self, alpha, beta):
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-_math.log(1.0 - self.random())) ** (1.0 / beta)

    def binomialvariate(self, n=1, p=0.5):
        if n < 0:
            raise ValueError('n must be non-negative')
        if p == 0.0:
            return 0
        if p == 1.0:
            return n
        if p <= 0.0 or p >= 1.0:
            raise ValueError('p must be in the range 0.0 <= p <= 1.0')
        if n == 1:
            return _index(self.random() < p)
        # Failures are counted where they are fewer.
        if p > 0.5:
            return n - self.binomialvariate(n, 1.0 - p)
        return self._few_of(n, p) if n * p < 10.0 else self._many_of(n, p)

    def _few_of(self, n, p):
        # Devroye's geometric method: from success to success by the number of trials between them.
        successes = trials = 0
        failure = _math.log2(1.0 - p)
        while failure:
            trials += _math.floor(_math.log2(self.random()) / failure) + 1
            if trials > n:
                break
            successes += 1
        return successes

    def _many_of(self, n, p):
        # Hörmann's transformed rejection with squeeze (BTRS).
        deviation = _math.sqrt(n * p * (1.0 - p))
        b = 1.15 + 2.53 * deviation
        a = -0.0873 + 0.0248 * b + 0.01 * p
        alpha = (2.83 + 5.1 / b) * deviation
        odds = _math.log(p / (1.0 - p))
        mode = _math.floor((n + 1) * p)
        peak = _math.lgamma(mode + 1) + _math.lgamma(n - mode + 1)
        while True:
            u = self.random() - 0.5
            margin = 0.5 - _math.fabs(u)
            k = _math.floor((2.0 * a / margin + b) * u + (n * p + 0.5))
            if not 0 <= k <= n:
                continue
            v = self.random()
            if margin >= 0.07 and v <= 0.92 - 4.2 / b:
                return k
            v *= alpha / (a / (margin * margin) + b)
            if _math.log(v) <= peak - _math.lgamma(k + 1) - _math.lgamma(n - k + 1) + (k - mode) * odds:
                return k


_RATIO = 4 * _math.exp(-0.5) / _math.sqrt(2.0)


def _sums(numbers):
    """What the numbers come to, one after another."""
    sums, total = [], None
    for number in numbers:
        total = number if total is None else total + number
        sums.append(total)
    return sums


class SystemRandom(Random):
    """Takes no seed."""

    def __init__(self, x=None):
        self.gauss_next = None

    def seed(self, *args, **keywords):
        return None

    def getstate(self, *args, **keywords):
        raise NotImplementedError('System entropy source does not have state.')

    setstate = getstate


_shared = Random()
betavariate = _shared.betavariate
binomialvariate = _shared.binomialvariate
choice = _shared.choice
choices = _shared.choices
expovariate = _shared.expovariate
gammavariate = _shared.gammavariate
gauss = _shared.gauss
getrandbits = _shared.getrandbits
getstate = _shared.getstate
lognormvariate = _shared.lognormvariate
normalvariate = _shared.normalvariate
paretovariate = _shared.paretovariate
randbytes = _shared.randbytes
randint = _shared.randint
random = _shared.random
randrange = _shared.randrange
sample = _shared.sample
seed = _shared.seed
setstate = _shared.setstate
shuffle = _shared.shuffle
triangular = _shared.triangular
uniform = _shared.uniform
vonmisesvariate = _shared.vonmisesvariate
weibullvariate = _shared.weibullvariate
