# Containers with a program's own methods: hashing, comparing, iterating, missing keys, cycles.

class G:
    def __getitem__(s,k): return k
    def __setitem__(s,k,v): print('set',k,v)
    def __delitem__(s,k): print('del',k)
class CG:
    def __class_getitem__(cls, k): return (cls.__name__, k)
class Meta(type):
    def __getitem__(cls, k): return 'meta', k
    def __iter__(cls): return iter([1,2])
    def __len__(cls): return 42
    def __contains__(cls, x): return x == 3
    def __repr__(cls): return 'META'
class WithMeta(metaclass=Meta): pass
class CL(list):
    def __getitem__(s,i): return 'got %r'%(i,)
    def __len__(s): return 99
    def __iter__(s): return iter('xyz')
    def __contains__(s,x): return True
    def append(s,x): super().append(x*2)
    def __repr__(s): return 'CL'+super().__repr__()
class CD(dict):
    def __setitem__(s,k,v): super().__setitem__(k,v*2)
    def __getitem__(s,k): return super().__getitem__(k)+1
    def __contains__(s,k): return k=='yes'
    def keys(s): return ['overridden']
class Rev:
    def __reversed__(s): return iter('rev')
class NoRev:
    def __len__(s): return 3
    def __getitem__(s,i): return i
class NoRev2(list):
    __reversed__=None
class C0:
    def __contains__(s,x): return []
class C1:
    __contains__=None
    def __iter__(s): return iter([1])
class H:
    def __init__(s,v): s.v=v
    def __hash__(s): return 1
    def __eq__(s,o): return s.v==o.v if isinstance(o,H) else NotImplemented
    def __repr__(s): return 'H%r'%s.v
class Unh:
    __hash__=None
class EqOnly:
    def __eq__(s,o): return True
class HashRaise:
    def __hash__(s): raise ValueError('h')
class EqRaise:
    def __hash__(s): return 1
    def __eq__(s,o): raise ValueError('e')
class TL(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
class SI(int): pass
class SF(float): pass
class SS(str):
    def __str__(s): return 'SS!'
class It2:
    def __iter__(s): return It3()
class It3:
    def __next__(s): raise StopIteration
class LenS:
    def __len__(s): return 'x'
class LenNeg:
    def __len__(s): return -5
class BoolLen:
    def __len__(s): return 0
def gen(n):
    try:
        for i in range(n): yield i
    finally: pass
deep=[]
for _ in range(400): deep=[deep]

def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: (G()[1], G()[1:2], G()[1:2:3], G()[...], G()[1,2], G()['a'], G()[1:2,3]))
try:
    G()[1]=2
    G()[1:2]=3
    del G()[5]
    del G()[1:]
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: (CG[5], CG[int,str], WithMeta[5], list(WithMeta), len(WithMeta), 3 in WithMeta, 4 in WithMeta, WithMeta))
attempt(lambda: (C0[5]))
try:
    c=CL([1,2])
    c.append(3)
    print(c, c[0], len(c), list(c), 9 in c, [*c], c.pop(), list.__len__(c), sorted(c), bool(CL()))
except Exception as error:
    print(type(error).__name__, error)
try:
    a,b,d=CL([1])
    print(a,b,d)
except Exception as error:
    print(type(error).__name__, error)
try:
    x=CL([5,6])
    print(x+[1], x==[5,6], x*2, tuple(x), max(x), sum([len(x)]), ''.join(x), set(x)=={'x','y','z'})
except Exception as error:
    print(type(error).__name__, error)
