# Subscripts, slices, membership, length, unpacking and what values look like, with the words of every complaint.

class I:
    def __init__(s,v): s.v=v
    def __index__(s): return s.v
class R:
    def __repr__(s): return 'R!'
class BadR:
    def __repr__(s): return 5
class BadS:
    def __str__(s): return 5
class BadF:
    def __format__(s, f): return 5
class F:
    def __format__(s, f): return 'F<'+f+'>'
class Q:
    def __getitem__(s, i):
        if i >= 3: raise IndexError('q')
        return i*10
class It:
    def __init__(s,n): s.n=n
    def __iter__(s): return s
    def __next__(s):
        if s.n==0: raise StopIteration
        s.n-=1
        return s.n
class BadIter:
    def __iter__(s): return 5
class NoIter:
    __iter__ = None
class Len:
    def __init__(s,n): s.n=n
    def __len__(s): return s.n
class L(list): pass
class D(dict):
    def __missing__(s,k): return 'missing %r'%(k,)
class S(set): pass
class FS(frozenset): pass
class T(tuple): pass
class St(str): pass
class B(bytes): pass
class E:
    def __init__(s,v): s.v=v
    def __eq__(s,o): return isinstance(o,E) and s.v==o.v
    def __hash__(s): return hash(s.v)
    def __repr__(s): return 'E(%r)'%s.v
    def __lt__(s,o): return s.v<o.v
def gen(n):
    for i in range(n): yield i
def f(): pass
async def co(): pass
l=[1,2,3,4,5]; t=(1,2,3,4,5); s='abcdef'; b=b'abcdef'; ba=bytearray(b'abcdef'); r=range(10); d={'a':1,'b':2,'c':3}
cyc=[1]; cyc.append(cyc); cd={'k':1}; cd['me']=cd; ct=([],); ct[0].append(ct)

def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: ([1][5]))
attempt(lambda: (l[I(2)], t[I(1)], s[I(0)], b[I(1)], ba[I(2)], r[I(3)]))
attempt(lambda: (l[I(1):I(3)], s[I(1):], t[:I(2)], r[I(1):I(9):I(2)]))
attempt(lambda: (l[::I(2)]))
attempt(lambda: (l[True]))
attempt(lambda: (l[-1], t[-2], s[-3], b[-4], ba[-5], r[-6]))
attempt(lambda: (l[-9]))
attempt(lambda: (s[-9]))
attempt(lambda: (t[9]))
attempt(lambda: (r[99]))
attempt(lambda: (r[-99]))
attempt(lambda: (b[9]))
attempt(lambda: (ba[9]))
attempt(lambda: (l['a']))
attempt(lambda: (t['a']))
attempt(lambda: (s['a']))
attempt(lambda: (b['a']))
attempt(lambda: (ba['a']))
attempt(lambda: (r['a']))
attempt(lambda: (l[1.5]))
attempt(lambda: (l['a':]))
attempt(lambda: (l[::0]))
attempt(lambda: (s[::0]))
attempt(lambda: (r[::0]))
attempt(lambda: (l[10**30]))
attempt(lambda: (s[10**30]))
attempt(lambda: (r[10**30]))
attempt(lambda: (l[:10**30]))
attempt(lambda: (l[-10**30:]))
attempt(lambda: (s[10**30:]))
attempt(lambda: (d['zz']))
attempt(lambda: (d[[]]))
attempt(lambda: (d[{}]))
attempt(lambda: (d[(1,[])]))
attempt(lambda: (5[1]))
attempt(lambda: (None[1]))
attempt(lambda: (f[1]))
attempt(lambda: (len[1]))
attempt(lambda: (int[5]))
attempt(lambda: ({1,2}[0]))
attempt(lambda: ((x for x in [])[0]))
try:
    l2=[1,2,3]
    l2[5]=1
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3]
    l2['a']=1
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3]
    l2[0:2]=5
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3]
    l2[::2]=5
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3]
    l2[::2]=[1]
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3]
    l2[0:2]=gen(4)
    print(l2)
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3]
    l2[1:1]='xyz'
    print(l2)
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3,4,5,6]
    l2[::2]=[10,20,30]
    print(l2)
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3,4,5,6]
    l2[::-2]=[10,20,30]
    print(l2)
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3,4,5,6]
    del l2[::2]
    print(l2)
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3,4,5,6]
    del l2[::-3]
    print(l2)
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3,4,5,6]
    del l2[1:4]
    print(l2)
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3,4,5,6]
    del l2[I(1)]
    print(l2)
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3]
    del l2[9]
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3]
    del l2['a']
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3]
    l2[I(1)]='x'
    print(l2)
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3]
    l2[-1]='x'
    print(l2)
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3]
    l2[5:9]=[7]
    print(l2)
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3]
    l2[2:1]=[7]
    print(l2)
