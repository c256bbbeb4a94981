# needs: 3.13
# wait_for: children that refuse the cancellation, are cancelled themselves, or are shielded
import asyncio
T = lambda: round(asyncio.get_running_loop().time(), 3)
async def main():
    lp = asyncio.get_running_loop()
    async def ok(n, v='v'): await asyncio.sleep(n); return v
    async def stub():
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: await asyncio.sleep(.3); return 'stubborn'
    print(await asyncio.wait_for(stub(), .1), T())
    async def stub2():
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: raise ValueError('in')
    try: await asyncio.wait_for(stub2(), .1)
    except ValueError as e: print(repr(e))
    w = asyncio.create_task(asyncio.wait_for(ok(5), 10)); await asyncio.sleep(.1); w.cancel('outer')
    try: await w
    except asyncio.CancelledError as e: print(e.args)
    inner = asyncio.create_task(ok(5)); w = asyncio.create_task(asyncio.wait_for(inner, 10)); await asyncio.sleep(.1); inner.cancel('in')
    try: await w
    except asyncio.CancelledError as e: print(e.args, w.cancelled())
    sh = asyncio.create_task(ok(.5, 'sh'))
    try: await asyncio.wait_for(asyncio.shield(sh), .1)
    except TimeoutError: print(sh.done(), await sh)
    try: await asyncio.wait_for(5, 1)
    except TypeError as e: print(e)
    try: await asyncio.wait_for(ok(1), 'x')
    except TypeError as e: print(e)
    print(T())
asyncio.run(main())
