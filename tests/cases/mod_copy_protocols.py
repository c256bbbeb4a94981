# What classes say about how they are copied, and what cannot be.
import copy
import threading
import weakref
from collections import ChainMap, UserDict, UserList, defaultdict
from dataclasses import dataclass


class Point:
    def __new__(cls, *, x):
        made = object.__new__(cls)
        made.x = x
        return made

    def __getnewargs_ex__(self):
        return (), {'x': self.x}


class Pair(tuple):
    def __new__(cls, first, second):
        return tuple.__new__(cls, (first, second))

    def __getnewargs__(self):
        return tuple(self)


class Account:
    def __init__(self, amount):
        self.amount = amount
        self.lock = threading.Lock()

    def __getstate__(self):
        state = self.__dict__.copy()
        del state['lock']
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.lock = threading.Lock()
        print('restored', sorted(state))


class Counted:
    def __init__(self, start):
        self.start = start

    def __getstate__(self):
        return self.start

    def __setstate__(self, state):
        self.start = state + 1


class Doubled:
    def __init__(self, value, note=None):
        self.value, self.note = value, note

    def __reduce__(self):
        return Doubled, (self.value * 2,), {'note': self.note}


class Stack(list):
    def __init__(self, *items):
        super().__init__(items)

    def __reduce__(self):
        return Stack, (), None, iter(self)


class Single:
    def __reduce__(self):
        return 'single'


single = Single()
for duplicate in copy.copy, copy.deepcopy:
    print(duplicate(Point(x=[1])).x, duplicate(Pair([1], 2)), duplicate(Account(5)).amount, duplicate(Counted(1)).start)
    made = duplicate(Doubled([1], 'note'))
    print(made.value, made.note, duplicate(Stack(1, [2])), duplicate(single) is single)
    print(duplicate(Point) is Point, duplicate(len) is len, duplicate(duplicate) is duplicate)

reference = weakref.ref(single)
print(copy.copy(reference) is reference, copy.deepcopy([reference])[0] is reference)


class Holder:
    def __init__(self):
        self.lock = threading.Lock()


for value in Holder(), threading.Lock(), threading.RLock(), (item for item in ()), copy, threading.Event():
    try:
        print(type(copy.deepcopy(value)).__name__)
    except TypeError as error:
        print('TypeError', error)
held = Holder()
print(copy.copy(held).lock is held.lock)


class Settings(UserDict):
    pass


settings = Settings(a=[1])
settings.source = 'file'
again = copy.copy(settings)
print(again, again.source, again.data is settings.data, again['a'] is settings['a'], settings.copy().source)
names = UserList(['a'])
names.source = 'list'
print(copy.copy(names), copy.copy(names).source, Settings.fromkeys('ab', 0))

layers = ChainMap({'a': 1}, {'b': 2})
print(layers | {'z': 0}, {'q': 1} | layers)
layers |= {'c': 3}
print(layers, ChainMap.__module__, UserDict)


class Groups(defaultdict):
    pass


print(Groups(list, a=[1]), copy.deepcopy(Groups(list, a=[1])))


@dataclass(frozen=True, slots=True)
class Fixed:
    items: list


print(copy.deepcopy(Fixed([1])))
