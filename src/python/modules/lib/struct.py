"""`struct`: numbers and texts as the bytes that C lays them out in."""

import math as _math

__all__ = ['calcsize', 'pack', 'pack_into', 'unpack', 'unpack_from', 'iter_unpack', 'Struct', 'error']


class error(Exception):
    pass


# The size of each kind, and where native ones differ, that one.
_SIZES = {'x': 1, 'c': 1, 'b': 1, 'B': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 4, 'L': 4, 'q': 8, 'Q': 8, 'e': 2, 'f': 4,
          'd': 8, 's': 1, 'p': 1}
_NATIVE_SIZES = {**_SIZES, 'l': 8, 'L': 8, 'n': 8, 'N': 8, 'P': 8}
# Of the kinds of floats: how many bits the exponent and the fraction have.
_FLOATS = {'e': (5, 10), 'f': (8, 23), 'd': (11, 52)}


def _float_bits(number, kind):
    exponent_bits, fraction_bits = _FLOATS[kind]
    bias = (1 << exponent_bits - 1) - 1
    sign = _math.copysign(1.0, number) < 0
    special = (1 << exponent_bits) - 1 << fraction_bits
    if number != number:
        bits = special | 1 << fraction_bits - 1
    elif _math.isinf(number):
        bits = special
    elif number == 0:
        bits = 0
    else:
        fraction, exponent = _math.frexp(abs(number))
        exponent = max(exponent - 1 + bias, 0)
        # Halves go to the even neighbour, as `round` takes them; what is carried raises the exponent by itself.
        scale = fraction_bits + bias - max(exponent, 1)
        bits = round(_math.ldexp(abs(number), scale))
        bits += max(exponent - 1, 0) << fraction_bits
        if bits >= special:
            raise OverflowError(f'float too large to pack with {kind} format')
    return bits | sign << exponent_bits + fraction_bits


def _float_of(bits, kind):
    exponent_bits, fraction_bits = _FLOATS[kind]
    bias = (1 << exponent_bits - 1) - 1
    sign = -1.0 if bits >> exponent_bits + fraction_bits else 1.0
    exponent = bits >> fraction_bits & (1 << exponent_bits) - 1
    fraction = bits & (1 << fraction_bits) - 1
    if exponent == (1 << exponent_bits) - 1:
        return _math.nan if fraction else sign * _math.inf
    if exponent:
        fraction |= 1 << fraction_bits
    return sign * _math.ldexp(fraction, max(exponent, 1) - bias - fraction_bits)


