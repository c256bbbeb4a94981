# 50,000 items from one producer to one consumer, through a queue of ten places.
import asyncio


async def produce(queue, count):
    for item in range(count):
        await queue.put(item)
    await queue.put(None)


async def consume(queue):
    total = 0
    while (item := await queue.get()) is not None:
        total += item
    return total


async def main():
    queue = asyncio.Queue(10)
    producer = asyncio.create_task(produce(queue, 50_000))
    print(await consume(queue))
    await producer


asyncio.run(main())
