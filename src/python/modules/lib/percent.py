"""The old formatting, `'%-5d' % x`, of str and of bytes. The machine calls `text` and `data` for the operator; a format of bytes is read
as the text whose characters are its bytes."""

from math import pow as _pow

import _machine

_MOST_WIDTH = 2**63 - 1
_MOST_PRECISION = 2**31 - 1
_INTS, _FLOATS = 'diuoxX', 'eEfFgG'
# The pieces of formats that have been used.
_known = {}
_MOST_KNOWN = 200


def text(format, values):
    return _written(format, values, False)


def data(format, values):
    written = _written(format.decode('latin-1'), values, True).encode('latin-1')
    return bytearray(written) if isinstance(format, bytearray) else written


def _written(format, values, is_bytes):
    pieces = _known.get((format, is_bytes)) or _pieces(format, is_bytes)
    values = _Values(values, (tuple, str, bytes, bytearray) if is_bytes else (tuple, str))
    made = []
    for piece in pieces:
        if type(piece) is str:
            made.append(piece)
            continue
        directive, conversion = piece, piece.conversion
        # Amounts of `*` are of this call: the directive itself is shared by all calls with this format.
        amounts = directive.fixed or directive.prepare(values)
        spec = amounts[-1]
        value = values.next()
        if conversion == 's' and not is_bytes:
            made.append(str.__format__(str(value), spec))
        elif conversion in _INTS:
            if not isinstance(value, int):
                value = _int(value, conversion)
            made.append(int.__format__(value, spec) if directive.precision is None else _digits(value, conversion, *amounts))
        elif conversion in _FLOATS:
            if type(value) is not float:
                value = _float(value, is_bytes)
            made.append(float.__format__(value, spec))
        else:
            made.append(str.__format__(directive.shown(value, is_bytes), spec))
    if values.left and not values.is_mapping:
        kind = 'bytes' if is_bytes else 'string'
        raise TypeError(f'not all arguments converted during {kind} formatting')
    return ''.join(made)


class _Values:
    """What stands on the right of the `%`: a tuple, a mapping, or one value."""

    def __init__(self, values, no_mappings):
        self.values = values
        if isinstance(values, tuple):
            self.left = [*tuple.__iter__(values)]
            self.left.reverse()
            self.is_mapping = False
        else:
            self.left = [values]
            self.is_mapping = not isinstance(values, no_mappings) and hasattr(type(values), '__getitem__')

    def next(self):
        if not self.left:
            raise TypeError('not enough arguments for format string')
        return self.left.pop()

    def next_int(self, most, c_type):
        value = self.next()
        if not isinstance(value, int):
            raise TypeError('* wants int')
        if not -most <= value <= most:
            raise OverflowError(f'Python int too large to convert to C {c_type}')
        return int(value)


class _Directive:
    """A place for a value: `%[(key)][flags][width][.precision]conversion`. An amount is None where it is not given."""

    # What `prepare` would give, where that takes no value.
    key = width = precision = error = fixed = None
    flags = conversion = ''

    def prepare(self, values):
        """Takes what the directive wants beside its value; gives flags, width, precision, and what `format` is told."""
        if self.key is not None:
            if not values.is_mapping:
                raise TypeError('format requires a mapping')
            if self.key is not _NO_KEY:
                values.left = [values.values[self.key]]
        flags, width, precision = self.flags, self.width, self.precision
        if width == '*':
            width = values.next_int(_MOST_WIDTH, 'ssize_t')
            if width < 0:
                flags, width = flags + '-', -width
        if precision == '*':
            precision = max(values.next_int(_MOST_PRECISION, 'int'), 0)
        if self.error:
            raise ValueError(self.error)
        return flags, width, precision, _spec(flags, width, precision, self.conversion)

    def shown(self, value, is_bytes):
        conversion = self.conversion
        if is_bytes and conversion in 'sb':
            return _bytes(value).decode('latin-1')
        if conversion == 'a' or conversion == 'r' and is_bytes:
            return ascii(value)
        if conversion == 'r':
            return repr(value)
        if conversion == 'c':
            return _character(value, is_bytes)
        name = conversion if is_bytes or '\x1f' <= conversion <= '~' else '?'
        raise ValueError(f"unsupported format character '{name}' (0x{ord(conversion):x}) at index {self.at}")


_NO_KEY = object()


