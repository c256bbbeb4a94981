# Methods that a dataclass has already, annotations that are texts, and classes that are made of names.
import abc
import dataclasses
import typing
from dataclasses import InitVar, dataclass, field, fields, make_dataclass
from typing import ClassVar, Protocol


@dataclass
class Temperature:
    celsius: float
    unit: 'ClassVar[str]' = 'C'
    scale: 'typing.ClassVar' = 1
    offset: 'InitVar[float]' = 0
    note: 'dataclasses.InitVar' = ''

    def __init__(self, celsius):
        self.celsius = celsius * 2

    def __repr__(self):
        return f'{self.celsius} degrees'


print(Temperature(10), [one.name for one in fields(Temperature)])


class Named(Protocol):
    name: str


@dataclass
class Person(Named):
    name: str
    age: int = 0


@dataclass
class Loud(Named):
    name: str

    def __init__(self, name):
        self.name = name.upper()


print(Person('ann', 3), Loud('bob'))


class Ordered(abc.ABC):
    @abc.abstractmethod
    def __lt__(self, other):
        ...


@dataclass(order=True)
class Version(Ordered):
    major: int
    minor: int = field(default=0)


print(Version(1) < Version(1, 2), Version.__abstractmethods__)
for names in ['a', 'a'], ['for'], ['1a'], [('a',)], [(1, int)]:
    try:
        make_dataclass('Made', names)
    except TypeError as error:
        print(error)
print(make_dataclass('Made', ['a', ('b', int), ('c', int, field(default=3))])(1, 2))
try:
    dataclass(weakref_slot=True)(Person)
except TypeError as error:
    print(error)


class Base:
    __slots__ = 'name'


@dataclass(slots=True)
class Derived(Base):
    name: str
    size: int


print(Derived.__slots__, Derived('a', 1))
