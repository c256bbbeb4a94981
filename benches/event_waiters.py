# Waiters on one event: a hundred thousand tasks, of which every tenth is cancelled before the event is set.
import asyncio


async def main(count):
    event = asyncio.Event()
    waiters = [asyncio.create_task(event.wait()) for _ in range(count)]
    await asyncio.sleep(0)
    for waiter in waiters[::10]:
        waiter.cancel()
    await asyncio.sleep(0)
    event.set()
    results = await asyncio.gather(*waiters, return_exceptions=True)
    print(results.count(True))


asyncio.run(main(100_000))
