# dataclasses, namedtuple, typing, protocols, abc
from dataclasses import dataclass, field, asdict, astuple, replace, fields
from typing import NamedTuple, Protocol, Optional, Generic, TypeVar, runtime_checkable
from abc import ABC, abstractmethod
@dataclass
class P:
    x: float
    y: float = 0.0
    tags: list = field(default_factory=list)
    def dist(self, o: 'P') -> float: return ((self.x - o.x) ** 2 + (self.y - o.y) ** 2) ** .5
p = P(3, 4); print(p, p == P(3, 4), p.dist(P(0)), asdict(p), astuple(p), replace(p, x=10)); p.tags.append('a'); print(p, P(1))
try: P()
except TypeError as e: print(e)
@dataclass(order=True, frozen=True)
class V:
    major: int
    minor: int = 0
    label: str = field(default='', compare=False, repr=False)
    def __str__(self): return f'{self.major}.{self.minor}'
vs = [V(1, 2), V(1, 0), V(0, 9, 'beta')]; print(sorted(vs), max(vs), *map(str, vs), V(1) == V(1, 0, 'x'), hash(V(1)) == hash(V(1, 0)), {V(1): 'a'}[V(1)])
try: vs[0].major = 5
except Exception as e: print(type(e).__name__, e)
@dataclass
class Emp:
    name: str; salary: float; raise_pct: float = field(default=.1, kw_only=True)
    bonus: float = field(init=False)
    def __post_init__(self):
        if self.salary < 0: raise ValueError('negative')
        self.bonus = self.salary * self.raise_pct
print(Emp('A', 1000), Emp('B', 500, raise_pct=.5).bonus, [f.name for f in fields(Emp)])
@dataclass
class Mgr(Emp): reports: list = field(default_factory=list)
print(Mgr('C', 10, [1]))
class Pt(NamedTuple):
    x: int
    y: int = 5
    def add(self, o): return Pt(self.x + o.x, self.y + o.y)
print(Pt(1), Pt(1).add(Pt(2, 3)), Pt(1)._asdict(), Pt._fields, *Pt(7, 8))
try: Pt(1).x = 3
except AttributeError as e: print(e)
class Shape(ABC):
    registry = {}
    def __init_subclass__(cls, **k): super().__init_subclass__(**k); Shape.registry[cls.__name__.lower()] = cls
    @abstractmethod
    def area(self) -> float: ...
    def describe(self): return f'{type(self).__name__} with area {self.area():.2f}'
    @classmethod
    def create(cls, kind, *a): return cls.registry[kind](*a)
class Circle(Shape):
    def __init__(self, r): self.r = r
    def area(self): return 3.14159 * self.r ** 2
class Rect(Shape):
    def __init__(self, w, h): self.w, self.h = w, h
    def area(self): return self.w * self.h
class Sq(Rect):
    def __init__(self, s): super().__init__(s, s)
for s in [Shape.create('circle', 2), Shape.create('rect', 2, 3), Sq(4)]: print(s.describe())
try: Shape()
except TypeError as e: print(e)
print(sorted(Shape.registry), isinstance(Sq(1), Rect), Sq.__mro__[2].__name__)
@runtime_checkable
class Quacks(Protocol):
    def quack(self) -> str: ...
class Duck:
    def quack(self): return 'Quack'
print(isinstance(Duck(), Quacks), isinstance(3, Quacks))
T = TypeVar('T')
class Stack(Generic[T]):
    def __init__(self): self._i: list[T] = []
    def push(self, x: T) -> 'Stack[T]': self._i.append(x); return self
    def pop(self) -> T:
        if not self._i: raise IndexError('pop from empty stack')
        return self._i.pop()
    def peek(self) -> Optional[T]: return self._i[-1] if self._i else None
s = Stack[int]().push(1).push(2); print(s.pop(), s.pop(), s.peek())
try: s.pop()
except IndexError as e: print(e)
class Vec:
    def __init__(self, *c): self.c = tuple(c)
    def __add__(self, o): return Vec(*(a + b for a, b in zip(self.c, o.c))) if isinstance(o, Vec) else NotImplemented
    def __sub__(self, o): return self + -o
    def __neg__(self): return Vec(*(-a for a in self.c))
    def __mul__(self, k): return sum(a * b for a, b in zip(self.c, k.c)) if isinstance(k, Vec) else Vec(*(a * k for a in self.c))
    __rmul__ = __mul__
    def __truediv__(self, k): return Vec(*(a / k for a in self.c))
    def __abs__(self): return sum(a * a for a in self.c) ** .5
    def __eq__(self, o): return isinstance(o, Vec) and self.c == o.c
    def __hash__(self): return hash(self.c)
    def __bool__(self): return any(self.c)
    def __len__(self): return len(self.c)
    def __getitem__(self, i): return self.c[i]
    def __iter__(self): return iter(self.c)
    def __repr__(self): return f'Vec{self.c}'
    def __format__(self, s): return '(' + ', '.join(format(a, s) for a in self.c) + ')'
    def __round__(self, n=0): return Vec(*(round(a, n) for a in self.c))
    def __lt__(self, o): return abs(self) < abs(o)
a, b = Vec(1, 2, 3), Vec(4, 5, 6); print(a + b, a - b, a * b, a * 2, 2 * a, -a, abs(Vec(3, 4)), a == Vec(1, 2, 3), bool(Vec(0, 0)), a[0], a[-1], a[1:], list(a), f'{a:.1f}', a / 2, sorted([b, a]), len({a, Vec(1, 2, 3)}), round(Vec(1.234, 5.678), 1), sum([a, b], Vec(0, 0, 0)), a != b)
try: a + 1
except TypeError as e: print(e)
x, *r = a; print(x, r)
class Temp:
    def __init__(self, c=0): self.celsius = c
    @property
    def celsius(self): return self._c
    @celsius.setter
    def celsius(self, v):
        if v < -273.15: raise ValueError(f'Temperature below absolute zero: {v}')
        self._c = v
    @celsius.deleter
    def celsius(self): print('deleting'); del self._c
    fahrenheit = property(lambda s: s.celsius * 9 / 5 + 32, lambda s, f: setattr(s, 'celsius', (f - 32) * 5 / 9), doc='deg F')
t = Temp(25); print(t.fahrenheit); t.fahrenheit = 212; print(t.celsius, Temp.fahrenheit.__doc__); del t.celsius
try: Temp(-300)
except ValueError as e: print(e)
try: t.celsius
except AttributeError as e: print(e)
class A:
    def who(self): return 'A'
class B(A):
    def who(self): return 'B' + super().who()
class C(A):
    def who(self): return 'C' + super().who()
class D(B, C):
    def who(self): return 'D' + super().who()
print(D().who(), [k.__name__ for k in D.mro()])
class Meta(type):
    def __new__(m, n, b, d): d['tag'] = n.lower(); return super().__new__(m, n, b, d)
class W(metaclass=Meta): pass
print(W.tag, type(W).__name__, type(W()).__name__)
class Borg:
    _s = {}
    def __init__(self): self.__dict__ = self._s
b1, b2 = Borg(), Borg(); b1.v = 5; print(b2.v)
class Priv:
    def __init__(self): self.__x = 1; self._y = 2
    def get(self): return self.__x
pv = Priv(); print(pv.get(), pv._Priv__x, vars(pv))
print(pv.__x)
