# Three downloads, three ways to wait for them.
# Look at the totals: the work is the same each time.
import asyncio

SLOWEST = 1.5  # @param {min: 0.5, max: 5, step: 0.5}


async def fetch(name, seconds):
    await asyncio.sleep(seconds)
    return f"{name} after {seconds} s"


async def one_by_one():
    print(await fetch("maps", 0.5))
    print(await fetch("news", 1.0))
    print(await fetch("mail", SLOWEST))


async def gathered():
    results = await asyncio.gather(
        fetch("maps", 0.5),
        fetch("news", 1.0),
        fetch("mail", SLOWEST),
    )
    print(*results, sep="\n")


async def task_group():
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(fetch("maps", 0.5)),
            group.create_task(fetch("news", 1.0)),
            group.create_task(fetch("mail", SLOWEST)),
        ]
    print(*[task.result() for task in tasks], sep="\n")


asyncio.run(one_by_one())
asyncio.run(gathered())
asyncio.run(task_group())
