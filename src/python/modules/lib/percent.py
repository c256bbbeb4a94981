"""The old formatting, `'%-5d' % x`, of str and of bytes. The machine calls `text` and `data` for the operator; a format of bytes is read
as the text whose characters are its bytes."""

from math import pow as _pow

import _machine

_format = format
_MOST_WIDTH = 2**63 - 1
_MOST_PRECISION = 2**31 - 1


def text(format, values):
    return _Format(format, values, 'string', (tuple, str)).written()


def data(format, values):
    written = _Format(format.decode('latin-1'), values, 'bytes', (tuple, str, bytes, bytearray)).written().encode('latin-1')
    return bytearray(written) if isinstance(format, bytearray) else written


class _Format:
    """One format and what it takes its values from: a tuple, a mapping, or one value."""

    def __init__(self, format, values, kind, no_mappings):
        self.format, self.values, self.kind = format, values, kind
        self.at = 0
        if isinstance(values, tuple):
            self.left = [*tuple.__iter__(values)]
            self.left.reverse()
        else:
            self.left = [values]
        self.is_mapping = not isinstance(values, no_mappings) and hasattr(type(values), '__getitem__')

    def written(self):
        format, pieces = self.format, []
        while (found := format.find('%', self.at)) >= 0:
            if found > self.at:
                pieces.append(format[self.at:found])
            self.at = found + 1
            if format[self.at:self.at + 1] == '%':
                pieces.append('%')
                self.at += 1
            else:
                pieces.append(self.directive())
        pieces.append(format[self.at:])
        if self.left and not self.is_mapping:
            raise TypeError(f'not all arguments converted during {self.kind} formatting')
        return ''.join(pieces)

    def next(self):
        if not self.left:
            raise TypeError('not enough arguments for format string')
        return self.left.pop()

    def directive(self):
        """What stands for `%[(key)][flags][width][.precision]conversion`, from after its `%`."""
        format = self.format
        if format[self.at:self.at + 1] == '(':
            self.take_key()
        start = self.at
        while format[self.at:self.at + 1] in ('-', '+', ' ', '#', '0'):
            self.at += 1
        flags = format[start:self.at]
        width, precision = self.amount(_MOST_WIDTH, 'width', 'ssize_t'), None
        if width is not None and width < 0:
            flags, width = flags + '-', -width
        if format[self.at:self.at + 1] == '.':
            self.at += 1
            precision = max(self.amount(_MOST_PRECISION, 'precision' if self.kind == 'string' else 'prec', 'int') or 0, 0)
        # C's length modifiers have no meaning, and no more than one is read over.
        if format[self.at:self.at + 1] in ('h', 'l', 'L'):
            self.at += 1
        conversion = format[self.at:self.at + 1]
        if not conversion:
            raise ValueError('incomplete format')
        self.at += 1
        if conversion == 'i' and self.kind == 'bytes':
            conversion = 'd'
        value = self.next()
        zeros = '0' in flags and '-' not in flags
        if conversion in 'diuoxX':
            sign, written = _signed(_int(value, conversion, '#' in flags, precision), flags)
        elif conversion in 'eEfFgG':
            alternate = '#' if '#' in flags else ''
            precision = 6 if precision is None else precision
            sign, written = _signed(_format(self.float(value), f'{alternate}.{precision}{conversion}'), flags)
        else:
            sign, written, zeros = '', self.other(value, conversion), False
            if conversion != 'c':
                written = written[:precision]
        if width is None:
            return sign + written
        if zeros:
            prefix = written[:2] if conversion in 'oxX' and '#' in flags else ''
            return sign + prefix + written[len(prefix):].rjust(width - len(sign + prefix), '0')
        return (sign + written).ljust(width) if '-' in flags else (sign + written).rjust(width)

    def take_key(self):
        """Goes on with the value at the key in parentheses, which may hold balanced parentheses itself."""
        if not self.is_mapping:
            raise TypeError('format requires a mapping')
        depth, end = 1, self.at + 1
        while depth:
            character = self.format[end:end + 1]
            if not character:
                raise ValueError('incomplete format key')
            depth += (character == '(') - (character == ')')
            end += 1
        key = self.format[self.at + 1:end - 1]
        self.at = end
        self.left = [self.values[key if self.kind == 'string' else key.encode('latin-1')]]

    def amount(self, most, name, c_type):
        """A width or a precision, `*` for the next value; None where there is none."""
        start = self.at
        if self.format[start:start + 1] == '*':
            self.at += 1
            value = self.next()
            if not isinstance(value, int):
                raise TypeError('* wants int')
            if not -most <= value <= most:
                raise OverflowError(f'Python int too large to convert to C {c_type}')
            return int(value)
        while '0' <= self.format[self.at:self.at + 1] <= '9':
            self.at += 1
        digits = self.format[start:self.at]
        if len(digits) > 19 and len(digits := digits.lstrip('0')) > 19 or digits and int(digits) > most:
            raise ValueError(f'{name} too big')
        return int(digits) if digits else None

    def float(self, value):
        if self.kind == 'string':
            return _pow(value, 1.0)
        try:
            return _pow(value, 1.0)
        except Exception:
            pass
        raise TypeError(f'float argument required, not {type(value).__name__}')

    def other(self, value, conversion):
        """The text for `s r a c`, and in bytes for `b`."""
        is_bytes = self.kind == 'bytes'
        if is_bytes and conversion in 'sb':
            return _bytes(value).decode('latin-1')
        if conversion == 's':
            return str(value)
        if conversion == 'a' or conversion == 'r' and is_bytes:
            return ascii(value)
        if conversion == 'r':
            return repr(value)
        if conversion == 'c':
            return _byte(value) if is_bytes else _character(value)
        shown = conversion if is_bytes or '\x1f' <= conversion <= '~' else '?'
        raise ValueError(f"unsupported format character '{shown}' (0x{ord(conversion):x}) at index {self.at - 1}")


