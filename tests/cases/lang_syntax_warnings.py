# needs: 3.13
# What a program is warned of before it runs.
import re

x = 5
print('first')
if x is 5:
    print('is')
if x is not 'a' and -1 is not x:
    print('is not')
print(re.findall('\d+\s', 'a1 b22 '), "\.", '''
\w''', r'\d', b'\q', '\N{BULLET}\x41\101\'')
print(f'{x}\w', rf'\w{x}')


def later():
    assert (x, 'always')
    for item in (lambda: [(1, 2) (3, 4)], lambda: [[1, 2] ['a']], lambda: 5[0], lambda: "a"(1), lambda: (1, 2) is x, lambda: [1][0], lambda: 'abc'['a']):
        try:
            print(item())
        except TypeError as error:
            print(error)
    return x is None, x is True, x is ..., [] is x, x is ()


print(later())
