# needs: 3.13
# Methods of the loop and of the policy that a program has written anew: asyncio goes by them.
import asyncio


class Watched(asyncio.SelectorEventLoop):
    def create_task(self, coro, **options):
        if "shutdown" not in coro.__name__:
            print("task for", coro.__name__, sorted(options))
        return super().create_task(coro, **options)

    def call_exception_handler(self, context):
        print("handled:", context["message"].split(" at ")[0])

    def close(self):
        print("closing")
        super().close()


async def quick():
    await asyncio.sleep(0.1)
    return "quick"


async def broken():
    raise ValueError("nobody asks for it")


async def main():
    loop = asyncio.get_running_loop()
    print(type(loop).__name__)
    named = asyncio.create_task(quick(), name="named")
    print(await asyncio.gather(quick(), named))
    async with asyncio.TaskGroup() as group:
        group.create_task(quick())
        group.create_task(quick(), name="in a group")
    print(await asyncio.wait_for(asyncio.ensure_future(quick()), 1))
    loop.call_soon(lambda: 1 / 0)
    lost = asyncio.create_task(broken())
    await asyncio.sleep(0)
    del lost
    await asyncio.sleep(0)


with asyncio.Runner(loop_factory=Watched) as runner:
    runner.run(main())


class Default(asyncio.SelectorEventLoop):
    def default_exception_handler(self, context):
        print("default for:", context["message"])


async def complain():
    loop = asyncio.get_running_loop()
    loop.call_exception_handler({"message": "first"})
    loop.set_exception_handler(lambda loop, context: print("own for:", context["message"]))
    loop.call_exception_handler({"message": "second"})
    loop.set_exception_handler(None)
    loop.call_exception_handler({"message": "third"})


asyncio.run(complain(), loop_factory=Default)


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        loop = asyncio.SelectorEventLoop()
        print("the policy makes one")
        return loop

    def set_event_loop(self, loop):
        print("the policy sets", "none" if loop is None else "one")
        super().set_event_loop(loop)


asyncio.set_event_loop_policy(Policy())
print(asyncio.run(quick()))
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)
print(loop.run_until_complete(quick()))
loop.close()
with asyncio.Runner() as runner:
    print(runner.run(quick()), runner.run(quick()))
