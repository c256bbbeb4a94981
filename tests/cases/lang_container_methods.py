# The methods of lists, dicts, sets, ranges and iterators, and the functions that go through iterables.

class E:
    def __init__(s,v): s.v=v
    def __eq__(s,o): return isinstance(o,E) and s.v==o.v
    def __hash__(s): return hash(s.v)
    def __repr__(s): return 'E(%r)'%s.v
    def __lt__(s,o): return s.v<o.v
class I:
    def __init__(s,v): s.v=v
    def __index__(s): return s.v
def gen(n):
    for i in range(n): yield i
class M:
    def keys(s): return ['x','y']
    def __getitem__(s,k): return k*2
class L(list): pass
class D(dict): pass
def raises(x): raise ValueError('r%s'%x)
class Bad:
    def __lt__(s,o): raise KeyError('lt')
class K:
    def __init__(s): s.n=0
    def __call__(s,x): s.n+=1; return -x

def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


try:
    l=[1,2,3]
    print(l.append(4), l.extend(gen(2)), l.extend('ab'), l, l.insert(0,'z'), l.insert(-1,'y'), l.insert(100,'e'), l)
except Exception as error:
    print(type(error).__name__, error)
try:
    l=[1,2,3]
    l.extend(l)
    print(l)
except Exception as error:
    print(type(error).__name__, error)
try:
    l=[1,2,3]
    l+=gen(2)
    l*=2
    print(l, l.pop(), l.pop(0), l.pop(-2), l)
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: ([].pop()))
attempt(lambda: ([1].pop(5)))
attempt(lambda: ([1].pop('a')))
attempt(lambda: ([1].pop(I(0))))
attempt(lambda: ([1,2].insert('a',1)))
attempt(lambda: ([1,2].remove(9)))
attempt(lambda: ([1,2].index(9)))
attempt(lambda: ([E(1),E(2)].index(E(2)), [E(1),E(1)].count(E(1)), [1,2,3,1].index(1,1), [1,2,3].index(3,-1), [1,1.0,True].count(1)))
attempt(lambda: ([E(1)].index(E(9))))
attempt(lambda: ([1,2,3].index(1,1,3)))
try:
    l=[E(1),E(2)]
    l.remove(E(2))
    print(l, l.copy(), l.clear(), l)
except Exception as error:
    print(type(error).__name__, error)
try:
    l=[3,1,2]
    print(l.sort(), l, l.sort(reverse=True), l, l.sort(key=lambda x:-x), l, l.reverse(), l)
except Exception as error:
    print(type(error).__name__, error)
try:
    l=['b','A','c']
    l.sort(key=str.lower)
    print(l)
except Exception as error:
    print(type(error).__name__, error)
try:
    l=[E(3),E(1),E(2)]
    l.sort()
    print(l, sorted(l, reverse=True))
except Exception as error:
    print(type(error).__name__, error)
try:
    l=[3,1,2]
    l.sort(key=raises)
except Exception as error:
    print(type(error).__name__, error)
try:
    l=[3,'a']
    l.sort()
except Exception as error:
    print(type(error).__name__, error)
try:
    l=[Bad(),Bad()]
    l.sort()
except Exception as error:
    print(type(error).__name__, error)
