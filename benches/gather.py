# Ten times a gather of 10,000 coroutines that return at once.
import asyncio


async def number(n):
    return n


async def main():
    total = 0
    for _ in range(10):
        total += sum(await asyncio.gather(*(number(n) for n in range(10_000))))
    print(total)


asyncio.run(main())
