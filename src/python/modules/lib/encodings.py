"""`_encodings`: text to bytes and back where it is not plainly UTF-8: other encodings, and other ways with what does not fit."""

_SPELLINGS = {
    'utf-8': ('utf8', 'u8', 'utf', 'cp65001'),
    'utf-8-sig': ('utf8sig',),
    'ascii': ('ascii', 'usascii', 'us', '646', 'iso646us', 'ansix341968'),
    'latin-1': ('latin1', 'latin', 'l1', 'iso88591', '88591', '8859', 'iso8859', 'cp819')}
_KNOWN = {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings}
# UTF-16 and UTF-32 are told by the size of their units, their order, and whether a mark in front tells it.
_KNOWN.update({f'{start}{size * 8}{end}': (size, order, not end) for start in ('utf', 'u') for size in (2, 4)
               for end, order in (('', 'little'), ('le', 'little'), ('be', 'big'))})
_WAYS = 'strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace'
_MARK = 0xfeff


def _known(encoding, errors):
    kind = _KNOWN.get(''.join([char for char in encoding if char.isascii() and char.isalnum()]).lower())
    if kind is None:
        raise LookupError(f'unknown encoding: {encoding}')
    if errors not in _WAYS:
        raise LookupError(f"unknown error handler name '{errors}'")
    return kind


def _escape(code):
    return f'\\x{code:02x}' if code < 256 else f'\\u{code:04x}' if code < 65536 else f'\\U{code:08x}'


def encode(text, encoding, errors):
    kind = _known(encoding, errors)
    if isinstance(kind, tuple):
        return _encode_units(text, *kind)
    if kind == 'utf-8-sig':
        return chr(_MARK).encode() + text.encode()
    if kind == 'utf-8' or text.isascii():
        return text.encode()
    limit = 128 if kind == 'ascii' else 256
    made = bytearray()
    for at, char in enumerate(text):
        code = ord(char)
        if code < limit:
            made.append(code)
        elif errors == 'strict':
            end = at + 1
            while end < len(text) and ord(text[end]) >= limit:
                end += 1
            raise UnicodeEncodeError(kind, text, at, end, f'ordinal not in range({limit})')
        elif errors == 'replace':
            made += b'?'
        elif errors == 'backslashreplace':
            made += _escape(code).encode()
        elif errors == 'xmlcharrefreplace':
            made += f'&#{code};'.encode()
    return bytes(made)


def _encode_units(text, size, order, marked):
    made = bytearray(_MARK.to_bytes(size, order) if marked else b'')
    for char in text:
        code = ord(char)
        if size == 2 and code > 0xffff:
            made += (0xd7c0 + (code >> 10)).to_bytes(2, order)
            code = 0xdc00 + (code & 0x3ff)
        made += code.to_bytes(size, order)
    return bytes(made)


def decode(data, encoding, errors):
    kind = _known(encoding, errors)
    at = 0
    if kind == 'latin-1':
        return ''.join(map(chr, data))
    if isinstance(kind, tuple):
        size, order, marked = kind
        if marked:
            for told in 'little', 'big':
                if int.from_bytes(data[:size], told) == _MARK and len(data) >= size:
                    order, at = told, size
                    break
        name = f'utf-{size * 8}-{order[0]}e'
        step = lambda at: _decode_units(data, at, size, order)
    else:
        if kind == 'utf-8-sig':
            kind = 'utf-8'
            data = data.removeprefix(chr(_MARK).encode())
        name = kind
        step = (lambda at: _decode_ascii(data, at)) if kind == 'ascii' else lambda at: _decode_utf8(data, at)
    made = ''
    while at < len(data):
        text, error = step(at)
        made += text
        if error is None:
            break
        start, at, reason = error
        if errors == 'strict' or errors == 'xmlcharrefreplace':
            raise UnicodeDecodeError(name, data, start, at, reason)
        if errors == 'replace':
            made += '\ufffd'
        elif errors == 'backslashreplace':
            made += ''.join(map(_escape, data[start:at]))
    return made


# Each decodes from a place on, and tells what does not fit: where it begins, where it ends, and why.

def _decode_utf8(data, at):
    try:
        return data[at:].decode(), None
    except UnicodeDecodeError as error:
        return data[at:at + error.start].decode(), (at + error.start, at + error.end, error.reason)


def _decode_ascii(data, at):
    end = at
    while end < len(data) and data[end] < 128:
        end += 1
    return data[at:end].decode(), None if end == len(data) else (end, end + 1, 'ordinal not in range(128)')


def _decode_units(data, at, size, order):
    made = []
    while at < len(data):
        unit = int.from_bytes(data[at:at + size], order)
        length = size
        if len(data) - at < size:
            return ''.join(made), (at, len(data), 'truncated data')
        if size == 2 and 0xd800 <= unit < 0xdc00:
            if len(data) - at < 4:
                return ''.join(made), (at, len(data), 'unexpected end of data')
            low = int.from_bytes(data[at + 2:at + 4], order)
            if not 0xdc00 <= low < 0xe000:
                return ''.join(made), (at, at + 2, 'illegal UTF-16 surrogate')
            unit, length = 0x10000 + (unit - 0xd800 << 10) + low - 0xdc00, 4
        if 0xd800 <= unit < 0xe000:
            reason = 'illegal encoding' if size == 2 else 'code point in surrogate code point range(0xd800, 0xe000)'
            return ''.join(made), (at, at + size, reason)
        if unit > 0x10ffff:
            return ''.join(made), (at, at + size, 'code point not in range(0x110000)')
        made.append(chr(unit))
        at += length
    return ''.join(made), None
