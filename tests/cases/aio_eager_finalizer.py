# needs: 3.13
# A generator that is dropped half-way is closed by a task, and that is made by the loop's task factory.
import asyncio
import gc


async def numbers(name):
    try:
        for number in range(3):
            yield number
    finally:
        print(name, "closes in", asyncio.current_task() is not None)
        await asyncio.sleep(0)
        print(name, "is closed")


async def leave(name):
    async for number in numbers(name):
        print(name, number)
        if number:
            break
    gc.collect()


async def main(factory):
    loop = asyncio.get_running_loop()
    loop.set_task_factory(factory)
    await leave("first")
    loop.call_soon(print, "a callback after it")
    print("the main task goes on")
    for step in range(3):
        await asyncio.sleep(0)
        print("step", step)


def plain(loop, coro, **options):
    print("a task for", type(coro).__name__)
    return asyncio.Task(coro, loop=loop, **options)


for factory in (None, asyncio.eager_task_factory, plain):
    print("---", getattr(factory, "__name__", None))
    with asyncio.Runner() as runner:
        runner.run(main(factory))
        runner.get_loop().set_task_factory(None)
