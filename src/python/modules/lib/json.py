"""`json`: values as JSON text, and back."""

__all__ = ['dump', 'dumps', 'load', 'loads', 'JSONDecoder', 'JSONDecodeError', 'JSONEncoder']


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        line = doc.count('\n', 0, pos) + 1
        column = pos - doc.rfind('\n', 0, pos)
        super().__init__(f'{msg}: line {line} column {column} (char {pos})')
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, line, column


_ESCAPES = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\f': '\\f', '\b': '\\b'}


def _quoted(text, ensure_ascii):
    parts = ['"']
    for char in text:
        if char in _ESCAPES:
            parts.append(_ESCAPES[char])
        elif char >= ' ' and (char < '\x7f' or not ensure_ascii) or char == '\x7f':
            parts.append(char)
        else:
            code = ord(char)
            if code > 0xffff:
                code -= 0x10000
                parts.append(f'\\u{0xd800 + (code >> 10):04x}\\u{0xdc00 + (code & 0x3ff):04x}')
            else:
                parts.append(f'\\u{code:04x}')
    parts.append('"')
    return ''.join(parts)


class JSONEncoder:
    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None,
                 separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        return ''.join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        parts = []
        self._write(o, parts, 0, set())
        return iter(parts)

    def _atom(self, o):
        """The text of a value without parts; None where it has some, or is no JSON."""
        if isinstance(o, str):
            return _quoted(o, self.ensure_ascii)
        if o is None:
            return 'null'
        if o is True:
            return 'true'
        if o is False:
            return 'false'
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self._float(o)
        return None

    def _float(self, o):
        if o != o:
            text = 'NaN'
        elif o in (float('inf'), float('-inf')):
            text = 'Infinity' if o > 0 else '-Infinity'
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError(f'Out of range float values are not JSON compliant: {o!r}')
        return text

    def _key(self, key):
        if isinstance(key, str):
            return key
        if key is None or isinstance(key, (int, float)):
            return self._atom(key)
        if self.skipkeys:
            return None
        raise TypeError(f'keys must be str, int, float, bool or None, not {key.__class__.__name__}')

    def _write(self, o, parts, depth, within):
        text = self._atom(o)
        if text is not None:
            parts.append(text)
            return
        if self.check_circular:
            if id(o) in within:
                raise ValueError('Circular reference detected')
            within.add(id(o))
        if isinstance(o, dict):
            self._write_dict(o, parts, depth, within)
        elif isinstance(o, (list, tuple)):
            self._write_items(('[', ']'), [((), item) for item in o], parts, depth, within)
        else:
            self._write(self.default(o), parts, depth, within)
        within.discard(id(o))

    def _write_dict(self, o, parts, depth, within):
        entries = []
        for key, value in sorted(o.items()) if self.sort_keys else o.items():
            key = self._key(key)
            if key is not None:
                entries.append(((_quoted(key, self.ensure_ascii), self.key_separator), value))
        self._write_items(('{', '}'), entries, parts, depth, within)

    def _write_items(self, brackets, entries, parts, depth, within):
        if not entries:
            parts.append(brackets[0] + brackets[1])
            return
        newline = ''
        if self.indent is not None:
            step = self.indent if isinstance(self.indent, str) else ' ' * self.indent
            newline = '\n' + step * (depth + 1)
        parts.append(brackets[0])
        separator = newline
        for head, value in entries:
            parts.append(separator)
            parts.extend(head)
            self._write(value, parts, depth + 1, within)
            separator = self.item_separator + newline
        if newline:
            parts.append('\n' + step * depth)
        parts.append(brackets[1])


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
          separators=None, default=None, sort_keys=False, **keywords):
    encoder = (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
                                   allow_nan=allow_nan, indent=indent, separators=separators, default=default,
                                   sort_keys=sort_keys, **keywords)
    return encoder.encode(obj)


def dump(obj, fp, **options):
    fp.write(dumps(obj, **options))


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


def loads(s, *, cls=None, **options):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode()
    elif not isinstance(s, str):
        raise TypeError(f'the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}')
    elif s.startswith('\ufeff'):
        raise JSONDecodeError('Unexpected UTF-8 BOM (decode using utf-8-sig)', s, 0)
    return (cls or JSONDecoder)(**options).decode(s)


def load(fp, **options):
    return loads(fp.read(), **options)
