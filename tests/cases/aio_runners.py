# needs: 3.13
# Runner, run, run_until_complete: misuse, leftovers, loop factories
import asyncio, contextvars
async def f(x): return x
def tr(fn, *a, **k):
    try: print('ok', fn(*a, **k))
    except BaseException as e: print(type(e).__name__, str(e).split(' at 0x')[0])
r = asyncio.Runner()
print(r.run(f(1)), r.get_loop().is_running(), r.get_loop() is r.get_loop())
pass
r.close(); r.close()
c = f(2); tr(r.run, c); c.close()
tr(r.get_loop)
with asyncio.Runner(debug=True) as r:
    print(r.get_loop().get_debug()); 
    v = contextvars.ContextVar('v')
    async def setv(): v.set(5)
    async def getv(): return v.get()
    r.run(setv()); print(r.run(getv())); print(v.get(None))
    ctx = contextvars.copy_context(); ctx.run(v.set, 9); print(r.run(getv(), context=ctx))
    async def nested():
        c = f(1)
        try: r.run(c)
        except RuntimeError as e: print(e)
        finally: c.close()
        c = f(1)
        try: asyncio.run(c)
        except RuntimeError as e: print(e)
        finally: c.close()
        lp = asyncio.get_running_loop()
        c = f(1)
        try: lp.run_until_complete(c)
        except RuntimeError as e: print(e)
        finally: c.close()
        try: lp.run_forever()
        except RuntimeError as e: print(e)
        except RuntimeError as e: print(e)
    r.run(nested())
lp = asyncio.new_event_loop()
tr(lp.run_until_complete, 5)
tr(lp.run_until_complete, f(3))
fut = lp.create_future(); fut.set_result(8); tr(lp.run_until_complete, fut)
fut = lp.create_future(); fut.set_exception(ValueError('e')); tr(lp.run_until_complete, fut)
lp.call_soon(lp.stop); lp.run_forever(); print('stopped')
fut = lp.create_future(); lp.call_later(1, lp.stop); tr(lp.run_until_complete, fut)
l2 = asyncio.new_event_loop(); fut2 = l2.create_future(); tr(lp.run_until_complete, fut2); l2.close()
async def bad(): raise KeyError('k')
tr(lp.run_until_complete, bad())
async def sysx(): raise SystemExit(3)
tr(lp.run_until_complete, sysx())
async def canc(): raise asyncio.CancelledError('c')
tr(lp.run_until_complete, canc())
lp.close(); print(lp.is_closed()); lp.close()
c = f(1); tr(lp.run_until_complete, c); c.close()
tr(lp.run_forever); tr(lp.call_soon, print); tr(lp.call_later, 1, print); tr(lp.call_at, 1, print)
c = f(1); tr(lp.create_task, c); c.close()
tr(lp.run_in_executor, None, print)
print(repr(lp).split()[1:])
tr(asyncio.get_running_loop); tr(asyncio.run, 5);  
async def main(): return asyncio.get_running_loop().get_debug()
print(asyncio.run(main(), debug=True), asyncio.run(main()))
def fac(): 
    print('fac'); return asyncio.new_event_loop()
print(asyncio.run(main(), loop_factory=fac), asyncio.run(main(), loop_factory=asyncio.SelectorEventLoop))
async def leave():
    async def w(n):
        try: await asyncio.sleep(n)
        except asyncio.CancelledError: print('cancelled', n); raise
        finally: print('fin', n)
    for i in range(3): asyncio.create_task(w(i + 1))
    async def stub():
        try: await asyncio.sleep(9)
        except asyncio.CancelledError: raise ValueError('in cleanup')
    asyncio.create_task(stub())
    await asyncio.sleep(0); return 'left'
print(asyncio.run(leave()))
asyncio.set_event_loop(None)
tr(asyncio.get_event_loop)
with asyncio.Runner() as r: tr(r.run, bad()); tr(r.run, canc())
class T:
    def __await__(self): yield from asyncio.sleep(0).__await__(); return 'aw'
tr(asyncio.run, T())
