"""`array`: sequences of numbers of one kind."""

import struct as _struct
from collections.abc import MutableSequence as _MutableSequence

__all__ = ['array', 'ArrayType']

typecodes = 'bBuwhHiIlLqQfd'


class array(_MutableSequence):
    def __init__(self, typecode, initializer=(), /):
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError(f'array() argument 1 must be a unicode character, not {type(typecode).__name__}')
        if typecode not in typecodes:
            raise ValueError('bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)')
        if isinstance(initializer, str) and typecode not in 'uw':
            raise TypeError(f"cannot use a str to initialize an array with typecode '{typecode}'")
        self.typecode = typecode
        self.itemsize = 4 if typecode in 'uw' else 8 if typecode in 'lL' else _struct.calcsize(typecode)
        self._items = []
        if isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        else:
            self.extend(initializer)

    def _item(self, value):
        code = self.typecode
        if code in 'uw':
            if not isinstance(value, str) or len(value) != 1:
                raise TypeError('array item must be a unicode character, not ' + type(value).__name__)
            return value
        if code in 'fd':
            if isinstance(value, str) or not hasattr(value, '__float__') and not hasattr(value, '__index__'):
                raise TypeError(f'must be real number, not {type(value).__name__}')
            return _struct.unpack(code, _struct.pack(code, value))[0]
        if not hasattr(value, '__index__'):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        value = value.__index__()
        bits = self.itemsize * 8
        low, high = (0, 2 ** bits - 1) if code.isupper() else (-2 ** (bits - 1), 2 ** (bits - 1) - 1)
        if not low <= value <= high:
            name = {'b': 'signed char', 'B': 'unsigned byte integer', 'h': 'signed short integer', 'H': 'unsigned short'}.get(code)
            side = 'maximum' if value > high else 'minimum'
            if name:
                raise OverflowError(f'{name} is {"greater" if value > high else "less"} than {side}')
            if code.isupper() and value < 0:
                raise OverflowError("can't convert negative value to unsigned int")
            raise OverflowError({'i': 'signed integer is ' + ('greater' if value > high else 'less') + ' than ' + side,
                                 'I': 'unsigned int is greater than maximum'}.get(code, 'Python int too large to convert to C long'))
        return value

    def _made(self, items):
        made = type(self)(self.typecode)
        made._items = items
        return made

    def __len__(self):
        return len(self._items)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._made(self._items[index])
        try:
            return self._items[index]
        except IndexError:
            raise IndexError('array index out of range') from None
        except TypeError:
            raise TypeError('array indices must be integers') from None

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            if not isinstance(value, array):
                raise TypeError(f'can only assign array (not "{type(value).__name__}") to array slice')
            self._items[index] = value._items
            return
        value = self._item(value)
        try:
            self._items[index] = value
        except IndexError:
            raise IndexError('array assignment index out of range') from None

    def __delitem__(self, index):
        del self._items[index]

    def __iter__(self):
        return iter(self._items)

    def append(self, v, /):
        self._items.append(self._item(v))

    def insert(self, i, v, /):
        self._items.insert(i, self._item(v))

    def extend(self, bb, /):
        if isinstance(bb, array) and bb.typecode != self.typecode:
            raise TypeError('can only extend with array of same kind')
        for value in bb:
            self.append(value)

    fromlist = extend

    def pop(self, i=-1, /):
        if not self._items:
            raise IndexError('pop from empty array')
        try:
            return self._items.pop(i)
        except IndexError:
            raise IndexError('pop index out of range') from None

    def remove(self, v, /):
        if v not in self._items:
            raise ValueError('array.remove(x): x not in array')
        self._items.remove(v)

    def index(self, v, start=0, stop=2 ** 63 - 1, /):
        try:
            return self._items.index(v, start, stop)
        except ValueError:
            raise ValueError('array.index(x): x not in array') from None

    def count(self, v, /):
        return self._items.count(v)

    def reverse(self):
        self._items.reverse()

    def tolist(self):
        return list(self._items)

    def tounicode(self):
        return ''.join(self._items)

    def tobytes(self):
        if self.typecode in 'uw':
            return ''.join(self._items).encode('utf-32-le')
        return _struct.pack(f'={len(self)}{self._code()}', *self._items)

    def frombytes(self, buffer, /):
        if len(buffer) % self.itemsize:
            raise ValueError('bytes length not a multiple of item size')
        self._items += _struct.unpack(f'={len(buffer) // self.itemsize}{self._code()}', buffer)

    def _code(self):
        # A long has 8 bytes.
        return {'l': 'q', 'L': 'Q'}.get(self.typecode, self.typecode)

    def buffer_info(self):
        return id(self), len(self)

    def byteswap(self):
        self._items = list(_struct.unpack(f'>{len(self)}{self._code()}', _struct.pack(f'<{len(self)}{self._code()}', *self._items)))

    def __copy__(self):
        return self._made(list(self._items))

    def __deepcopy__(self, memo):
        return self.__copy__()

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only append array (not "{type(other).__name__}") to array')
        if other.typecode != self.typecode:
            raise TypeError('bad argument type for built-in operation')
        return self._made(self._items + other._items)

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only extend with array (not "{type(other).__name__}")')
        self.extend(other)
        return self

    def __mul__(self, n):
        return self._made(self._items * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self._items *= n
        return self

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self._items <= other._items if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self._items > other._items if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self._items >= other._items if isinstance(other, array) else NotImplemented

    __hash__ = None

    def __repr__(self):
        if not self._items:
            return f"array('{self.typecode}')"
        return f"array('{self.typecode}', {self.tounicode() if self.typecode in 'uw' else self._items!r})"


ArrayType = array
array.__module__ = 'array'