def _digits(value, conversion, flags, width, precision, _):
    """An int with at least so many digits as the precision says, which `format` has nothing for."""
    digits = format(abs(value), 'd' if conversion in 'diu' else conversion).rjust(precision, '0')
    sign = '-' if value < 0 else '+' if '+' in flags else ' ' if ' ' in flags else ''
    if '#' in flags and conversion in 'oxX':
        sign += f'0{conversion}'
    if width is None or '-' in flags:
        return (sign + digits).ljust(width or 0)
    return sign + digits.rjust(width - len(sign), '0') if '0' in flags else (sign + digits).rjust(width)


def _spec(flags, width, precision, conversion):
    """What `format` is told for the same. It does not tell the precision of an int."""
    width = '' if width is None else width
    left = '-' in flags
    if conversion in _INTS or conversion in _FLOATS:
        align = '<' if left else ''
        sign = '+' if '+' in flags else ' ' if ' ' in flags else ''
        alternate = '#' if '#' in flags else ''
        zero = '0' if '0' in flags and not left else ''
        if conversion in 'diu':
            conversion = 'd'
        elif conversion in _FLOATS:
            conversion = f'.{6 if precision is None else precision}{conversion}'
        return f'{align}{sign}{alternate}{zero}{width}{conversion}'
    most = '' if precision is None or conversion == 'c' else f'.{precision}'
    return f'{"<" if left else ">"}{width}{most}'


def _pieces(format, is_bytes):
    """Texts and directives. What is wrong stands in the last directive, for what comes before is formatted first."""
    pieces, at, end = [], 0, len(format)
    while (found := format.find('%', at)) >= 0:
        if format[found + 1:found + 2] == '%':
            pieces.append(format[at:found + 1])
            at = found + 2
            continue
        if found > at:
            pieces.append(format[at:found])
        directive = _Directive()
        at = _read(directive, format, found + 1, is_bytes)
        pieces.append(directive)
        if directive.error:
            return pieces
        if directive.key is None and directive.width != '*' and directive.precision != '*':
            directive.fixed = directive.prepare(None)
    if at < end:
        pieces.append(format[at:])
    if len(_known) < _MOST_KNOWN:
        _known[format, is_bytes] = pieces
    return pieces


def _read(directive, format, at, is_bytes):
    """Reads a directive from after its `%`; gives where it ends."""
    if format[at:at + 1] == '(':
        depth, start = 1, at + 1
        at = start
        while depth:
            character = format[at:at + 1]
            if not character:
                directive.key, directive.error = _NO_KEY, 'incomplete format key'
                return at
            depth += (character == '(') - (character == ')')
            at += 1
        key = format[start:at - 1]
        directive.key = key.encode('latin-1') if is_bytes else key
    start = at
    while format[at:at + 1] in ('-', '+', ' ', '#', '0'):
        at += 1
    directive.flags = format[start:at]
    at, directive.width = _amount(format, at, _MOST_WIDTH)
    if directive.width == '':
        directive.width, directive.error = None, 'width too big'
        return at
    if format[at:at + 1] == '.':
        at, precision = _amount(format, at + 1, _MOST_PRECISION)
        if precision == '':
            directive.error = 'prec too big' if is_bytes else 'precision too big'
            return at
        directive.precision = precision or 0
    # C's length modifiers have no meaning, and no more than one is read over.
    if format[at:at + 1] in ('h', 'l', 'L'):
        at += 1
    directive.at, directive.conversion = at, format[at:at + 1]
    if not directive.conversion:
        directive.error = 'incomplete format'
    elif is_bytes and directive.conversion == 'i':
        directive.conversion = 'd'
    return at + 1


def _amount(format, at, most):
    """Where a width or a precision ends, and what it is; `''` for one that is too big."""
    if format[at:at + 1] == '*':
        return at + 1, '*'
    start = at
    while '0' <= format[at:at + 1] <= '9':
        at += 1
    digits = format[start:at].lstrip('0')
    if len(digits) > 19 or digits and int(digits) > most:
        return at, ''
    return at, int(digits or 0) if at > start else None


def _int(value, conversion):
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


def _float(value, is_bytes):
    if not is_bytes:
        return _pow(value, 1.0)
    try:
        return _pow(value, 1.0)
    except Exception:
        pass
    raise TypeError(f'float argument required, not {type(value).__name__}')


def _character(value, is_bytes):
    """What `%c` makes of a code, or of a text of one character."""
    kinds, count = ((bytes, bytearray), 256) if is_bytes else (str, 0x110000)
    if isinstance(value, kinds):
        if len(value) == 1:
            return value.decode('latin-1') if is_bytes else value
    elif (code := _code(value)) is not None:
        if 0 <= code < count:
            return chr(code)
        raise OverflowError(f'%c arg not in range({count if is_bytes else hex(count)})')
    raise TypeError('%c requires an integer in range(256) or a single byte' if is_bytes else '%c requires int or char')


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
