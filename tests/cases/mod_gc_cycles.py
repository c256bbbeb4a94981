# needs: 3.13
"""Cycles: what collect() frees, what it must not, and in which order objects hear of it."""
import gc
import weakref

gc.disable()
gc.collect()


class Node:
    def __init__(self, name):
        self.name = name
        self.other = None

    def __repr__(self):
        return f'Node({self.name})'


class Loud(Node):
    def __del__(self):
        print('del', self.name)


a, b = Node('a'), Node('b')
a.other, b.other = b, a
r = weakref.ref(a, lambda ref: print('callback', ref()))
del a
print(r())
del b
print(r() is None)
print(gc.collect() >= 2, r())
print(gc.collect())

a = Loud('self')
a.other = a
del a
print('collecting')
gc.collect()
print('collected')

# A ring through lists, dicts, closures and methods.
a = Loud('ring')
box = [a]
table = {'box': box}


def inside():
    return table


a.other = (inside, a.__repr__)
ref = weakref.ref(a)
del a, box
gc.collect()
print(ref())
del table, inside
gc.collect()
print(ref())


# What a variable, a class, a running function or a generator holds stays.
def holder():
    kept = Loud('kept')
    kept.other = kept
    found = weakref.ref(kept)
    gc.collect()
    print('still', found())
    yield found
    print('last look', found())


g = holder()
found = next(g)
gc.collect()
print(found())
for _ in g:
    pass
gc.collect()
print(found())


class Registry:
    everything = []


a = Node('registered')
a.other = a
Registry.everything.append(a)
ref = weakref.ref(a)
del a
gc.collect()
print(ref())
Registry.everything.clear()
gc.collect()
print(ref())


# One that comes back to life.
saved = []


class Phoenix:
    def __init__(self):
        self.me = self

    def __del__(self):
        print('saving')
        saved.append(self)


p = Phoenix()
del p
gc.collect()
print(len(saved), saved[0].me is saved[0])
saved.clear()
gc.collect()
print(len(saved))

parent, child = Loud('parent'), Loud('child')
parent.child, child.parent = child, parent
del parent, child
print(gc.collect() > 1)

kids = weakref.WeakValueDictionary()
for n in range(5):
    node = Node(n)
    node.other = [node]
    kids[n] = node
del node
print(len(kids))
gc.collect()
print(len(kids), gc.isenabled(), gc.garbage)
try:
    gc.collect(5)
except ValueError as error:
    print(error)
data = {'k': [1, {2}, (3, [4])]}
data['self'] = data
gc.collect()
print(data['self']['k'], len(data))
print('end')
