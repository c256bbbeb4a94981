class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        print("new", name, kw, [k for k in ns if not k.startswith('__')])
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.tag = kw.get('tag')
    def __call__(cls, *a, **k):
        print("calling", cls.__name__, a, k)
        return super().__call__(*a, **k)
    @classmethod
    def __prepare__(m, name, bases, **kw):
        print("prepare", name, kw)
        return {'pre': 1}
    def __len__(cls): return 42
    def __getitem__(cls, i): return i*2
    def __iter__(cls): return iter([1,2])
    def __contains__(cls, x): return x == 3
    def __instancecheck__(cls, o): return o == 5
    @property
    def prop(cls): return "metaprop " + cls.__name__
    def __repr__(cls): return "<M "+cls.__name__+">"
class X(metaclass=Meta, tag=7):
    a = 1
    def __init__(self, v): self.v = v
x = X(3)
print(X.pre, X.tag, len(X), X[4], list(X), 3 in X, isinstance(5, X), X.prop, X, x.v)
class Base:
    subs = []
    def __init_subclass__(cls, /, flag=False, **kw):
        super().__init_subclass__(**kw)
        cls.subs.append((cls.__name__, flag))
class S1(Base, flag=True): pass
class S2(S1): pass
print(Base.subs)
class Desc:
    def __set_name__(self, o, n): self.n = n; print("setname", o.__name__, n)
    def __get__(self, o, t): return (self.n, o is None, t.__name__)
    def __set__(self, o, v): print("set", v); o.__dict__[self.n] = v
    def __delete__(self, o): print("del")
class ND:
    def __get__(self, o, t=None): return "nd"
class H:
    d = Desc(); nd = ND()
h = H(); print(h.d, H.d, h.nd, H.nd); h.d = 3; print(h.__dict__, h.d); del h.d; h.nd = 5; print(h.nd)
class G:
    def __getattr__(self, n):
        if n.startswith('x'): return n
        raise AttributeError("no " + n)
    @property
    def bad(self): raise AttributeError("inner")
g = G(); print(g.xyz, hasattr(g,'y'), getattr(g,'y',1), getattr(g,'xx'))
try: g.bad
except AttributeError as e: print(e)
class GA:
    def __getattribute__(self, n):
        print("ga", n); return super().__getattribute__(n)
    v = 3
    def m(self): return 1
print(GA().v, GA().m())
class SA:
    def __setattr__(self, n, v): print("sa", n, v); super().__setattr__(n, v)
    def __delattr__(self, n): print("da", n); object.__delattr__(self, n)
s = SA(); s.q = 1; s.q += 1; print(s.q); del s.q; print(vars(s))
class Sl:
    __slots__ = ('a', '__b')
    def __init__(self): self.a = 1; self.__b = 2
sl = Sl(); print(sl.a, sl._Sl__b)
try: sl.c = 1
except AttributeError as e: print(e)
class Sl2(Sl): pass
z = Sl2(); z.c = 5; print(z.c, z.__dict__)
class P:
    __slots__ = ()
    def __new__(cls, *a): print("new", a); return super().__new__(cls)
    def __init__(self, a): print("init", a)
P(1)
class I2: pass
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
print(T(1,2), len(T(1,2)), T(1,2)[0])
class D(dict):
    def __init__(self, **k): super().__init__(k); self.z = 1
    def __missing__(self, k): return k*2
d = D(a=1); print(d, d['q'], d.z)
class L(list):
    def append(self, x): super().append(x*2)
l = L([1]); l.append(4); print(l, l.__class__, type(l).__mro__)
class Singleton:
    _i = None
    def __new__(cls):
        if cls._i is None: cls._i = super().__new__(cls)
        return cls._i
print(Singleton() is Singleton())
class A:
    def __eq__(self, o): return True
try: {A():1}
except TypeError as e: print(e)
print(A.__hash__)
def fn(a, b=2, *, c=3, **k) -> int:
    "doc"
    q = 1
fn.attr = 5
print(fn.__name__, fn.__qualname__, fn.__doc__, fn.__defaults__, fn.__kwdefaults__, fn.__dict__, fn.__module__, fn.__code__.co_varnames, fn.__code__.co_argcount, fn.__annotations__)
fn.__name__ = 'zz'; fn.__doc__ = None; fn.__defaults__ = (9,)
print(fn.__name__, fn.__doc__, fn.__qualname__, fn.__closure__)
def mk():
    v = 1
    def inner(): return v
    return inner
print(mk().__closure__[0].cell_contents, mk.__qualname__, mk().__qualname__)
class K:
    "kdoc"
    x: int = 1
    y: 'str'
    def meth(self): "mdoc"
print(K.__annotations__, K.__doc__, K.meth.__doc__, K().meth.__func__ is K.meth, K().meth.__self__.__class__, K.__dict__['x'], K.__module__, K.meth.__qualname__, K().meth.__name__)
print(type('Dyn', (K,), {'z': 1})().z, type(3), type(K), K.__bases__, K.__base__, bool.__mro__, K.mro())
class C1: pass
class C2(C1): pass
print(C1.__subclasses__(), issubclass(C2, C1), isinstance(C2(), (int, C1)), callable(C1), callable(3), callable(lambda:0))
o = C1(); o.__class__ = C2; print(type(o))
print([n for n in dir(o) if not n.startswith('_')], [n for n in dir(K) if not n.startswith('_')])
print(vars(K())=={}, getattr(3,'real','none'), hasattr(3,'foo'))
class Cl:
    @classmethod
    def cm(cls, x): return cls.__name__, x
    @staticmethod
    def sm(x): return x
    @property
    def p(self): "pdoc"; return self._p
    @p.setter
    def p(self, v): self._p = v
    @p.deleter
    def p(self): del self._p
print(Cl.cm(1), Cl().cm(2), Cl.sm(3), Cl().sm(4), Cl.p.__doc__, Cl.p.fget.__name__)
c = Cl(); c.p = 5; print(c.p); del c.p
try: c.p
except AttributeError as e: print(e)
class Call:
    def __call__(self, *a, **k): return a, k
print(Call()(1, b=2))
print(super(C2, C2()).__init__, object().__class__) if 0 else None
print(C2.__init__ is object.__init__, C1.__name__, C1.__qualname__)
class GenCls:
    def __class_getitem__(cls, item): return (cls.__name__, item)
print(GenCls[int], GenCls['a', 3])
class MRO_A: 
    def who(self): return ['A']
class MRO_B(MRO_A):
    def who(self): return ['B'] + super().who()
class MRO_C(MRO_A):
    def who(self): return ['C'] + super().who()
class MRO_D(MRO_B, MRO_C):
    def who(self): return ['D'] + super().who()
print(MRO_D().who(), [c.__name__ for c in MRO_D.__mro__])
class Outer:
    class Inner:
        def f(self): return __class__.__qualname__
print(Outer.Inner().f(), Outer.Inner)
