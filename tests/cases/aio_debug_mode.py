# needs: 3.13
# What debug mode refuses
import asyncio
import time


async def slow():
    time.sleep(0.3)
    return 'slow'


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), await slow())
    loop.slow_callback_duration = 0.5
    calls = {
        'a coroutine function': lambda: loop.call_soon(slow),
        'call_later': lambda: loop.call_later(1, 5),
        'call_at': lambda: loop.call_at(1, None),
        'call_soon': lambda: loop.call_soon('text'),
        'threadsafe': lambda: loop.call_soon_threadsafe(7),
    }
    for name, call in calls.items():
        try:
            call()
        except TypeError as error:
            print(name, '-', error)

    def elsewhere():
        for call in (loop.call_soon, lambda function: loop.call_later(1, function), loop.create_future().set_result):
            try:
                call(print)
                print('taken')
            except RuntimeError as error:
                print(error)
        loop.call_soon_threadsafe(print, 'from a thread')

    await asyncio.to_thread(elsewhere)
    await asyncio.sleep(0.1)
    loop.set_debug(False)
    print(loop.get_debug())
    loop.call_later(0.1, print, 'quietly')
    await asyncio.sleep(0.2)


asyncio.run(main(), debug=True)
