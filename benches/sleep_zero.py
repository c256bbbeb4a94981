# Two tasks that give way to each other, 50,000 times each.
import asyncio


async def give_way(times):
    for _ in range(times):
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(give_way(50_000), give_way(50_000))


asyncio.run(main())
