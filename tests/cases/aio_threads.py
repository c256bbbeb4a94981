# needs: 3.13
# to_thread, run_in_executor, concurrent.futures, run_coroutine_threadsafe
import asyncio, contextvars, time
from concurrent.futures import ThreadPoolExecutor
import concurrent.futures
def p(*a): print(f"{time.monotonic():.2f}", *a)
v = contextvars.ContextVar('v', default=0)
def blocking(n, t=1):
    p('blk start', n, v.get()); time.sleep(t); p('blk end', n); return n
def fails(): time.sleep(0.5); raise ValueError('thread')
async def ticker():
    for i in range(4): p('tick', i); await asyncio.sleep(0.5)
async def main():
    v.set(7)
    t = asyncio.create_task(ticker())
    print(await asyncio.to_thread(blocking, 'a')); await t
    r = await asyncio.gather(*(asyncio.to_thread(blocking, i, t=i) for i in range(1, 4))); p(r)
    try: await asyncio.to_thread(fails)
    except ValueError as e: p(repr(e))
    lp = asyncio.get_running_loop()
    p(await lp.run_in_executor(None, blocking, 'x', 0.5))
    with ThreadPoolExecutor(max_workers=2) as pool:
        fs = [lp.run_in_executor(pool, blocking, i, 1) for i in range(5)]
        p(await asyncio.gather(*fs))
    try: await asyncio.wait_for(asyncio.to_thread(blocking, 'slow', 3), 1)
    except TimeoutError: p('timed out')
    await asyncio.sleep(3)
    p(await asyncio.to_thread(lambda: 5))
    t = asyncio.create_task(asyncio.to_thread(blocking, 'left', 5)); await asyncio.sleep(0.1)
    p('main ends')
asyncio.run(main()); p('after run')
with ThreadPoolExecutor(max_workers=2) as ex:
    f = ex.submit(blocking, 's'); g = ex.submit(blocking, 't', t=2); h = ex.submit(blocking, 'u')
    p(f.done(), f.running(), h.running(), h.cancel(), h.cancelled()); p(f.result(), g.result())
    p(list(ex.map(blocking, [1, 2, 3], [3, 2, 1])))
    for x in concurrent.futures.as_completed([ex.submit(blocking, i, i) for i in (3, 1, 2)]): p('asc', x.result())
    d, n = concurrent.futures.wait([ex.submit(blocking, i, i) for i in (3, 1)], return_when=concurrent.futures.FIRST_COMPLETED); p(len(d), len(n))
    try: ex.submit(fails).result()
    except ValueError as e: p(repr(e))
    p(repr(ex.submit(fails).exception()))
    try: ex.submit(blocking, 'q', 5).result(timeout=1)
    except TimeoutError as e: p('TO', repr(e))
    ff = ex.submit(blocking, 'cb', 1); ff.add_done_callback(lambda f: p('done cb', f.result()))
p('pool closed')
try: ex.submit(blocking, 1)
except RuntimeError as e: print(e)
try: ThreadPoolExecutor(0)
except ValueError as e: print(e)
def in_thread(lp, coro): 
    f = asyncio.run_coroutine_threadsafe(coro, lp); p('submitted'); return f.result()
async def co(x): await asyncio.sleep(x); p('co', x); return x
async def main2():
    p(await asyncio.to_thread(in_thread, asyncio.get_running_loop(), co(1)))
    def nr():
        try: asyncio.get_running_loop()
        except RuntimeError as e: return str(e)
    p(await asyncio.to_thread(nr))
    p(await asyncio.to_thread(lambda: asyncio.run(co(2))))
asyncio.run(main2())
