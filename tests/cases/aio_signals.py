# needs: 3.13
# Signals that a program raises itself: handlers of the loop, an interrupt of asyncio.run(), and handlers of its own.
import asyncio
import os
import signal


def show(number, frame):
    print("handler:", number, signal.Signals(number).name)


print(repr(signal.SIGTERM), signal.strsignal(signal.SIGTERM), repr(signal.getsignal(signal.SIGTERM)))
print(repr(signal.signal(signal.SIGUSR1, show)))
signal.raise_signal(signal.SIGUSR1)
os.kill(os.getpid(), signal.SIGUSR1)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
signal.raise_signal(signal.SIGUSR1)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("interrupted at the top level")

for wrong in (
    lambda: signal.signal(100, show),
    lambda: signal.signal(signal.SIGUSR1, "text"),
    lambda: signal.signal(signal.SIGKILL, show),
    lambda: signal.signal("USR1", show),
    lambda: os.kill(999999, signal.SIGTERM),
):
    try:
        wrong()
    except (ValueError, TypeError, OSError) as error:
        print(f"{type(error).__name__}: {error}")


async def server():
    """Serves until it is asked to end, and cleans up."""
    loop = asyncio.get_running_loop()
    asked = asyncio.Event()

    def ask(name):
        print(f"{loop.time() - began:.1f}: {name}, ending")
        asked.set()

    async def serve():
        try:
            while True:
                print(f"{loop.time() - began:.1f}: serving")
                await asyncio.sleep(0.4)
        finally:
            print("the server has closed")

    began = loop.time()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ask, number.name)
    loop.call_later(1, os.kill, os.getpid(), signal.SIGTERM)
    serving = asyncio.create_task(serve())
    await asked.wait()
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    print(loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM))
    for wrong in (
        lambda: loop.add_signal_handler(signal.SIGKILL, ask),
        lambda: loop.add_signal_handler("INT", ask),
        lambda: loop.add_signal_handler(100, ask),
        lambda: loop.add_signal_handler(signal.SIGINT, serve),
    ):
        try:
            wrong()
        except (ValueError, TypeError, RuntimeError) as error:
            print(f"{type(error).__name__}: {error}")


asyncio.run(server())
print("the default is back:", signal.getsignal(signal.SIGINT) is signal.default_int_handler)


async def order():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR2, print, "the loop's handler")
    loop.call_soon(print, "before it was raised")
    signal.raise_signal(signal.SIGUSR2)
    loop.call_soon(print, "after it was raised")
    for step in range(4):
        print("step", step)
        await asyncio.sleep(0)


asyncio.run(order())


async def interrupted(swallow):
    asyncio.get_running_loop().call_later(0.5, signal.raise_signal, signal.SIGINT)
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled")
        if not swallow:
            raise
    return "returned"


print(asyncio.run(interrupted(True)))
try:
    asyncio.run(interrupted(False))
except KeyboardInterrupt as interrupt:
    print("interrupted", type(interrupt.__context__).__name__)


async def interrupted_twice():
    loop = asyncio.get_running_loop()
    for delay in (0.1, 0.2):
        loop.call_later(delay, signal.raise_signal, signal.SIGINT)
    for attempt in range(3):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("attempt", attempt, "was cancelled")


try:
    asyncio.run(interrupted_twice())
except KeyboardInterrupt:
    print("the second one comes through")


def in_a_runner():
    with asyncio.Runner() as runner:
        print(runner.run(interrupted(True)))
        try:
            runner.run(interrupted(False))
        except KeyboardInterrupt:
            print("a runner's too")
        print(runner.run(asyncio.sleep(0, "and it goes on")))


in_a_runner()
