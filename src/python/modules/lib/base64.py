"""`base64`: bytes as printable text."""

__all__ = ['b64encode', 'b64decode', 'standard_b64encode', 'standard_b64decode', 'urlsafe_b64encode', 'urlsafe_b64decode',
           'b32encode', 'b32decode', 'b16encode', 'b16decode']

_LETTERS = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
_LETTERS_32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'


class Error(ValueError):
    __module__ = 'binascii'


def _encode(data, letters, bits, group):
    """Each `bits` bits as one letter, filled up with `=` to whole groups of letters."""
    number, count = int.from_bytes(data, 'big'), len(data) * 8
    rest = -count % bits
    number <<= rest
    count = (count + rest) // bits
    mask = (1 << bits) - 1
    made = bytes([letters[number >> bits * place & mask] for place in reversed(range(count))])
    return made + b'=' * (-count % group)


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters') from None
    return bytes(s)


def _decode(data, letters, bits):
    number = count = 0
    places = {letter: place for place, letter in enumerate(letters)}
    for letter in data:
        number = number << bits | places[letter]
        count += bits
    number >>= count % 8
    return number.to_bytes(count // 8, 'big')


def b64encode(s, altchars=None):
    if not isinstance(s, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not '{type(s).__name__}'")
    made = _encode(s, _LETTERS, 6, 4)
    return made if altchars is None else made.replace(b'+', altchars[:1]).replace(b'/', altchars[1:])


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        altchars = _bytes(altchars)
        s = s.replace(altchars[:1], b'+').replace(altchars[1:], b'/')
    data = bytes([letter for letter in s if letter in _LETTERS])
    if validate and len(data) != len(s.rstrip(b'=')):
        raise Error('Only base64 data is allowed')
    if len(data) % 4 == 1:
        raise Error(f'Invalid base64-encoded string: number of data characters ({len(data)}) cannot be 1 more than a multiple of 4')
    if (len(data) + s.count(b'=')) % 4:
        raise Error('Incorrect padding')
    return _decode(data, _LETTERS, 6)


standard_b64encode, standard_b64decode = b64encode, b64decode


def urlsafe_b64encode(s):
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    return b64decode(s, b'-_')


def b32encode(s):
    return _encode(s, _LETTERS_32, 5, 8)


def b32decode(s, casefold=False, map01=None):
    s = _bytes(s)
    return _decode((s.upper() if casefold else s).rstrip(b'='), _LETTERS_32, 5)


def b16encode(s):
    return s.hex().upper().encode()


def b16decode(s, casefold=False):
    return bytes.fromhex(_bytes(s).decode())
