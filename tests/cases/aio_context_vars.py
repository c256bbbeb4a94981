# needs: 3.13
# context variables across tasks, callbacks, threads and generators
import asyncio, contextvars
v = contextvars.ContextVar('v', default='d'); w = contextvars.ContextVar('w')
async def child(n):
    print(n, v.get()); v.set(n); await asyncio.sleep(0); print(n, v.get()); return v.get()
async def main():
    v.set('main'); print(await asyncio.gather(child(1), child(2))); print(v.get())
    await child('direct'); print(v.get())
    try: w.get()
    except LookupError: print('LE')
    print(w.get(5))
    ctx = contextvars.copy_context(); print(ctx[v], v in ctx, w in ctx, len(ctx), ctx.get(w), list(ctx.keys()) == [v])
    t = asyncio.create_task(child('c'), context=ctx); await t; print(ctx[v], v.get(), t.get_context() is ctx)
    lp = asyncio.get_running_loop()
    def cb(): print('cb', v.get()); v.set('cb')
    lp.call_soon(cb); lp.call_soon(cb, context=ctx); await asyncio.sleep(0); print(v.get(), ctx[v])
    lp.call_later(.1, lambda: print('later', v.get())); v.set('changed'); await asyncio.sleep(.2)
    f = lp.create_future(); f.add_done_callback(lambda f: print('done cb', v.get())); v.set('after add'); f.add_done_callback(lambda f: print('done ctx', v.get()), context=ctx); f.set_result(1); await asyncio.sleep(0)
    async def agen():
        v.set('agen'); yield v.get(); yield v.get()
    async for x in agen(): print('ag', x, v.get()); v.set('loop body')
    print(await asyncio.to_thread(lambda: v.get()), await lp.run_in_executor(None, lambda: v.get()))
    async with asyncio.TaskGroup() as tg:
        tg.create_task(child('tg')); c2 = contextvars.copy_context(); tg.create_task(child('tgc'), context=c2)
    print(v.get(), c2[v])
    async with asyncio.timeout(1): v.set('in timeout')
    print(v.get(), await asyncio.wait_for(child('wf'), 1), v.get())
    def rec(): return ctx.run(rec2)
    def rec2(): 
        try: ctx.run(print, 1)
        except RuntimeError as e: print(str(e).split(':')[0])
    rec()
    print(await asyncio.shield(child('sh')), v.get())
    for c in asyncio.as_completed([child('ac')]): print(await c, v.get())
    import contextlib
    @contextlib.asynccontextmanager
    async def cm(): v.set('cm'); yield; v.set('cm exit')
    async with cm(): print(v.get())
    print(v.get())
asyncio.run(main()); print(v.get())
