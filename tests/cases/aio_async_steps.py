# needs: 3.13
# steps of asynchronous generators, driven by hand
import asyncio
def show(f, *a):
    try: print('ok', f(*a))
    except BaseException as e: print(type(e).__name__, e.args)
async def ag():
    try:
        x = yield 1
        print('got', x)
        try: y = yield 2
        except ValueError as e: print('caught', e); y = yield 3
        print('y', y)
    finally: print('fin')
a = ag()
s = a.asend(None); print(type(s).__name__)
show(s.send, None); show(s.send, None)
s = a.asend('hello'); show(s.send, None)
s = a.athrow(ValueError('v')); print(type(s).__name__); show(s.send, None); show(s.send, None)
s = a.asend(None); s.close(); show(s.send, None)
s = a.aclose(); print(type(s).__name__); show(s.send, None); show(s.send, None)
s = a.asend(None); show(s.send, None)
s = a.__anext__(); show(s.send, None)
a = ag(); s = a.asend(5); show(s.send, None); show(s.send, 5)
a = ag(); s = a.asend(None); show(s.throw, KeyError('k')); show(s.throw, KeyError('k'))
a = ag(); show(a.__anext__().send, None); s = a.asend(None); show(s.throw, KeyError('k2')); show(a.__anext__().send, None)
a = ag(); s = a.athrow(ValueError, 'w'); show(s.send, None)
a = ag(); show(next, a.__anext__()); show(a.aclose().send, None)
async def ig():
    try: yield 1
    finally: yield 2
a = ig(); show(a.__anext__().send, None); show(a.aclose().send, None)
async def ig2():
    while True:
        try: yield 1
        except GeneratorExit: pass
        except ValueError: pass
a = ig2(); show(a.__anext__().send, None); show(a.aclose().send, None); del a
async def main():
    async def slow():
        await asyncio.sleep(1); yield 1
        await asyncio.sleep(1); yield 2
    a = slow()
    t1 = asyncio.create_task(a.__anext__()); t2 = asyncio.create_task(a.__anext__())
    print(await asyncio.gather(t1, t2, return_exceptions=True))
    t = asyncio.create_task(a.__anext__()); await asyncio.sleep(0.1)
    try: await a.aclose()
    except RuntimeError as e: print(e)
    try: await a.athrow(ValueError)
    except RuntimeError as e: print(e)
    print(await t)
    await a.aclose(); await a.aclose()
    try: await anext(a)
    except StopAsyncIteration as e: print('SAI', e.args)
    print(await anext(a, 'default'))
    a = slow(); print(await anext(a, 'd'))
    s = a.asend(None)
    try:
        await s; await s
    except RuntimeError as e: print(e)
    print(hasattr(s, '__await__'), asyncio.iscoroutine(s), asyncio.iscoroutine(a))
    try: asyncio.create_task(a)
    except TypeError as e: print(str(e)[:40])
    async def ret():
        yield 1
        raise StopIteration(4)
    r = ret(); await anext(r)
    try: await anext(r)
    except RuntimeError as e: print(e, repr(e.__cause__))
    async def ret2():
        yield 1
        raise StopAsyncIteration(4)
    r = ret2(); await anext(r)
    try: await anext(r)
    except RuntimeError as e: print(e, repr(e.__cause__))
asyncio.run(main())
