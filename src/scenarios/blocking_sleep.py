# Two ways to wait half a second, three tasks each.
# Look for red: time.sleep keeps the whole loop waiting;
# asyncio.sleep lets the others run meanwhile.
import asyncio
import time

NAMES = ["Ada", "Bob", "Cleo"]


async def rude(name):
    print(name, "stands in the door")
    time.sleep(0.5)
    print(name, "moves on")


async def polite(name):
    print(name, "steps aside")
    await asyncio.sleep(0.5)
    print(name, "moves on")


async def all_rude():
    await asyncio.gather(*map(rude, NAMES))


async def all_polite():
    await asyncio.gather(*map(polite, NAMES))


asyncio.run(all_rude())
asyncio.run(all_polite())
