# needs: 3.13
# task groups: failures, cancellation from inside and outside, nesting, what is refused
import asyncio
T = lambda: round(asyncio.get_running_loop().time(), 3)
async def foo(t=0.1, r=None, e=None):
    try:
        await asyncio.sleep(t)
    except asyncio.CancelledError as c:
        print('cancelled', t, c.args, T()); raise
    if e: raise e
    return r
async def case(name, f):
    print('--', name, T())
    try: print('->', await f())
    except BaseExceptionGroup as e:
        def show(e, d=0):
            print(' ' * d, type(e).__name__, e.message if hasattr(e, 'message') else e)
            for x in getattr(e, 'exceptions', ()): show(x, d + 2)
        show(e)
        print('ctx', repr(e.__context__), 'cause', repr(e.__cause__), e.__suppress_context__)
    except BaseException as e: print('!', type(e).__name__, e.args, repr(e.__context__), repr(e.__cause__))
    t = asyncio.current_task(); print('cancelling', t.cancelling()); 
    while t.cancelling(): t.uncancel()
async def t1():
    async with asyncio.TaskGroup() as g:
        a = g.create_task(foo(.1, 42)); b = g.create_task(foo(.2, 11))
    return a.result(), b.result()
async def t2():
    async with asyncio.TaskGroup() as g:
        g.create_task(foo(.1, e=ValueError(1))); g.create_task(foo(.1, e=KeyError(2))); g.create_task(foo(9))
async def t3():
    async with asyncio.TaskGroup() as g:
        g.create_task(foo(9)); raise ZeroDivisionError('body')
async def t4():
    async def runner():
        async with asyncio.TaskGroup() as g:
            g.create_task(foo(5)); g.create_task(foo(6)); await asyncio.sleep(10)
    r = asyncio.create_task(runner()); await asyncio.sleep(.1); r.cancel('msg')
    try: await r
    except asyncio.CancelledError as e: print('CE', e.args)
    return r.cancelled()
async def t5():
    async with asyncio.TaskGroup() as g:
        async def spawn():
            g.create_task(foo(.1)); return 'spawned'
        s = g.create_task(spawn())
    return s.result()
async def t6():
    g = asyncio.TaskGroup()
    try: 
        c = foo(); g.create_task(c)
    except RuntimeError as e: print(str(e)[:15], '…', str(e)[-20:])
    finally: c.close()
    async with g:
        try:
            async with g: pass
        except RuntimeError as e: print(str(e)[-30:])
    try: 
        c = foo(); g.create_task(c)
    except RuntimeError as e: print(str(e)[-15:])
    finally: c.close()
async def t7():
    async with asyncio.TaskGroup() as g:
        async def canc(): raise asyncio.CancelledError('own')
        t = g.create_task(canc()); await asyncio.sleep(.1)
    return t.cancelled()
async def t8():
    async def child_cancel_ignored():
        try: await asyncio.sleep(9)
        except asyncio.CancelledError: await asyncio.sleep(.5); raise RuntimeError('while cancelling')
    async with asyncio.TaskGroup() as g:
        g.create_task(child_cancel_ignored()); g.create_task(foo(.1, e=ValueError('first')))
async def t9():
    async with asyncio.TaskGroup() as g1:
        g1.create_task(foo(.3, e=TypeError('outer')))
        async with asyncio.TaskGroup() as g2:
            g2.create_task(foo(.2, e=ValueError('inner')))
async def t10():
    async with asyncio.TaskGroup() as g:
        g.create_task(foo(.1, e=KeyboardInterrupt('kbd')) if False else foo(.1, e=ValueError('v')))
        try: await asyncio.sleep(5)
        except asyncio.CancelledError as e: print('body cancelled', e.args, asyncio.current_task().cancelling()); raise
async def t11():
    async with asyncio.TaskGroup() as g:
        g.create_task(foo(.1, e=ValueError('v')))
        try: await asyncio.sleep(5)
        except asyncio.CancelledError: print('swallow')
        try: await asyncio.sleep(.2); print('slept')
        except asyncio.CancelledError: print('again?')
async def t12():
    async with asyncio.timeout(.2):
        async with asyncio.TaskGroup() as g:
            g.create_task(foo(5)); await asyncio.sleep(8)
async def t13():
    async with asyncio.TaskGroup() as g:
        async with asyncio.timeout(.2):
            g.create_task(foo(.4, 'x')); await asyncio.sleep(8)
async def t14():
    async with asyncio.TaskGroup() as g:
        g.create_task(foo(.1), name='nm'); t = g.create_task(foo(.1)); print(t.get_name()[:5])
        return 'ret in body'
async def t15():
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(foo(.1, e=ValueError('a'))); g.create_task(foo(.1, e=OSError('b')))
    except* ValueError as e: print('VE', e.exceptions)
    except* OSError as e: print('OE', e.exceptions)
async def t16():
    async with asyncio.TaskGroup() as g:
        g.create_task(foo(.1, e=ExceptionGroup('eg', [ValueError(1)])))
async def t17():
    async with asyncio.TaskGroup() as g:
        asyncio.current_task().cancel(); await asyncio.sleep(0)
async def t18():
    async with asyncio.TaskGroup() as g:
        t = g.create_task(foo(2)); t.cancel('direct'); await asyncio.sleep(.1)
    return t.cancelled()
async def t19():
    async with asyncio.TaskGroup() as g:
        asyncio.get_running_loop().call_later(.1, asyncio.current_task().cancel, 'late')
        g.create_task(foo(.2, e=ValueError('after')))
        await asyncio.sleep(3)
async def t20():
    async def outer():
        async with asyncio.TaskGroup() as g:
            g.create_task(foo(.1, e=ValueError('z')))
            asyncio.get_running_loop().call_later(.1, me.cancel)
            await asyncio.sleep(1)
    me = asyncio.create_task(outer())
    r = await asyncio.gather(me, return_exceptions=True); return repr(r)
async def main():
    for n, f in list(globals().items()):
        if n[0] == 't' and n[1:].isdigit(): await case(n, f)
asyncio.run(main())
