"""`json.decoder`: JSON text as values."""

__all__ = ['JSONDecoder', 'JSONDecodeError']


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        line = doc.count('\n', 0, pos) + 1
        column = pos - doc.rfind('\n', 0, pos)
        super().__init__(f'{msg}: line {line} column {column} (char {pos})')
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, line, column


_WHITESPACE = ' \t\n\r'
_UNESCAPES = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
_CONSTANTS = {'null': None, 'true': True, 'false': False}
_NUMBERS = {'NaN': float('nan'), 'Infinity': float('inf'), '-Infinity': float('-inf')}


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.object_pairs_hook = object_pairs_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _NUMBERS.__getitem__
        self.strict = strict

    def decode(self, s):
        value, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _value(self, s, at):
        char = s[at:at + 1]
        if char == '"':
            return self._string(s, at + 1)
        if char == '{':
            return self._object(s, at + 1)
        if char == '[':
            return self._array(s, at + 1)
        for text, value in _CONSTANTS.items():
            if s.startswith(text, at):
                return value, at + len(text)
        for text in _NUMBERS:
            if s.startswith(text, at):
                return self.parse_constant(text), at + len(text)
        return self._number(s, at)

    def _number(self, s, at):
        end = at + s.startswith('-', at)
        first = s[end:end + 1]
        if not first or first not in '0123456789':
            raise JSONDecodeError('Expecting value', s, at)
        end = end + 1 if first == '0' else _digits(s, end)
        whole = end
        if s[end:end + 1] == '.' and s[end + 1:end + 2].isdecimal():
            end = _digits(s, end + 1)
        if s[end:end + 1] in ('e', 'E'):
            exponent = end + 1 + (s[end + 1:end + 2] in ('+', '-'))
            if s[exponent:exponent + 1].isdecimal():
                end = _digits(s, exponent)
        text = s[at:end]
        return (self.parse_int if end == whole else self.parse_float)(text), end

    def _string(self, s, at):
        begin = at - 1
        parts = []
        while True:
            start = at
            while True:
                char = s[at:at + 1]
                if char == '':
                    raise JSONDecodeError('Unterminated string starting at', s, begin)
                if char == '"' or char == '\\' or char < ' ' and self.strict:
                    break
                at += 1
            parts.append(s[start:at])
            if char == '"':
                return ''.join(parts), at + 1
            if char != '\\':
                raise JSONDecodeError('Invalid control character at', s, at)
            escape = s[at + 1:at + 2]
            if escape == '':
                raise JSONDecodeError('Unterminated string starting at', s, begin)
            if escape != 'u':
                if escape not in _UNESCAPES:
                    raise JSONDecodeError('Invalid \\escape', s, at)
                parts.append(_UNESCAPES[escape])
                at += 2
                continue
            code = _hex(s, at + 2)
            at += 6
            if 0xd800 <= code <= 0xdbff and s.startswith('\\u', at):
                low = _hex(s, at + 2)
                if 0xdc00 <= low <= 0xdfff:
                    code = 0x10000 + ((code - 0xd800) << 10) + low - 0xdc00
                    at += 6
            parts.append(chr(code))

    def _array(self, s, at):
        items = []
        at = _skip(s, at)
        if s[at:at + 1] == ']':
            return items, at + 1
        while True:
            value, at = self._value(s, at)
            items.append(value)
            at = _skip(s, at)
            char = s[at:at + 1]
            if char == ']':
                return items, at + 1
            if char != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma = at
            at = _skip(s, at + 1)
            if s[at:at + 1] == ']':
                raise JSONDecodeError('Illegal trailing comma before end of array', s, comma)

    def _object(self, s, at):
        pairs = []
        at = _skip(s, at)
        if s[at:at + 1] == '}':
            return self._made(pairs), at + 1
        comma = None
        while True:
            char = s[at:at + 1]
            if char == '}' and comma is not None:
                raise JSONDecodeError('Illegal trailing comma before end of object', s, comma)
            if char != '"':
                raise JSONDecodeError('Expecting property name enclosed in double quotes', s, at)
            key, at = self._string(s, at + 1)
            at = _skip(s, at)
            if s[at:at + 1] != ':':
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            value, at = self._value(s, _skip(s, at + 1))
            pairs.append((key, value))
            at = _skip(s, at)
            char = s[at:at + 1]
            if char == '}':
                return self._made(pairs), at + 1
            if char != ',':
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma = at
            at = _skip(s, at + 1)

    def _made(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        made = dict(pairs)
        return made if self.object_hook is None else self.object_hook(made)


def _skip(s, at):
    while at < len(s) and s[at] in _WHITESPACE:
        at += 1
    return at


def _digits(s, at):
    while at < len(s) and s[at] in '0123456789':
        at += 1
    return at


def _hex(s, at):
    digits = s[at:at + 4]
    if len(digits) == 4 and digits.isalnum():
        try:
            return int(digits, 16)
        except ValueError:
            pass
    raise JSONDecodeError('Invalid \\uXXXX escape', s, at - 1)