class Struct:
    """A format, read once."""

    def __init__(self, format):
        if isinstance(format, (bytes, bytearray)):
            format = bytes(format).decode('ascii')
        if not isinstance(format, str):
            raise TypeError(f'Struct() argument 1 must be a str or bytes object, not {type(format).__name__}')
        self.format = format
        order = format[:1] if format[:1] in tuple('@=<>!') else ''
        self._order = 'big' if order in ('>', '!') else 'little'
        native = self._native = order in ('', '@')
        sizes = _NATIVE_SIZES if native else _SIZES
        # `(place, kind, size of one, count)`
        self._parts = []
        at, count = 0, ''
        for char in format[len(order):]:
            if char.isspace():
                if count:
                    raise error('bad char in struct format')
                continue
            if char in '0123456789':
                count += char
                continue
            if char not in sizes:
                raise error('bad char in struct format')
            size = sizes[char]
            if native:
                at += -at % size
            times = int(count or 1)
            self._parts.append((at, char, size, times))
            at += size * times
            count = ''
        if count:
            raise error('repeat count given without format specifier')
        self.size = at
        self._items = sum([1 if kind in 'sp' else times for _, kind, _, times in self._parts if kind != 'x'])

    def pack(self, *values):
        if len(values) != self._items:
            raise error(f'pack expected {self._items} items for packing (got {len(values)})')
        made = bytearray(self.size)
        values = iter(values)
        for at, kind, size, times in self._parts:
            if kind == 'x':
                continue
            if kind in 'sp':
                value = next(values)
                if not isinstance(value, (bytes, bytearray)):
                    raise error(f"argument for '{kind}' must be a bytes object")
                value = bytes(value)[:times - (kind == 'p')]
                if kind == 'p' and times:
                    value = bytes([min(len(value), 255)]) + value
                made[at:at + len(value)] = value[:times]
                continue
            for _ in range(times):
                made[at:at + size] = self._packed(kind, size, next(values))
                at += size
        return bytes(made)

    def _packed(self, kind, size, value):
        if kind == 'c':
            if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
                raise error('char format requires a bytes object of length 1')
            return value
        if kind == '?':
            return b'\1' if value else b'\0'
        if kind in _FLOATS:
            if not isinstance(value, (int, float)) and not hasattr(value, '__float__'):
                raise error('required argument is not a float')
            try:
                value = float(value)
            except OverflowError:
                raise error('required argument is not a float') from None
            try:
                bits = _float_bits(value, kind)
            except OverflowError:
                # C narrows a double by itself.
                if kind == 'e' or not self._native:
                    raise
                bits = _float_bits(_math.copysign(_math.inf, value), kind)
            return bits.to_bytes(size, self._order)
        if not hasattr(value, '__index__'):
            raise error('required argument is not an integer')
        value = value.__index__()
        signed = kind in 'bhilqn'
        low, high = (-(1 << size * 8 - 1), (1 << size * 8 - 1) - 1) if signed else (0, (1 << size * 8) - 1)
        if not low <= value <= high:
            raise error(f"'{kind}' format requires {low} <= number <= {high}")
        return value.to_bytes(size, self._order, signed=signed)

    def unpack(self, buffer):
        if len(buffer) != self.size:
            raise error(f'unpack requires a buffer of {self.size} bytes')
        return self._unpacked(bytes(buffer))

    def _unpacked(self, data):
        values = []
        for at, kind, size, times in self._parts:
            if kind == 'x':
                continue
            if kind == 's':
                values.append(data[at:at + times])
                continue
            if kind == 'p':
                values.append(data[at + 1:at + 1 + min(data[at], times - 1)] if times else b'')
                continue
            for _ in range(times):
                part = data[at:at + size]
                at += size
                if kind == 'c':
                    values.append(part)
                elif kind == '?':
                    values.append(part != b'\0')
                elif kind in _FLOATS:
                    values.append(_float_of(int.from_bytes(part, self._order), kind))
                else:
                    values.append(int.from_bytes(part, self._order, signed=kind in 'bhilqn'))
        return tuple(values)

    def unpack_from(self, buffer, offset=0):
        left = len(buffer) - offset
        if offset < 0:
            offset += len(buffer)
            left = len(buffer) - offset
        if left < self.size:
            raise error(f'unpack_from requires a buffer of at least {offset + self.size} bytes for unpacking {self.size} bytes at '
                        f'offset {offset} (actual buffer size is {len(buffer)})')
        return self._unpacked(bytes(buffer[offset:offset + self.size]))

    def pack_into(self, buffer, offset, *values):
        data = self.pack(*values)
        if len(buffer) - offset < self.size:
            raise error(f'pack_into requires a buffer of at least {offset + self.size} bytes for packing {self.size} bytes at '
                        f'offset {offset} (actual buffer size is {len(buffer)})')
        buffer[offset:offset + self.size] = data

    def iter_unpack(self, buffer):
        if self.size == 0:
            raise error('cannot iteratively unpack with a struct of length 0')
        if len(buffer) % self.size:
            raise error(f'iterative unpacking requires a buffer of a multiple of {self.size} bytes')
        return (self._unpacked(bytes(buffer[at:at + self.size])) for at in range(0, len(buffer), self.size))


_known = {}


def _struct(format):
    made = _known.get(format)
    if made is None:
        made = Struct(format)
        if len(_known) < 100:
            _known[format] = made
    return made


def calcsize(format, /):
    return _struct(format).size


def pack(format, /, *values):
    return _struct(format).pack(*values)


def pack_into(format, buffer, offset, /, *values):
    _struct(format).pack_into(buffer, offset, *values)


def unpack(format, buffer, /):
    return _struct(format).unpack(buffer)


def unpack_from(format, /, buffer, offset=0):
    return _struct(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer, /):
    return _struct(format).iter_unpack(buffer)
