# needs: 3.13
# What the end of a loop does with asynchronous generators, by itself and by shutdown_asyncgens
import asyncio
from contextlib import aclosing


async def ticker(name, fails=False, pause=0.1):
    try:
        while True:
            yield name
            await asyncio.sleep(0.1)
    finally:
        await asyncio.sleep(pause)
        print('closed', name)
        if fails:
            raise ValueError(name)


async def main():
    loop = asyncio.get_running_loop()
    kept = ticker('kept')
    async for item in ticker('broken off'):
        print(item)
        break
    print(await anext(kept))
    async with aclosing(ticker('aclosing')) as items:
        async for item in items:
            print(item)
            break
    print('after aclosing')
    failing = ticker('failing', fails=True, pause=0.2)
    await anext(failing)
    loop.set_exception_handler(lambda loop, context: print(context['message'].split(' <')[0], repr(context['exception'])))
    await loop.shutdown_asyncgens()
    print('shut down', loop.time())
    try:
        await anext(kept)
    except StopAsyncIteration:
        print('kept has ended')
    late = ticker('late')
    print(await anext(late))
    globals()['late'] = late


asyncio.run(main())
print('loop closed')

loop = asyncio.new_event_loop()
left = ticker('left')
async def first(items):
    return await anext(items)


print(loop.run_until_complete(first(left)))
loop.run_until_complete(loop.shutdown_asyncgens())
loop.slow_callback_duration = 0.5
print(loop.slow_callback_duration, loop.get_debug())
loop.close()
for call in (lambda: loop.run_until_complete(asyncio.sleep(0)), lambda: loop.call_soon(print), lambda: loop.call_later(1, print)):
    try:
        call()
    except RuntimeError as error:
        print(error)
