# The functions of math that are called rarely, on arguments of all kinds.
import math
import random

numbers = random.Random('math')


def show(function, *args, **keywords):
    try:
        return repr(function(*args, **keywords))
    except Exception as error:
        return f'{type(error).__name__}: {error}'


edges = [0.0, -0.0, 1.0, -1.0, 5e-324, 2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308, math.inf, -math.inf, math.nan,
         23.0, 171.0, 172.0, -0.5, -170.5, -250.3, 1e-21, 1e-300, 1e16, 28.5, -6.5]
floats = edges + [numbers.uniform(-50, 50) for _ in range(60)] + [numbers.uniform(-2, 2) for _ in range(60)]


def rounded(text):
    """Last digits are those of the machine's own library."""
    return text if text[0].isalpha() else f'{float(text):.12g}'


for name in 'gamma', 'lgamma', 'erf', 'erfc', 'asinh', 'acosh', 'atanh', 'cbrt':
    print(name, *[rounded(show(getattr(math, name), x)) for x in floats])

for _ in range(60):
    x, y, steps = numbers.choice(floats), numbers.choice(floats), numbers.choice([None, 0, 1, 3, 10 ** 6, 2 ** 70, -1])
    print(x, y, steps, show(math.nextafter, x, y, steps=steps), show(math.nextafter, x, y))
    p = [numbers.choice(floats) for _ in range(numbers.randint(0, 5))]
    q = [numbers.choice(floats) / 3 for _ in p]
    print(show(math.fsum, p), show(math.sumprod, p, q), show(math.dist, p, q), show(math.prod, p), show(math.sumprod, q, [1, True, 2 ** 60, -7, 5][:len(q)]))
    n = numbers.choice([numbers.randint(0, 80), numbers.randint(0, 10 ** 6), numbers.getrandbits(numbers.randint(1, 300)), -3])
    k = numbers.randint(-1, 60)
    print(n, k, show(math.comb, n, k), show(math.perm, n, k), show(math.isqrt, n), show(math.lcm, n, k, 6), show(math.factorial, min(n, 99)))
    print(rounded(show(math.log, abs(x), abs(y))), rounded(show(math.log, n, k)))


class Near(float):
    pass


class Whole:
    def __index__(self):
        return 4


functions = [math.erf, math.factorial, math.isqrt, math.perm, lambda x: math.comb(x, 2), lambda x: math.lcm(x, 3), lambda x: math.fsum([x, 1]),
             lambda x: math.dist([x], [1]), lambda x: math.nextafter(1, 2, steps=x), lambda x: math.prod([x, 2]), lambda x: math.prod([2], start=x),
             lambda x: math.sumprod([x], [2]), lambda x: math.sumprod([x, 1.5], [2, 3]), lambda x: math.log(x, 2), lambda x: math.log(8, x)]
for at, function in enumerate(functions):
    print(at, *[show(function, value) for value in (Near(2.5), Whole(), True, '1', None, 3, 3.5, 10 ** 400, [1], 2j)], sep=' | ')

for call in ['comb(1)', 'comb(1, 2, 3)', 'perm()', 'perm(5)', 'perm(5, None)', 'dist([1], [1, 2])', 'dist(1, 2)', 'dist()',
             'fsum(1)', 'prod()', 'prod([1], 2)', 'prod(iterable=[1])', 'sumprod([1], [1, 2])', 'sumprod([1e308] * 2, [10, 10])',
             'sumprod([math.inf, math.inf], [1, -1.0])', 'sumprod([1.7e308] * 2, [1, 1])', 'fsum([1e308, 1e308])', 'fsum([math.inf, -math.inf])', 'nextafter(1)',
             'nextafter(1, 2, 3)', 'factorial(-1)', 'factorial(10 ** 30)', 'comb(10 ** 30, 10 ** 29)', 'perm(10 ** 30, 10 ** 29)',
             'comb(-1, 1)', 'comb(1, -1)', 'isqrt(-1)', 'isqrt(10 ** 101)', 'lcm()', 'lcm(0, 4)', 'lcm(-4, 6)', 'log(8, 1)', 'log(0, 2)',
             'log()', 'log(1, 2, 3)', 'hypot(1.7e308, 1.7e308)', 'hypot(*range(300))', 'dist(range(300), range(2, 302))', 'gcd(*range(30, 3000, 30))']:
    print(call, show(eval, 'math.' + call))
print(math.comb, math.erf, sorted([3, 1, 2], key=math.gamma), list(map(math.factorial, range(9))))

import traceback
try:
    math.comb(3, -1)
except ValueError as error:
    print([entry.name for entry in traceback.extract_tb(error.__traceback__)])
for seed in 'text', '', 'é' * 200, b'bytes', bytearray(b'array'), 12, -7.5:
    print(random.Random(seed).getrandbits(70))
