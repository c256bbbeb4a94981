# Waiters on one lock, which goes from each to the next: a hundred thousand tasks, all waiting before the first gets it.
import asyncio


async def waiter(lock, order):
    async with lock:
        order.append(None)


async def main(count):
    lock = asyncio.Lock()
    order = []
    async with lock:
        waiters = [asyncio.create_task(waiter(lock, order)) for _ in range(count)]
        await asyncio.sleep(0)
    await asyncio.gather(*waiters)
    print(len(order))


asyncio.run(main(100_000))
