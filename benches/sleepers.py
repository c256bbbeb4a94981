# 10,000 tasks that all sleep at the same time, until moments of their own.
import asyncio


async def sleeper(n):
    await asyncio.sleep(n % 100 / 10_000)
    return n


async def main():
    tasks = [asyncio.create_task(sleeper(n)) for n in range(10_000)]
    print(sum([await task for task in tasks]))


asyncio.run(main())