try:
    c=CD(a=1)
    c['b']=2
    c.update(z=3)
    print(c, c['b'], c.get('b'), 'yes' in c, 'b' in c, dict(c), {**c}, len(c), list(c))
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: (list(reversed(Rev())), list(reversed(NoRev()))))
attempt(lambda: (reversed(NoRev2())))
attempt(lambda: (5 in C0()))
attempt(lambda: (5 in C1()))
attempt(lambda: ({H(1):'a',H(2):'b'}[H(2)], {H(1),H(2),H(1)}, H(1) in {H(1):1}, {H(1):1}=={H(1):1}, {H(1)}=={H(1)}, {H(1)}|{H(1)}, {H(1),H(2)}-{H(1)}, {H(1),H(2)}&{H(2)}, {H(1)}^{H(2)}, {H(1)}<={H(1),H(2)}, {H(1)}.isdisjoint({H(2)}), frozenset([H(1)])==frozenset([H(1)])))
attempt(lambda: ((H(1),2)==(H(1),2), {(H(1),2):5}[(H(1),2)], hash((H(1),2))==hash((H(1),2)), (H(1),) in {(H(1),)}, [H(1)].index(H(1)), [[H(1)]]==[[H(1)]], {1:[H(2)]}=={1:[H(2)]}))
attempt(lambda: ({Unh()}))
attempt(lambda: ({EqOnly():1}))
attempt(lambda: ({HashRaise():1}))
attempt(lambda: (hash(Unh())))
attempt(lambda: ({EqRaise():1}[EqRaise()]))
attempt(lambda: ({EqRaise(),EqRaise()}))
attempt(lambda: ([EqRaise()]==[EqRaise()]))
attempt(lambda: (EqRaise() in [EqRaise()]))
attempt(lambda: ([EqOnly()].index(5), 5 in [EqOnly()], [EqOnly()]==[7], (EqOnly(),)==(1,), [1].count(EqOnly())))
attempt(lambda: (TL(1,2), TL(1,2)[0], type(TL(1)+TL(2)), TL(1,2)==(1,2), hash(TL(1))==hash((1,))))
attempt(lambda: ([1,2,3][SI(1)], 'abc'[SI(2)], range(SI(3)), [0]*SI(2), {SI(1):2}[1], {1:2}[SI(1)], {SF(1.0):2}[1], SI(5) in [5], 5 in {SI(5)}, SI(3)==3, [SI(1),2]==[1,2], repr(SI(5)), str(SI(5)), f'{SI(5):>3}', sum([SI(1),SI(2)]), max(SI(1),SI(2)), sorted([SI(3),SI(1)])))
attempt(lambda: (SS('a'), repr(SS('a')), str(SS('a')), f'{SS("a")}', '%s' % SS('a'), '{}'.format(SS('a')), SS('a')+'b', ''.join([SS('a')]), SS('abc')[0], {SS('a'):1}, SS('a')=='a', SS('a').upper()))
attempt(lambda: (list(It2())))
attempt(lambda: (iter(It3())))
attempt(lambda: (len(LenS())))
attempt(lambda: (len(LenNeg())))
attempt(lambda: (bool(BoolLen()), not BoolLen(), [1] if BoolLen() else [2]))
attempt(lambda: (repr(deep)[:20], len(repr(deep)), str(deep)==repr(deep)))
try:
    x=[]
    x.append((x,))
    print(x)
    d={}
    d[1]=[d]
    print(d)
    y=([],)
    y[0].append(y)
    print(y)
    z={1:{}}
    z[1][2]=z
    print(z, list(z.values()), z.items())
except Exception as error:
    print(type(error).__name__, error)
try:
    l=list(range(10))
    del l[2:5]
    l[1:1]=[9,9]
    l[::3]=['x']*len(l[::3])
    print(l)
    l[:]=[]
    print(l)
except Exception as error:
    print(type(error).__name__, error)
try:
    l=[1,2,3]
    it=iter(l)
    next(it)
    l.append(4)
    print(list(it), list(it))
    l.append(5)
    print(list(it))
except Exception as error:
    print(type(error).__name__, error)
try:
    l=[1,2,3]
    it=reversed(l)
    l.pop()
    print(list(it))
except Exception as error:
    print(type(error).__name__, error)
try:
    d={1:1}
    it=iter(d)
    d[2]=2
    next(it)
except Exception as error:
    print(type(error).__name__, error)
try:
    d={1:1,2:2}
    it=iter(d)
    next(it)
    del d[2]
    d[3]=3
    print(list(it))
except Exception as error:
    print(type(error).__name__, error)
try:
    s={1,2}
    it=iter(s)
    s.add(3)
    next(it)
except Exception as error:
    print(type(error).__name__, error)
try:
    s={1,2}
    it=iter(s)
    print(next(it))
    s.discard(1)
    s.add(7)
    print(sorted(s))
except Exception as error:
    print(type(error).__name__, error)
try:
    it=iter([1,2])
    print(it.__next__(), it.__length_hint__(), list(it))
    it.__next__()
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: (iter([1,2,3]).__length_hint__(), iter(range(5)).__length_hint__(), iter((1,)).__length_hint__(), iter({1:2}).__length_hint__(), iter({1,2}).__length_hint__(), iter('ab').__length_hint__(), reversed([1,2]).__length_hint__()))
try:
    e=enumerate(gen(3))
    print(next(e), list(e), list(e))
    next(e)
except Exception as error:
    print(type(error).__name__, error)
try:
    z=zip([1,2],[3])
    print(next(z))
    next(z)
except Exception as error:
    print(type(error).__name__, error)
try:
    m=map(lambda x:1/x,[1,0,2])
    print(next(m))
    next(m)
