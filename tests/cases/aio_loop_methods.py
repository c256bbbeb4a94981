# needs: 3.13
# handles, exception handlers, futures and what a loop refuses
import asyncio, logging, sys
T = lambda: round(asyncio.get_running_loop().time(), 3)
async def main():
    lp = asyncio.get_running_loop()
    h = lp.call_soon(print, 'a', 1); h2 = lp.call_soon(print, 'b'); h2.cancel(); print(h.cancelled(), h2.cancelled())
    t = lp.call_later(.2, print, 'later'); t2 = lp.call_at(lp.time() + .1, lambda: print('at', T())); print(round(t.when(), 2), t.cancelled()); 
    t3 = lp.call_later(.1, print, 'no'); t3.cancel(); t3.cancel(); await asyncio.sleep(.3)
    lp.call_later(0, print, 'zero'); lp.call_soon(print, 'soon'); await asyncio.sleep(0); await asyncio.sleep(0)
    lp.call_later(-1, print, 'neg'); await asyncio.sleep(.01)
    def handler(loop, ctx): print('H', ctx['message'].split(' at ')[0].split(' <')[0], repr(ctx.get('exception')), sorted(ctx))
    lp.set_exception_handler(handler)
    lp.call_soon(lambda: 1 / 0); await asyncio.sleep(0)
    async def bad(): raise ValueError('lost')
    b = asyncio.create_task(bad()); await asyncio.sleep(0); await asyncio.sleep(0); del b; await asyncio.sleep(0)
    f = lp.create_future(); f.set_exception(KeyError('f')); f = None
    f = lp.create_future(); f.add_done_callback(lambda f: 1 / 0); f.set_result(1); await asyncio.sleep(0)
    lp.call_exception_handler({'message': 'mine'})
    def broken(loop, ctx): raise RuntimeError('handler')
    lp.set_exception_handler(broken); lp.call_soon(lambda: 1 / 0); await asyncio.sleep(0); print(lp.get_exception_handler() is broken); lp.set_exception_handler(None)
    try: lp.set_exception_handler(5)
    except TypeError as e: print(e)
    try: lp.call_soon('x'); 
    except TypeError as e: print(e)
    lp.set_debug(True)
    for bad_cb in (main, 5):
        try: lp.call_soon(bad_cb)
        except TypeError as e: print(str(e)[:50])
    lp.set_debug(False)
    try: lp.set_task_factory(5)
    except TypeError as e: print(e)
    try: lp.run_in_executor(None, main)
    except TypeError as e: print(e)
    f = lp.create_future()
    for op in (f.result, f.exception):
        try: op()
        except asyncio.InvalidStateError as e: print(e)
    f.set_result(1)
    for op in (lambda: f.set_result(2), lambda: f.set_exception(ValueError())):
        try: op()
        except asyncio.InvalidStateError as e: print(e)
    f = lp.create_future()
    for x in (StopIteration, StopIteration(3), 5, 'x', int):
        try: f.set_exception(x); print('set', repr(f.exception())); f = lp.create_future()
        except (TypeError, RuntimeError) as e: print(type(e).__name__, e)
    f = lp.create_future(); f.cancel('why')
    try: await f
    except asyncio.CancelledError as e: print(e.args)
    try: f.result()
    except asyncio.CancelledError as e: print(e.args)
    f = lp.create_future(); cb = lambda f: print('cb'); f.add_done_callback(cb); f.add_done_callback(cb); print(f.remove_done_callback(cb), f.remove_done_callback(cb)); f.set_result(0)
    print(f.get_loop() is lp, asyncio.isfuture(f), f.done(), f._state)
    class Fut(asyncio.Future): pass
    print(repr(Fut(loop=lp)), repr(f), repr(lp.create_future()))
    c = main(); print(asyncio.iscoroutine(c), asyncio.iscoroutine(main), asyncio.iscoroutinefunction(main)); c.close()
    async def agen(): yield 1
    g = agen(); print(asyncio.iscoroutine(g), asyncio.iscoroutinefunction(agen))
    for x in (agen, 5, f):
        try: asyncio.create_task(x)
        except TypeError as e: print(str(e).split(' at')[0][:50])
    for n in ('create_server', 'create_connection', 'add_signal_handler', 'subprocess_exec'): print(hasattr(lp, n))
asyncio.run(main())
