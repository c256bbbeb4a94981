# Sets of numbers are walked in the order of CPython's hash table, whatever was done to them before.

state = 12345


def random(limit):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return state // 65536 % limit


def number(spread):
    kind = random(12)
    if kind == 0:
        return random(spread) / 4
    if kind == 1:
        return -random(spread)
    if kind == 2:
        return 2 ** random(70)
    if kind == 3:
        return (random(4), random(4))
    if kind == 4:
        return [True, False, None, -1][random(4)]
    return random(spread)


def numbers():
    spread = [6, 40, 300, 5000][random(4)]
    return [number(spread) for _ in range([0, 1, 3, 6, 12, 30, 120][random(7)])]


def iterable():
    items = numbers()
    return [items, set(items), frozenset(items), dict.fromkeys(items), tuple(items), range(len(items))][random(6)]


def change(a, b):
    kind = random(22)
    if kind < 4:
        a.add(number(40))
    elif kind < 7:
        a.discard(number(40))
    elif kind == 7:
        print('popped', a.pop() if a else 'nothing')
    elif kind == 8:
        a = a | b
    elif kind == 9:
        a = a & b
    elif kind == 10:
        a = a - b
    elif kind == 11:
        a = a ^ b
    elif kind == 12:
        a |= b
    elif kind == 13:
        a &= b
    elif kind == 14:
        a -= b
    elif kind == 15:
        a ^= b
    elif kind == 16:
        a = a.union(iterable(), b)
    elif kind == 17:
        a.update(iterable())
    elif kind == 18:
        a.difference_update(iterable())
    elif kind == 19:
        a.symmetric_difference_update(iterable())
    elif kind == 20:
        a.intersection_update(range(50))
    else:
        a = a.copy()
    return a


for program in range(250):
    first, second = set(iterable()), {*numbers()}
    for _ in range(random(12)):
        first, second = change(second, first), first
    print(program, first, list(second))

print({30, 10, 20}, {3.5, 1, 2, 100, -7}, {1, 2, 3} | {1001, 1002}, frozenset([9, 1, 17]))
for member in {64, 32, 96, 1, 0}:
    print(member, end=' ')
print()
print({frozenset([1, 2]), frozenset([3]), frozenset()}, {(1, (2, 3)), (0,), ()})
print({x % 7 for x in range(100, 140, 3)}, set(map(abs, range(-20, 3))), {True: 1}.keys() | {5, 3})
print({'a': 1, 'b': 2}.keys() & {'b'}, {1, 2}.isdisjoint({3}), set() == frozenset())
