"""`binascii`: bytes as text, and sums over bytes."""

import _hashes


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


def hexlify(data, sep=None, bytes_per_sep=1):
    return (data.hex() if sep is None else data.hex(sep, bytes_per_sep)).encode()


def unhexlify(hexstr, /):
    text = hexstr if isinstance(hexstr, str) else bytes(hexstr).decode('latin-1')
    if len(text) % 2:
        raise Error('Odd-length string')
    if text.strip('0123456789abcdefABCDEF'):
        raise Error('Non-hexadecimal digit found')
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise Error('Non-hexadecimal digit found') from None


b2a_hex, a2b_hex = hexlify, unhexlify


def b2a_base64(data, /, *, newline=True):
    from base64 import b64encode
    return b64encode(data) + b'\n' * newline


def a2b_base64(data, /, *, strict_mode=False):
    from base64 import b64decode
    return b64decode(data, validate=strict_mode)


def crc32(data, crc=0, /):
    return _hashes.crc32(data, crc & 0xffffffff)


def crc_hqx(data, crc, /):
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = crc << 1 ^ (0x1021 if crc & 0x8000 else 0)
        crc &= 0xffff
    return crc
