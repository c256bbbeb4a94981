def t(f):
    try:
        r = f()
        print("ret", r)
    except BaseException as e:
        print(type(e).__name__, e, '| cause', repr(e.__cause__), '| ctx', repr(e.__context__))
def a():
    try:
        raise ValueError(1)
    finally:
        print("fin")
t(a)
def b():
    try:
        raise ValueError(1)
    except ValueError:
        raise
t(b)
def c():
    try:
        raise ValueError(1)
    except ValueError as e:
        raise TypeError(2) from None
t(c)
def d():
    try: raise ValueError(1)
    except (KeyError, TypeError): print("no")
    except Exception as e: print("yes", e)
    else: print("else")
    finally: print("f")
    try: e
    except UnboundLocalError as x: print(x)
t(d)
def e():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: return i
        finally: print("fin", i)
t(e)
def f():
    raise
t(f)
def g():
    try: 1/0
    except ZeroDivisionError:
        try: [][1]
        except IndexError as x:
            return repr(x.__context__), repr(x.__context__.__context__)
t(g)
class E1(Exception):
    def __init__(self, a, b=2): super().__init__(a, b); self.a = a
class E2(E1):
    def __str__(self): return f"E2<{self.a}>"
t(lambda: (_ for _ in ()).throw(E2(5)))
def h(): raise E1
t(h)
def i(): raise E1(1) from E2(3)
t(i)
def j(): raise KeyError
t(j)
try: raise E2(1)
except E1 as x: print(x, repr(x), x.args, x.a)
def k():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError as v: print("v", v.exceptions)
    except* (TypeError, OSError) as v: print("t", v.exceptions)
    else: print("else")
    finally: print("fin")
t(k)
def l():
    try: raise ValueError(5)
    except* ValueError as v: print(repr(v))
t(l)
def m():
    try: raise ValueError(5)
    except* TypeError as v: print(repr(v))
t(m)
def n():
    try: raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as v: raise KeyError(1)
    except* TypeError as v: raise
t(n)
def o():
    try: pass
    except* ValueError: pass
    else: print("no exc")
t(o)
def p():
    try: raise BaseExceptionGroup("b", [KeyboardInterrupt(), ExceptionGroup("x", [ValueError(1)])])
    except* ValueError as v: print(repr(v))
t(p)
def q():
    try:
        raise ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2), ValueError(3)])])
    except* TypeError: pass
t(q)
class CM:
    def __init__(self, sup): self.sup = sup
    def __enter__(self): print("enter"); return self
    def __exit__(self, t, v, tb):
        print("exit", t, v, tb is not None); return self.sup
def r():
    with CM(True) as c, CM(False): raise ValueError(9)
t(r)
def s():
    with CM(False): return 4
t(s)
def u():
    assert 1 == 2, "msg"
t(u)
def v(): assert False
t(v)
def w():
    e = ValueError("x"); e.add_note("n"); raise e
try: w()
except ValueError as x: print(x.__notes__)
def x():
    exc = ValueError("a")
    try: raise exc
    except ValueError as e:
        assert e is exc
        try: raise TypeError("b")
        except TypeError as e2: 
            print(e2.__context__ is exc)
            raise exc
t(x)
print(isinstance(ExceptionGroup("a",[ValueError()]), Exception), issubclass(ExceptionGroup, BaseExceptionGroup))
def y():
    try:
        try: raise ValueError("first")
        except ValueError: raise TypeError("second")
    except TypeError as e:
        while e: print(repr(e)); e = e.__context__
y()
print(Exception("a", 1), Exception(), repr(Exception("a", 1)), str(KeyError("k")), KeyError(), StopIteration(3).value)
try: int("x")
except ValueError as e: print(e)
try: {}["a"]
except KeyError as e: print(e, e.args)
try: [].foo
except AttributeError as e: print(e, e.name)
