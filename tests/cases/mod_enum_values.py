# Values of members: records, flags turned round, texts of their own, what is no member.
from enum import *
from collections import namedtuple
from dataclasses import dataclass, field


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


@dataclass
class CreatureData:
    size: str
    legs: int
    tail: bool = field(repr=False, default=True)


class Creature(CreatureData, Enum):
    BEETLE = ('small', 6)
    DOG = ('medium', 4)


print(Creature.DOG, repr(Creature.DOG), Creature.DOG.size, Creature.DOG.legs, Creature.BEETLE.value, list(Creature))
Planet = namedtuple('Planet', 'mass radius')


class P(Enum):
    EARTH = Planet(1, 2)
    MARS = Planet(3, 5)


print(P.EARTH, repr(P.EARTH), P.EARTH.value.mass, P.MARS.value)


class Priority(IntEnum):
    LOW = 1
    HIGH = 2

    def __str__(self):
        return self.name.lower()


print(f'{Priority.LOW}', format(Priority.HIGH), '{:>5}'.format(Priority.LOW), f'{Priority.LOW:d}', str(Priority.LOW), '%s' % Priority.LOW)


class Base(IntEnum):

    def __str__(self):
        return 'base ' + self.name


class Der(Base):
    A = 1


print(str(Der.A), f'{Der.A}', Der.A + 1)


class S(StrEnum):
    A = auto()
    B = 'bee'

    def __str__(self):
        return 'S' + self.name


print(f'{S.A}', str(S.B), S.B == 'bee', f'{S.B:>5}')


class SE(str, Enum):
    A = 'a'


print(f'{SE.A}', str(SE.A), SE.A == 'a', repr(SE.A), SE.A.upper())


class Perm(IntFlag):
    R = 4
    W = 2
    X = 1


print(~(Perm.R | Perm.W | Perm.X), repr(~Perm.R), ~~Perm.R is Perm.R, repr(Perm(8)), repr(Perm(12)), Perm.R | 8, repr(Perm(0)), repr(~Perm(0)), repr(Perm(-1)), Perm.R & 6)


class Color(Flag):
    RED = auto()
    GREEN = auto()
    BLUE = auto()
    WHITE = RED | GREEN | BLUE


print(~Color.RED, ~Color.WHITE, repr(~Color(0)), Color.WHITE, Color.RED | Color.BLUE, list(Color.WHITE), Color(0), Color.RED in Color.WHITE, len(Color.WHITE))
attempt(lambda: Color(8))
attempt(lambda: Color('x'))
attempt(lambda: Color(-1))
attempt(lambda: Color(-9))


class MyF(int, Flag):
    A = 1
    B = 2


print(repr(MyF.A | MyF.B), repr(~MyF.A), type(MyF.A & MyF.B))


class C(Flag, boundary=CONFORM):
    A = 1
    B = 4


class E(Flag, boundary=EJECT):
    A = 1
    B = 4


class K(Flag, boundary=KEEP):
    A = 1
    B = 4


print(repr(C(7)), repr(E(7)), repr(K(7)), repr(~C.A), repr(~K.A), repr(K(2)))


class Skip(Flag):
    A = 1
    BC = 6


print(repr(~Skip.A), repr(Skip(7)), repr(Skip.A | Skip.BC))


class Empty(Enum):
    pass


attempt(lambda: Empty(7))


def bad():

    class X(Enum):
        _foo_ = 1


attempt(bad)


class Outer(Enum):
    A = 1

    class Inner:
        x = 5
    B = 2


print(list(Outer), Outer.Inner.x, isinstance(Outer.Inner, type))
print(Priority.LOW < Priority.HIGH, Priority(1), Priority['HIGH'], Priority.LOW.name, Enum('D', 'a b c').b, list(IntEnum('Q', {'x': 5})))
attempt(lambda: Priority(9))
attempt(lambda: Priority['ZZ'])
attempt(lambda: Priority.ZZ)
import copy, json
print(json.dumps({'p': Priority.LOW, 's': S.A}), copy.copy(Perm.R | Perm.W))


@unique
class U(Enum):
    A = 1


attempt(lambda: unique(Enum('Dup', {'a': 1, 'b': 1})))
print(Enum, Flag, IntFlag, EnumType, STRICT, repr(STRICT), auto(), property, Enum.__module__, IntFlag.__module__)
print(dir(Color)[:4], Color.__members__['RED'], Priority.__members__)


class T(tuple, Enum):
    A = (1, 2)


print(T.A, T.A.value, T.A[1])


class Vehicle(Enum):
    CAR = (1, 'car')
    BIKE = (2, 'bike')

    def __init__(self, num, label):
        self.num = num
        self.label = label

    @classmethod
    def _missing_(cls, value):
        for m in cls:
            if m.label == value:
                return m


print(Vehicle.CAR.label, Vehicle('bike'), Vehicle((1, 'car')))


class W(Enum):
    A = ('x', 1)

    def __new__(cls, v, n):
        o = object.__new__(cls)
        o._value_ = v
        o.n = n
        return o


print(W.A, W('x').n)
