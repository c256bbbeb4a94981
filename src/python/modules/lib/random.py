"""`random`: numbers and choices from the Mersenne Twister. The numbers are made by the native base class."""

from _random import Random as _Generator, random_bytes as _random_bytes

__all__ = ['Random', 'SystemRandom', 'betavariate', 'binomialvariate', 'choice', 'choices', 'expovariate', 'gammavariate',
           'gauss', 'getrandbits', 'getstate', 'lognormvariate', 'normalvariate', 'paretovariate', 'randbytes', 'randint',
           'random', 'randrange', 'sample', 'seed', 'setstate', 'shuffle', 'triangular', 'uniform', 'vonmisesvariate',
           'weibullvariate']


class Random(_Generator):
    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)

    def getstate(self):
        return self._state()

    def setstate(self, state):
        version, words, gauss_next = state
        if version != 3:
            raise ValueError(f'state with version {version} passed to Random.setstate() of version {self.VERSION}')
        self._set_state(words, gauss_next)

    def choice(self, seq):
        return seq[self._place(len(seq))]

    def shuffle(self, x):
        if isinstance(x, list):
            self._shuffle(x)
            return
        for i in reversed(range(1, len(x))):
            j = self._place(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        if not hasattr(population, '__getitem__') or isinstance(population, dict):
            raise TypeError('Population must be a sequence.  For dicts or sets, use sorted(d).')
        if counts is not None:
            counts = list(counts)
            if not all(isinstance(count, int) for count in counts):
                raise TypeError('Counts must be integers')
        return [population[i] for i in self._sample(len(population), k, counts)]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        if cum_weights is None:
            if weights is not None:
                try:
                    weights = list(weights)
                except TypeError:
                    if not isinstance(weights, int):
                        raise
                    raise TypeError(f'The number of choices must be a keyword argument: k={weights!r}') from None
                total = 0
                cum_weights = []
                for weight in weights:
                    total += weight
                    cum_weights.append(total)
        elif weights is not None:
            raise TypeError('Cannot specify both weights and cumulative weights')
        else:
            cum_weights = list(cum_weights)
        return [population[i] for i in self._choices(len(population), k, cum_weights)]


class SystemRandom(Random):
    """Takes no seed."""

    def __init__(self, x=None):
        pass

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