try:
    l=[3,1,2]
    l.sort(key=lambda x: l.append(5) or x)
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: (sorted([(1,'b'),(1,'a'),(0,'z')]), sorted([1.5,1,True,10**20]), sorted({3:1,1:2}), sorted('hello'), sorted([[2],[1,5],[1]]), sorted([b'b',b'a']), sorted([])))
attempt(lambda: (sorted([(1,2),(1,)]), sorted([(1,'a'),(1,2)][:1])))
attempt(lambda: (sorted([(1,'a'),(1,2)])))
attempt(lambda: (sorted([float('nan'),1,2]).__len__()))
attempt(lambda: (sorted(5)))
attempt(lambda: (sorted([1,2],key=5)))
attempt(lambda: (sorted([3,1,2],key=None,reverse=True), sorted([1,2,3],key=lambda x:x%2), sorted([1,2,3,4],key=lambda x:x%2,reverse=True), sorted(gen(3),key=K())))
attempt(lambda: (sorted([1,2],reverse='x')))
attempt(lambda: (sorted([1,None])))
attempt(lambda: (list(), list('ab'), list(gen(3)), list({1:2}), list(range(3)), list(map(str,[1]))))
attempt(lambda: (list(5)))
attempt(lambda: (list(1,2)))
attempt(lambda: (list(a=1)))
attempt(lambda: (tuple(a=1)))
attempt(lambda: (tuple(), tuple('ab'), tuple(gen(3)), (1,2).index(2), (1,2,1).count(1), (E(1),).index(E(1))))
attempt(lambda: ((1,2).index(5)))
attempt(lambda: (tuple(5)))
attempt(lambda: ([1,2]+[3], [1]*3, (1,)+(2,), 2*(1,), 'a'*3, b'a'*2, [1]*-1, [1]*0))
attempt(lambda: ([1]+(1,)))
attempt(lambda: ((1,)+[1]))
attempt(lambda: ([1]*1.5))
attempt(lambda: ('a'+1))
attempt(lambda: (dict(), dict(a=1), dict([(1,2)]), dict([(1,2)],b=3), dict({1:2},a=5), dict(M()), dict(zip('ab',[1,2])), dict(gen(0)), dict(['ab','cd'])))
attempt(lambda: (dict(5)))
attempt(lambda: (dict([1])))
attempt(lambda: (dict([(1,2,3)])))
attempt(lambda: (dict(['abc'])))
attempt(lambda: (dict(1,2)))
attempt(lambda: (dict([([],1)])))
attempt(lambda: (dict.fromkeys('ab'), dict.fromkeys(gen(2),5), D.fromkeys('a'), type(D.fromkeys('a')) is D))
attempt(lambda: (dict.fromkeys(5)))
try:
    d={'a':1}
    print(d.update(b=2), d.update({'c':3}), d.update([('d',4)]), d.update(M()), d, d.update(), d.update({},z=1), d)
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: ({}.update(5)))
attempt(lambda: ({}.update([1])))
try:
    d={1:2,3:4}
    print(d.pop(1), d.pop(9,None), d.popitem(), d)
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: ({}.popitem()))
attempt(lambda: ({}.pop(1)))
attempt(lambda: ({}.get([])))
attempt(lambda: ({E(1):2}.get(E(1)), {E(1):2}[E(1)], {E(1):2}.pop(E(1)), {E(1):2}.setdefault(E(1),5), {E(1):1}|{E(1):5}, E(1) in {E(1):1}))
attempt(lambda: ({1:2}|{3:4}, {1:2}|{1:3}))
attempt(lambda: ({1:2}|[1]))
try:
    d={1:2}
    d|={3:4}
    d|=[(5,6)]
    print(d)
except Exception as error:
    print(type(error).__name__, error)
try:
    d={1:2}
    d|=5
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: (list(reversed({1:2,3:4})), list(reversed({1:2,3:4}.values())), list(reversed({1:2}.items()))))
attempt(lambda: ({1:2}.keys() & {1,5}, {1:2}.keys() | [7], {1:2,3:4}.keys() - {1}, {1:2}.keys() ^ {1,2}, {1:2}.items() & {(1,2)}, {1:2}.keys() == {1}, {1:2}.keys() <= {1,2}, {1:2}.keys().isdisjoint([5]), {1:2}.items() == {(1,2)}))
attempt(lambda: ({1:2}.values() & {1}))
attempt(lambda: (1 in {1:2}.keys(), 2 in {1:2}.values(), (1,2) in {1:2}.items(), (1,3) in {1:2}.items(), 5 in {1:2}.items(), len({1:2}.items())))
attempt(lambda: ([1,2] & {1:2}.keys(), {1} | {1:2}.keys(), {1:2}.keys() & [1,1]))
try:
    d={1:1,2:2}
    [d.pop(k) for k in d]
except Exception as error:
    print(type(error).__name__, error)
try:
    d={1:1,2:2}
    [d.setdefault(k+10,0) for k in d]
