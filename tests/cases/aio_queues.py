# needs: 3.13
# queues: blocking, cancellation of getters and putters, priorities, shutdown, subclasses
import asyncio
def p(*a): print(f"{asyncio.get_running_loop().time():.2f}", *a)
async def main():
    q = asyncio.Queue(2)
    async def put(n):
        for i in range(n):
            await q.put(i); p('put', i, q.qsize(), q.full())
    async def get(n):
        for i in range(n):
            await asyncio.sleep(1); x = await q.get(); p('got', x); q.task_done()
    await asyncio.gather(put(5), get(5)); await q.join(); p('joined')
    try: q.get_nowait()
    except asyncio.QueueEmpty as e: p(repr(e))
    q.put_nowait(1); q.put_nowait(2)
    try: q.put_nowait(3)
    except asyncio.QueueFull as e: p(repr(e))
    print(str(q)); 
    ps = [asyncio.create_task(q.put(i)) for i in range(10, 13)]
    await asyncio.sleep(0); print(str(q))
    ps[0].cancel(); 
    print(await q.get(), await q.get())
    await asyncio.sleep(0); await asyncio.sleep(0)
    print(str(q)); print(ps[0].cancelled(), ps[1].done())
    while not q.empty(): print(await q.get())
    gs = [asyncio.create_task(q.get()) for i in range(3)]
    await asyncio.sleep(0); print(str(q))
    gs[0].cancel(); q.put_nowait('x'); 
    gs[1].cancel()
    await asyncio.sleep(0); await asyncio.sleep(0)
    print([g.done() for g in gs], q.qsize())
    print(gs[2].result())
    pq = asyncio.PriorityQueue()
    for x in [5,3,8,1,9,2]: await pq.put(x)
    print(str(pq)); print([await pq.get() for _ in range(6)])
    pq.put_nowait((2,'b')); pq.put_nowait((1,'z')); pq.put_nowait((1,'a')); print([pq.get_nowait() for _ in range(3)])
    lq = asyncio.LifoQueue(); 
    for x in range(3): lq.put_nowait(x)
    print(str(lq), [lq.get_nowait() for _ in range(3)])
    try: lq.task_done(); lq.task_done(); lq.task_done(); lq.task_done()
    except ValueError as e: print(e)
    # shutdown
    q = asyncio.Queue(1)
    async def consumer(n):
        try:
            while True:
                p(n, await q.get()); q.task_done(); await asyncio.sleep(1)
        except asyncio.QueueShutDown: p(n, 'shut')
    cs = [asyncio.create_task(consumer(i)) for i in range(2)]
    for i in range(5): await q.put(i)
    q.shutdown(); print(str(q))
    try: await q.put(9)
    except asyncio.QueueShutDown as e: p(repr(e))
    await asyncio.gather(*cs)
    q = asyncio.Queue(); q.put_nowait(1); q.put_nowait(2); q.shutdown(immediate=True); print(q.qsize()); await q.join()
    try: q.get_nowait()
    except asyncio.QueueShutDown: print('SD')
    class Uniq(asyncio.Queue):
        def _init(self, maxsize): self._queue = set()
        def _put(self, item): self._queue.add(item)
        def _get(self): return self._queue.pop()
    u = Uniq()
    for x in (1, 1, 2): await u.put(x)
    print(u.qsize(), sorted([await u.get(), await u.get()]), u.empty(), u.maxsize)
    class Q2(asyncio.Queue):
        def __init__(self): super().__init__(maxsize=3); self.n = 7
    print(Q2().maxsize, Q2().n)
    jt = asyncio.Queue(); jt.put_nowait(1)
    t = asyncio.create_task(jt.join()); await asyncio.sleep(0); print(t.done()); jt.get_nowait(); jt.task_done(); await t; print(t.done())
asyncio.run(main())
