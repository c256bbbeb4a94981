from types import MappingProxyType
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
d = {'a': 1, 'b': 2}
p = MappingProxyType(d)
print(p, p['a'], len(p), list(p), 'a' in p, p.get('z', 5), sorted(p.items()), list(p.values()), p == d, p | {'c': 3}, {'c': 3} | p, dict(p), {**p}, list(reversed(p)))
def s(): p['x'] = 1
t(s); t(lambda: p.pop('a')); t(lambda: p['zz']); t(lambda: MappingProxyType([1]))
def dd(): del p['a']
t(dd)
d['new'] = 9; print(p['new'], type(p))
class K:
    a = 1
    def m(self): pass
print(type(K.__dict__), K.__dict__['a'], [k for k in K.__dict__ if k[0] != '_'], 'm' in vars(K), isinstance(p, dict))
t(lambda: K.__dict__.update(a=2))
from collections.abc import Mapping
print(isinstance(p, Mapping))
match p:
    case {'a': x, **r}: print(x, r)
X = type('X', (K,), dict(K.__dict__)); print(X.a)
for k, v in sorted(p.items()): print(k, v)
print(hash(p) if False else 'nohash'); t(lambda: hash(p))
import json; t(lambda: json.dumps(dict(p)))
print(p.copy(), type(p.copy()))