except Exception as error:
    print(type(error).__name__, error)
try:
    s={1,2}
    [s.add(k+10) for k in s]
except Exception as error:
    print(type(error).__name__, error)
try:
    l=[1,2,3]
    [l.remove(k) for k in l]
    print(l)
except Exception as error:
    print(type(error).__name__, error)
try:
    d={1:1}
    k=d.keys()
    v=d.values()
    i=d.items()
    d[2]=3
    print(k,v,i,len(k),list(i))
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: ({1:2}=={1:2}, {1:2}=={1:3}, {1:[E(1)]}=={1:[E(1)]}, {1:2}!={}, {1:2,3:4}=={3:4,1:2}))
attempt(lambda: ({1:2}<{1:3}))
attempt(lambda: (set(), set('a'), set([1,1]), frozenset([1]), {1,2}|{3}, {1,2}&{2}, {1,2}-{2}, {1,2}^{2,3}, {1}<{1,2}, {1}<={1}, {1,2}>{1}, {1}>={2}, {1}=={1}, {1}!={1}, {1}==frozenset([1]), frozenset([1])|{2}, {1}|frozenset([2])))
attempt(lambda: ({1}|[1]))
attempt(lambda: ({1}<[1]))
attempt(lambda: ({1}.union([2],(3,),{4:5}), {1}.intersection([1],[2]), {1,2,3}.difference([1],[2]), {1}.symmetric_difference([2]), {1}.issubset([1,2]), {1,2}.issuperset([1]), {1}.isdisjoint([2])))
attempt(lambda: (set().union(5)))
attempt(lambda: (set(5)))
attempt(lambda: (set([[]])))
attempt(lambda: ({1}.remove(5)))
attempt(lambda: ({1}.remove({1})))
attempt(lambda: ({1}.remove([])))
attempt(lambda: (set().pop()))
attempt(lambda: ({1}.add([])))
attempt(lambda: ({[]}))
try:
    s={1}
    print(s.add(2), s.discard(9), s.remove(1), s, s.copy(), s.clear(), s)
except Exception as error:
    print(type(error).__name__, error)
try:
    s={E(1),E(2)}
    s.remove(E(1))
    s.add(E(2))
    print(s, E(2) in s, s|{E(2)}, s&{E(2)}, s-{E(2)}, s=={E(2)})
except Exception as error:
    print(type(error).__name__, error)
try:
    s={1,2,3}
    s|={4}
    s&={1,4}
    s-={4}
    s^={9}
    print(s)
except Exception as error:
    print(type(error).__name__, error)
