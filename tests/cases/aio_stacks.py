# needs: 3.13
# get_stack, cr_await and their like
import asyncio, sys
class W:
    def __init__(self): self.t = ""
    def write(self, t): self.t += t
    def getvalue(self): return self.t
async def inner():
    await asyncio.sleep(1)
async def mid():
    await inner()
async def main():
    t = asyncio.create_task(mid(), name='T')
    st = t.get_stack(); print(len(st), [type(f).__name__ for f in st])
    print([(f.f_code.co_name, f.f_lineno) for f in st])
    await asyncio.sleep(0)
    st = t.get_stack()
    print([(f.f_code.co_name, f.f_lineno) for f in st])
    f = W(); t.print_stack(file=f); print(*[l.split('File')[0] + l.split('line')[-1] if 'File' in l else l[:20] for l in f.getvalue().splitlines()])
    await t
    print(t.get_stack()); f = W(); t.print_stack(file=f); print(*[l.split('File')[0] + l.split('line')[-1] if 'File' in l else l[:20] for l in f.getvalue().splitlines()])
    async def bad(): 
        await asyncio.sleep(0)
        raise ValueError('x')
    t = asyncio.create_task(bad(), name='B')
    try: await t
    except ValueError: pass
    print([f.f_code.co_name for f in t.get_stack()], [f.f_code.co_name for f in t.get_stack(limit=1)])
    c = mid()
    print(c.cr_await, c.cr_running, c.cr_frame is None, c.cr_suspended)
    c.send(None) if False else None
    c.close()
    t = asyncio.create_task(mid(), name='T2'); await asyncio.sleep(0)
    co = t.get_coro()
    print(co.cr_await.__name__, co.cr_await.cr_await.__name__, co.cr_frame.f_lineno, co.cr_code.co_name)
    await t
    print(co.cr_await, co.cr_frame)
    async def ag():
        await asyncio.sleep(1)
        yield 1
    a = ag(); print(a.ag_await, a.ag_running, a.ag_frame is None)
    t = asyncio.ensure_future(anext(a)); await asyncio.sleep(0)
    print(a.ag_await.__name__, a.ag_running)
    print(await t, a.ag_await, a.ag_running)
    await a.aclose()
    def sub(): yield 1
    def g(): yield from sub()
    x = g(); print(x.gi_yieldfrom); next(x); print(x.gi_yieldfrom.__name__); list(x); print(x.gi_yieldfrom)
asyncio.run(main())
