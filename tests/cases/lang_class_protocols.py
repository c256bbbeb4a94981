import sys
def t(name, f):
    try:
        print(name, repr(f()))
    except BaseException as e:
        print(name, type(e).__name__, e)
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print('prepare', name, kw); return {'pre': 1}
    def __new__(mcs, name, bases, ns, **kw):
        print('new', name, sorted(k for k in ns if not k.startswith('__')), kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns); print('init', name)
    def __call__(cls, *a, **k):
        print('call', a, k); return super().__call__(*a, **k)
    def __len__(cls): return 42
    def __iter__(cls): return iter('abc')
    def __getitem__(cls, k): return k
    def __contains__(cls, x): return x == 1
    def __repr__(cls): return f'<M {cls.__name__}>'
    def __add__(cls, o): return 'added'
    def __instancecheck__(cls, o): return o == 'inst'
    def __subclasscheck__(cls, o): return o is int
    def __getattr__(cls, n): return 'meta ' + n
    def __eq__(cls, o): return True
    def __hash__(cls): return 5
    def __bool__(cls): return False
    @property
    def prop(cls): return 'prop of ' + cls.__name__
class A(metaclass=Meta, flag=True):
    def __init__(self, x): self.x = x
print(A(3).x, len(A), list(A), A['k'], 1 in A, A, A + 1, isinstance('inst', A), issubclass(int, A), A.zzz, A == 5, hash(A), bool(A), A.prop)
class B(A, extra=2): pass
print(type(B), B.pre)
class Singleton(type):
    _i = {}
    def __call__(cls, *a):
        if cls not in cls._i: cls._i[cls] = super().__call__(*a)
        return cls._i[cls]
class S(metaclass=Singleton):
    def __init__(self): print('once')
print(S() is S())
T3 = type('T3', (), {'a': 1, 'm': lambda self: self.a}); print(T3().m(), T3.__name__, T3.__bases__)
t('type args', lambda: type('x', 1))
class Plugin:
    reg = {}
    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw); cls.reg[name] = cls
class PA(Plugin, name='a'): pass
print(Plugin.reg)
t('bad kw', lambda: exec('class X(Plugin, zzz=1): pass', globals()))
class CG:
    def __class_getitem__(cls, k): return f'{cls.__name__}[{k}]'
print(CG[int], CG['a', 1])
# descriptors
class Typed:
    def __init__(self, ty): self.ty = ty
    def __set_name__(self, o, n): self.n = '_' + n
    def __get__(self, o, c): return self if o is None else getattr(o, self.n)
    def __set__(self, o, v):
        if not isinstance(v, self.ty): raise TypeError(f'{self.n[1:]} must be {self.ty.__name__}')
        setattr(o, self.n, v)
    def __delete__(self, o): print('del'); delattr(o, self.n)
class Person:
    name = Typed(str); age = Typed(int)
    def __init__(self, n, a): self.name = n; self.age = a
p = Person('x', 1); print(p.name, p.__dict__)
t('typed', lambda: Person('x', 'y'))
del p.name; t('gone', lambda: p.name)
class NonData:
    def __get__(self, o, c): return 'nd'
class U: nd = NonData()
u = U(); print(u.nd); u.nd = 5; print(u.nd, U.nd)
# slots
class Sl:
    __slots__ = ('a', 'b')
s = Sl(); s.a = 1
t('slot', lambda: setattr(s, 'c', 1)); t('unset', lambda: s.b); t('dict', lambda: s.__dict__)
print(Sl.__slots__, hasattr(s, 'b'))
class Sl2(Sl): __slots__ = ('c',)
s2 = Sl2(); s2.a = s2.c = 3; print(s2.a, s2.c); t('s2', lambda: setattr(s2, 'zz', 1))
class Sl3(Sl): pass
s3 = Sl3(); s3.zz = 1; print(s3.__dict__)
t('conf', lambda: exec("class X:\n __slots__=('a',)\n a = 1"))
# super odd places
class Base:
    def hi(self): return 'base hi'
    @classmethod
    def make(cls): return 'base ' + cls.__name__
    @staticmethod
    def st(): return 'st'
    @property
    def p(self): return 'base p'
class Der(Base):
    def hi(self): return [super().hi() for _ in range(2)], (lambda: super(Der, self).hi())()
    @classmethod
    def make(cls): return super().make() + '!'
    @staticmethod
    def st(): return Base.st() + '2'
    @property
    def p(self): return super().p + '+'
    def nested(self):
        def inner(): return super(Der, self).hi()
        return inner()
    def __getattr__(self, n): return 'ga ' + n
    def unbound(self): return super(Der, Der).hi(self)
d = Der(); print(d.hi(), Der.make(), d.st(), d.p, d.nested(), d.foo, d.unbound())
t('super no', lambda: super().x)
def loose(self): return super().hi()
Base.loose = loose
print(super(Der, d))
class GA:
    def __getattribute__(self, n):
        if n.startswith('x'): return 'gx ' + n
        return super().__getattribute__(n)
    y = 5
g = GA(); print(g.xa, g.y); t('ga', lambda: g.zz)
class Miss(dict):
    def __missing__(self, k): self[k] = k * 2; return self[k]
m = Miss(); print(m['a'], m, m.get('b'), 'b' in m)
class Fm:
    def __format__(self, s): return f'<{s}>'
print(f'{Fm():abc}', format(Fm()), '{:x}'.format(Fm()), '{!s:>5}'.format('a'))
class R:
    def __reversed__(self): return iter([3, 2, 1])
    def __len__(self): return 3
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
    def __length_hint__(self): return 5
print(list(reversed(R())), list(R()), 20 in R(), max(R()), sorted(R(), reverse=True))
class R2:
    def __len__(self): return 2
    def __getitem__(self, i): return i
