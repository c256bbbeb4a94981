# The old formatting in all its conversions, right and wrong.


class Index:
    def __repr__(self):
        return 'an index'

    def __index__(self):
        return 66


class Real:
    def __repr__(self):
        return 'a real'

    def __float__(self):
        return 2.5


class Broken:
    def __repr__(self):
        return 'broken'

    def __int__(self):
        raise TypeError('never seen')


class Data:
    def __bytes__(self):
        return b'data'


class Pair(tuple):
    pass


def attempt(format, values):
    try:
        print(repr(format), '->', repr(format % values))
    except Exception as error:
        print(repr(format), '->', type(error).__name__, error)


for number in 0, 7, -255, 10**20, True, 2.75, -0.0, float('nan'), float('-inf'):
    for format in '%d', '%5i|', '%-8d|', '%+d', '% d', '%08d', '%.5d', '%#x', '%X', '%#o', '%e', '%.2f', '%09.3F', '%g', '%#.3G':
        attempt(format, number)
for value in 'text', 'é', b'by', None, [1, 2], (1,), Index(), Real(), Broken(), Pair((3, 4)):
    for format in '%s', '%.2s|', '%6.1s|', '%-6c|', '%c', '%d', '%x', '%f', b'%s', b'%a', b'%c', b'%d', b'%.1f', bytearray(b'[%b]'):
        attempt(format, value)
attempt(b'%s and %b', (Data(), bytearray(b'more')))
attempt('%(name)s is %(age)03d, %%, %(name).2r', {'name': 'Ada', 'age': 36})
attempt('%((a))s %()s', {'(a)': 1, '': 2})
attempt(b'%(a)s', {b'a': b'x'})
attempt('%*d|%-*d|%.*f', (5, 1, 4, 2, 2, 3.14159))
attempt('%*d|', (-5, 1))
for format, values in [
    ('%s', ()), ('%s %s', 1), ('%s', (1, 2)), ('plain', 1), ('plain', {'a': 1}), ('plain', [1]), (b'plain', b'x'), ('%(a)s', 1),
    ('%(a)s', {}), ('%(a', {}), ('%', 1), ('%5', 1), ('%.', 1), ('%y', 1), ('%\x01', 1), ('%5%', 1), ('%*d', ('x', 1)), ('%.*d', (2**40, 1)),
    ('%*d', (2**70, 1)), ('%99999999999999999999d', 1), ('%.99999999999d', 1), (b'%.99999999999d', 1), ('%ld %hd %Lf', (1, 2, 3)), ('%lld', 1),
    ('%c', 0x110000), ('%c', 'ab'), ('%c', 1.5), (b'%c', 256), (b'%c', b'ab'), (b'%z', 1), ('%(a)s %s', {'a': 1}), ('%s', {'a': 1}),
]:
    attempt(format, values)
print('%s and %s' % Pair(('one', 'two')))


class Nested:
    def __int__(self):
        return len('%.*d' % (9, 1))


print('%.*d' % (3, Nested()), '%.*d' % (2, Nested()))
