# Three downloads, three ways to wait for them.
# The work is the same each time: look at the totals.
import asyncio

SLOWEST = 1.5  # @param {min: 0, max: 5, step: 0.5}


async def fetch(name, seconds):
    await asyncio.sleep(seconds)
    print(name, "is here")


async def one_by_one():
    await fetch("maps", 0.5)
    await fetch("news", 1.0)
    await fetch("mail", SLOWEST)


async def gathered():
    await asyncio.gather(
        fetch("maps", 0.5),
        fetch("news", 1.0),
        fetch("mail", SLOWEST),
    )


async def task_group():
    async with asyncio.TaskGroup() as group:
        group.create_task(fetch("maps", 0.5))
        group.create_task(fetch("news", 1.0))
        group.create_task(fetch("mail", SLOWEST))


asyncio.run(one_by_one())
asyncio.run(gathered())
asyncio.run(task_group())
