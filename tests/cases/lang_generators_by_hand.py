def g():
    try:
        x = yield 1
        print("x", x)
        yield 2
    except ValueError as e:
        print("caught", e)
        yield 99
    finally:
        print("fin")
a = g(); print(next(a), a.send("hi"), a.gi_running, a.__name__)
try: print(a.throw(ValueError("v")))
except StopIteration: print("stop")
a.close(); a.close()
b = g(); b.close(); 
try: next(b)
except StopIteration as e: print("stop", e.value, e.args)
c = g(); next(c); c.close()
def ig():
    try: yield 1
    except GeneratorExit: yield 2
d = ig(); next(d)
try: d.close()
except RuntimeError as e: print(e)
def r():
    try: yield 1
    except GeneratorExit: return 7
e = r(); next(e); print(e.close())
try: g().send(1)
except TypeError as x: print(x)
def rec():
    yield next(me)
me = rec()
try: next(me)
except ValueError as x: print(x)
def si():
    yield 1
    raise StopIteration(5)
s = si(); next(s)
try: next(s)
except RuntimeError as x: print(x, repr(x.__cause__), repr(x.__context__))
def thr():
    yield 1
t = thr(); next(t)
try: t.throw(KeyError)
except KeyError as x: print(repr(x))
t2 = thr()
try: t2.throw(KeyError("msg"))
except KeyError as x: print(repr(x))
try: next(t2)
except StopIteration: print("done")
async def co():
    return 5
k = co()
try: k.send(None)
except StopIteration as x: print(x.value)
try: k.send(None)
except RuntimeError as x: print(x)
k2 = co(); k2.close(); print(k2.cr_running, k2.cr_frame)
class Aw:
    def __await__(self):
        v = yield "a"
        print("got", v)
        return "res"
async def m():
    return await Aw()
k = m(); print(k.send(None), k.cr_running)
try: k.send("z")
except StopIteration as x: print(x.value)
w = co().__await__(); print(type(w).__name__)
try: next(w)
except StopIteration as x: print(x.value)
async def ag():
    try:
        x = yield 1
        print("ax", x)
        yield 2
    finally: print("afin")
async def main():
    a = ag()
    print(await a.__anext__(), await a.asend("q"))
    try: await a.__anext__()
    except StopAsyncIteration: print("sai")
    b = ag(); print(await anext(b)); await b.aclose()
    try: await b.asend(None)
    except StopAsyncIteration: print("sai2")
    c = ag(); await anext(c)
    try: await c.athrow(ValueError("at"))
    except ValueError as e: print("v", e)
    print(await anext(ag(), 3), await anext(c, "dflt"))
    d = ag()
    try: await d.asend(5)
    except TypeError as e: print(e)
    print(type(d).__name__)
    async for i in ag(): print("i", i); break
    try: await aiter(5)
    except TypeError as e: print(e)
    try: await anext(5)
    except TypeError as e: print(e)
k = main()
try: k.send(None)
except StopIteration: pass
def gen_ret():
    r = yield from sub()
    print("r", r)
def sub():
    try:
        yield 1
    except KeyError: print("sub caught"); yield 5
    return "subret"
z = gen_ret(); print(next(z), z.gi_yieldfrom is not None, z.throw(KeyError()));
try: next(z)
except StopIteration: pass
g4 = (i*i for i in range(3)); print(g4.__name__, g4.__qualname__, list(g4))
