def nest(n, f=lambda x: [x], x=None):
    x = [] if x is None else x
    for i in range(n): x = f(x)
    return x
def t(f):
    try: print(f())
    except Exception as e: print(repr(e))
for n in (900, 3000):
    t(lambda: nest(n) == nest(n)); t(lambda: nest(n, lambda x: (x,)) < nest(n, lambda x: (x,))); t(lambda: nest(n, lambda x: {1: x}) == nest(n, lambda x: {1: x})); t(lambda: nest(n) != nest(n + 1))
    t(lambda: nest(n) in [nest(n)]); t(lambda: [nest(n)].index(nest(n)))
for n in (900, 3000):
    t(lambda: len(repr(nest(n))) if n < 1000 else 0)
import copy
t(lambda: len(repr(copy.deepcopy(nest(150)))))
a = []; a.append(a); b = []; b.append(b)
t(lambda: a == b)
t(lambda: a == a)
a = {}; a['a'] = a; b = {}; b['a'] = b
t(lambda: a == b)
import json
t(lambda: json.dumps(a))
