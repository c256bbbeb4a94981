try:
    try: 1/0
    except ZeroDivisionError:
        raise ExceptionGroup("a",[ValueError(1),TypeError(2),ExceptionGroup("n",[ValueError(3)])])
except ExceptionGroup as e:
    e.add_note("hi")
    m,r=e.split(ValueError)
    print(repr(m),repr(r),m.__suppress_context__, m.__context__, m.__notes__, m.__notes__ is e.__notes__, m.__cause__)
    print(m.exceptions, m.message, e.subgroup(lambda x: isinstance(x,TypeError)))
    print(e.split(KeyError), e.subgroup(KeyError))
def t(f):
    try: f()
    except BaseException as e: print(type(e).__name__, '|', e)
E=ExceptionGroup("a",[ValueError(1)])
t(lambda: E.split(1))
t(lambda: E.derive(1))
t(lambda: setattr(E,'message',1))
t(lambda: setattr(E,'exceptions',1))
print(E.args, BaseExceptionGroup('x',[ValueError()]).__class__, BaseExceptionGroup('x',[KeyboardInterrupt()]))
class MyEG(ExceptionGroup):
    def derive(self, excs): return MyEG(self.message, excs)
print(repr(MyEG("q",[ValueError(1),TypeError()]).split(ValueError)))
class BEG(BaseExceptionGroup): pass
class BX(BaseExceptionGroup, ValueError): pass
t(lambda: BX("a",[KeyboardInterrupt()]))
print(ExceptionGroup[int] if hasattr(ExceptionGroup,'__class_getitem__') else None)
def f():
    try:
        raise ExceptionGroup("eg",[ValueError(1),TypeError(2)])
    except* ValueError as e:
        print(repr(e))
        raise KeyError("k")
try: f()
except BaseException as e:
    raise
try:
    try:
        raise ValueError(5)
    except* ValueError as e:
        print(repr(e), e.__traceback__ is None)
        raise
except BaseException as e: print(repr(e))
e=StopIteration(1,2); print(e.value, StopIteration().value); e.value=7; print(e.value,e.args)
print(SystemExit(3).code, SystemExit().code, SystemExit(1,2).code)
print(ImportError("m",name="n",path="p").name, repr(ImportError("m",name="n")), ImportError("m","n").msg, ImportError().msg)
print(OSError(1).errno, OSError().errno, OSError(2,"x").strerror, str(OSError(2,"x","f","g") if 0 else OSError(2,"x","f",None,"g")))
s=SyntaxError("m",("f",1,2,"t")); print(s.msg,s.filename,s.lineno,s.offset,s.text,s.end_lineno,str(s)); print(SyntaxError().msg, SyntaxError("q").lineno)
u=UnicodeDecodeError("utf8",b"a\xff",1,2,"bad"); print(u, u.encoding,u.object,u.start,u.end,u.reason)
print(repr(KeyError()), str(KeyError("a")), AttributeError("x",name="n",obj=3).obj, AttributeError().name, NameError("x",name="q").name)
class M(Exception):
    def __init__(self,x): self.x=x
print(M(5).args, str(M(5)))
e=ValueError("a"); e.args=(1,2); print(e, repr(e)); e.args=[3]; print(e.args)
print(e.__traceback__, e.__cause__, e.__context__, e.__suppress_context__, hasattr(e,'__notes__'))
e.__cause__=KeyError(); print(e.__suppress_context__); e.__cause__=None; print(e.__suppress_context__)
t(lambda: setattr(e,'__context__',1))
t(lambda: setattr(e,'__suppress_context__',1))
t(lambda: delattr(e,'args'))
print(e.__dict__)
