# needs: 3.13
# wait_for: timeouts, zero and None, children that clean up, swallow, fail or are shielded
import asyncio
log = []
def p(*a): print(f"{asyncio.get_running_loop().time():.2f}", *a)
async def work(n, t, fail=None, fin=0):
    p('start', n)
    try:
        await asyncio.sleep(t)
        if fail: raise fail
        return n
    except asyncio.CancelledError as e:
        p('cancelled', n, e.args)
        raise
    finally:
        if fin:
            await asyncio.sleep(fin)
            p('fin', n)
async def t_wait_for():
    try:
        await asyncio.wait_for(work('a', 2), 1)
    except TimeoutError as e:
        p('timeout', repr(e), repr(e.__cause__), repr(e.__context__))
    print(await asyncio.wait_for(work('b', 1), None))
    print(await asyncio.wait_for(work("c", 1), 1.5))
    try:
        print(await asyncio.wait_for(work("d", 2, fin=1), 1))
    except TimeoutError as e: p('to')
    try:
        await asyncio.wait_for(work('e', 1), 0)
    except TimeoutError as e:
        p('zero', repr(e.__cause__))
    try:
        await asyncio.wait_for(work('f', 1), -1)
    except TimeoutError: p('neg')
    f = asyncio.get_running_loop().create_future(); f.set_result(5)
    print(await asyncio.wait_for(f, 0))
    try:
        await asyncio.wait_for(work('g', 5, fin=3), 1)
    except TimeoutError: p('g to')
    try:
        await asyncio.wait_for(work('h', 1, ValueError('x')), 3)
    except ValueError as e: p(repr(e))
    async def swallow():
        try: await asyncio.sleep(5)
        except asyncio.CancelledError: return 'swallowed'
    try:
        p(await asyncio.wait_for(swallow(), 1))
    except TimeoutError: p('sw timeout')
    t = asyncio.create_task(work('i', 5))
    try: await asyncio.wait_for(t, 1)
    except TimeoutError: p(t.cancelled(), t.get_name())
    t = asyncio.create_task(work('j', 5))
    try: await asyncio.wait_for(asyncio.shield(t), 1)
    except TimeoutError: p(t.done())
    t.cancel('bye')
    try: await t
    except asyncio.CancelledError as e: p(e.args)
async def main():
    await t_wait_for()
    async def outer():
        try:
            await asyncio.wait_for(work('k', 5), 3)
        except BaseException as e:
            p('outer', repr(e)); raise
    t = asyncio.create_task(outer())
    await asyncio.sleep(1); t.cancel('m')
    r = await asyncio.gather(t, return_exceptions=True)
    p(r, t.cancelling())
asyncio.run(main())
