# needs: 3.13
# eager tasks
import asyncio, contextvars
v = contextvars.ContextVar('v', default=0)
async def quick(): return 'q'
async def bad(): raise ValueError('b')
async def sus(): 
    print('sus start', asyncio.current_task().get_name(), v.get()); v.set(v.get() + 1)
    await asyncio.sleep(0); print('sus end', v.get()); return 's'
async def main():
    lp = asyncio.get_running_loop()
    lp.set_task_factory(asyncio.eager_task_factory); print(lp.get_task_factory() is asyncio.eager_task_factory)
    t = asyncio.create_task(quick()); print(t.done(), t.result(), t.get_coro())
    t = asyncio.create_task(bad()); print(t.done(), repr(t.exception()))
    t = asyncio.create_task(sus(), name='N'); print(t.done(), v.get()); print(await t, v.get())
    c = contextvars.copy_context(); c.run(v.set, 10)
    t = asyncio.create_task(sus(), context=c); await t; print(v.get(), c[v])
    async def canc(): asyncio.current_task().cancel(); await asyncio.sleep(0); print('never')
    t = asyncio.create_task(canc()); print(t.done(), t.cancelled())
    try: await t
    except asyncio.CancelledError: print('C', t.cancelled())
    async def raisec(): raise asyncio.CancelledError('own')
    t = asyncio.create_task(raisec()); print(t.cancelled(), t.done())
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(quick()); b = tg.create_task(sus(), name='tgb'); print(a.done(), b.done())
    print(a.result(), b.result())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad()); print('after bad'); await asyncio.sleep(1); print('no')
    except* ValueError as e: print(e.exceptions)
    print(await asyncio.gather(quick(), sus(), quick()))
    print(len(asyncio.all_tasks()))
    async def rec(n):
        if n: return await asyncio.create_task(rec(n - 1))
        return asyncio.current_task().get_name()
    print(await rec(3))
    done, pend = await asyncio.wait([asyncio.create_task(quick()), asyncio.create_task(sus())], return_when='FIRST_COMPLETED'); print(len(done), len(pend))
    for p in pend: await p
    print(await asyncio.wait_for(quick(), 1), await asyncio.wait_for(sus(), 1))
    try: await asyncio.wait_for(asyncio.sleep(5), 0.1)
    except TimeoutError: print('TO')
    lp.set_task_factory(None)
    class MT(asyncio.Task): pass
    f = asyncio.create_eager_task_factory(MT); lp.set_task_factory(f)
    t = asyncio.create_task(quick()); print(type(t).__name__, t.done()); lp.set_task_factory(None)
    t = asyncio.Task(quick(), eager_start=True, loop=lp); print(t.done(), t.get_name()[:4])
    t = asyncio.Task(sus(), loop=lp, eager_start=False); print(t.done()); await t
    t = asyncio.create_task(quick()); print(t.done()); await t
    cur = asyncio.current_task()
    async def who(): print(asyncio.current_task() is cur, asyncio.current_task().get_name()); await asyncio.sleep(0)
    t = asyncio.Task(who(), eager_start=True, loop=lp, name='W'); print(asyncio.current_task() is cur); await t
asyncio.run(main())
