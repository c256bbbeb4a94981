# needs: 3.13
"""Numbers as C lays them out."""
import struct, math
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
for fmt, vals in [('<I', (1,)), ('>I', (1,)), ('!H', (258,)), ('bB', (-1, 255)), ('<hiq', (1, 2, 3)), ('hiq', (1, 2, 3)), ('@lL', (-5, 5)), ('=lL', (-5, 5)), ('3s', (b'ab',)), ('3s', (b'abcd',)), ('5p', (b'ab',)), ('4x', ()), ('2xh', (7,)), ('c', (b'a',)), ('?', (True,)), ('??', (0, 5)), ('<d', (3.14,)), ('>f', (1.5,)), ('<e', (1.1,)), ('<f', (0.1,)), ('<d', (5e-324,)), ('<f', (1e-45,)), ('<e', (6e-8,)), ('<d', (float('inf'),)), ('<f', (float('-inf'),)), ('<d', (-0.0,)), ('<d', (float('nan'),)), ('<f', (3.4028234663852886e38,)), ('<e', (65504,)), ('<e', (2.98e-8,)), ('<f', (1.17549435e-38,)), ('<f', (1.1754942e-38,)), ('<3H', (1, 2, 3)), ('2h 3b', (1, 2, 3, 4, 5)), ('nN', (-1, 1)), ('<Q', (2**64 - 1,)), ('0s', (b'',)), ('0i', ()), ('bi0l', (1, 2)), ('10s', (bytearray(b'x'),)), ('<?c', (1, b'z')), ('<q', (-2**63,))]:
    p = struct.pack(fmt, *vals); print(fmt, struct.calcsize(fmt), p.hex(), struct.unpack(fmt, p))
for a in [('i', 'x'), ('i', 1.5), ('h', 70000), ('H', -1), ('b', 200), ('B', -1), ('q', 2**70), ('<q', 2**70), ('Q', -1), ('<Q', -1), ('i', 2**31), ('c', 'a'), ('c', b'ab'), ('s', 'a'), ('d', 'x'), ('f', 1e40), ('e', 1e5), ('ii', 1), ('i', 1, 2), ('k', 1), ('3', 1), ('<n', 1), ('2 i', 1), (5, 1), ('<d', 2**2000), ('i', None)]: t(struct.pack, *a)
t(struct.unpack, 'i', b'123'); t(struct.unpack, '<i', b'12345'); t(struct.calcsize, 'zz'); t(struct.unpack_from, '<H', b'abc', 1); t(struct.unpack_from, '<I', b'abc', 1); t(struct.unpack_from, '<H', b'abcd', -2)
print(list(struct.iter_unpack('<H', b'abcdef'))); t(struct.iter_unpack, '<H', b'abc')
s = struct.Struct('>IH'); print(s.size, s.format, s.pack(1, 2), s.unpack(s.pack(1, 2))); b = bytearray(10); s.pack_into(b, 2, 1, 2); print(b, s.unpack_from(b, 2)); t(s.pack_into, b, 6, 1, 2)
import random
random.seed(5)
for _ in range(300):
    x = math.ldexp(random.uniform(-1, 1), random.randint(-1080, 1020)); assert struct.unpack('<d', struct.pack('<d', x)) == (x,)
    y = math.ldexp(random.uniform(-1, 1), random.randint(-150, 127)); print(struct.pack('<f', y).hex(), end=' ')
    z = math.ldexp(random.uniform(-1, 1), random.randint(-26, 15)); print(struct.pack('<e', z).hex(), end=' ')
