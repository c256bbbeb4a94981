def t(f):
    try: f()
    except BaseException as e: print(type(e).__name__, '|', e)
class A: pass
class B(A): pass
t(lambda: type('X',(A,B),{}))
t(lambda: type('X',(A,A),{}))
t(lambda: type('X',(int,str),{}))
t(lambda: type('X',(bool,),{}))
t(lambda: A(1))
t(lambda: A(x=1))
t(lambda: object(1))
t(lambda: A().x)
t(lambda: A.x)
t(lambda: setattr(object(),'x',1))
t(lambda: setattr(1,'x',1))
t(lambda: setattr(1,'real',1))
t(lambda: setattr([],'append',1))
t(lambda: setattr(int,'x',1))
t(lambda: delattr(A(),'x'))
t(lambda: delattr(A,'x'))
class P:
    __slots__=('x',)
    @property
    def ro(self): return 1
t(lambda: setattr(P(),'z',1))
t(lambda: setattr(P(),'ro',1))
t(lambda: delattr(P(),'ro'))
t(lambda: P().__dict__)
class W:
    wo=property(None, lambda s,v: None)
t(lambda: W().wo)
class math: pass
t(lambda: (lambda:0).x)
t(lambda: len.x)
t(lambda: delattr((lambda:0),'x'))
t(lambda: super(A,B()).x)
t(lambda: type.__new__(type,'X'))
t(lambda: type(1,2))
t(lambda: type('X',1,{}))
t(lambda: type('X',(1,),{}))
t(lambda: type(1,(),{}))
class K:
    def __init_subclass__(cls, *, a): pass
t(lambda: type('X',(K,),{}))
t(lambda: type('X',(A,),{},b=1))
class M1(type): pass
class M2(type): pass
class C1(metaclass=M1): pass
class C2(metaclass=M2): pass
def f():
    class D(C1,C2): pass
t(f)
class NI:
    def __new__(cls): return object.__new__(cls, 1)
t(lambda: NI())
t(lambda: object.__new__(int))
t(lambda: int.__new__(str))
t(lambda: object.__new__(1))
class I:
    def __init__(self): return 5
t(I)
t(lambda: A()())
class Sn:
    def __set_name__(self,o,n): raise ValueError("x")
def f():
    class D:
        s=Sn()
t(f)
def f():
    class D(object()): pass
t(f)
def f():
    class D:
        __slots__=5
t(f)
def f():
    class D:
        __slots__=('x',); x=1
t(f)
t(lambda: setattr(A,'__class__',1))
t(lambda: setattr(A(),'__class__',int))
t(lambda: isinstance(1,1))
t(lambda: issubclass(1,int))
t(lambda: issubclass(int,1))
t(lambda: getattr(1))
t(lambda: getattr(1,2))
t(lambda: getattr(1,'a','b','c'))
t(lambda: vars(1))
t(lambda: super())
def f():
    raise 5
t(f)
def f():
    raise ValueError from 5
t(f)
def f():
    try: 1/0
    except 5: pass
t(f)
def f():
    try: 1/0
    except* ExceptionGroup: pass
t(f)
t(lambda: ExceptionGroup("x"))
t(lambda: ExceptionGroup(1,[]))
t(lambda: ExceptionGroup("x",[]))
t(lambda: ExceptionGroup("x",[1]))
t(lambda: ExceptionGroup("x",5))
t(lambda: ExceptionGroup("x",[KeyboardInterrupt()]))
t(lambda: ValueError(x=1))
t(lambda: ImportError("a", name="b", foo=1))
t(lambda: AttributeError("a", foo=1))
t(lambda: ValueError().add_note(1))
t(lambda: ValueError().with_traceback(1))
t(lambda: setattr(ValueError(),'__cause__',1))
t(lambda: setattr(ValueError(),'args',1))
t(lambda: print(1,sep=1))
t(lambda: print(1,foo=1))
t(lambda: print(1,file=1))
t(lambda: isinstance(1,list[int]))
t(lambda: setattr(P,'__slots__',1) or P.__mro__ )
t(lambda: setattr(A,'__name__',1))
t(lambda: delattr(A,'__name__'))
t(lambda: setattr(P(),'__doc__',1))
t(lambda: super(int, 'a'))
t(lambda: super(5, 'a'))
t(lambda: classmethod())
t(lambda: property(1).__get__(5))
g=(i for i in ())
t(lambda: g.throw(5))
t(lambda: setattr(g,'__name__',5))
t(lambda: setattr(g,'foo',5))
t(lambda: g.foo)
t(lambda: hasattr(1,2))
t(lambda: input.__name__.x)
t(lambda: id())
t(lambda: callable())
t(lambda: dir(1,2))
t(lambda: vars(1,2))
t(lambda: StopIteration(1,2).value)
print(OSError(2,'x','f').args, repr(OSError(2,'x','f')), type(OSError(2,'x')), OSError(2,'x','f').filename)
t(lambda: UnicodeDecodeError('a'))