except Exception as error:
    print(type(error).__name__, error)
try:
    m=map(lambda x:1/x,[1,0,2])
    next(m)
    print(next(m,'d') if 0 else 1)
    
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: (next(map(int,['x']),5)))
try:
    f=filter(lambda x:1/x,[0,1])
    next(f)
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: (sorted([H(1),H(2)])))
attempt(lambda: (sorted([3,1,2],key=lambda x:[x]), sorted(['b','a'],key=lambda s:(len(s),s)), sorted([(2,'x'),(1,None)],key=lambda p:p[0]), sorted({'b':1,'a':2}.items()), sorted([1,2,3],key=lambda x:-x), sorted(['B','a'],key=str.lower), sorted([True,False,2]), sorted('bca',reverse=True)))
attempt(lambda: (sorted([(1,[2]),(1,[1])]), sorted([[3,'a'],[1,'b']]), sorted([None,None],key=id)==[None,None]))
attempt(lambda: (sorted([1,(2,)])))
attempt(lambda: (sorted([{},{}])))
attempt(lambda: (min([[3],[1,2]]), max({'a':3,'b':9},key={'a':3,'b':9}.get), min('b','a',key=str.upper), max([1],[0,5]), min((x*x for x in [-3,2]),default=0)))
attempt(lambda: (list(zip(range(3),gen(2),'abc')), dict(zip('ab',range(2))), list(map(max,[1,5],[3,2])), list(map(lambda *a:a,[1],[2],[3])), list(filter(None,gen(3))), [*map(str,range(3))], {*map(abs,[-1,1])}))
try:
    a,(b,*c),d=1,(2,3,4),5
    print(a,b,c,d)
    [e,f]='xy'
    print(e,f)
    (g,),h=[[7],8]
    print(g,h)
except Exception as error:
    print(type(error).__name__, error)
try:
    for i,(a,b) in enumerate(zip('ab','cd')): print(i,a,b)
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: ([*range(3),*'ab'], (*[1],*{2:3}), {*[1],*(2,)}, {**{1:2},**{3:4}}, [x for x in [*gen(2)]], print(*[1,2],sep='-')))
attempt(lambda: ({**5}))
try:
    f=lambda *a,**k:(a,k)
    print(f(*gen(2),*[9],**{'z':1}), f(*'ab'), f(**dict(a=1)))
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: (dict(a=1,**{'b':2}), dict([('a',1)],a=2), {'a':1,'b':2}|dict(c=3), dict.fromkeys(range(3),[]) , {i:i*i for i in range(3)}, {k:v for k,v in zip('ab',gen(2))}))
attempt(lambda: (str.format('{0.real} {1[0]} {k[a]}', 5, [1], k={'a':'z'}), '{:{}{}}'.format('a','>',5), '{!s:*^7}'.format('a'), '{:,.2f}'.format(1234.5), '{0:d}{0:>4}'.format(True), '{:c}'.format(65), '{:#x} {:#b} {:+d} {: d}'.format(255,5,3,3)))
attempt(lambda: ('{a.__class__.__name__}'.format(a=5), '{0!r:^10}|'.format('x'), '{:>{w}}'.format('a',w=4), '{:%Y}'.format(G()) if 0 else '', '{0[0]}{0[-1]}'.format({'-1':5, 0:4})))
attempt(lambda: (tuple(x for x in range(3)), tuple([1])==(1,), (1,2)[::-1], (1,2,3)[1:], ()==(), (1,)*0, hash((1,2))==hash((1,2)), (1,'a',None)[-1], (1,2)<(1,3), max((1,2),(2,1))))
attempt(lambda: (frozenset('ab')==frozenset('ba'), {frozenset([1]),frozenset([1])}, frozenset([1,2])-{1}, type(frozenset([1])|{2}), type({1}|frozenset([2])), frozenset(frozenset([1])), hash(frozenset([1])) == hash(frozenset([1]))))
attempt(lambda: (type(d4 := {}.keys()), isinstance([], list), isinstance({}.keys(), object), type(iter([])).__name__, type(zip()).__name__, type(range(1)), type(slice(1)), type({1}.__iter__()).__name__))
attempt(lambda: ([].__class__, [].__len__(), [1].__contains__(1), {}.__len__(), {1:2}.__getitem__(1), [1,2].__getitem__(slice(0,1)), [3].__iter__().__next__(), {1:2}.__iter__().__next__(), (1,).__len__(), {1}.__contains__(1), range(3).__len__(), [1].__reversed__().__next__(), {1:1}.__contains__(1), {1:1}.__setitem__(2,3), [0].__setitem__(0,1), [0].__delitem__(0)))
