# needs: 3.13
# Descriptors that a program writes: for attributes, and in the place of special methods.
import functools
import typing
import warnings


def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(f'{type(error).__name__}: {error}')


# One that only sets leaves reading to the object, and is found itself where the object has nothing.

class Positive:
    def __set_name__(self, owner, name):
        self.name = name

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f'{self.name} must be > 0')
        instance.__dict__[self.name] = value

    def __repr__(self):
        return f'<Positive {self.name}>'


class Item:
    weight = Positive()
    price = Positive()

    def __init__(self, weight, price):
        self.weight = weight
        self.price = price

    def subtotal(self):
        return self.weight * self.price


item = Item(3, 5)
print(item.subtotal(), item.weight, vars(item), Item.weight)
attempt(lambda: Item(0, 1))
empty = Item.__new__(Item)
print(empty.price)


class Deleting:
    def __delete__(self, instance):
        print('deleted')
        instance.__dict__.clear()


class Holder:
    value = Deleting()


holder = Holder()
holder.__dict__['value'] = 'own'
print(holder.value)
del holder.value
print(type(holder.value).__name__)


# Decorators that are classes, on special methods.

class Announced:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner=None):
        return functools.partial(self, instance)

    def __call__(self, *args, **kwargs):
        print(f'({self.function.__name__})', end=' ')
        return self.function(*args, **kwargs)


class Box:
    @Announced
    def __init__(self, *items):
        self.items = list(items)

    @Announced
    def __len__(self):
        return len(self.items)

    @Announced
    def __iter__(self):
        return iter(self.items)

    @Announced
    def __getitem__(self, key):
        return self.items[key]

    @Announced
    def __setitem__(self, key, value):
        self.items[key] = value

    @Announced
    def __contains__(self, item):
        return item in self.items

    @Announced
    def __call__(self, times=1):
        return self.items * times

    @Announced
    def __enter__(self):
        return self

    @Announced
    def __exit__(self, kind, value, traceback):
        return kind is not None

    @Announced
    def __eq__(self, other):
        return self.items == other.items

    @Announced
    def __lt__(self, other):
        return self.items < other.items

    @Announced
    def __add__(self, other):
        return Box(*self.items, *other.items)

    @Announced
    def __radd__(self, other):
        return other

    @Announced
    def __neg__(self):
        return Box(*reversed(self.items))

    @Announced
    def __bool__(self):
        return bool(self.items)

    @Announced
    def __repr__(self):
        return f'Box{tuple(self.items)}'

    @Announced
    def __hash__(self):
        return 7


box = Box(3, 1)
print(len(box))
print(list(box))
print(box[0], 1 in box, box(times=2))
box[0] = 4
with box as same:
    print(same is box)
    raise ValueError('swallowed')
print()
print(box == Box(4, 1), box < Box(5))
print(box + Box(9))
print(sum([box]), -box)
print(bool(Box()), 'yes' if box else 'no')
print(f'{box} {box!r}', hash(box))
print(sorted([Box(2), Box(1)], key=lambda one: one.items))


# Special methods that choose by the class of their argument.

class Length:
    def __init__(self, metres):
        self.metres = metres

    @functools.singledispatchmethod
    def __add__(self, other):
        return NotImplemented

    @__add__.register
    def _(self, other: int):
        return Length(self.metres + other)

    @__add__.register
    def _(self, other: str):
        return f'{self.metres} m {other}'


print((Length(1) + 2).metres, Length(1) + 'and more')
attempt(lambda: Length(1) + 1.5)


class ByProperty:
    @property
    def __len__(self):
        return lambda: 42


print(len(ByProperty()))


# What `__new__` gives is initialised as what it is.

class Shape:
    def __new__(cls, kind, *sizes):
        chosen = {'circle': Circle, 'square': Square}[kind]
        return super().__new__(chosen)


class Circle(Shape):
    def __init__(self, kind, radius):
        self.size = 3 * radius ** 2


class Square(Shape):
    def __init__(self, kind, side):
        self.size = side ** 2


print([(type(shape).__name__, shape.size) for shape in (Shape('circle', 2), Shape('square', 3), Square('square', 4))])


class Elsewhere:
    def __new__(cls, *args):
        return list(args)


print(Elsewhere(1, 2))


# The inverse of a bool.

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    flag = False
    print(~flag, ~True)
print([str(warning.message)[:42] for warning in caught])


# What the language makes of type parameters is what `typing` calls so.

def first[T](items: list[T]) -> T:
    return items[0]


type Number = int | float

variable, = first.__type_params__
print(isinstance(variable, typing.TypeVar), type(variable), isinstance(Number, typing.TypeAliasType), type(Number))
print(isinstance(1, Number.__value__), isinstance(typing.TypeVar('U'), typing.TypeVar), isinstance(1, typing.TypeVar))


# What is printed of a line before a method of the program tells the rest, and what fills a list asks for the length.

class Talks:
    def __str__(self):
        print('(talking)', end=' ')
        return 'told'

    def __iter__(self):
        print('(iter)', end=' ')
        return iter([1, 2])

    def __len__(self):
        print('(len)', end=' ')
        return 2


class Fails:
    def __str__(self):
        raise ValueError('no text')

    def __len__(self):
        raise TypeError('no length')

    def __getitem__(self, index):
        return 'abc'[index]


print('first', Talks(), 'then', Talks(), sep=' | ')
try:
    print('before', Fails(), 'after')
except ValueError:
    print('after all')
talks = Talks()
print(list(talks), tuple(talks), sorted(talks), [*talks, 3])
print(set(talks), sum(talks), dict.fromkeys('a', talks)['a'] is talks)
one, two = talks
print(one, two, list(Fails()))
items = []
items += talks
items.extend(talks)
print(*talks, items)
