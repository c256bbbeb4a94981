# Who is an instance of a protocol: by attributes that are there without being asked for, by methods, by registration.
from typing import *
import typing, collections.abc


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


@runtime_checkable
class HasX(Protocol):
    x: int


@runtime_checkable
class Quacks(Protocol):

    def quack(self) -> str:
        ...


@runtime_checkable
class Both(HasX, Quacks, Protocol):
    ...


class A:

    def __init__(self):
        self.x = 1


class S:
    __slots__ = ('x',)


class P:

    @property
    def x(self):
        print('asked')
        return 1


class G:

    def __getattr__(self, n):
        return 1


class Duck:

    def quack(self):
        return 'q'


class NoDuck(Duck):
    quack = None


class Inst:

    def __init__(self):
        self.quack = None


class B(Duck):
    x = 5


for o in (A(), S(), P(), G(), Duck(), NoDuck(), Inst(), B(), 5, Duck):
    print(type(o).__name__, isinstance(o, HasX), isinstance(o, Quacks), isinstance(o, Both))


attempt(lambda: issubclass(A, HasX))
attempt(lambda: issubclass(Duck, Quacks))
attempt(lambda: issubclass(NoDuck, Quacks))
attempt(lambda: issubclass(B, Both))
attempt(lambda: issubclass(5, Quacks))


class NotRuntime(Protocol):

    def f(self):
        ...


attempt(lambda: isinstance(1, NotRuntime))
attempt(lambda: issubclass(int, NotRuntime))
attempt(lambda: Quacks())
attempt(lambda: runtime_checkable(int))


class Derived(NotRuntime):

    def f(self):
        return 1


print(isinstance(Derived(), Derived), issubclass(Derived, Derived), Derived().f())


def bad():

    class X(int, Protocol):
        ...


attempt(bad)


class It(collections.abc.Iterable, Protocol):
    ...


print(sorted(get_protocol_members(Both)), is_protocol(Both), is_protocol(Derived))


@Quacks.register
class Reg:
    ...


print(isinstance(Reg(), Quacks), issubclass(Reg, Quacks))
print(isinstance(3, SupportsInt), isinstance('', SupportsFloat), isinstance(1j, SupportsComplex), isinstance(3.5, SupportsRound), isinstance([], SupportsIndex))
attempt(lambda: list(Optional))
attempt(lambda: iter(Union))
T = TypeVar('T')


class Stack(Generic[T]):

    def __init__(self):
        self.items = []


class Box(Protocol[T]):

    def get(self) -> T:
        ...


print(Stack[int], Box[int], Generic[T], Stack[int]().items, Dict[str, int], Callable[[int], str], Optional[int], Union[int, str], List, Literal['a', 1], Annotated[int, 'x'], ClassVar[int], Type[int], Tuple[int, ...])


class Movie(TypedDict, total=False):
    name: str
    year: int


class Pt(NamedTuple):
    x: int
    y: int = 0


print(Movie(name='a'), Movie.__annotations__, Pt(1), get_type_hints(Pt), Movie.__total__)
print(Protocol, Generic, HasX, SupportsInt, typing.Any, cast(int, 'a'), NewType('U', int), get_args(Dict[str, int]), get_origin(List[int]))
