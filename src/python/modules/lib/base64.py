"""`base64`: bytes as printable text."""

from binascii import Error as _Error

__all__ = ['encodebytes', 'decodebytes', 'b64encode', 'b64decode', 'b32encode', 'b32decode', 'b32hexencode', 'b32hexdecode',
           'b16encode', 'b16decode', 'b85encode', 'b85decode', 'a85encode', 'a85decode', 'standard_b64encode',
           'standard_b64decode', 'urlsafe_b64encode', 'urlsafe_b64decode']

_LETTERS = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
_LETTERS_32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_LETTERS_32_HEX = b'0123456789ABCDEFGHIJKLMNOPQRSTUV'
_LETTERS_85 = b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~'
_LETTERS_A85 = bytes(range(33, 118))


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters') from None
    if not isinstance(s, (bytes, bytearray)):
        raise TypeError(f"argument should be a bytes-like object or ASCII string, not {type(s).__name__!r}")
    return bytes(s)


def _data(s):
    if not isinstance(s, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not '{type(s).__name__}'")
    return bytes(s)


def _groups(data, size):
    """Whole groups of bytes, and how many zeros had to be put after the last one."""
    missing = -len(data) % size
    data += bytes(missing)
    return [data[at:at + size] for at in range(0, len(data), size)], missing


def _encode(data, letters, size, bits):
    """Each `bits` bits as one letter; `=` stands for the letters of bytes that are not there."""
    groups, missing = _groups(_data(data), size)
    mask, shifts = (1 << bits) - 1, range(size * 8 - bits, -1, -bits)
    made = bytearray()
    for group in groups:
        number = int.from_bytes(group, 'big')
        made += bytes([letters[number >> shift & mask] for shift in shifts])
    surplus = missing * 8 // bits
    return bytes(made[:len(made) - surplus] + b'=' * surplus)


def _decode(data, letters, bits):
    """The bytes of letters that are all known, without what fills up the last group."""
    places = {letter: place for place, letter in enumerate(letters)}
    made, number, count = bytearray(), 0, 0
    for letter in data:
        number, count = (number << bits | places[letter]) & 0xfff, count + bits
        if count >= 8:
            count -= 8
            made.append(number >> count & 0xff)
    return bytes(made)


def b64encode(s, altchars=None):
    made = _encode(s, _LETTERS, 3, 6)
    return made if altchars is None else made.replace(b'+', altchars[:1]).replace(b'/', altchars[1:])


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        altchars = _bytes(altchars)
        s = s.replace(altchars[:1], b'+').replace(altchars[1:], b'/')
    data = bytes([letter for letter in s if letter in _LETTERS])
    if validate and len(data) != len(s.rstrip(b'=')):
        raise _Error('Only base64 data is allowed')
    if len(data) % 4 == 1:
        raise _Error(f'Invalid base64-encoded string: number of data characters ({len(data)}) cannot be 1 more than a multiple of 4')
    if len(data) % 4 + s.count(b'=') < 4 and len(data) % 4:
        raise _Error('Incorrect padding')
    return _decode(data, _LETTERS, 6)


standard_b64encode, standard_b64decode = b64encode, b64decode


def urlsafe_b64encode(s):
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    return b64decode(s, b'-_')


def encodebytes(s):
    return b''.join([b64encode(s[at:at + 57]) + b'\n' for at in range(0, len(_data(s)), 57)])


def decodebytes(s):
    return b64decode(_data(s))


def b32encode(s):
    return _encode(s, _LETTERS_32, 5, 5)


def b32hexencode(s):
    return _encode(s, _LETTERS_32_HEX, 5, 5)


def b32decode(s, casefold=False, map01=None):
    return _b32decode(s, casefold, _LETTERS_32)


def b32hexdecode(s, casefold=False):
    return _b32decode(s, casefold, _LETTERS_32_HEX)


def _b32decode(s, casefold, letters):
    s = _bytes(s)
    if len(s) % 8:
        raise _Error('Incorrect padding')
    data = (s.upper() if casefold else s).rstrip(b'=')
    if data.translate(None, letters):
        raise _Error('Non-base32 digit found')
    if len(s) - len(data) not in (0, 1, 3, 4, 6):
        raise _Error('Incorrect padding')
    return _decode(data, letters, 5)


def b16encode(s):
    return _data(s).hex().upper().encode()


def b16decode(s, casefold=False):
    s = _bytes(s)
    if casefold:
        s = s.upper()
    if s.translate(None, b'0123456789ABCDEF'):
        raise _Error('Non-base16 digit found')
    if len(s) % 2:
        raise _Error('Odd-length string')
    return bytes.fromhex(s.decode())


def _encode_85(data, letters, pad, zero=b''):
    groups, missing = _groups(_data(data), 4)
    made = []
    for group in groups:
        number, five = int.from_bytes(group, 'big'), bytearray()
        for _ in range(5):
            number, place = divmod(number, 85)
            five.append(letters[place])
        made.append(bytes(five[::-1]))
    if missing and not pad:
        made[-1] = made[-1][:5 - missing]
    if zero:
        made = [zero if five == letters[:1] * 5 else five for five in made]
    return b''.join(made)


def _decode_85(data, letters, complain, what):
    places = {letter: place for place, letter in enumerate(letters)}
    missing = -len(data) % 5
    data += letters[-1:] * missing
    made = bytearray()
    for at in range(0, len(data), 5):
        number = 0
        for letter in data[at:at + 5]:
            if letter not in places:
                raise ValueError(complain(data, letter))
            number = number * 85 + places[letter]
        if number >> 32:
            raise ValueError(what(at))
        made += number.to_bytes(4, 'big')
    return bytes(made[:len(made) - missing])


def b85encode(b, pad=False):
    return _encode_85(b, _LETTERS_85, pad)


def b85decode(b):
    return _decode_85(_bytes(b), _LETTERS_85, lambda data, letter: f'bad base85 character at position {data.index(letter)}',
                      lambda at: f'base85 overflow in hunk starting at byte {at}')


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    made = _encode_85(b, _LETTERS_A85, pad, b'z')
    return b'<~' + made + b'~>' if adobe else made


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b' \t\n\r\v'):
    b = _bytes(b)
    if adobe:
        if not b.endswith(b'~>'):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2 * b.startswith(b'<~'):-2]
    return _decode_85(b.translate(None, ignorechars).replace(b'z', b'!!!!!'), _LETTERS_A85,
                      lambda data, letter: f'Non-Ascii85 digit found: {chr(letter)}', lambda at: 'Ascii85 overflow')
