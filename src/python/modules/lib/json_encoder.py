"""`json.encoder`: values as JSON text."""

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
