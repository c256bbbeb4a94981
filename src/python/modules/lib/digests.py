"""`_digests`: the hash functions that programs ask for less often: MD5 (RFC 1321), SHA-1 and Keccak (FIPS 180-4, FIPS 202), BLAKE2
(RFC 7693). Each takes all the data at once. Those of the SHA-2 family are native."""

from math import isqrt as _isqrt, sin as _sin

_WORD = 0xffffffff


def _rotated(word, count):
    return (word << count | word >> 32 - count) & _WORD


def _padded(data, order):
    """Up to whole blocks of 64 bytes: a one bit, zeros, and the length in bits."""
    return bytes(data) + b'\x80' + bytes((55 - len(data)) % 64) + (len(data) * 8).to_bytes(8, order)


def _words(data, size, order):
    return [int.from_bytes(data[i:i + size], order) for i in range(0, len(data), size)]


def _joined(words, size, order):
    return b''.join(word.to_bytes(size, order) for word in words)


def md5(data):
    constants = [int(abs(_sin(i + 1)) * 2 ** 32) for i in range(64)]
    turns = (7, 12, 17, 22), (5, 9, 14, 20), (4, 11, 16, 23), (6, 10, 15, 21)
    state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
    words = _words(_padded(data, 'little'), 4, 'little')
    for block in range(0, len(words), 16):
        a, b, c, d = state
        for i in range(64):
            if i < 16:
                mixed, word = b & c | ~b & d, i
            elif i < 32:
                mixed, word = d & b | ~d & c, 5 * i + 1
            elif i < 48:
                mixed, word = b ^ c ^ d, 3 * i + 5
            else:
                mixed, word = c ^ (b | d ^ _WORD), 7 * i
            mixed = (a + mixed + constants[i] + words[block + word % 16]) & _WORD
            a, b, c, d = d, (b + _rotated(mixed, turns[i // 16][i % 4])) & _WORD, b, c
        state = [old + new & _WORD for old, new in zip(state, (a, b, c, d))]
    return _joined(state, 4, 'little')


def sha1(data):
    state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
    words = _words(_padded(data, 'big'), 4, 'big')
    for block in range(0, len(words), 16):
        schedule = words[block:block + 16]
        for i in range(16, 80):
            schedule.append(_rotated(schedule[i - 3] ^ schedule[i - 8] ^ schedule[i - 14] ^ schedule[i - 16], 1))
        a, b, c, d, e = state
        for i, word in enumerate(schedule):
            if i < 20:
                mixed, constant = b & c | ~b & d, 0x5a827999
            elif i < 40:
                mixed, constant = b ^ c ^ d, 0x6ed9eba1
            elif i < 60:
                mixed, constant = b & c | b & d | c & d, 0x8f1bbcdc
            else:
                mixed, constant = b ^ c ^ d, 0xca62c1d6
            a, b, c, d, e = (_rotated(a, 5) + mixed + e + constant + word) & _WORD, a, _rotated(b, 30), c, d
        state = [old + new & _WORD for old, new in zip(state, (a, b, c, d, e))]
    return _joined(state, 4, 'big')


def _round_constants():
    """Of Keccak: one bit of a shift register at each place that is a power of two, less one."""
    constants, register = [], 1
    for _ in range(24):
        constant = 0
        for power in range(7):
            constant |= (register & 1) << (1 << power) - 1
            register = register << 1 ^ (register >> 7) * 0x171
        constants.append(constant)
    return constants


def _permute(lanes, constants):
    """Keccak-f[1600], on 25 lanes of 64 bits; lane (x, y) stands at x + 5 * y."""
    mask = 2 ** 64 - 1
    for constant in constants:
        columns = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)]
        parities = [columns[x - 1] ^ (columns[(x + 1) % 5] << 1 & mask | columns[(x + 1) % 5] >> 63) for x in range(5)]
        lanes = [lane ^ parities[i % 5] for i, lane in enumerate(lanes)]
        x, y, carried = 1, 0, lanes[1]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            turn = (step + 1) * (step + 2) // 2 % 64
            lanes[x + 5 * y], carried = (carried << turn | carried >> 64 - turn) & mask, lanes[x + 5 * y]
        lanes = [lanes[i] ^ ~lanes[i // 5 * 5 + (i + 1) % 5] & lanes[i // 5 * 5 + (i + 2) % 5] for i in range(25)]
        lanes[0] ^= constant
    return lanes


def keccak(data, rate, suffix, length):
    """The sponge with blocks of `rate` bytes; the suffix tells SHA-3 from SHAKE."""
    data = bytes(data) + bytes([suffix]) + bytes(-(len(data) + 1) % rate)
    data = data[:-1] + bytes([data[-1] | 0x80])
    constants, lanes = _round_constants(), [0] * 25
    for block in range(0, len(data), rate):
        for i, word in enumerate(_words(data[block:block + rate], 8, 'little')):
            lanes[i] ^= word
        lanes = _permute(lanes, constants)
    output = b''
    while True:
        output += _joined(lanes, 8, 'little')[:rate]
        if len(output) >= length:
            return output[:length]
        lanes = _permute(lanes, constants)


# In which order the words of a block are taken, a row a round.
_ORDERS = [[int(digit, 16) for digit in row] for row in (
    '0123456789abcdef', 'ea489fd61c02b753', 'b8c052fdae367194', '7931dcbe265a40f8', '905724afe1bc683d',
    '2c6a0b834d75fe19', 'c51fed4a0763928b', 'db7ec13950f4862a', '6fe9b308c2d714a5', 'a2847615fb9e3cd0')]
# Which words of the state are mixed: the columns, then the diagonals.
_QUARTERS = ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
             (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14))


def blake2(name, data, length, key, salt, person):
    """The data begin with the key, filled up to a block, where there is one."""
    size, rounds, turns = (8, 12, (32, 24, 16, 63)) if name == 'blake2b' else (4, 10, (16, 12, 8, 7))
    bits, block = size * 8, size * 16
    mask = (1 << bits) - 1
    start = [_isqrt(prime << 2 * bits) & mask for prime in (2, 3, 5, 7, 11, 13, 17, 19)]
    parameters = bytes([length, len(key), 1, 1]).ljust(size * 4, b'\0') + salt.ljust(size * 2, b'\0') + person.ljust(size * 2, b'\0')
    state = [a ^ b for a, b in zip(start, _words(parameters, size, 'little'))]
    for at in range(0, len(data) or 1, block):
        done = min(at + block, len(data))
        words = _words(bytes(data[at:done]).ljust(block, b'\0'), size, 'little')
        v = state + start
        v[12] ^= done & mask
        v[13] ^= done >> bits
        if done == len(data):
            v[14] ^= mask
        for turn in range(rounds):
            order = _ORDERS[turn % 10]
            for i, (a, b, c, d) in enumerate(_QUARTERS):
                for word, first, second in (words[order[2 * i]], *turns[:2]), (words[order[2 * i + 1]], *turns[2:]):
                    v[a] = v[a] + v[b] + word & mask
                    mixed = v[d] ^ v[a]
                    v[d] = (mixed >> first | mixed << bits - first) & mask
                    v[c] = v[c] + v[d] & mask
                    mixed = v[b] ^ v[c]
                    v[b] = (mixed >> second | mixed << bits - second) & mask
        state = [old ^ low ^ high for old, low, high in zip(state, v, v[8:])]
    return _joined(state, size, 'little')[:length]
