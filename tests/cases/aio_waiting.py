# needs: 3.13
# wait, as_completed, gather and shield, with cancellation, failures and wrong arguments
import asyncio
T = lambda: round(asyncio.get_running_loop().time(), 3)
async def c(n, v=None, e=None):
    try: await asyncio.sleep(n)
    except asyncio.CancelledError as x: print('cancelled', n, x.args); raise
    if e: raise e
    return v
async def q(t):
    try: return await t
    except asyncio.CancelledError as e: return 'C', e.args
    except BaseException as e: return type(e).__name__, e.args
ct = asyncio.create_task
async def main():
    ts = [ct(c(i / 10, i)) for i in (3, 1, 2)]
    for rw in (asyncio.FIRST_COMPLETED, asyncio.ALL_COMPLETED):
        d, p = await asyncio.wait(ts, return_when=rw); print([t.result() for t in d], len(p), T())
    ts = [ct(c(.3)), ct(c(.1, e=ValueError('x'))), ct(c(.05))]
    d, p = await asyncio.wait(ts, return_when=asyncio.FIRST_EXCEPTION); print(len(d), len(p), [repr(t.exception()) for t in ts if t in d]); await asyncio.wait(ts)
    d, p = await asyncio.wait([ct(c(1)), ct(c(2))], timeout=.1); print(len(d), len(p)); [t.cancel() for t in sorted(p, key=lambda t: t.get_name())]; await asyncio.wait(p)
    d, p = await asyncio.wait([ct(c(.1))], timeout=0); print(len(d), len(p)); await asyncio.wait(p)
    for bad in ([], [c(1)], [5]):
        try: await asyncio.wait(bad)
        except (ValueError, TypeError, AttributeError) as e: print(type(e).__name__, e)
        for b in bad: 
            if asyncio.iscoroutine(b): b.close()
    cc = c(1)
    try: await asyncio.wait(cc)
    except TypeError as e: print(e)
    cc.close()
    t = ct(c(.1))
    try: await asyncio.wait(t)
    except TypeError as e: print(e)
    try: await asyncio.wait([t], return_when='nope')
    except ValueError as e: print(e)
    await t; d, p = await asyncio.wait({t, t}); print(len(d), len(p))
    w = ct(asyncio.wait([ct(c(.5, 'kept')), ct(c(.6))])); await asyncio.sleep(.1); w.cancel('w'); print(await q(w), len(asyncio.all_tasks())); await asyncio.sleep(1)
    for r in asyncio.as_completed([c(.3, 'a'), c(.1, 'b'), c(.2, e=KeyError('k'))]): print(await q(r), T())
    t1, t2 = ct(c(.2, 't1')), ct(c(.1, 't2'))
    async for t in asyncio.as_completed([t1, t2]): print(t is t1, t is t2, t.result())
    try:
        for r in asyncio.as_completed([c(.1, 1), c(.5, 2)], timeout=.3): print(await r)
    except TimeoutError as e: print('TO', e.args)
    try:
        async for r in asyncio.as_completed([ct(c(.1, 1)), ct(c(.5, 2))], timeout=.3): print(await r)
    except TimeoutError as e: print('TO2', e.args)
    await asyncio.sleep(1)
    print([await r for r in asyncio.as_completed([])])
    cc = c(1)
    try: asyncio.as_completed(cc)
    except TypeError as e: print(e)
    cc.close(); x = ct(c(.1, 'dup')); print([await r for r in asyncio.as_completed([x, x])])
    it = asyncio.as_completed([c(.1, 1), c(.2, 2)]); f = next(it); g = next(it); print(await g, await f); 
    try: next(it)
    except StopIteration: print('stop')
    # gather
    print(await asyncio.gather(), await asyncio.gather(c(.2, 1), c(.1, 2)), T())
    print(await asyncio.gather(c(.1, e=ValueError(1)), c(.2, 5), return_exceptions=True))
    g = asyncio.gather(c(.1, e=ValueError(1)), c(.2, 'survivor')); print(await q(g), g.done(), T()); await asyncio.sleep(.2)
    g = asyncio.gather(c(1), c(2)); await asyncio.sleep(0); print(g.cancel('gc'), await q(g), g.cancelled())
    g = asyncio.gather(c(1), c(2), return_exceptions=True); await asyncio.sleep(0); g.cancel('gx'); print(await q(g))
    a, b = ct(c(1)), ct(c(.3, 'b')); g = asyncio.gather(a, b, return_exceptions=True); await asyncio.sleep(.1); a.cancel('am'); print(await q(g))
    a, b = ct(c(1)), ct(c(.3, 'b')); g = asyncio.gather(a, b); await asyncio.sleep(.1); a.cancel('am'); print(await q(g), b.done()); print(await b)
    s = c(.1, 'same'); print(await asyncio.gather(s, s))
    async def outer(): return await asyncio.gather(c(.1, 1), asyncio.gather(c(.1, 2), c(.2, 3)))
    print(await outer()); o = ct(outer()); await asyncio.sleep(.05); o.cancel(); print(await q(o))
    f = asyncio.get_running_loop().create_future(); g = asyncio.gather(f, c(.1, 'z')); asyncio.get_running_loop().call_later(.3, f.set_result, 'F'); print(await g)
    try: asyncio.gather(5)
    except TypeError as e: print(e)
    print(repr(asyncio.gather()).split('(')[0].split(' at')[0]); 
    e1 = asyncio.gather(c(.1, e=ValueError('one')), c(.2, e=ValueError('two'))); print(await q(e1)); await asyncio.sleep(.3)
    try: e1.result()
    except ValueError as e: print(repr(e))
    # shield
    inn = ct(c(.3, 'in')); sh = asyncio.shield(inn); w = ct(q(sh)); await asyncio.sleep(.1); sh.cancel('s'); print(await w, inn.done(), await inn)
    async def usesh(): return await asyncio.shield(c(.2, 'done anyway'))
    u = ct(usesh()); await asyncio.sleep(.1); u.cancel(); print(await q(u)); await asyncio.sleep(.3)
    inn = ct(c(.3)); sh = asyncio.shield(inn); await asyncio.sleep(.1); inn.cancel('inner'); print(await q(sh))
    inn = ct(c(.1, e=OSError('o'))); print(await q(asyncio.shield(inn)))
    f = asyncio.get_running_loop().create_future(); f.set_result(1); print(asyncio.shield(f) is f, await asyncio.shield(f))
    async def su():
        try: await asyncio.shield(c(.2, e=ValueError('lost')))
        except asyncio.CancelledError: print('su'); raise
    u = ct(su()); await asyncio.sleep(.1); u.cancel(); print(await q(u)); await asyncio.sleep(.3)
    print(T(), len(asyncio.all_tasks()))
asyncio.run(main())
