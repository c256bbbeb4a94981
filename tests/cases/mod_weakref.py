# needs: 3.13
"""Weak references, collections of them, finalizers, and what runs at the end."""
import atexit
import gc
import weakref
from collections import deque


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'Node({self.name})'

    def hello(self):
        return f'hello from {self.name}'


def attempt(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


a = Node('a')
r = weakref.ref(a)
print(r(), r() is a, weakref.ref(a) is r, weakref.getweakrefcount(a), weakref.getweakrefs(a) == [r], r.__callback__, type(r))
print(r == weakref.ref(a), hash(r) == hash(a), isinstance(r, weakref.ref), str(r).startswith('<weakref at 0x'), "to 'Node'" in repr(r))
b = a
del a
print(r())
del b
print(r(), 'dead>' in repr(r))
attempt(hash, weakref.ref(Node('x')))

a = Node('cb')
first = weakref.ref(a, lambda ref: print('first', ref(), ref is first))
second = weakref.ref(a, lambda ref: print('second', ref()))
print(first == second, first is second, weakref.getweakrefcount(a))
a = None
print('after', first.__callback__)


class Loud(Node):
    def __del__(self):
        print('del', self.name, r2() is self)


a = Loud('loud')
r2 = weakref.ref(a, lambda ref: print('callback after del', ref()))
del a
print('end of loud')

for value in (1, 'x', [], {}, (), None, 1.5, object(), b'', ValueError('x'), range(3)):
    attempt(weakref.ref, value)
for value in (Node, Node.hello, {1}, frozenset([1]), deque(), (n for n in ''), weakref, print.__class__):
    print(weakref.ref(value)() is value)


class Slotted:
    __slots__ = ('x',)


class SlottedRef:
    __slots__ = ('x', '__weakref__')


attempt(weakref.ref, Slotted())
s = SlottedRef()
print(weakref.ref(s)() is s)

a = Node('proxied')
p = weakref.proxy(a)
print(p.name, p.hello(), p, isinstance(p, Node), isinstance(p, int), type(p) is weakref.ProxyType)
p.name = 'changed'
print(a.name, p == a)
del a
attempt(lambda: p.name)
attempt(str, p)

values = weakref.WeakValueDictionary()
x, y = Node('x'), Node('y')
values['x'], values['y'] = x, y
values[3] = x
print(len(values), sorted(map(str, values)), values['x'], values.get('q', 'none'), 'y' in values, list(values.values()), dict(values))
del y
print(len(values), 'y' in values, list(values.items()))
attempt(lambda: values['y'])
print(values.pop(3), values.setdefault('x', 5), list(values.keys()), type(values).__name__)
del x
print(len(values), dict(values), bool(values))

keys = weakref.WeakKeyDictionary()
k, m = Node('k'), Node('m')
keys[k] = 1
keys[m] = 2
print(len(keys), keys[k], k in keys, 5 in keys, sorted(keys.values()), list(keys), keys.get(m))
del k
print(list(keys.items()))
try:
    keys[Node('z')]
except KeyError as error:
    print(type(error))
del keys[m]
print(len(keys))

group = weakref.WeakSet()
u, v = Node('u'), Node('v')
group.add(u)
group.add(v)
group.add(u)
print(len(group), u in group, sorted(n.name for n in group), 3 in group)
del v
print(len(group), list(group))
group.discard(u)
group.discard(u)
try:
    group.remove(u)
except KeyError as error:
    print(type(error))
print(len(group))

w = Node('w')
method = weakref.WeakMethod(w.hello)
print(method()(), weakref.ref(w.hello)())
del w
print(method())
attempt(weakref.WeakMethod, print)

t = Node('t')
f = weakref.finalize(t, print, 'finalized', 1, sep='-')
print(f.alive, f.peek()[1:] == (print, ('finalized', 1), {'sep': '-'}), f.atexit)
del t
print(f.alive, f(), f.peek(), f.detach())
t = Node('t2')
f = weakref.finalize(t, print, 'never')
print(f.detach()[0] is t, f.alive)
f = weakref.finalize(t, lambda x: x * 2, 21)
print(f(), f(), f.alive)


class Cache:
    _known = weakref.WeakValueDictionary()

    def __new__(cls, key):
        found = cls._known.get(key)
        if found is None:
            found = super().__new__(cls)
            cls._known[key] = found
        return found


one = Cache('k')
print(one is Cache('k'), len(Cache._known))
del one
print(len(Cache._known))


class Tree:
    def __init__(self, value, parent=None):
        self.value = value
        self.children = []
        self._parent = weakref.ref(parent) if parent else None
        if parent:
            parent.children.append(self)

    @property
    def parent(self):
        return self._parent() if self._parent else None

    def __del__(self):
        print('freed', self.value)


root = Tree('root')
leaf = Tree('leaf', root)
print(leaf.parent.value)
del root
print(leaf.parent)
del leaf

kept = Node('kept')
weakref.finalize(kept, print, 'finalizer at exit')
weakref.finalize(kept, print, 'second finalizer at exit')
atexit.register(print, 'atexit', end='!\n')


@atexit.register
def last():
    print('registered last, called first')


atexit.register(print, 'not this')
print('end')
