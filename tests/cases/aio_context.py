# needs: 3.13
# contexts of tasks, callbacks, groups and runners
import asyncio, contextvars
var = contextvars.ContextVar('var', default='d')
def p(*a): print(f"{asyncio.get_running_loop().time():.2f}", *a)
async def child(n):
    p(n, var.get()); var.set(n); await asyncio.sleep(0.1); p(n, var.get())
async def main():
    var.set('main')
    await asyncio.gather(child('a'), child('b')); p(var.get())
    await child('direct'); p(var.get())
    t = asyncio.create_task(child('t')); var.set('after'); await t
    ctx = contextvars.copy_context(); ctx.run(var.set, 'inctx'); p(var.get(), ctx[var], ctx.get(var), var in ctx, len(ctx) >= 1)
    t = asyncio.create_task(child('c'), context=ctx); await t; p(ctx[var])
    lp = asyncio.get_running_loop()
    lp.call_soon(lambda: p('cs', var.get())); var.set('later'); await asyncio.sleep(0)
    lp.call_soon(lambda: p('cs2', var.get()), context=ctx); await asyncio.sleep(0)
    f = lp.create_future(); var.set('atadd'); f.add_done_callback(lambda f: p('done', var.get())); var.set('changed'); f.set_result(1); await asyncio.sleep(0)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(child('tg')); tg.create_task(child('tgc'), context=ctx)
    p(ctx[var], var.get())
    async with asyncio.timeout(5): var.set('in timeout')
    p(var.get()); await asyncio.wait_for(child('wf'), 1); p(var.get())
    tok = var.set('x'); var.reset(tok); p(var.get())
    try: ctx.run(lambda: ctx.run(print))
    except RuntimeError as e: print(str(e)[:20])
    p(asyncio.current_task().get_context() is not None, t.get_context() is ctx)
    async def gen():
        var.set('gen'); yield 1; var.set('gen2'); yield 2
    async for _ in gen(): p(var.get())
asyncio.run(main())
print(var.get())
with asyncio.Runner() as r:
    async def s(x): var.set(x)
    async def g(): return var.get()
    r.run(s('runner')); print(r.run(g())); print(var.get())
