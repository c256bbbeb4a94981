# enum: mixed-in types, flags, functional form, errors, auto, properties
import enum
from enum import Enum, IntEnum, StrEnum, Flag, IntFlag, auto, unique

class Planet(Enum):
    MERCURY = (3.303e+23, 2.4397e6)
    EARTH = (5.976e+24, 6.37814e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def density(self):
        return round(self.mass / self.radius ** 3, 2)

print(Planet.EARTH, Planet.EARTH.mass, Planet.EARTH.density, Planet((3.303e+23, 2.4397e6)), Planet.EARTH.value)

class State(StrEnum):
    PENDING = auto()
    DONE = 'finished'

print(State.PENDING, repr(State.DONE), State.DONE == 'finished', f'{State.DONE:>10}', State('pending'), State.DONE.upper())

class Level(IntEnum):
    LOW = 1
    HIGH = 10

print(Level.LOW, repr(Level.HIGH), Level.LOW < 5, Level.HIGH + 1, f'{Level.HIGH}', f'{Level.HIGH:03d}', int(Level.LOW), Level(10), [10, 20, 30][Level.LOW], '%d %s' % (Level.LOW, Level.LOW))

class Color(Flag):
    RED = auto()
    GREEN = auto()
    BLUE = auto()
    WHITE = RED | GREEN | BLUE

print(Color.RED, repr(Color.RED | Color.GREEN), Color.WHITE, list(Color), list(Color.WHITE), Color(0), repr(Color(0)), ~Color.RED, len(Color.WHITE))
print(Color.RED in Color.WHITE, Color.RED & Color.GREEN, Color.WHITE ^ Color.RED, Color(3), bool(Color.RED & Color.BLUE), Color.RED.name, (Color.RED | Color.BLUE).value)
try:
    Color(8)
except ValueError as error:
    print(error)

class Perm(IntFlag):
    R = 4
    W = 2
    X = 1

print(Perm.R | Perm.W, repr(Perm.R | Perm.W), Perm.R | 1, Perm(7), Perm.R == 4, (Perm.R | Perm.X) & Perm.X, repr(~Perm.R), Perm.R + 1)
Animal = Enum('Animal', 'CAT DOG')
print(Animal, list(Animal), Animal.CAT.value, Animal['DOG'])
print(Enum('Shape', {'SQUARE': 4, 'TRIANGLE': 3}).SQUARE, Enum('Pair', ['A', 'B'], start=5).B.value)
try:
    @unique
    class Bad(Enum):
        A = 1
        B = 1
except ValueError as error:
    print(error)
for attempt in (lambda: setattr(Level, 'LOW', 2), lambda: Level.LOW.nothing, lambda: Level('x'), lambda: Planet['MARS'], lambda: Planet.EARTH < Planet.MERCURY):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
try:
    class More(Level):
        HIGHER = 20
except TypeError as error:
    print(error)

class Weekday(Enum):
    MONDAY = 1
    TUESDAY = 2

    @classmethod
    def first(cls):
        return cls.MONDAY

    @staticmethod
    def help():
        return 'help'

    def __str__(self):
        return f'day {self.value}'

    @classmethod
    def _missing_(cls, value):
        return cls.MONDAY if value == 'mon' else None

print(Weekday.first(), Weekday.help(), f'{Weekday.TUESDAY}', Weekday('mon'), Weekday.__members__['TUESDAY'].name, Weekday.MONDAY in Weekday, 2 in Weekday, 7 in Weekday)
print(isinstance(Weekday.MONDAY, Weekday), type(Weekday.MONDAY), Weekday.MONDAY is Weekday(1), {Weekday.MONDAY: 'm'}[Weekday.MONDAY], Weekday.MONDAY != Weekday.TUESDAY)
match Weekday.TUESDAY:
    case Weekday.MONDAY:
        print('first')
    case Weekday.TUESDAY:
        print('second')

class Auto(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()
    ONE = auto()
    TWO = auto()

print([member.value for member in Auto], Auto('two'), len(Auto), Auto.ONE.name, [*reversed(Auto)][0])
print(sorted(Level, reverse=True), max(Level), Level.__name__, enum.Enum.__name__, hash(Auto.ONE) == hash(Auto.ONE))
