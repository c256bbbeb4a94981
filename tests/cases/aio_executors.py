# needs: 3.13
# Executors and their ends
import asyncio
import concurrent.futures
import time


def square(number):
    time.sleep(0.1)
    return number * number


def give_up():
    raise concurrent.futures.CancelledError('inside')


def fail():
    raise LookupError('failed there')


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        print(await asyncio.gather(*[loop.run_in_executor(pool, square, n) for n in range(4)]), round(loop.time() - start, 3))
    with concurrent.futures.ProcessPoolExecutor(max_workers=4) as pool:
        start = loop.time()
        print(await asyncio.gather(*[loop.run_in_executor(pool, square, n) for n in range(4)]), round(loop.time() - start, 3))
        print(list(pool.map(square, [5, 6])))
    for call in (give_up, fail):
        try:
            await loop.run_in_executor(None, call)
        except BaseException as error:
            print(type(error).__module__.split('.')[0], type(error).__name__, error)
    loop.set_default_executor(concurrent.futures.ThreadPoolExecutor(max_workers=1))
    start = loop.time()
    print(await asyncio.gather(asyncio.to_thread(square, 2), asyncio.to_thread(square, 3)), round(loop.time() - start, 3))
    late = asyncio.create_task(asyncio.to_thread(square, 9))
    await asyncio.sleep(0)
    late.cancel()
    print(await asyncio.gather(late, return_exceptions=True))
    await loop.shutdown_default_executor()
    try:
        await asyncio.to_thread(square, 1)
    except RuntimeError as error:
        print(error)


asyncio.run(main())
