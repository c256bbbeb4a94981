# needs: 3.13
# locks, events, semaphores, conditions and barriers, with cancellation at each wait
import asyncio
T = lambda: round(asyncio.get_running_loop().time(), 3)
async def q(t, *a):
    try: return await t
    except asyncio.CancelledError as e: return 'C', e.args
    except BaseException as e: return type(e).__name__, e.args
async def lock():
    l = asyncio.Lock(); print(l.locked(), str(l).split('[')[1])
    order = []
    async def w(n, hold=.1):
        async with l: order.append(n); print('got', n, T()); await asyncio.sleep(hold)
    ts = [asyncio.create_task(w(i)) for i in range(5)]
    await asyncio.sleep(.05); print(str(l).split('[')[1])
    ts[2].cancel('c2'); print(await asyncio.gather(*ts, return_exceptions=True), order)
    try: l.release()
    except RuntimeError as e: print(e)
    # cancel the one that was just woken
    await l.acquire()
    a = asyncio.create_task(l.acquire()); b = asyncio.create_task(l.acquire()); await asyncio.sleep(0)
    l.release(); a.cancel(); print(await q(a)); print(await q(b), l.locked()); l.release()
    # acquire right after release by the same task: fairness
    await l.acquire(); a = asyncio.create_task(l.acquire()); await asyncio.sleep(0); l.release()
    print('locked?', l.locked()); t = asyncio.create_task(l.acquire()); await asyncio.sleep(0); print(a.done(), t.done()); l.release(); await t; l.release()
    try:
        with l: pass
    except TypeError as e: print(str(e)[:62])
    try: await l.__aenter__(); print(l.locked()); await l.__aexit__(None, None, None); print(l.locked())
    except Exception as e: print(e)
async def event():
    e = asyncio.Event(); print(e.is_set(), str(e).split('[')[1], await q(asyncio.wait_for(e.wait(), .1)))
    ws = [asyncio.create_task(e.wait()) for _ in range(3)]; await asyncio.sleep(0); print(str(e).split('[')[1]); ws[1].cancel(); e.set(); e.clear()
    print(await asyncio.gather(*ws, return_exceptions=True), e.is_set()); e.set(); print(await e.wait(), str(e).split('[')[1])
async def sem():
    s = asyncio.Semaphore(2); act = 0
    async def w(n):
        nonlocal act
        async with s:
            act += 1; print('in', n, act, T()); await asyncio.sleep(.1); act -= 1
    ts = [asyncio.create_task(w(i)) for i in range(6)]; await asyncio.sleep(.05); print(s, s.locked()) if 0 else print(str(s).split('[')[1], s.locked())
    ts[3].cancel(); print(await asyncio.gather(*ts, return_exceptions=True))
    print(s._value, s.locked())
    for bad in (-1,):
        try: asyncio.Semaphore(bad)
        except ValueError as e: print(e)
    b = asyncio.BoundedSemaphore(1); await b.acquire(); b.release()
    try: b.release()
    except ValueError as e: print(e)
    s = asyncio.Semaphore(0); ws = [asyncio.create_task(s.acquire()) for _ in range(3)]; await asyncio.sleep(0)
    s.release(); ws[0].cancel(); s.release(); print([await q(w) for w in ws[:2]], ws[2].done(), s._value); s.release(); print(await q(ws[2]))
    s = asyncio.Semaphore(1); await s.acquire(); a = asyncio.create_task(s.acquire()); await asyncio.sleep(0); s.release(); b = asyncio.create_task(s.acquire()); await asyncio.sleep(0); print(a.done(), b.done()); s.release(); await b
async def cond():
    c = asyncio.Condition(); items = []
    async def cons(n):
        async with c:
            await c.wait_for(lambda: items); print('cons', n, items.pop(), T())
    ts = [asyncio.create_task(cons(i)) for i in range(3)]; await asyncio.sleep(.1)
    async with c: items.append('a'); c.notify()
    await asyncio.sleep(.1)
    async with c: items.extend('bc'); c.notify_all()
    await asyncio.gather(*ts)
    for f in (c.notify, c.notify_all):
        try: f()
        except RuntimeError as e: print(e)
    try: await c.wait()
    except RuntimeError as e: print(e)
    async def w():
        async with c:
            try: await c.wait(); return 'woken'
            finally: print('locked', c.locked())
    t = asyncio.create_task(w()); await asyncio.sleep(0); await asyncio.sleep(0); t.cancel('x'); print(await q(t), c.locked())
    # cancelled while reacquiring: the notification goes on
    a = asyncio.create_task(w()); b = asyncio.create_task(w()); await asyncio.sleep(.1)
    async with c: c.notify(1); await asyncio.sleep(0); a.cancel(); await asyncio.sleep(.1)
    await asyncio.sleep(.1); print(a.done(), b.done(), await q(a)); 
    async with c: c.notify_all()
    print(await q(b))
    print(await q(asyncio.wait_for(w(), .1)), c.locked(), str(c).split('[')[1])
    l = asyncio.Lock(); c2 = asyncio.Condition(l); print(c2.locked()); await c2.acquire(); print(l.locked()); c2.release()
    async with c:
        try: print(await asyncio.wait_for(c.wait_for(lambda: False), .1))
        except TimeoutError: print('TO', c.locked())
    try: c.notify(1)
    except RuntimeError as e: print(e)
async def barrier():
    b = asyncio.Barrier(3); print(b.parties, b.n_waiting, b.broken, str(b).split('[')[1])
    async def w(n, d):
        await asyncio.sleep(d); i = await b.wait(); print('passed', n, i, T()); return i
    print(sorted(await asyncio.gather(*(w(i, i / 10) for i in range(3)))))
    async with asyncio.TaskGroup() as tg:
        async def cm(n):
            async with b as pos: print('cm', n, pos)
        for i in range(3): tg.create_task(cm(i))
    ts = [asyncio.create_task(b.wait()) for _ in range(2)]; await asyncio.sleep(0); print(b.n_waiting); await b.reset(); print([await q(t) for t in ts], b.broken)
    ts = [asyncio.create_task(b.wait()) for _ in range(2)]; await asyncio.sleep(0); await b.abort(); print([await q(t) for t in ts], b.broken, await q(b.wait())); await b.reset(); print(b.broken)
    ts = [asyncio.create_task(b.wait()) for _ in range(2)]; await asyncio.sleep(0); ts[0].cancel(); print(await q(ts[0]), b.n_waiting, b.broken); ts += [asyncio.create_task(b.wait()) for _ in range(2)]; print([await q(t) for t in ts[1:]])
    for n in (0, -1):
        try: asyncio.Barrier(n)
        except ValueError as e: print(e)
async def main():
    for f in (lock, event, sem, cond, barrier): print('--', f.__name__, T()); await f()
asyncio.run(main())
