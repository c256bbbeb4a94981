"""`hmac`: digests of bytes that only who has the key can make."""

import hashlib as _hashlib

__all__ = ['HMAC', 'new', 'digest', 'compare_digest']


class HMAC:
    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f'key: expected bytes or bytearray, but got {type(key).__name__!r}')
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        if isinstance(digestmod, str):
            make = lambda data=b'': _hashlib.new(digestmod, data)
        else:
            make = digestmod if callable(digestmod) else digestmod.new
        self._inner, self._outer = make(), make()
        self.block_size = self._inner.block_size
        if len(key) > self.block_size:
            key = make(key).digest()
        key = bytes(key).ljust(self.block_size, b'\0')
        self._inner.update(bytes([byte ^ 0x36 for byte in key]))
        self._outer.update(bytes([byte ^ 0x5c for byte in key]))
        if msg is not None:
            self.update(msg)

    digest_size = property(lambda self: self._inner.digest_size)
    name = property(lambda self: 'hmac-' + self._inner.name)

    def update(self, msg):
        self._inner.update(msg)

    def copy(self):
        made = object.__new__(HMAC)
        made._inner, made._outer, made.block_size = self._inner.copy(), self._outer.copy(), self.block_size
        return made

    def digest(self):
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer.digest()

    def hexdigest(self):
        return self.digest().hex()


def new(key, msg=None, digestmod=''):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b, /):
    if isinstance(a, str) and isinstance(b, str):
        if not (a.isascii() and b.isascii()):
            raise TypeError('comparing strings with non-ASCII characters is not supported')
        return a == b
    for one in a, b:
        if isinstance(one, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        if not isinstance(one, (bytes, bytearray)):
            raise TypeError(f"unsupported operand types(s) or combination of types: {type(a).__name__!r} and {type(b).__name__!r}")
    return bytes(a) == bytes(b)
