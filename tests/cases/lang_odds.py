# needs: 3.13
# What programs of teaching material met: native code that calls native code, classes that say what they are, limits, texts of errors.
import sys
import threading
from collections import deque
from dataclasses import dataclass
from itertools import islice

print(deque(islice(iter(range(5)), 3), maxlen=2), list(deque(map(str, range(3)))), deque(letter for letter in 'abc'))


class Own(deque):
    def __init__(self, items, name):
        super().__init__(items, 2)
        self.name = name


print(Own((letter for letter in 'abc'), 'x'), Own('ab', 'y').name, deque(iter([1, 2])), deque(maxlen=1))
for call in (lambda: deque(1, 2, 3), lambda: deque(5), lambda: deque(items=[1]), lambda: deque([], -1)):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(error)


def windows(items, size):
    items = iter(items)
    window = deque(islice(items, size - 1), maxlen=size)
    for item in items:
        window.append(item)
        yield tuple(window)


print(list(windows(range(5), 3)))

for call in (lambda: open(), lambda: open('x', foo=1), lambda: open('x', 'q'), lambda: open(1.5)):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(error)


class Meta(type):
    def __str__(cls):
        return f'<{cls.__name__}>'

    def __format__(cls, spec):
        return f'{cls.__name__}:{spec}'


class A(metaclass=Meta):
    pass


print(A, str(A), f'{A}', f'{A:x}', f'{A!s}', '%s' % A, repr(A))

print(sys.get_int_max_str_digits())
for text in ('9' * 4301, 10 ** 5000):
    try:
        print(len(str(int(text))))
    except ValueError as error:
        print(error)
sys.set_int_max_str_digits(6000)
print(len(str(10 ** 5000)), len(f'{10 ** 5000}'), int('9' * 5000) % 1000, sys.get_int_max_str_digits())
sys.set_int_max_str_digits(0)
print(len(str(2 ** 40000)))
try:
    sys.set_int_max_str_digits(5)
except ValueError as error:
    print(error)

count: int = 5
name: str
print(__annotations__)


@dataclass
class Point:
    x: int
    y: int = 0


@dataclass
class Said:
    """Says so."""
    x: int


print(Point.__doc__, '|', Said.__doc__)

for made in (threading.Semaphore(2), threading.BoundedSemaphore(3), threading.Barrier(2)):
    print(repr(made).partition(' at ')[0], repr(made).rpartition(': ')[2])

import random
for call in (lambda: random.randint(1), lambda: random.randint(1, 2, 3), lambda: random.uniform(), lambda: random.seed([]),
             lambda: random.randint(a=1, c=2), lambda: random.randrange()):
    try:
        print(call())
    except TypeError as error:
        print(error)
random.seed(3)
print(random.randint(a=1, b=6), random.randrange(5), random.uniform(b=2, a=1), random.gauss(), random.triangular(high=5), random.randbytes(2))


async def lost():
    pass


def lose():
    made = lost()


class Worker:
    async def work(self):
        pass

    def __del__(self):
        raise ValueError('in del')


lose()
for _ in range(3):
    lost()
Worker().work()


def suspended():
    try:
        yield 1
    finally:
        raise KeyError('closed')


waits = suspended()
next(waits)
del waits
print('end')

from pprint import pprint


@dataclass
class Shelf:
    name: str
    books: list
    places: dict


@dataclass
class Plain(Shelf):
    def __repr__(self):
        return f'Plain({self.name}, ' + 'x' * 80 + ')'


pprint(Shelf('a' * 30, ['x' * 20] * 4, {'k': Shelf('b', ['y' * 60], {})}))
pprint([Plain('c', [], {})])
