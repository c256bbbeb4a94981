# needs: 3.13
# queues: limits, cancellation, shutdown, subclasses that keep their items themselves
import asyncio
T = lambda: round(asyncio.get_running_loop().time(), 3)
async def q(t):
    try: return await t
    except asyncio.CancelledError as e: return 'C', e.args
    except BaseException as e: return type(e).__name__, e.args
def tr(f, *a):
    try: return f(*a)
    except BaseException as e: return type(e).__name__, e.args
async def main():
    Q = asyncio.Queue
    a = Q(2); print(a.maxsize, a.empty(), a.full(), a.qsize(), str(a), tr(a.get_nowait))
    a.put_nowait(1); a.put_nowait(2); print(tr(a.put_nowait, 3), a.full(), str(a), repr(a).split(' ', 3)[3])
    p = asyncio.create_task(a.put(3)); p2 = asyncio.create_task(a.put(4)); await asyncio.sleep(0); print(str(a))
    p.cancel('p'); print(await q(p), a.get_nowait()); await asyncio.sleep(0); await asyncio.sleep(0); print(p2.done(), str(a), a.get_nowait(), a.get_nowait())
    for _ in range(3): a.task_done()
    print(tr(a.task_done)); await a.join()
    g = [asyncio.create_task(a.get()) for _ in range(3)]; await asyncio.sleep(0); print(str(a))
    a.put_nowait('x'); g[0].cancel(); await asyncio.sleep(0); await asyncio.sleep(0); await asyncio.sleep(0); print([t.done() for t in g], await q(g[0]), a.qsize())
    a.put_nowait('y'); print(await q(g[1]), await q(g[2])); 
    print(await q(asyncio.wait_for(a.get(), .1)), str(a))
    a.task_done(); a.task_done()
    async def worker(n):
        while True:
            i = await a.get(); await asyncio.sleep(i / 10); print('done', n, i, T()); a.task_done()
    ws = [asyncio.create_task(worker(i)) for i in range(2)]
    for i in range(1, 6): await a.put(i)
    await a.join(); print('joined', T())
    for w in ws: w.cancel()
    print(await asyncio.gather(*ws, return_exceptions=True))
    pq = asyncio.PriorityQueue()
    for x in (3, 1, 2): pq.put_nowait(x)
    print([pq.get_nowait() for _ in range(3)]); 
    for x in ((2, 'b'), (1, 'z'), (2, 'a')): await pq.put(x)
    print(str(pq), [await pq.get() for _ in range(3)])
    class It:
        def __init__(s, p, n): s.p, s.n = p, n
        def __lt__(s, o): return s.p < o.p
    for p_, n in ((5, 'low'), (1, 'hi'), (3, 'mid')): pq.put_nowait(It(p_, n))
    print([pq.get_nowait().n for _ in range(3)])
    pq.put_nowait(1); print(tr(pq.put_nowait, 'a'))
    lq = asyncio.LifoQueue(3)
    for x in 'abc': lq.put_nowait(x)
    print(str(lq), [lq.get_nowait() for _ in range(3)])
    # shutdown
    s = Q(1); await s.put(1); pp = asyncio.create_task(s.put(2)); await asyncio.sleep(0); s.shutdown(); print(await q(pp), tr(s.put_nowait, 1), await q(s.put(1)), await q(s.get()), await q(s.get()), tr(s.get_nowait), str(s))
    s = Q(); gg = asyncio.create_task(s.get()); await asyncio.sleep(0); s.shutdown(); print(await q(gg))
    s = Q(); s.put_nowait(1); s.put_nowait(2); j = asyncio.create_task(s.join()); await asyncio.sleep(0); s.shutdown(immediate=True); print(await q(s.get()), await q(j), s.qsize()); s.shutdown()
    s = Q(); s.put_nowait(1); s.put_nowait(2); s.get_nowait(); s.shutdown(immediate=True); print(s._unfinished_tasks); s.task_done(); await s.join(); print(tr(s.task_done))
    class MyQ(asyncio.Queue):
        def _init(self, m): self._queue = set(); print('init', m)
        def _put(self, i): self._queue.add(i)
        def _get(self): return self._queue.pop()
    m = MyQ(2); m.put_nowait(1); m.put_nowait(2); print(m.full(), m.qsize(), tr(m.put_nowait, 3), await m.get(), m.get_nowait(), m.empty(), tr(m.get_nowait))
    z = Q(0); [z.put_nowait(i) for i in range(100)]; print(z.full(), z.qsize()); n = Q(-1); n.put_nowait(1); print(n.full(), n.maxsize)
    class U(asyncio.Queue):
        def _put(self, item):
            if item not in self._queue: super()._put(item)
    u = U(); [u.put_nowait(i) for i in (1, 1, 2)]; print(u.qsize(), list(u._queue))
    it = Q()
    async def prod():
        for i in range(3): await asyncio.sleep(.1); await it.put(i)
        await it.put(None)
    async def cons():
        while (x := await it.get()) is not None: print('item', x, T())
    await asyncio.gather(prod(), cons()); print(asyncio.Queue[int], Q(maxsize=3).maxsize)
asyncio.run(main())
