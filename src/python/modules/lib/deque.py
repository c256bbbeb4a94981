"""The methods of `collections.deque` that programs call rarely; the native ones in front of them check the arguments."""

import _machine
from _collections import deque

_items = deque.__iter__
# The deques that are being shown: within themselves they are dots.
_shown = []


def copy(self):
    return type(self)(self) if self.maxlen is None else type(self)(self, self.maxlen)


__copy__ = copy


def insert(self, index, item):
    index, length = _machine.index(index), deque.__len__(self)
    if self.maxlen is not None and length >= self.maxlen:
        raise IndexError('deque already at its maximum size')
    at = min(index if index >= 0 else max(index + length, 0), length)
    deque.rotate(self, -at)
    deque.appendleft(self, item)
    deque.rotate(self, at)


def _place(self, item, start, stop):
    items = _items(self)
    for at, other in enumerate(items):
        if at >= stop:
            break
        if at >= start and (other is item or other == item):
            # The iterator notices if the comparison has changed the deque.
            next(items, None)
            return at
    raise ValueError(f'{item!r} is not in deque')


def index(self, item, start=0, stop=None):
    length = deque.__len__(self)
    return _place(self, item, _position(start, length), length if stop is None else _position(stop, length))


def _position(value, length):
    try:
        at = _machine.index(value)
    except TypeError:
        raise TypeError('slice indices must be integers or have an __index__ method') from None
    return max(at + length, 0) if at < 0 else at


def remove(self, item):
    deque.__delitem__(self, _place(self, item, 0, deque.__len__(self)))


def count(self, item):
    found = 0
    for other in _items(self):
        if other is item or other == item:
            found += 1
    return found


def __add__(self, other):
    if not isinstance(other, deque):
        raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
    total = copy(self)
    deque.extend(total, other)
    return total


def __mul__(self, times):
    items = list(_items(self)) * times
    product = copy(self)
    deque.clear(product)
    deque.extend(product, items)
    return product


__rmul__ = __mul__


def __repr__(self):
    if id(self) in _shown:
        return '[...]'
    _shown.append(id(self))
    try:
        end = ')' if self.maxlen is None else f', maxlen={self.maxlen})'
        return f'{type(self).__name__}({list(_items(self))!r}{end}'
    finally:
        _shown.remove(id(self))
