# needs: 3.13
# TaskGroup: failures in children and body, nesting, cancellation from outside, states
import asyncio
def p(*a): print(f"{asyncio.get_running_loop().time():.2f}", *a)
async def work(n, t, fail=None):
    try:
        await asyncio.sleep(t)
        if fail: raise fail
        p('done', n)
        return n
    except asyncio.CancelledError:
        p('cancel', n); raise
async def case(coro):
    try:
        r = await coro
        p('->', r)
    except BaseException as e:
        p('!!', repr(e), getattr(e, 'exceptions', None))
async def a():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(work(1, 1)); tg.create_task(work(2, 2))
        p(repr(tg))
    p(repr(tg))
async def b():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(work(1, 1, ValueError(1))); tg.create_task(work(2, 2)); tg.create_task(work(3, 1, KeyError(3)))
async def c():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(work(1, 1))
        raise ValueError('body')
async def d():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(work(1, 1, ValueError(1)))
        await asyncio.sleep(5)
async def e():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(work(1, 1, ValueError(1)))
        try:
            await asyncio.sleep(5)
        finally:
            raise KeyError('in finally')
async def f():
    try:
        async with asyncio.TaskGroup() as tg:
            t = tg.create_task(work(1, 5))
            async def k():
                await asyncio.sleep(1); t.cancel()
            tg.create_task(k())
    finally: p('f done', t.cancelled())
async def g():
    tg = asyncio.TaskGroup()
    try:
        tg.create_task(work(1,1))
    except RuntimeError as ex: p(ex)
    async with tg: pass
    try:
        tg.create_task(work(1,1))
    except RuntimeError as ex: p(ex)
    try:
        async with tg: pass
    except RuntimeError as ex: p(ex)
async def h():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(work(1, 1, SystemExit(3) if 0 else ValueError(9)))
        async with asyncio.TaskGroup() as inner:
            inner.create_task(work('i1', 3)); inner.create_task(work('i2', 0.5))
async def i():
    async def nest():
        async with asyncio.TaskGroup() as inner:
            inner.create_task(work('n1', 1, OSError('n')))
            inner.create_task(work('n2', 4))
    async with asyncio.TaskGroup() as tg:
        tg.create_task(nest()); tg.create_task(work('x', 9))
async def j():
    t = asyncio.create_task(i2())
    await asyncio.sleep(1)
    t.cancel('hey')
    try: await t
    except asyncio.CancelledError as ex: p('cancelled', ex.args, t.cancelling())
async def i2():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(work('ab', 9)); tg.create_task(work('ab', 9))
async def k():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work('a', 1, ValueError('v'))); tg.create_task(work('b', 1, TypeError('t')))
    except* ValueError as eg: p('V', eg.exceptions)
    except* TypeError as eg: p('T', eg.exceptions)
async def l():
    async def late():
        try: await asyncio.sleep(9)
        except asyncio.CancelledError: raise RuntimeError('on cancel')
    async with asyncio.TaskGroup() as tg:
        tg.create_task(late()); tg.create_task(work('b', 1, TypeError('t')))
async def m():
    async with asyncio.TaskGroup() as tg:
        t1 = tg.create_task(work('r1', 1)); t2 = tg.create_task(work('r2', 2), name='named')
    p(t1.result(), t2.result(), t2.get_name())
async def n():
    async def spawn(tg, d):
        p('spawn', d)
        if d: tg.create_task(spawn(tg, d-1))
        await asyncio.sleep(d)
    async with asyncio.TaskGroup() as tg: tg.create_task(spawn(tg, 3))
async def o():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(work('a', 1, ValueError()))
        try: await asyncio.sleep(3)
        except asyncio.CancelledError: p('body cancelled', asyncio.current_task().cancelling()); raise
    p('never')
async def main():
    for fn in (a,b,c,d,e,f,g,h,i,j,k,l,m,n,o):
        print('---', fn.__name__)
        await case(fn())
        p(asyncio.current_task().cancelling())
asyncio.run(main())