except Exception as error:
    print(type(error).__name__, error)
try:
    l2=[1,2,3]
    l2[:]=l2
    print(l2)
except Exception as error:
    print(type(error).__name__, error)
try:
    t[0]=1
except Exception as error:
    print(type(error).__name__, error)
try:
    s[0]='x'
except Exception as error:
    print(type(error).__name__, error)
try:
    b[0]=1
except Exception as error:
    print(type(error).__name__, error)
try:
    r[0]=1
except Exception as error:
    print(type(error).__name__, error)
try:
    del t[0]
except Exception as error:
    print(type(error).__name__, error)
try:
    del s[0]
except Exception as error:
    print(type(error).__name__, error)
try:
    del r[0]
except Exception as error:
    print(type(error).__name__, error)
try:
    5[1]=1
except Exception as error:
    print(type(error).__name__, error)
try:
    del 5[1]
except Exception as error:
    print(type(error).__name__, error)
try:
    f[1]=1
except Exception as error:
    print(type(error).__name__, error)
try:
    ba2=bytearray(b'abc')
    ba2[0]=300
except Exception as error:
    print(type(error).__name__, error)
try:
    ba2=bytearray(b'abc')
    ba2[0]='a'
except Exception as error:
    print(type(error).__name__, error)
try:
    ba2=bytearray(b'abc')
    ba2[0:1]=5
except Exception as error:
    print(type(error).__name__, error)
try:
    ba2=bytearray(b'abc')
    ba2[0:2]=b'xyz'
    print(ba2)
except Exception as error:
    print(type(error).__name__, error)
try:
    ba2=bytearray(b'abc')
    ba2[0:2]=[1,2,3]
    print(ba2)
except Exception as error:
    print(type(error).__name__, error)
try:
    ba2=bytearray(b'abc')
    ba2[9]=1
except Exception as error:
    print(type(error).__name__, error)
try:
    ba2=bytearray(b'abc')
    del ba2[9]
except Exception as error:
    print(type(error).__name__, error)
try:
    ba2=bytearray(b'abcdef')
    del ba2[::2]
    print(ba2)
except Exception as error:
    print(type(error).__name__, error)
try:
    d2={}
    d2[[]]=1
except Exception as error:
    print(type(error).__name__, error)
try:
    d2={1:2}
    del d2[5]
except Exception as error:
    print(type(error).__name__, error)
try:
    d2={1:2}
    del d2[1]
    print(d2)
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: (1 in l, 9 in l, 'a' in d, 1 in {1}, 1 in (1,), 'bc' in s, b'bc' in b, 97 in b, 5 in r, 5.0 in r, 5.5 in r, '5' in r))
attempt(lambda: (1 in s))
attempt(lambda: ('a' in b))
attempt(lambda: (300 in b))
attempt(lambda: ([] in {1}))
attempt(lambda: ([] in {}))
attempt(lambda: ({1} in {frozenset({1})}))
attempt(lambda: (1 in 5))
attempt(lambda: (1 in gen(5), 9 in gen(5), 1 in It(3), 20 in Q(), 25 in Q()))
attempt(lambda: (1 in NoIter()))
attempt(lambda: (E(1) in [E(2),E(1)], E(1) in {E(1)}, E(1) in {E(1):2}, E(3) in (E(1),)))
attempt(lambda: (len(l), len(t), len(s), len(b), len(ba), len(r), len(d), len({1}), len('é日'), len(Len(5))))
attempt(lambda: (len(5)))
attempt(lambda: (len(gen(1))))
attempt(lambda: (len(Len(-1))))
attempt(lambda: (len(Len('a'))))
attempt(lambda: (len(Len(True))))
attempt(lambda: (iter(5)))
attempt(lambda: (iter(BadIter())))
attempt(lambda: (iter(NoIter())))
attempt(lambda: (list(Q()), list(It(3)), list(gen(3)), [*Q()], tuple(It(2))))
attempt(lambda: (next(5)))
attempt(lambda: (next(l)))
attempt(lambda: (next(iter([])) ))
attempt(lambda: (next(iter([]), 5), next(gen(0), 6), next(It(0), 7), next(It(3)), next(gen(2))))
attempt(lambda: (next(It(0))))
attempt(lambda: (next(gen(0))))
try:
    a,b2=5
except Exception as error:
    print(type(error).__name__, error)
try:
    a,b2=[1,2,3]
