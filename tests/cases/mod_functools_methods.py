# Functions given by functions: what `partial`, `partialmethod` and the dispatch by class do in classes, and built-in functions there.
import abc
import copy
import operator
import warnings
from collections import OrderedDict
from collections.abc import Mapping, Sized
from functools import lru_cache, partial, partialmethod, reduce, singledispatch, singledispatchmethod
from typing import Optional


class Operation:
    symbol, function = '+', operator.add
    fold = reduce

    def run(self, *operands):
        return self.function(*operands)


class Product(Operation):
    symbol, function = '*', operator.mul


print(Operation().run(2, 3), Product().run(2, 3), Product().fold(operator.sub, [9, 2, 1]))
print(operator.add, reduce, type(operator.itemgetter(1)).__name__)


@singledispatch
def kind(value):
    return 'something'


@kind.register
def _(value: Mapping):
    return 'mapping'


@kind.register
def _(value: int | float):
    return 'number'


@kind.register(Sized)
def _(value):
    return 'sized'


@kind.register
def _(value: Optional[bytes]):
    return 'bytes or nothing'


@kind.register(list)
def _(value):
    return 'list'


print([kind(value) for value in ({}, 1, 2.5, [], '', None, True, OrderedDict(), set(), (), b'')])
print(kind.dispatch(dict) is kind.registry[Mapping], list(kind.registry)[-2:])


def annotated(value: 'list[int]'):
    pass


for wrong in (lambda: kind.register(5, print), lambda: kind(), lambda: kind.register(annotated)):
    try:
        wrong()
    except TypeError as error:
        print(error)


class Shape:
    def move(self, *steps, **options):
        return steps, options

    right = partialmethod(move, 1, axis='x')
    far_right = partialmethod(right, 10)
    nowhere = partialmethod(staticmethod(lambda *steps: steps), 0)
    named = partialmethod(classmethod(lambda cls, *steps: (cls.__name__, steps)), 7)

    @singledispatchmethod
    def draw(self, on):
        return f'cannot draw on {on!r}'

    @draw.register
    def _(self, on: str):
        return f'drawn on {on}'


shape = Shape()
print(shape.right(5), shape.far_right(axis='y'), shape.nowhere(1), shape.named(8), Shape.named(9), Shape.right(shape, 3))
print(shape.draw('paper'), shape.draw(None))
try:
    shape.draw()
except TypeError as error:
    print(error)


class Abstract(abc.ABC):
    @abc.abstractmethod
    def scale(self, by):
        ...

    double = partialmethod(scale, 2)


print(sorted(Abstract.__abstractmethods__))

binary = partial(int, base=2)
print(copy.copy(binary)('101'), copy.deepcopy(binary).keywords, binary)


class Binary(partial):
    pass


print(Binary(int, base=2))


class Holder:
    parse = binary


with warnings.catch_warnings(record=True) as given:
    warnings.simplefilter('always')
    print(Holder().parse('11'))
print(given[0].category.__name__)


@lru_cache
def square(number):
    return number * number


print(copy.copy(square) is square, copy.deepcopy([square])[0] is square)
