# dataclasses: defaults, factories, InitVar, post-init, replace, asdict, slots, errors
from dataclasses import dataclass, field, fields, asdict, astuple, replace, InitVar, KW_ONLY, is_dataclass, make_dataclass, FrozenInstanceError
from typing import ClassVar, Optional

@dataclass
class Job:
    name: str
    tags: list[str] = field(default_factory=list)
    priority: int = 0
    hidden: str = field(default='x', repr=False)
    made: ClassVar[int] = 0

    def __post_init__(self):
        Job.made += 1
        self.label = f'{self.name}#{self.priority}'

a, b = Job('a'), Job('b', ['t'], priority=2)
a.tags.append('z')
print(a, b, a.label, Job.made, a == Job('a', ['z']), a == 1, [f.name for f in fields(Job)])
print(asdict(b), astuple(a), replace(b, name='c'), is_dataclass(Job), is_dataclass(a), Job.__match_args__)
for call in (lambda: Job(), lambda: Job('a', [], 1, 'h', 5), lambda: Job('a', nothing=1)):
    try:
        call()
    except TypeError as error:
        print(error)

@dataclass(frozen=True, order=True)
class Point:
    x: int
    y: int = 0

    @property
    def length(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

p = Point(3, 4)
print(p.length, hash(p) == hash(Point(3, 4)), {p: 1}[Point(3, 4)], sorted([Point(2), Point(1, 5), p]), Point(1) < Point(1, 1))
for change in (lambda: setattr(p, 'x', 1), lambda: delattr(p, 'y')):
    try:
        change()
    except FrozenInstanceError as error:
        print(error)

@dataclass
class Account:
    owner: str
    _: KW_ONLY
    balance: float = 0.0
    start: InitVar[Optional[float]] = None

    def __post_init__(self, start):
        if start is not None:
            self.balance = start

print(Account('me'), Account('you', start=5.0), Account('x', balance=1.5))
try:
    hash(Account('a'))
except TypeError as error:
    print(error)

@dataclass(slots=True)
class Slim:
    a: int
    b: list = field(default_factory=list)

s = Slim(1)
try:
    s.c = 3
except AttributeError as error:
    print(error)
print(s, Slim.__slots__)
try:
    @dataclass
    class Bad:
        items: list = []
except ValueError as error:
    print(error)
try:
    @dataclass
    class Wrong:
        a: int = 0
        b: int
except TypeError as error:
    print(error)

@dataclass
class Base:
    x: int
    y: int = 1

@dataclass
class Derived(Base):
    z: int = 2
    x: int = 9

print(Derived(), Derived(1, 2, 3), Base(1) == Derived(1), asdict(Derived(5)))
C = make_dataclass('C', ['x', ('y', int, 5)])
print(C(1), C(1, 2))

@dataclass
class Tree:
    value: int
    children: list['Tree'] = field(default_factory=list)

t = Tree(1, [Tree(2), Tree(3, [Tree(4)])])
print(t, asdict(t)['children'][1])
match t:
    case Tree(value, [first, *rest]):
        print(value, first, len(rest))

@dataclass(eq=False)
class Identity:
    n: int

print(Identity(1) == Identity(1), len({Identity(1), Identity(1)}))

@dataclass(repr=False)
class Quiet:
    n: int
    def __repr__(self):
        return 'quiet'
print(Quiet(1))