except Exception as error:
    print(type(error).__name__, error)
try:
    a,b2,c=[1,2]
except Exception as error:
    print(type(error).__name__, error)
try:
    a,b2,*c=[1]
except Exception as error:
    print(type(error).__name__, error)
try:
    a,*b2=[]
except Exception as error:
    print(type(error).__name__, error)
try:
    a,b2=gen(3)
except Exception as error:
    print(type(error).__name__, error)
try:
    a,b2,c=gen(2)
except Exception as error:
    print(type(error).__name__, error)
try:
    a,b2={1:1,2:2,3:3}
except Exception as error:
    print(type(error).__name__, error)
try:
    a,b2='abc'
except Exception as error:
    print(type(error).__name__, error)
try:
    a,*b2=gen(4)
    print(a,b2)
except Exception as error:
    print(type(error).__name__, error)
try:
    *a,b2,c=gen(4)
    print(a,b2,c)
except Exception as error:
    print(type(error).__name__, error)
try:
    a,b2=NoIter()
except Exception as error:
    print(type(error).__name__, error)
try:
    a,b2=f
except Exception as error:
    print(type(error).__name__, error)
try:
    (a,b2),c=[[1,2],3]
    print(a,b2,c)
except Exception as error:
    print(type(error).__name__, error)
try:
    for q,w in [(1,2),(3,)]: pass
except Exception as error:
    print(type(error).__name__, error)
attempt(lambda: (cyc, cd, ct))
attempt(lambda: ([cyc], repr(cyc)))
attempt(lambda: ([R()], (R(),), {1:R()}, {R()}.__class__, [[R()]], (R(),R())))
attempt(lambda: ([1,[R(), cyc]]))
attempt(lambda: (repr(BadR())))
attempt(lambda: (str(BadS())))
attempt(lambda: ('%s' % BadS()))
attempt(lambda: (f'{BadS()}'))
attempt(lambda: (format(BadF())))
attempt(lambda: (format(F(),'abc'), f'{F():x}', '{:>5}'.format(F())))
attempt(lambda: (str(ValueError('x')), str(ValueError()), str(ValueError(1,'a')), str(KeyError('k')), str(KeyError()), str(KeyError(1,2)), str(OSError(2,'msg')), str(OSError(2,'msg','f')), str(ExceptionGroup('m',[ValueError(1)])), repr(ExceptionGroup('m',[ValueError(1),TypeError()]))))
attempt(lambda: (list.append, dict.keys, str.join, object.__repr__, object.__init__, type.mro))
attempt(lambda: (None, True, ..., NotImplemented, 1.0, 1e100, -0.0, 1j, 1+2j, -1j, 10**20))
attempt(lambda: (range(5), range(1,5), range(1,5,2), range(0), slice(1), slice(1,2), slice(1,2,3), slice('a')))
attempt(lambda: (set(), {1}, frozenset(), frozenset({1}), S(), S([1]), FS([1]), L([1]), D(a=1), T((1,)), St('a'), B(b'a')))
attempt(lambda: (str(L([1])), str(St('a')), str(T()), f'{L([1])}', f'{St("a"):>3}', f'{T((1,2))}'))
attempt(lambda: (format([],'d')))
attempt(lambda: (format(None,'d')))
attempt(lambda: (format(f,'>5')))
attempt(lambda: (format(1,'s')))
attempt(lambda: (format('a','d')))
attempt(lambda: (format(True,'d'), format(True), format(True,'>6'), format(1.5,'.3f'), format(10**20,','), format(-5,'05'), format('a','^5'), format(1,''), format(None,''), format([],'')))
attempt(lambda: (ascii('é'), ascii(['é']), ascii(R()), ascii({'é':1})))
attempt(lambda: (repr('a\n\'"'), repr('é\x00'), repr(b'\x00\'')))
attempt(lambda: (d.keys(), d.values(), d.items(), dict().keys()))
attempt(lambda: (list[int], dict[str,int], tuple[int,...], list[list[int]], int|str, int|None, list[int]|None, type[int], set[str], (int|str)|float, int|int))
attempt(lambda: (list[int]([1,2]), list[int].__origin__, list[int].__args__, (int|str).__args__))
attempt(lambda: (list[int]==list[int], int|str==str|int))
attempt(lambda: (isinstance(5, int|str)))
attempt(lambda: (list[R], dict[str, 'x'], list['R']))
attempt(lambda: (d.get('a'), d.get('z'), d.get('z',5), d.setdefault('a',9)))
attempt(lambda: (D()['q'], D(a=1)['a'], D().get('q'), 'q' in D()))
