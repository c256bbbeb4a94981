# Files of the program, read and written by coroutines.
import asyncio
import time
import aiofiles
import interleave


async def files():
    async with aiofiles.open('a.txt', 'w') as f:
        print(await f.write('one\ntwo\n'))
    async with aiofiles.open('a.txt') as f:
        async for line in f:
            print(repr(line))
        await f.seek(0)
        print(await f.readline(), await f.read(), f.name, f.closed)
    print(f.closed)
    try:
        await aiofiles.open('none')
    except FileNotFoundError as error:
        print(error)
    interleave.latency(files=lambda name: 0.5 if name == 'a.txt' else 0.25)
    start = time.monotonic()
    f = await aiofiles.open('a.txt', 'rb')
    print(await f.read(), round(time.monotonic() - start, 3))
    await f.close()
    with open('a.txt') as same:
        print(same.read())


asyncio.run(files())
