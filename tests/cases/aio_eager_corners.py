# needs: 3.13
# Eager tasks: those that end at once, wait, fail, are cancelled, and by whom they are made
import asyncio, contextvars
var = contextvars.ContextVar('v', default=0)
log = print
async def now(x): log('now', x, asyncio.current_task().get_name()); return x
async def later(x):
    log('a', x, var.get()); var.set(x); await asyncio.sleep(0); log('b', x, var.get()); return x
async def fails(x): raise ValueError(x)
async def waits(ev): await ev.wait(); return 'w'
async def selfcancel():
    asyncio.current_task().cancel('me'); log('cancelling', asyncio.current_task().cancelling()); await asyncio.sleep(0); log('never')
class MyTask(asyncio.Task): pass
async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(now(1), name='one'); log(t.done(), t.result(), t.get_coro() is None)
    t = asyncio.create_task(later(2), name='two'); log(t.done(), var.get()); log(await t, var.get())
    t = asyncio.create_task(fails(3), name='f'); log(t.done(), repr(t.exception()))
    t = asyncio.create_task(selfcancel(), name='s'); log(t.done(), t.cancelled(), t.cancelling())
    try: await t
    except asyncio.CancelledError as e: log('C', e.args)
    log(await asyncio.gather(now(4), later(5), now(6)))
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(now(7)); b = tg.create_task(later(8)); log(a.done(), b.done())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fails(9), name='x'); log('after failing'); await asyncio.sleep(1); log('not here')
    except* ValueError as eg: log(eg.exceptions)
    log(await asyncio.wait_for(later(10), 1), sorted(t.get_name() for t in asyncio.all_tasks()))
    done, pending = await asyncio.wait([asyncio.create_task(now(i)) for i in range(3)]); log(len(done), len(pending))
    for c in asyncio.as_completed([now(11)]): log(await c)
    ctx = contextvars.copy_context()
    t = asyncio.create_task(later(12), context=ctx); log(ctx.get(var), var.get()); await t; log(ctx[var])
    fac = asyncio.create_eager_task_factory(MyTask); loop.set_task_factory(fac); log(loop.get_task_factory() is fac)
    t = asyncio.create_task(now(13), name='m'); log(type(t).__name__, t.get_name())
    loop.set_task_factory(None)
    t = asyncio.Task(now(14), loop=loop, eager_start=True, name='e'); log(t.done())
    t = asyncio.Task(later(15), loop=loop, eager_start=True, name='e2'); log(t.done(), t.cancel()); 
    try: await t
    except asyncio.CancelledError: log('cancelled', t.cancelled())
    class Sub(asyncio.Task):
        def __init__(self, *a, **k): log('init', sorted(k)); super().__init__(*a, **k)
    loop.set_task_factory(asyncio.create_eager_task_factory(Sub)); t = loop.create_task(now(16), name='q'); log(t)if 0 else log(t.get_name())
    ev = asyncio.Event(); t = asyncio.create_task(waits(ev), name='w'); ev.set(); log(await t)
    async def nest(n):
        if n: return await asyncio.create_task(nest(n-1), name=f'n{n}')
        return asyncio.current_task().get_name()
    log(await nest(3), asyncio.current_task().get_name())
    try: loop.set_task_factory(5)
    except TypeError as e: log(e)
    try: asyncio.create_task(5)
    except TypeError as e: log(e)
    async def bare(): raise asyncio.CancelledError('bare')
    t = asyncio.create_task(bare(), name='bare'); log(t.cancelled())
    async def ki(): raise KeyboardInterrupt
    try: asyncio.create_task(ki(), name='ki')
    except BaseException as e: log(repr(e))
async def outer():
    await asyncio.sleep(0)
asyncio.run(main())
try: asyncio.Task(outer(), loop=asyncio.new_event_loop(), eager_start=True)
except Exception as e: print(type(e).__name__, e)
