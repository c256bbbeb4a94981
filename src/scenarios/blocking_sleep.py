# Two ways to wait half a second, three tasks each.
# Look for red: time.sleep keeps the whole loop waiting, so the
# tasks take turns. asyncio.sleep lets the others run meanwhile.
import asyncio
import time


async def rude(name):
    print(f"{name} stands in the door")
    time.sleep(0.5)
    print(f"{name} moves on")


async def polite(name):
    print(f"{name} steps aside")
    await asyncio.sleep(0.5)
    print(f"{name} moves on")


async def with_time_sleep():
    await asyncio.gather(rude("Ada"), rude("Bob"), rude("Eve"))


async def with_asyncio_sleep():
    await asyncio.gather(polite("Ada"), polite("Bob"), polite("Eve"))


asyncio.run(with_time_sleep())
asyncio.run(with_asyncio_sleep())
