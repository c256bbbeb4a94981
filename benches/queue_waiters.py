# Waiters on one queue: a hundred thousand tasks wait for an item each, a tenth of them with a timeout that comes first.
import asyncio


async def impatient(queue):
    try:
        return await asyncio.wait_for(queue.get(), 1)
    except TimeoutError:
        return None


async def main(count):
    queue = asyncio.Queue()
    waiters = [asyncio.create_task(queue.get() if at % 10 else impatient(queue)) for at in range(count)]
    await asyncio.sleep(2)
    for item in range(count):
        queue.put_nowait(item)
    results = await asyncio.gather(*waiters)
    print(results.count(None), queue.qsize())


asyncio.run(main(100_000))
