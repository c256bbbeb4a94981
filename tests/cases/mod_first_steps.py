import sys, time, random, heapq, functools, collections
from collections import deque, Counter, defaultdict, OrderedDict, namedtuple, ChainMap
d = deque([1,2,3], maxlen=3); d.append(4); print(d, d[0], len(d), list(reversed(d)), 3 in d, d == deque([2,3,4]))
d.rotate(1); print(d, d.index(2), d.count(4)); d.extendleft('ab'); print(d); d.clear(); print(d, not d)
try: d.pop()
except IndexError as e: print(e)
P = namedtuple('P', 'x y', defaults=[5]); p = P(1); print(p, p.x, p._replace(y=9), p._asdict(), P._fields, p == (1,5))
a, b = p; print(a, b, P.__name__, P)
try: P()
except TypeError as e: print(e)
c = Counter('abracadabra'); print(c, c.most_common(2), c['z'], c + Counter(a=1), c - Counter('aaa'))
dd = defaultdict(list); dd['a'].append(1); print(dd, dd['q'])
od = OrderedDict(a=1, b=2); od.move_to_end('a'); print(od, od.popitem(last=False))
print(ChainMap({'a':1},{'b':2})['b'], ChainMap({'a':1}))
random.seed(42); print(random.random(), random.randint(1,10), random.choice('abc'), random.sample(range(100), 5), random.choices([1,2,3], weights=[1,2,3], k=4), random.uniform(1,2))
l=[1,2,3,4,5]; random.shuffle(l); print(l, random.Random(3).random(), random.gauss(0,1), random.randrange(10), random.randrange(0,10,2))
try: random.choice([])
except IndexError as e: print(e)
@functools.lru_cache(maxsize=None)
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
print(fib(90), fib.cache_info(), fib.__name__)
@functools.cache
def f(a,b=1): return a+b
print(f(1), f(1,b=2), f(1), f.cache_info())
print(functools.reduce(lambda a,b:a+b,[1,2,3]), functools.partial(pow, 2)(5))
h=[5,3,8,1]; heapq.heapify(h); heapq.heappush(h,0); print(heapq.heappop(h), heapq.heappop(h), heapq.nlargest(2,h), list(heapq.merge([1,4],[2,3])))
print(time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(0)), time.localtime(1700000000), time.ctime(0), time.asctime(time.gmtime(86400*365)))
print(sys.version_info[:2], sys.maxsize, sys.version_info >= (3,8))
sys.stdout.write('hi\n')
try: 1/0
except ZeroDivisionError: print(sys.exc_info()[0], sys.exc_info()[1])
from functools import total_ordering, wraps, singledispatch, cached_property, cmp_to_key
@total_ordering
class V:
    def __init__(self,v): self.v=v
    def __eq__(self,o): return self.v==o.v
    def __lt__(self,o): return self.v<o.v
print(V(1)<=V(2), V(2)>V(1), V(1)>=V(2))
print(sorted([3,1,2], key=cmp_to_key(lambda a,b:b-a)))
class Q:
    @cached_property
    def x(self): print('calc'); return 3
    @functools.lru_cache
    def m(self, a): return a*2
q=Q(); print(q.x,q.x,q.m(4),Q.m.cache_info())
@singledispatch
def show(x): return 'obj'
@show.register
def _(x: int): return 'int'
@show.register(list)
def _(x): return 'list'
print(show(1), show([]), show('a'))
def deco(fn):
    @wraps(fn)
    def inner(*a): 
        "inner doc"
        return fn(*a)
    return inner
@deco
def named(x):
    "doc!"
    return x
print(named.__name__, named.__doc__, named.__wrapped__(3))
from contextlib import *
@contextmanager
def cm():
    print('in')
    try: yield 5
    except ValueError as e: print('caught', e)
    finally: print('out')
with cm() as x: print(x); raise ValueError('boo')
with suppress(KeyError): {}['a']
with ExitStack() as st:
    st.callback(print, 'cb'); st.enter_context(cm())
try:
    with cm(): raise KeyError('z')
except KeyError as e: print('KeyError', e)
from abc import ABC, abstractmethod
class Base(ABC):
    @abstractmethod
    def go(self): ...
class D(Base):
    def go(self): return 1
try: Base()
except TypeError as e: print(e)
print(D().go(), isinstance(D(), Base))
from collections.abc import Iterable, Sequence, Mapping, Callable
print(isinstance([], Iterable), isinstance({}, Mapping), isinstance(3, Iterable), isinstance('a', Sequence), isinstance(len, Callable))
sys.exit(3)