print(list(reversed(R2())))
import operator; print(operator.length_hint(R()), operator.length_hint(iter([1, 2])), operator.length_hint(5, 9))
from abc import ABC, abstractmethod, ABCMeta
class Sh(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def nm(self): ...
    @classmethod
    def __subclasshook__(cls, C): return hasattr(C, 'quack') or NotImplemented
t('abs', lambda: Sh())
class Duck:
    quack = 1
print(issubclass(Duck, Sh), isinstance(Duck(), Sh), issubclass(int, Sh))
Sh.register(int); print(isinstance(5, Sh))
class Half(Sh):
    def area(self): return 1
t('half', lambda: Half())
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
x = D(1); x = D(2); del x
def fn(): y = D(3); print('in')
fn()
l = [D(4), D(5)]; l.clear(); print('after')
class Ctx:
    def __enter__(self): print('enter'); return self
    def __exit__(self, *a): print('exit', a[0]); return True
with Ctx() as c, Ctx(): raise ValueError
t('noctx', lambda: exec('with 5: pass'))
class Cm:
    def __lt__(self, o): return NotImplemented
    def __eq__(self, o): return NotImplemented
    def __add__(self, o): return NotImplemented
    def __radd__(self, o): return 'radd'
t('lt', lambda: Cm() < 1); print(Cm() == 1, Cm() != 1, 1 + Cm()); t('add', lambda: Cm() + 1); t('sum', lambda: sum([Cm(), Cm()]))
class Cnt:
    n = 0
    def __iadd__(self, o): self.n += o; return self
    def __matmul__(self, o): return 'mm'
    def __call__(self, *a, k=1, **kw): return a, k, kw
    def __bool__(self): return 5
c = Cnt(); c += 3; print(c.n, c @ 1, c(1, k=2, z=3)); t('bool', lambda: bool(c))
class Ln:
    def __len__(self): return -1
t('len', lambda: len(Ln()))
class Ln2:
    def __len__(self): return 'a'
t('len2', lambda: len(Ln2()))
class It:
    def __iter__(self): return self
t('it', lambda: list(It()))
class Rp:
    def __repr__(self): return 5
t('rp', lambda: repr(Rp())); t('st', lambda: str(Rp()))
class Hs:
    def __eq__(self, o): return True
t('hs', lambda: hash(Hs())); t('hset', lambda: {Hs()})
class Hs2:
    def __hash__(self): return 'a'
t('hs2', lambda: hash(Hs2()))
t('mro', lambda: exec('class X: pass\nclass Y(X): pass\nclass Z(X, Y): pass', {}))
t('dup', lambda: exec('class X: pass\nclass Z(X, X): pass', {}))
t('layout', lambda: exec('class Z(int, str): pass'))
t('noattr', lambda: (5).foo); t('setattr', lambda: setattr(5, 'x', 1)); t('setbuiltin', lambda: setattr(int, 'x', 1)); t('delattr', lambda: delattr(U(), 'q'))
t('callinst', lambda: U()()); t('argcount', lambda: Person()); t('noargs', lambda: U(1)); t('init ret', lambda: exec('class Q:\n def __init__(self): return 5\nQ()', {}))
t('meth', lambda: type(Person.name)); t('unb', lambda: Der.hi()); t('toomany', lambda: d.nested(1, 2))
print(Der.__mro__, Der.__qualname__, Der.__module__, Der.hi.__qualname__, d.hi.__self__ is d, d.hi.__func__ is Der.hi, Der.__doc__, Der.__subclasses__(), Base.__subclasses__())
print(isinstance(d, (int, Base)), issubclass(Der, (int, Base)), callable(d), callable(Der), hasattr(d, 'hi'), getattr(d, 'hi').__name__, dir(U()) [-1], vars(p))
class WithClassVar:
    count = 0
    def __new__(cls, *a): cls.count += 1; return super().__new__(cls)
    def __init__(self, *a): pass
[WithClassVar(1) for _ in range(3)]; print(WithClassVar.count)
class Imm(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    a = property(lambda s: s[0]); b = property(operator.itemgetter(1))
i = Imm(1, 2); print(i, i.a, i.b, i == (1, 2), len(i)); t('imm', lambda: setattr(i, 'a', 1))
class MyInt(int):
    def __add__(self, o): return MyInt(int(self) + o + 100)
    def __repr__(self): return f'MyInt({int(self)})'
print(MyInt(5) + 1, MyInt(5) * 2, 1 + MyInt(3), sum([MyInt(1)]), MyInt(3) > 2, {MyInt(3): 1}[3], f'{MyInt(3):03d}', f'{MyInt(3)}')
class MyStr(str):
    def upper(self): return 'UP ' + super().upper()
print(MyStr('a').upper(), MyStr('a') + 'b', type(MyStr('a') + 'b'), MyStr('abc')[1:], [MyStr('x')], len(MyStr('abc')))
class MyList(list):
    def append(self, x): super().append(x * 2)
    def __getitem__(self, i): return ('g', super().__getitem__(i))
ml = MyList([1]); ml.append(2); print(ml, ml[0], ml[0:1], type(ml + [1]), list(ml), sum(ml))
class MyDict(dict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
    def __getattr__(self, k): return self[k]
md = MyDict(a=1); md['b'] = 2; md.update(c=3); print(md, md.B, md | {'z': 1}, type(md | {}))
class MyErr(Exception):
    def __init__(self, code, msg): super().__init__(msg); self.code = code
    def __str__(self): return f'[{self.code}] {super().__str__()}'
t('myerr', lambda: exec('raise MyErr(5, "bad")', globals())); print(repr(MyErr(1, 'x')), MyErr(1, 'x').args)
