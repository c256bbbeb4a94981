# needs: 3.13
# what tutorials show: pipelines, limits, retries, heartbeats, philosophers
import asyncio, time
# classic tutorials
async def producer(q, n):
    for i in range(n):
        await asyncio.sleep(0.3); await q.put((n, i)); print('prod', n, i)
async def consumer(q, name):
    while True:
        item = await q.get()
        await asyncio.sleep(0.5); print(name, item); q.task_done()
async def pipeline():
    q = asyncio.Queue(maxsize=3)
    ps = [asyncio.create_task(producer(q, n)) for n in (3, 4)]
    cs = [asyncio.create_task(consumer(q, f'c{i}')) for i in range(2)]
    await asyncio.gather(*ps); await q.join()
    for c in cs: c.cancel()
    print(await asyncio.gather(*cs, return_exceptions=True))
async def rate():
    sem = asyncio.Semaphore(3)
    async def fetch(i):
        async with sem:
            await asyncio.sleep(1); return i * i
    t = time.perf_counter(); r = await asyncio.gather(*map(fetch, range(10))); print(r, f'{time.perf_counter() - t:.1f}')
async def retry():
    attempts = 0
    async def flaky():
        nonlocal attempts; attempts += 1
        await asyncio.sleep(0.1)
        if attempts < 3: raise ConnectionError(f'attempt {attempts}')
        return 'ok'
    for n in range(5):
        try: print(await asyncio.wait_for(flaky(), 1)); break
        except ConnectionError as e: print('retry', e); await asyncio.sleep(2 ** n)
async def heartbeat():
    async def beat():
        try:
            while True: print('beat'); await asyncio.sleep(1)
        finally: print('stop')
    t = asyncio.create_task(beat()); await asyncio.sleep(3.5); t.cancel()
    try: await t
    except asyncio.CancelledError: print('cancelled')
async def event_bus():
    subs = {}
    def on(n, f): subs.setdefault(n, []).append(f)
    async def emit(n, *a):
        await asyncio.gather(*(f(*a) for f in subs.get(n, [])))
    async def h(x): await asyncio.sleep(x); print('h', x)
    on('e', h); on('e', h); await emit('e', 1)
async def debounce():
    pending = None
    async def later(): await asyncio.sleep(1); print('fired')
    for i in range(4):
        if pending: pending.cancel()
        pending = asyncio.create_task(later()); await asyncio.sleep(0.4)
    await asyncio.sleep(2)
async def philosophers(n=3):
    forks = [asyncio.Lock() for _ in range(n)]
    async def phil(i):
        l, r = sorted((i, (i + 1) % n))
        for m in range(2):
            async with forks[l]:
                async with forks[r]: print('eat', i, m); await asyncio.sleep(0.5)
            await asyncio.sleep(0.2)
    await asyncio.gather(*(phil(i) for i in range(n)))
async def main():
    for f in (pipeline, rate, retry, heartbeat, event_bus, debounce, philosophers):
        print('==', f.__name__); await f()
start = time.time(); asyncio.run(main()); print(f'{time.time() - start:.2f}')
