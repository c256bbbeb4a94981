# needs: 3.13
# tasks: cancellation in every state, names, factories, awaitables, callbacks
import asyncio
def p(*a): print(f"{asyncio.get_running_loop().time():.2f}", *a)
async def main():
    lp = asyncio.get_running_loop()
    async def w(x): 
        try: await asyncio.sleep(x); return x
        except asyncio.CancelledError: p('C', x); raise
    t = asyncio.create_task(w(1)); t.cancel(); print(t.cancelling(), t.done(), t.cancelled())
    try: await t
    except asyncio.CancelledError as e: p('before start', e.args, t.cancelled())
    t = asyncio.create_task(w(1)); await asyncio.sleep(0); t.cancel('a'); t.cancel('b'); print(t.cancelling())
    try: await t
    except asyncio.CancelledError as e: p(e.args, t.cancelling())
    print(t.cancel(), t.uncancel(), t.cancelling())
    async def stubborn():
        for i in range(3):
            try: await asyncio.sleep(10)
            except asyncio.CancelledError: p('no', i, asyncio.current_task().cancelling())
        return 'done'
    t = asyncio.create_task(stubborn())
    for i in range(3): await asyncio.sleep(1); t.cancel()
    print(await t, t.cancelled(), t.cancelling())
    async def fin():
        try: await asyncio.sleep(10)
        finally:
            p('fin'); await asyncio.sleep(1); p('fin2')
    t = asyncio.create_task(fin()); await asyncio.sleep(1); t.cancel(); await asyncio.sleep(0.5); t.cancel()
    print(await asyncio.gather(t, return_exceptions=True))
    async def selfc():
        asyncio.current_task().cancel('self'); p('still'); await asyncio.sleep(0); p('never')
    t = asyncio.create_task(selfc())
    try: await t
    except asyncio.CancelledError as e: p(e.args)
    async def selfc2():
        asyncio.current_task().cancel('self'); return 5
    t = asyncio.create_task(selfc2())
    try: print(await t)
    except asyncio.CancelledError as e: p('c2', e.args)
    async def un():
        asyncio.current_task().cancel(); print(asyncio.current_task().uncancel()); await asyncio.sleep(1); return 'unc'
    print(await asyncio.create_task(un()))
    # chain
    async def inner(): await asyncio.sleep(10)
    async def mid(tt): await tt
    i = asyncio.create_task(inner()); m = asyncio.create_task(mid(i)); await asyncio.sleep(1); m.cancel('chain')
    print(await asyncio.gather(i, m, return_exceptions=True), i.cancelled(), m.cancelled())
    f = lp.create_future(); 
    async def wf(): return await f
    a, b = asyncio.create_task(wf()), asyncio.create_task(wf()); await asyncio.sleep(0); a.cancel(); await asyncio.sleep(0); await asyncio.sleep(0)
    print(f.cancelled(), a.cancelled(), b.cancelled(), b.done())
    # exceptions
    async def bad(): raise ValueError('b')
    t = asyncio.create_task(bad()); await asyncio.sleep(0); await asyncio.sleep(0)
    print(t.done(), repr(t.exception()))
    for i in range(2):
        try: await t
        except ValueError as e: print(repr(e))
    t = asyncio.create_task(w(1))
    for op in (t.result, t.exception):
        try: op()
        except asyncio.InvalidStateError as e: print(repr(e))
    await t; print(t.result(), t.exception())
    t = asyncio.create_task(w(9)); await asyncio.sleep(0); t.cancel('x'); await asyncio.wait([t])
    for op in (t.result, t.exception):
        try: op()
        except asyncio.CancelledError as e: print(repr(e))
    async def baseexc(): raise KeyboardInterrupt('ki')
    # names
    t = asyncio.create_task(w(0), name='nm'); print(t.get_name()); t.set_name(5); print(repr(t.get_name())); await t
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()), asyncio.current_task() in asyncio.all_tasks())
    print(asyncio.current_task().get_coro().__name__, asyncio.iscoroutine(asyncio.current_task().get_coro()))
    print(asyncio.isfuture(f), asyncio.isfuture(t), asyncio.isfuture(5), asyncio.iscoroutinefunction(w), asyncio.iscoroutinefunction(main), asyncio.iscoroutinefunction(print), asyncio.iscoroutinefunction(asyncio.sleep))
    t = asyncio.ensure_future(w(0)); print(type(t).__name__, asyncio.ensure_future(t) is t); await t
    class Aw:
        def __await__(self):
            r = yield from asyncio.sleep(1, 'aw').__await__()
            return r
    print(await Aw(), await asyncio.ensure_future(Aw()), await asyncio.wait_for(Aw(), 3), await asyncio.gather(Aw(), Aw()))
    class Y:
        def __await__(self): yield
    print(await Y())
    class B:
        def __await__(self): yield 5
    try: await B()
    except RuntimeError as e: print(e)
    class B2:
        def __await__(self): yield lp.create_future()
    try: await B2()
    except RuntimeError as e: print(str(e)[:32])
    # callbacks
    def cb(t): p('cb', t.cancelled() or t.result(), asyncio.current_task() is None)
    t = asyncio.create_task(w(1)); t.add_done_callback(cb); t.add_done_callback(lambda t: p('l2')); await t; p('after await'); await asyncio.sleep(0)
    t.add_done_callback(cb); p('added'); await asyncio.sleep(0); p('slept')
    f = lp.create_future(); f.add_done_callback(lambda f: p('fcb', f.result())); f.set_result(1); p('set'); await f; p('got')
    async def many():
        for i in range(3): p('m', i); await asyncio.sleep(0)
    await asyncio.gather(many(), many())
    class MyTask(asyncio.Task):
        def __init__(self, *a, **k): super().__init__(*a, **k); self.extra = 1
    mt = MyTask(w(1), name='mine'); print(mt.extra, await mt, mt.get_name(), isinstance(mt, asyncio.Future))
    class MyFut(asyncio.Future):
        def hello(self): return 'hi'
    mf = MyFut(loop=lp); lp.call_soon(mf.set_result, 4); print(await mf, mf.hello())
    lp.set_task_factory(lambda loop, coro, **kw: MyTask(coro, loop=loop, **kw)); t = asyncio.create_task(w(0), name='fac'); print(type(t).__name__, t.get_name(), await t); lp.set_task_factory(None)
    lp.set_task_factory(asyncio.eager_task_factory)
    async def eager(n): p('eager start', n, asyncio.current_task().get_name()); await asyncio.sleep(n); p('eager end', n); return n
    async def quick(): p('quick'); return 'q'
    t = asyncio.create_task(eager(1), name='E'); p('created'); print(await t)
    t = asyncio.create_task(quick()); print(t.done(), t.result(), asyncio.current_task().get_name()); print(await t)
    print(await asyncio.gather(quick(), eager(1), quick()))
    async with asyncio.TaskGroup() as tg: tg.create_task(quick()); tg.create_task(eager(1))
    lp.set_task_factory(None)
asyncio.run(main())
