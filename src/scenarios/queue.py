# Two bakers fill a shelf, sellers empty it.
# Look at who waits: a full shelf stops the bakers, an
# empty one the sellers.
import asyncio


async def baker(name, shelf, loaves, seconds):
    for number in range(1, loaves + 1):
        await asyncio.sleep(seconds)
        await shelf.put(f"{name}'s loaf {number}")


async def seller(shelf, seconds):
    while True:
        loaf = await shelf.get()
        await asyncio.sleep(seconds)
        print("sold", loaf)
        shelf.task_done()


async def bakery(sellers):
    shelf = asyncio.Queue(maxsize=3)
    at_work = [
        asyncio.create_task(seller(shelf, 0.9))
        for _ in range(sellers)
    ]
    await asyncio.gather(
        baker("Mia", shelf, 4, 0.3),
        baker("Tom", shelf, 3, 0.5),
    )
    await shelf.join()
    for task in at_work:
        task.cancel()


async def one_seller():
    await bakery(1)


async def three_sellers():
    await bakery(3)


asyncio.run(one_seller())
asyncio.run(three_sellers())
