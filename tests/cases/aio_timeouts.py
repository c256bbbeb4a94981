# needs: 3.13
# timeout, timeout_at and wait_for: states, nesting, what swallows or replaces the cancellation
import asyncio
T = lambda: round(asyncio.get_running_loop().time(), 3)
async def main():
    lp = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(.1) as cm: print(cm, cm.when()); await asyncio.sleep(1)
    except TimeoutError as e: print(repr(e), repr(e.__cause__), repr(e.__context__), cm.expired(), cm, asyncio.current_task().cancelling())
    async with asyncio.timeout(None) as cm: await asyncio.sleep(.1); print(cm.when(), cm)
    print(cm)
    async with asyncio.timeout(1) as cm:
        cm.reschedule(lp.time() + 5); print(cm); await asyncio.sleep(2)
        cm.reschedule(None); print(cm); await asyncio.sleep(10)
    print(cm, cm.expired())
    for bad in (lambda: cm.reschedule(1), lambda: cm.when()):
        try: print(bad())
        except RuntimeError as e: print(e)
    c2 = asyncio.timeout(1)
    try: c2.reschedule(4)
    except RuntimeError as e: print(e)
    try:
        async with cm: pass
    except RuntimeError as e: print(e)
    for d in (0, -1):
        try:
            async with asyncio.timeout(d) as cm: print('in'); await asyncio.sleep(0); print('after0'); await asyncio.sleep(5)
        except TimeoutError: print('TO', d, T())
    try:
        async with asyncio.timeout(0): pass
        print('no await')
    except TimeoutError: print('TO!')
    await asyncio.sleep(0); print('cancelling', asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(.1) as outer:
            try:
                async with asyncio.timeout(.2) as inner: await asyncio.sleep(1)
            finally: print(inner.expired(), outer.expired())
    except TimeoutError: print('outer', T())
    try:
        async with asyncio.timeout(.2) as outer:
            try:
                async with asyncio.timeout(.1) as inner: await asyncio.sleep(1)
            except TimeoutError: print('inner', inner.expired(), outer.expired()); await asyncio.sleep(1)
    except TimeoutError: print('outer2', T())
    try:
        async with asyncio.timeout(.1):
            async with asyncio.timeout(.1): await asyncio.sleep(1)
    except TimeoutError as e: print('same', repr(e.__cause__), asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(.1):
            try: await asyncio.sleep(1)
            except asyncio.CancelledError: raise ValueError('replaced')
    except ValueError as e: print(repr(e), repr(e.__context__), repr(e.__context__.__cause__ if e.__context__ else None))
    try:
        async with asyncio.timeout(.1):
            try: await asyncio.sleep(1)
            except asyncio.CancelledError: print('swallowed')
            await asyncio.sleep(.5); print('goes on')
        print('no timeout error', asyncio.current_task().cancelling())
    except TimeoutError: print('TO')
    async def t():
        async with asyncio.timeout(10): await asyncio.sleep(5)
    tk = asyncio.create_task(t()); await asyncio.sleep(.1); tk.cancel('x')
    try: await tk
    except asyncio.CancelledError as e: print('CE', e.args)
    async def t2():
        try:
            async with asyncio.timeout(.1): await asyncio.sleep(5)
        except TimeoutError: print('t2 TO', asyncio.current_task().cancelling()); raise
    tk = asyncio.create_task(t2()); lp.call_later(.1, tk.cancel)
    print(await asyncio.gather(tk, return_exceptions=True), tk.cancelled())
    tk = asyncio.create_task(t2()); await asyncio.sleep(0); lp.call_later(.1, tk.cancel)
    print(await asyncio.gather(tk, return_exceptions=True), tk.cancelled())
    try:
        async with asyncio.timeout_at(lp.time() + .1): await asyncio.sleep(1)
    except TimeoutError: print('at', T())
    try:
        async with asyncio.timeout(.1):
            await asyncio.gather(asyncio.sleep(1), asyncio.sleep(2))
    except TimeoutError: print('gather', T())
    try: await asyncio.timeout(1).__aenter__()
    except Exception as e: print(e)
    def cb():
        try: 
            c = asyncio.timeout(1).__aenter__(); c.send(None)
        except RuntimeError as e: print(e)
    lp.call_soon(cb); await asyncio.sleep(0)
    async def boom():
        async with asyncio.timeout(.1): raise KeyError('k')
    try: await boom()
    except KeyError as e: print(repr(e))
    try:
        async with asyncio.timeout(.1):
            try: await asyncio.sleep(1)
            finally: await asyncio.sleep(.3); print('cleanup', T())
    except TimeoutError: print('TO', T())
    try: asyncio.timeout('x')
    except TypeError as e: print(e)
    # wait_for
    async def ok(n, v='v'): await asyncio.sleep(n); return v
    print(await asyncio.wait_for(ok(.1), 1), await asyncio.wait_for(ok(.1), None))
    try: await asyncio.wait_for(ok(1), .1)
    except TimeoutError as e: print(repr(e), repr(e.__cause__))
    f = lp.create_future()
    try: await asyncio.wait_for(f, .1)
    except TimeoutError: print(f.cancelled())
    try: await asyncio.wait_for(ok(1), 0)
    except TimeoutError as e: print('zero', repr(e.__cause__))
    try: await asyncio.wait_for(ok(1), -1)
    except TimeoutError as e: print('neg')
    f.cancelled(); f = lp.create_future(); f.set_result(3); print(await asyncio.wait_for(f, 0))
    t = asyncio.create_task(ok(0)); await asyncio.sleep(0); await asyncio.sleep(0); print(await asyncio.wait_for(t, 0))
asyncio.run(main())