def _signed(written, flags):
    if written[0] == '-':
        return '-', written[1:]
    return '+' if '+' in flags else ' ' if ' ' in flags else '', written


def _int(value, conversion, alternate, precision):
    """The digits of an int, with sign and prefix, or of what becomes one."""
    if not isinstance(value, int):
        value = _as_int(value, conversion)
    negative, digits = value < 0, _format(abs(value), 'd' if conversion in 'iu' else conversion)
    if precision is not None:
        digits = digits.rjust(precision, '0')
    if alternate and conversion in 'oxX':
        digits = f'0{conversion}{digits}'
    return f'-{digits}' if negative else digits


def _as_int(value, conversion):
    cls = type(value)
    try:
        if conversion in 'oxX':
            return _machine.index(value)
        if any(hasattr(cls, name) for name in ('__int__', '__index__', '__float__')):
            return int(value)
    except TypeError:
        pass
    wanted = 'an integer' if conversion in 'oxX' else 'a real number'
    raise TypeError(f'%{conversion} format: {wanted} is required, not {cls.__name__}')


def _character(value):
    if isinstance(value, str):
        if len(value) == 1:
            return value
    else:
        code = _code(value)
        if code is not None:
            if 0 <= code <= 0x10FFFF:
                return chr(code)
            raise OverflowError('%c arg not in range(0x110000)')
    raise TypeError('%c requires int or char')


def _byte(value):
    if isinstance(value, (bytes, bytearray)):
        if len(value) == 1:
            return value.decode('latin-1')
    else:
        code = _code(value)
        if code is not None:
            if 0 <= code <= 255:
                return chr(code)
            raise OverflowError('%c arg not in range(256)')
    raise TypeError('%c requires an integer in range(256) or a single byte')


def _code(value):
    if isinstance(value, int):
        return value
    try:
        return _machine.index(value)
    except TypeError:
        return None


def _bytes(value):
    if isinstance(value, (bytes, bytearray)):
        return value
    if hasattr(type(value), '__bytes__'):
        return bytes(value)
    raise TypeError(
        f"%b requires a bytes-like object, or an object that implements __bytes__, not '{type(value).__name__}'"
    )