try:
    s={1}
    s|=[1]
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: (frozenset([1]).add(2)))
attempt(lambda: (hash(frozenset([1,2]))==hash(frozenset([2,1])), hash(frozenset()), hash(frozenset([1,2,3]))))
attempt(lambda: ({frozenset([1]):2}[frozenset([1])]))
attempt(lambda: (range(5)[1:3], range(10)[::-1], range(0,10,3)[1:], range(5).index(3), range(5).count(9), range(5)==range(0,5,1), range(0)==range(2,1), list(reversed(range(0,10,3))), range(5).start, range(1,5,2).stop, range(1,9,2).step, len(range(0,10,3)), range(5) is range(5), hash(range(5))==hash(range(0,5))))
attempt(lambda: (range(5).index(9)))
attempt(lambda: (range(5).index('a')))
attempt(lambda: (range()))
attempt(lambda: (range(1,2,3,4)))
attempt(lambda: (range(1,2,0)))
attempt(lambda: (range('a')))
attempt(lambda: (range(1.5)))
attempt(lambda: (range(I(3))))
attempt(lambda: (slice(1,10,2).indices(5), slice(None).indices(3), slice(-3,None,-1).indices(5)))
attempt(lambda: (slice(1).indices(-1)))
attempt(lambda: (slice(1)==slice(1), slice(1,2,3).start))
attempt(lambda: (list(zip([1,2],'ab')), list(zip()), list(zip([1])), list(zip(gen(2),gen(3))), list(zip([1],[2],strict=True)), list(zip(*[[1,2],[3,4]]))))
attempt(lambda: (list(zip([1],[1,2],strict=True))))
attempt(lambda: (list(zip([1,2],[1],strict=True))))
attempt(lambda: (list(zip([1],[1],[],strict=True))))
attempt(lambda: (list(zip(gen(1),gen(2),strict=True))))
attempt(lambda: (zip(5)))
attempt(lambda: (zip(a=1)))
attempt(lambda: (list(enumerate('ab')), list(enumerate('ab',1)), list(enumerate('ab',start=5)), list(enumerate(gen(2)))))
attempt(lambda: (enumerate(5)))
attempt(lambda: (enumerate()))
attempt(lambda: (enumerate([],'a')))
attempt(lambda: (list(map(lambda x,y:x+y,[1,2],[3,4,5])), list(map(str,gen(2))), list(map(abs,[-1]))))
attempt(lambda: (map(1)))
attempt(lambda: (list(map(1,[1]))))
attempt(lambda: (list(map(raises,[1]))))
attempt(lambda: (list(filter(None,[0,1,'',2])), list(filter(lambda x:x>1,gen(4))), list(filter(str.isdigit,['1','a']))))
attempt(lambda: (filter(1)))
attempt(lambda: (list(filter(1,[1]))))
attempt(lambda: (list(iter(iter([1,2]).__next__, 2)), list(iter(K(), 5))[:0] if 0 else 1))
attempt(lambda: (iter(1,2)))
attempt(lambda: (iter()))
attempt(lambda: (sum([]), sum([1,2]), sum([.1]*10), sum([1,2.5]), sum([[1],[2]],[]), sum(gen(4)), sum([1],start=5), sum([True,2]), sum([10**20,1]), sum([1e100,1.0,-1e100]), sum((1.5,2),3)))
attempt(lambda: (sum(['a'])))
attempt(lambda: (sum(['a'],'')))
attempt(lambda: (sum([b'a'],b'')))
attempt(lambda: (sum(5)))
attempt(lambda: (sum([1],None)))
attempt(lambda: (min(1,2), max(1,2), min([3,1]), max('abc'), min([],default=5), max([1,-5],key=abs), min(gen(3)), max([E(1),E(3)]), min((1,2),(0,5)), max([1,1.0,True]), min([1.0,1])))
attempt(lambda: (min()))
attempt(lambda: (min([])))
attempt(lambda: (min(5)))
attempt(lambda: (max(1,'a')))
attempt(lambda: (min(1,2,default=3)))
attempt(lambda: (max([1],key=5)))
attempt(lambda: (min([1],foo=5)))
attempt(lambda: (any([]), any([0,1]), all([]), all([1,0]), any(gen(2)), all(x<5 for x in gen(3))))
attempt(lambda: (any(5)))
attempt(lambda: (list(reversed([1,2])), list(reversed('ab')), list(reversed((1,2))), list(reversed(range(3)))))
attempt(lambda: (reversed(5)))
attempt(lambda: (reversed({1})))
attempt(lambda: (reversed(gen(1))))
attempt(lambda: (chr(97), chr(8364), ord('a'), ord('€'), ord(b'a')))
attempt(lambda: (chr(-1)))
attempt(lambda: (chr('a')))
attempt(lambda: (chr(0x110000)))
attempt(lambda: (ord('ab')))
attempt(lambda: (ord(5)))
attempt(lambda: (ord('')))
attempt(lambda: (list(x for x in L([1,2])), L([3,1]).copy(), type(L([1]).copy()), L([1])+[2], type(L([1])+[2]), type(L([1])[:]), L([1])==[1], sorted(L([2,1]))))
try:
    x,*y=L([1,2,3])
    print(x,y,max(L([1,5])),len(L([1])),5 in L([5]),L([1,2]).index(2))
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: ([1,2]<[1,3], [1]<[1,2], (1,2)>(1,), [E(1)]==[E(1)], [E(1)]<[E(2)], [[1,2],[3]]==[[1,2],[3]]))
attempt(lambda: ([1]<['a']))
attempt(lambda: ([1]<(1,)))
