# needs: 3.13
# to_thread, run_in_executor and run_coroutine_threadsafe
import asyncio, time, threading, concurrent.futures as cf
T = lambda: round(time.monotonic(), 2)
def work(n, x=None):
    time.sleep(n); return n, x
def bad(n): time.sleep(n); raise ValueError(n)
async def main():
    lp = asyncio.get_running_loop()
    print(await asyncio.gather(*(asyncio.to_thread(work, i / 10, x=i) for i in range(3))), T())
    try: await asyncio.to_thread(bad, .1)
    except ValueError as e: print(repr(e), T())
    async def tick():
        for _ in range(4): await asyncio.sleep(.1); print('tick', T())
    t = asyncio.create_task(tick()); await asyncio.to_thread(work, .35); print('thread', T()); await t
    try: await asyncio.wait_for(asyncio.to_thread(work, 1), .2)
    except TimeoutError: print('TO', T())
    with cf.ThreadPoolExecutor(max_workers=2) as ex:
        fs = [lp.run_in_executor(ex, work, .2) for _ in range(4)]; print(len(await asyncio.gather(*fs)), T())
        f = ex.submit(work, .1, 's'); print(await asyncio.wrap_future(f), f.done())
    def call():
        fut = asyncio.run_coroutine_threadsafe(co(5), lp); return fut.result()
    async def co(x): await asyncio.sleep(.1); return x * 2
    print(await asyncio.to_thread(call), T())
    def soon(): lp.call_soon_threadsafe(ev.set)
    ev = asyncio.Event(); await asyncio.to_thread(soon); await ev.wait(); print('ev', T())
    try: await lp.run_in_executor(None, bad, 0)
    except ValueError: print('VE')
    th = asyncio.create_task(asyncio.to_thread(work, .5)); await asyncio.sleep(.1); th.cancel()
    try: await th
    except asyncio.CancelledError: print('thread cancelled', T())
    print(await asyncio.to_thread(lambda: threading.current_thread() is threading.main_thread()))
    try:
        await asyncio.to_thread(asyncio.get_running_loop)
    except RuntimeError as e: print(e)
    def in_thread(): return asyncio.run(co(3))
    pass
    time.sleep(.2); print('blocked', T())
asyncio.run(main()); print('end')
