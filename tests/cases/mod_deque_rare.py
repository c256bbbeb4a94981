# needs: 3.13
# What programs ask rarely of deques and of contexts
from collections import deque
import contextvars
import copy


def attempt(call):
    try:
        return call()
    except Exception as error:
        return type(error).__name__, str(error)


class Own(deque):
    def __init__(self, *args):
        super().__init__(*args)
        self.tag = 1


class Growing:
    def __init__(self, owner):
        self.owner = owner

    def __eq__(self, other):
        self.owner.append(1)
        return False


class Bad:
    def __repr__(self):
        raise KeyError('bad')


d = deque([1, 2, 3, 2], 5)
print(d, d.copy(), copy.copy(d), type(Own([1]).copy()).__name__, d.copy().maxlen)
for args in (2,), (2, 2), (2, -1), (9,), (1, 1), (3, 0, 2), (3, 0, -1), (1, -10), (2, 'a'), (2, None), (), (1, 2, 3, 4):
    print(args, attempt(lambda: d.index(*args)))
nan = float('nan')
print(d.count(2), d.count(nan), deque([nan]).count(nan), deque([nan]).index(nan))
print(attempt(lambda: d.remove(2)), d, attempt(lambda: d.remove(7)), attempt(lambda: deque([1]).remove(Bad())))
print(d.insert(1, 'i'), d.insert(-1, 'j'), d, attempt(lambda: d.insert(0, 'k')))
print(attempt(lambda: deque().insert('x', 1)), attempt(lambda: deque().insert(None, 1)))
for at in -100, -4, -3, -2, -1, 0, 1, 2, 3, 4, 100:
    e = deque('abc')
    e.insert(at, 'X')
    print(at, ''.join(e), end='; ')
print()
print(d + deque([9]), attempt(lambda: d + [1]), d * 2, 2 * d, d * 0, d * -1, attempt(lambda: d * 'x'), attempt(lambda: d * 1.5))
print(type(Own([1]) * 2).__name__, type(Own([1]) + deque([2])).__name__, Own([1, 2]) + deque([2]))
d *= 2
d += 'ab'
print(d)
r = deque([1])
r.append([r, r])
print(r, deque([[1], 'a', deque()]), deque(maxlen=0), attempt(lambda: repr(deque([Bad()]))))
m = deque([1, 2, 3])
m[1] = Growing(m)
print(attempt(lambda: m.index(9)), attempt(lambda: m.count(9)), attempt(lambda: 9 in m), len(m))

v = contextvars.ContextVar('v', default=[1])
w = contextvars.ContextVar("w'q")
z = contextvars.ContextVar('z')
print(str(v).partition(' at ')[0], str(w).partition(' at ')[0])
print(attempt(lambda: repr(contextvars.ContextVar('b', default=Bad()))))
w.set(2)
v.set('a')
c = contextvars.copy_context()
print(c[w], c.get(v), c.get(z), c.get(z, 5), w in c, z in c, attempt(lambda: c[z])[0])
for ask in c.get, c.__getitem__, c.__contains__:
    print(attempt(lambda: ask('w')))
print(attempt(lambda: c.get()), attempt(lambda: c.get(w, 1, 2)))
print(c == contextvars.copy_context(), c == 3, c != contextvars.Context(), c == c.copy(), c.__eq__(3))
