# needs: 3.13
# a cancel that the program has written
import asyncio
class F(asyncio.Future):
    def cancel(self, msg=None):
        print('F.cancel', msg); return super().cancel(msg=msg)
class No(asyncio.Future):
    def cancel(self, *a, **k):
        print('No.cancel', a, k); return False
class T(asyncio.Task):
    def cancel(self, msg=None):
        print('T.cancel', self.get_name(), msg); return super().cancel(msg)
async def q(t):
    try: return await t
    except asyncio.CancelledError as e: return 'C', e.args
    except BaseException as e: return type(e).__name__, e.args
async def main():
    lp = asyncio.get_running_loop()
    async def wait(f): return await f
    f = F(loop=lp); t = asyncio.create_task(wait(f)); await asyncio.sleep(0); print(t.cancel('m')); print(await q(t), f.cancelled())
    n = No(loop=lp); t = asyncio.create_task(wait(n)); await asyncio.sleep(0); print(t.cancel('k')); n.set_result(3); print(await q(t))
    a = T(wait(asyncio.sleep(5)), loop=lp, name='a'); b = T(wait(a), loop=lp, name='b'); c = asyncio.create_task(wait(b), name='c'); await asyncio.sleep(.1)
    c.cancel('deep'); print(await q(c), a.cancelled(), b.cancelled())
    try:
        async with asyncio.timeout(.1): await T(wait(asyncio.sleep(5)), loop=lp, name='to')
    except TimeoutError: print('TO')
    try: await asyncio.wait_for(T(wait(asyncio.sleep(5)), loop=lp, name='wf'), .1)
    except TimeoutError: print('TO')
    try: await asyncio.wait_for(T(wait(asyncio.sleep(5)), loop=lp, name='wz'), 0)
    except TimeoutError: print('TO')
    g = asyncio.gather(T(wait(asyncio.sleep(5)), loop=lp, name='g1'), F(loop=lp)); await asyncio.sleep(0); g.cancel(); print(await q(g))
    lp.set_task_factory(lambda loop, coro, **k: T(coro, loop=loop, **k))
    async def bad(): await asyncio.sleep(.1); raise ValueError
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad(), name='bad'); tg.create_task(asyncio.sleep(9), name='x'); await asyncio.sleep(4)
    except ExceptionGroup as e: print(e.exceptions)
    lp.set_task_factory(None)
    async def self_await():
        await asyncio.sleep(0); await asyncio.current_task()
    print(str(await q(asyncio.create_task(self_await())))[:60])
    print('end')
asyncio.run(main())
