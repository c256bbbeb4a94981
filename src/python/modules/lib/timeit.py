"""`timeit`: how long a call takes. On the virtual clock only waiting takes time."""

from time import perf_counter as default_timer

__all__ = ['Timer', 'timeit', 'repeat', 'default_timer']


def _no_source(*args, **keywords):
    raise TypeError('timeit takes a function here: a statement as a text would have to be compiled as the program runs')


class Timer:
    def __init__(self, stmt=_no_source, setup=None, timer=default_timer, globals=None):
        self._call = stmt if callable(stmt) else _no_source
        self._setup = setup
        self._timer = timer

    def timeit(self, number=1000000):
        if callable(self._setup):
            self._setup()
        start = self._timer()
        for _ in range(number):
            self._call()
        return self._timer() - start

    def repeat(self, repeat=5, number=1000000):
        return [self.timeit(number) for _ in range(repeat)]


def timeit(stmt=_no_source, setup=None, timer=default_timer, number=1000000, globals=None):
    return Timer(stmt, setup, timer).timeit(number)


def repeat(stmt=_no_source, setup=None, timer=default_timer, repeat=5, number=1000000, globals=None):
    return Timer(stmt, setup, timer).repeat(repeat, number)
