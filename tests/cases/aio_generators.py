# needs: 3.13
# asynchronous generators, iterators and context managers
import asyncio
def p(*a): print(f"{asyncio.get_running_loop().time():.2f}", *a)
async def agen(n):
    try:
        for i in range(n):
            yield i; await asyncio.sleep(0.1)
    finally:
        p('agen fin'); await asyncio.sleep(0.1); p('agen fin2')
async def main():
    async for x in agen(3): p(x)
    async for x in agen(5):
        if x == 1: break
    p('broke'); await asyncio.sleep(1)
    g = agen(5); print(await g.__anext__(), await g.asend(None)); await g.aclose(); p('closed')
    try: await g.__anext__()
    except StopAsyncIteration: p('SAI')
    g = agen(5); await g.__anext__()
    try: await g.athrow(ValueError('t'))
    except ValueError as e: p(repr(e))
    print([x async for x in agen(3)], {x: 1 async for x in agen(2)})
    async def echo():
        r = None
        while True:
            r = yield r
            if r == 'stop': return
    e = echo(); await e.asend(None); print(await e.asend(1), await e.asend(2))
    try: await e.asend('stop')
    except StopAsyncIteration: p('stopped')
    class It:
        def __init__(self): self.n = 0
        def __aiter__(self): return self
        async def __anext__(self):
            self.n += 1
            if self.n > 3: raise StopAsyncIteration
            await asyncio.sleep(0.1); return self.n
    print([x async for x in It()])
    class CM:
        async def __aenter__(self): p('enter'); await asyncio.sleep(0.1); return self
        async def __aexit__(self, t, v, tb): p('exit', t and t.__name__); await asyncio.sleep(0.1); return t is ValueError
    async with CM() as c: p('body')
    async with CM(): raise ValueError
    try:
        async with CM(): raise KeyError(1)
    except KeyError as e: p(repr(e))
    g1 = agen(10); await g1.__anext__()
    t = asyncio.create_task(consume()); await asyncio.sleep(0.15); t.cancel(); print(await asyncio.gather(t, return_exceptions=True))
    global keep; keep = agen(3); await keep.__anext__(); p('end main')
async def consume():
    async for x in agen(10): p('c', x)
asyncio.run(main()); print('after')
