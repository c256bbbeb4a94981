# One of three downloads fails after half a second.
# Look at the other two: gather lets them go on, and
# nobody waits for them; a TaskGroup cancels them.
import asyncio


async def fetch(name, seconds):
    try:
        await asyncio.sleep(seconds)
        if name == "mail":
            raise ConnectionError("no mail today")
        print(f"  {name} is here")
    except asyncio.CancelledError:
        print(f"  {name} was cancelled")
        raise


async def gathered():
    print("gather:")
    try:
        await asyncio.gather(
            fetch("maps", 1.0),
            fetch("mail", 0.5),
            fetch("news", 2.0),
        )
    except ConnectionError as error:
        print(f"  we know: {error}")
    await asyncio.sleep(1)  # meanwhile, maps arrives


async def task_group():
    print("TaskGroup:")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fetch("maps", 1.0))
            group.create_task(fetch("mail", 0.5))
            group.create_task(fetch("news", 2.0))
    except* ConnectionError as failures:
        for error in failures.exceptions:
            print(f"  we know: {error}")
    await asyncio.sleep(1)


asyncio.run(gathered())
asyncio.run(task_group())
