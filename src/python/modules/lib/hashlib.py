"""`hashlib`: digests of bytes. What is hashed is kept and computed when a digest is asked for."""

import _hashes

# The size of a digest and of a block.
_SIZES = {'md5': (16, 64), 'sha1': (20, 64), 'sha224': (28, 64), 'sha256': (32, 64), 'sha384': (48, 128), 'sha512': (64, 128),
          'sha3_224': (28, 144), 'sha3_256': (32, 136), 'sha3_384': (48, 104), 'sha3_512': (64, 72),
          'shake_128': (0, 168), 'shake_256': (0, 136), 'blake2b': (64, 128), 'blake2s': (32, 64)}
_NATIVE = 'sha224', 'sha256', 'sha384', 'sha512'
algorithms_guaranteed = algorithms_available = set(_SIZES)
__all__ = [*_SIZES, 'new', 'algorithms_guaranteed', 'algorithms_available', 'pbkdf2_hmac', 'file_digest']


def _bytes(data):
    if isinstance(data, str):
        raise TypeError('Strings must be encoded before hashing')
    if not isinstance(data, (bytes, bytearray)):
        raise TypeError('object supporting the buffer API required')
    return data


def _digest(name, data, length=None):
    if name in _NATIVE:
        return _hashes.digest(name, data)
    import _digests
    if name in ('md5', 'sha1'):
        return getattr(_digests, name)(data)
    size, block = _SIZES[name]
    return _digests.keccak(data, block, 0x1f if length is not None else 0x06, size or length)


class HASH:
    def __init__(self, name, data):
        self.name = name
        self.digest_size, self.block_size = _SIZES[name]
        self._data = bytearray(_bytes(data))

    def update(self, obj, /):
        self._data += _bytes(obj)

    def copy(self):
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__, _data=self._data[:])
        return made

    def digest(self):
        return _digest(self.name, self._data)

    def hexdigest(self):
        return self.digest().hex()

    def __repr__(self):
        return f'<{self.name} _hashlib.{type(self).__name__} object @ {id(self):#x}>'


class HASHXOF(HASH):
    def digest(self, length):
        if length < 0:
            raise ValueError('length must be non-negative')
        return _digest(self.name, self._data, length)

    def hexdigest(self, length):
        return self.digest(length).hex()


HASH.__module__ = HASHXOF.__module__ = '_hashlib'


class _Blake2(HASH):
    def __init__(self, data=b'', /, *, digest_size=None, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0,
                 node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True):
        super().__init__(type(self).__name__, data)
        most, salted = self.digest_size, self.digest_size // 4
        if digest_size is not None:
            if not 1 <= digest_size <= most:
                raise ValueError(f'digest_size must be between 1 and {most} bytes')
            self.digest_size = digest_size
        for name, value, limit in ('key', key, most), ('salt', salt, salted), ('person', person, salted):
            if len(value) > limit:
                raise ValueError(f'maximum {name} length is {limit} bytes')
        self._parameters = key, salt, person
        if key:
            self._data[:0] = key.ljust(self.block_size, b'\0')

    def digest(self):
        import _digests
        return _digests.blake2(self.name, self._data, self.digest_size, *self._parameters)

    def __repr__(self):
        return f'<_blake2.{self.name} object at {id(self):#x}>'


class blake2b(_Blake2):
    MAX_DIGEST_SIZE = MAX_KEY_SIZE = 64
    SALT_SIZE = PERSON_SIZE = 16


class blake2s(_Blake2):
    MAX_DIGEST_SIZE = MAX_KEY_SIZE = 32
    SALT_SIZE = PERSON_SIZE = 8


blake2b.__module__ = blake2s.__module__ = '_blake2'


def _maker(name):
    cls = HASHXOF if name.startswith('shake') else HASH

    def make(string=b'', *, usedforsecurity=True):
        return cls(name, string)
    make.__name__ = make.__qualname__ = 'openssl_' + name
    return make


_makers = {name: _maker(name) for name in _SIZES if name[:5] != 'blake'} | {'blake2b': blake2b, 'blake2s': blake2s}
md5, sha1, sha224, sha256, sha384, sha512, sha3_224, sha3_256, sha3_384, sha3_512, shake_128, shake_256, *_ = _makers.values()


def new(name, data=b'', **keywords):
    known = name.lower().replace('-', '_') if isinstance(name, str) else name
    known = {'sha_1': 'sha1', 'sha_224': 'sha224', 'sha_256': 'sha256', 'sha_384': 'sha384', 'sha_512': 'sha512'}.get(known, known)
    if known not in _makers:
        raise ValueError(f'unsupported hash type {name}')
    return _makers[known](data, **keywords)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    name = new(hash_name).name
    size, block = _SIZES[name]
    if iterations < 1:
        raise ValueError('iteration value must be greater than 0.')
    dklen = size if dklen is None else dklen
    if dklen < 1:
        raise ValueError('key length must be greater than 0.')
    make = _hashes.pbkdf2 if name in _NATIVE else _pbkdf2
    made = b''
    while len(made) < dklen:
        number = len(made) // size + 1
        made += make(name, password, bytes(salt) + number.to_bytes(4, 'big'), iterations, block)
    return made[:dklen]


def _pbkdf2(name, password, last, iterations, block):
    """One block of the output; what is salted ends with the number of this one."""
    key = (_digest(name, password) if len(password) > block else bytes(password)).ljust(block, b'\0')
    inner, outer = bytes([byte ^ 0x36 for byte in key]), bytes([byte ^ 0x5c for byte in key])
    made = 0
    for _ in range(iterations):
        last = _digest(name, outer + _digest(name, inner + last))
        made ^= int.from_bytes(last, 'big')
    return made.to_bytes(len(last), 'big')


def file_digest(fileobj, digest, /, **keywords):
    made = new(digest) if isinstance(digest, str) else digest()
    made.update(fileobj.read())
    return made
