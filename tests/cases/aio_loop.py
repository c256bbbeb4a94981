# needs: 3.13
# the loop: callbacks, timers, stop, errors, Runner, leftover tasks
import asyncio, time
loop = asyncio.new_event_loop()
print(loop.is_running(), loop.is_closed(), loop.get_debug())
order = []
def cb(x):
    print('cb', x, loop.time())
loop.call_soon(cb, 1); h = loop.call_soon(cb, 2); h.cancel(); print(h.cancelled())
loop.call_later(2, cb, 'l2'); loop.call_later(1, cb, 'l1'); t = loop.call_at(loop.time() + 1.5, cb, 'at'); print(t.when(), t.cancelled())
loop.call_later(3, loop.stop)
loop.run_forever()
print('stopped', loop.time())
async def co(x): await asyncio.sleep(x); return x
print(loop.run_until_complete(co(1)))
f = loop.create_future(); loop.call_later(1, f.set_result, 'fut'); print(loop.run_until_complete(f))
def bad(): raise ValueError('bad cb')
def handler(lp, ctx):
    print('handler', lp is loop, sorted(ctx), ctx['message'][:21], repr(ctx['exception']))
loop.set_exception_handler(handler); print(loop.get_exception_handler() is handler)
loop.call_soon(bad); loop.run_until_complete(co(0))
async def never(): await asyncio.sleep(100)
loop.call_later(1, loop.stop)
try: loop.run_until_complete(never())
except RuntimeError as e: print(e)
t = loop.create_task(co(5)); loop.call_soon(loop.stop); loop.run_forever(); print(t.done(), t.cancel()); 
try: loop.run_until_complete(t)
except asyncio.CancelledError: print('canc')
async def nested():
    try: loop.run_until_complete(co(1))
    except RuntimeError as e: print(e)
    l2 = asyncio.new_event_loop()
    try:
        c = co(1); l2.run_until_complete(c)
    except RuntimeError as e: print(e); c.close()
    try: asyncio.run(c)
    except RuntimeError as e: print(e)
    print(asyncio.get_running_loop() is loop, asyncio.get_event_loop() is loop)
    l2.close()
loop.run_until_complete(nested())
def task_cb(t): print('task cb', t.result())
t = loop.create_task(co(1)); t.add_done_callback(task_cb); t.add_done_callback(task_cb); print(t.remove_done_callback(task_cb)); t.add_done_callback(task_cb)
loop.run_until_complete(t)
loop.close(); print(loop.is_closed())
for op in (lambda: loop.call_soon(cb), lambda: loop.call_later(1, cb), lambda: loop.run_until_complete(asyncio.sleep(0)), lambda: loop.run_forever()):
    try: op()
    except RuntimeError as e: print(e)
    except Exception as e: print(repr(e))
for op in (lambda: asyncio.get_running_loop(), lambda: asyncio.current_task(), lambda: asyncio.create_task(co(1))):
    try: op()
    except RuntimeError as e: print(e)
lp = asyncio.new_event_loop(); asyncio.set_event_loop(lp); print(asyncio.get_event_loop() is lp)
ff = asyncio.Future(); print(ff.get_loop() is lp); lp.call_soon(ff.set_result, 3); print(lp.run_until_complete(ff)); lp.close()
with asyncio.Runner() as r:
    print(r.run(co(1)), r.run(co(2)), r.get_loop().is_running())
    try: r.run(5)
    except ValueError as e: print(e)
try: r.run(co(1))
except RuntimeError as e: print(e)
async def main():
    t0 = asyncio.get_running_loop().time()
    time.sleep(1.5)
    print(asyncio.get_running_loop().time() - t0)
    async def leftover(n):
        try: await asyncio.sleep(100)
        except asyncio.CancelledError: print('left', n); raise
        finally: print('fin', n)
    asyncio.create_task(leftover(1))
    await asyncio.sleep(0)
    return 'res'
print(asyncio.run(main()))
print(asyncio.run(main(), debug=True))
def cb1(): print('1'); asyncio.get_event_loop().call_soon(lambda: print('nested')); 
async def order_test():
    lp = asyncio.get_running_loop()
    lp.call_soon(cb1); lp.call_soon(lambda: print('2')); 
    await asyncio.sleep(0); print('after 0'); await asyncio.sleep(0); print('after 1')
asyncio.run(order_test())
