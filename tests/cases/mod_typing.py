# typing: names, subscription, reprs, generics, protocols, named tuples, typed dicts
import typing
from typing import (Any, Optional, Union, List, Dict, Tuple, Callable, Iterable, AsyncIterator, Awaitable, TypeVar, Generic,
                    NamedTuple, TypedDict, Protocol, runtime_checkable, cast, Literal, Final, ClassVar, NewType, overload,
                    get_type_hints, TYPE_CHECKING, Annotated, Self, NoReturn, Coroutine)
print(Optional[int], Union[int, str], Union[int, None], List[int], Dict[str, List[int]], Tuple[int, ...], Callable[[int], str], Callable[..., Any])
print(Any, Union[int], Optional[Union[int, str]], Literal['a', 1], Iterable[str], Awaitable[int], Coroutine[Any, Any, int], AsyncIterator[bytes])
print(Union[int, str] == Union[str, int], List[int] == List[int], Annotated[int, 'x'], Final[int], ClassVar[str], Self, NoReturn, List, Optional)
T = TypeVar('T')
K = TypeVar('K')
print(T, List[T], Dict[K, T][str, int])

class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []
    def push(self, item: T) -> None:
        self.items.append(item)
    def pop(self) -> T:
        return self.items.pop()

s = Stack[int]()
s.push(3)
print(s.pop(), Stack[int], Stack.__parameters__, isinstance(s, Stack))

class Point(NamedTuple):
    x: int
    y: int = 0
    def norm(self) -> int:
        return self.x + self.y

p = Point(1)
print(p, p.norm(), Point(x=1, y=2), p._asdict(), Point._field_defaults, p == (1, 0), Point.__name__)

class Movie(TypedDict, total=False):
    title: str
    year: int

print(Movie(title='x', year=1), Movie.__total__, sorted(Movie.__optional_keys__), type(Movie(title='a')))

@runtime_checkable
class Closer(Protocol):
    def close(self) -> None: ...

class Door:
    def close(self):
        return 1

class Greeter(Protocol):
    def greet(self) -> str: ...

print(isinstance(Door(), Closer), isinstance(3, Closer), issubclass(Door, Closer))
for attempt in (lambda: isinstance(3, Greeter), lambda: Greeter()):
    try:
        attempt()
    except TypeError as error:
        print(error)
UserId = NewType('UserId', int)
print(UserId(5), cast(str, 5), TYPE_CHECKING)

def f(a: int, b: Optional[str] = None, *rest: float) -> List[int]:
    return []

print(get_type_hints(f), f.__annotations__['b'], typing.get_origin(List[int]), typing.get_args(Dict[str, int]), typing.get_args(Callable[[int], str]))

@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x):
    return x
print(g(1), g('a'), int | None, list[int], dict[str, int] | None)
Pair = tuple[int, str]
print(Pair, typing.Type[int], typing.Sequence[int], typing.Mapping[str, int], typing.Deque[int])
