"""`zlib`: sums over bytes. Compression is not there."""

from binascii import crc32

DEFLATED = 8


class error(Exception):
    pass


def adler32(data, value=1, /):
    low, high = value & 0xffff, value >> 16
    for byte in data:
        low = (low + byte) % 65521
        high = (high + low) % 65521
    return high << 16 | low


def __getattr__(name):
    if name in ('compress', 'decompress', 'compressobj', 'decompressobj'):
        raise NotImplementedError(f'zlib.{name} is not available: only crc32 and adler32 are')
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
