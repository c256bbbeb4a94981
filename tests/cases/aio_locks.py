# needs: 3.13
# Lock, Semaphore, Event, Condition, Barrier: order, hand-over and cancellation
import asyncio
def p(*a): print(f"{asyncio.get_running_loop().time():.2f}", *a)
async def main():
    lock = asyncio.Lock()
    async def user(n, hold):
        p(n, 'wants')
        async with lock:
            p(n, 'has'); await asyncio.sleep(hold)
        p(n, 'left')
    ts = [asyncio.create_task(user(i, 1)) for i in range(4)]
    await asyncio.sleep(0.5)
    ts[1].cancel()
    await asyncio.gather(*ts, return_exceptions=True)
    # cancel at handover
    await lock.acquire()
    a = asyncio.create_task(user('a', 1)); b = asyncio.create_task(user('b', 1))
    await asyncio.sleep(0)
    lock.release(); a.cancel()
    print(await asyncio.gather(a, b, return_exceptions=True), lock.locked())
    await lock.acquire()
    print(lock.locked(), str(lock).split('[')[1])
    c = asyncio.create_task(user('c', 1)); await asyncio.sleep(0)
    print(str(lock).split('[')[1])
    lock.release(); print(lock.locked())
    await lock.acquire() if False else None
    await c
    try: lock.release()
    except RuntimeError as e: print(e)
    # barge
    async def grab():
        await lock.acquire(); p('grabbed'); await asyncio.sleep(1); lock.release()
    t1 = asyncio.create_task(grab()); t2 = asyncio.create_task(grab())
    await asyncio.sleep(0)
    await asyncio.sleep(1)
    await lock.acquire(); p('main has'); lock.release()
    await asyncio.wait([t1, t2])
    # semaphore
    sem = asyncio.Semaphore(2)
    async def s(n):
        async with sem:
            p('sem', n, sem._value); await asyncio.sleep(1)
    ts = [asyncio.create_task(s(i)) for i in range(6)]
    await asyncio.sleep(0.5); ts[2].cancel(); ts[3].cancel()
    print(await asyncio.gather(*ts, return_exceptions=True)); print(sem._value, sem.locked())
    ts = [asyncio.create_task(s(i)) for i in range(4)]
    await asyncio.sleep(1)
    ts[2].cancel()
    print(await asyncio.gather(*ts, return_exceptions=True), sem._value)
    # event
    ev = asyncio.Event()
    async def w(n):
        r = await ev.wait(); p('ev', n, r)
    ts = [asyncio.create_task(w(i)) for i in range(3)]
    await asyncio.sleep(1); ts[1].cancel(); ev.set(); ev.clear(); 
    print(await asyncio.gather(*ts, return_exceptions=True), ev.is_set())
    # condition
    cond = asyncio.Condition()
    async def cw(n):
        async with cond:
            p(n, 'waits'); 
            try:
                await cond.wait(); p(n, 'woken')
            except asyncio.CancelledError: p(n, 'c', cond.locked()); raise
    ts = [asyncio.create_task(cw(i)) for i in range(4)]
    await asyncio.sleep(1)
    async with cond: cond.notify(2)
    await asyncio.sleep(0); ts[1].cancel()
    await asyncio.sleep(1)
    async with cond: cond.notify_all()
    print(await asyncio.gather(*ts, return_exceptions=True))
    try: cond.notify()
    except RuntimeError as e: print(e)
    try: await cond.wait()
    except RuntimeError as e: print(e)
    # barrier
    bar = asyncio.Barrier(3)
    async def bw(n):
        await asyncio.sleep(n)
        try:
            i = await bar.wait(); p('bar', n, i)
        except asyncio.BrokenBarrierError as e: p('broken', n, e)
    await asyncio.gather(*(bw(i) for i in range(6)))
    print(bar.n_waiting, bar.parties, bar.broken)
    ts = [asyncio.create_task(bw(i)) for i in range(2)]
    await asyncio.sleep(3); print(bar.n_waiting, str(bar)[-25:]); await bar.reset(); await asyncio.gather(*ts); print(bar.broken)
    ts = [asyncio.create_task(bw(i)) for i in range(2)]
    await asyncio.sleep(3); await bar.abort(); await asyncio.gather(*ts); print(bar.broken)
    await bw(0)
    async with asyncio.Barrier(1) as pos: print(pos)
    try: asyncio.Barrier(0)
    except ValueError as e: print(e)
    print(await cond.wait_for(lambda: 5) if await cond.acquire() else 0); cond.release()
    l2 = asyncio.Lock(); c2 = asyncio.Condition(l2)
    async with l2: print(c2.locked())
asyncio.run(main())
