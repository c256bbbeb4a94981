# needs: 3.13
# wait, as_completed, shield and gather
import asyncio
def p(*a): print(f"{asyncio.get_running_loop().time():.2f}", *a)
async def w(n, t, e=None):
    await asyncio.sleep(t)
    if e: raise e
    return n
async def main():
    ts = [asyncio.create_task(w(i, i)) for i in (3,1,2)]
    d, pe = await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED); p(sorted(t.result() for t in d), len(pe))
    d, pe = await asyncio.wait(ts, timeout=1); p(sorted(t.result() for t in d), len(pe))
    d, pe = await asyncio.wait(ts); p(sorted(t.result() for t in d), len(pe))
    ts = [asyncio.create_task(w(1,1)), asyncio.create_task(w(2,2,ValueError('x'))), asyncio.create_task(w(3,3))]
    d, pe = await asyncio.wait(ts, return_when=asyncio.FIRST_EXCEPTION); p(len(d), len(pe))
    for t in pe: t.cancel()
    for bad in ([], 5, [w(1,1)], asyncio.sleep(0)):
        try: await asyncio.wait(bad)
        except Exception as e: print(type(e).__name__, e)
        if isinstance(bad, list):
            for b in bad: b.close()
        elif hasattr(bad, 'close'): bad.close()
    try: await asyncio.wait([asyncio.create_task(w(1,1))], return_when='x')
    except ValueError as e: print(e)
    for c in asyncio.as_completed([w(3,3), w(1,1), w(2,2)]):
        p('ac', await c)
    async for t in asyncio.as_completed([w(3,3), w(1,1), w(2,2)]):
        p('acf', t.done(), await t)
    try:
        for c in asyncio.as_completed([w(3,3), w(1,1), w(2,2)], timeout=1.5):
            p('act', await c)
    except TimeoutError as e: p('timeout', repr(e))
    t1 = asyncio.create_task(w('same', 1))
    async for t in asyncio.as_completed([t1]): print(t is t1)
    # shield
    inner = asyncio.create_task(w('in', 2))
    async def outer():
        try: return await asyncio.shield(inner)
        except asyncio.CancelledError: p('outer c'); raise
    o = asyncio.create_task(outer()); await asyncio.sleep(1); o.cancel()
    print(await asyncio.gather(o, return_exceptions=True)); print(await inner); p()
    s = asyncio.shield(w('x', 1)); print(await s)
    s = asyncio.shield(asyncio.create_task(w('x', 1, KeyError('k'))))
    try: await s
    except KeyError as e: print(repr(e))
    # gather
    g = asyncio.gather(w(1,1), w(2,2,ValueError('v')), w(3,3), return_exceptions=True); print(await g)
    try: await asyncio.gather(w(1,1), w(2,2,ValueError('v')), w(3,3))
    except ValueError as e: p(repr(e))
    g = asyncio.gather(w(1,1), w(2,5)); await asyncio.sleep(0.5); print(g.cancel('why'))
    try: await g
    except asyncio.CancelledError as e: p('gc', e.args, g.cancelled(), g.done())
    print(await asyncio.gather())
    co = w(1,1)
    print(await asyncio.gather(co, co))
    t = asyncio.create_task(w(1, 5)); g = asyncio.gather(t, w(2,1), return_exceptions=True); await asyncio.sleep(0.5); t.cancel('m'); print(await g)
    t = asyncio.create_task(w(1, 5)); g = asyncio.gather(t, w(2,1)); await asyncio.sleep(0.5); t.cancel('m')
    try: await g
    except asyncio.CancelledError as e: print('child', e.args, g.cancelled())
    gg = asyncio.gather(asyncio.gather(w(1,1), w(2,2)), w(3,1)); print(await gg)
    gg = asyncio.gather(asyncio.gather(w(1,9), w(2,9)), w(3,9)); await asyncio.sleep(1); gg.cancel()
    try: await gg
    except asyncio.CancelledError: p('nested')
    f = asyncio.get_running_loop().create_future(); g = asyncio.gather(f, return_exceptions=True); f.set_exception(OSError('o')); print(await g)
asyncio.run(main())
