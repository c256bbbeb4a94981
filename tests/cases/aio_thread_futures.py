# needs: 3.13
# Futures of threads by themselves, executors of the program's own, and how both meet asyncio
import asyncio
import concurrent.futures as cf
import time
from concurrent.futures.thread import ThreadPoolExecutor
from concurrent.futures._base import CancelledError


def attempt(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error)


def state(future):
    return repr(future).partition('state=')[2]


def work(seconds, *args, **keywords):
    time.sleep(seconds)
    return args, keywords


future = cf.Future()
print(state(future), future.done(), future.running(), future.cancelled())
print(future.set_running_or_notify_cancel(), state(future), future.cancel())
future.add_done_callback(lambda future: print('one', future.result()))
future.add_done_callback(lambda future: print('two', future.done()))
future.set_result([1])
future.add_done_callback(lambda future: print('late'))
print(state(future), future.exception(), future.cancel())
try:
    future.set_exception(KeyError())
except cf.InvalidStateError as error:
    print(type(error).__mro__[1].__name__, str(error).partition(':')[0])
failed = cf.Future()
failed.set_exception(KeyError('k'))
print(state(failed), repr(failed.exception()))
attempt(failed.result)
cancelled = cf.Future()
print(cancelled.cancel(), cancelled.cancel(), cancelled.set_running_or_notify_cancel(), state(cancelled))
attempt(cancelled.result)
attempt(cancelled.exception)
attempt(cancelled.set_running_or_notify_cancel)
print(CancelledError is cf.CancelledError, ThreadPoolExecutor is cf.ThreadPoolExecutor, cf.TimeoutError is TimeoutError)
attempt(lambda: cf.Executor().submit(print))
attempt(lambda: cf.Executor().map())

with cf.ThreadPoolExecutor(1) as pool:
    job = pool.submit(work, 0.1, 1, key=2)
    waits = pool.submit(work, 0.1)
    print(state(job), state(waits), job.result(), waits.cancel(), state(waits))
    print(list(pool.map(lambda a, b: a + b, [1, 2, 3], [10, 20])))
    attempt(lambda: list(pool.map(lambda n: 1 // n, [1, 0, 2])))
pool.shutdown()
attempt(lambda: pool.submit(print))


class Direct(cf.Executor):
    """Runs what it is given at once."""

    def submit(self, fn, /, *args, **kwargs):
        future = cf.Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        print('shut down', wait, cancel_futures)


with Direct() as direct:
    print(list(direct.map(len, ['a', 'bb'])))


class Mine(Exception):
    pass


def fail(error):
    raise error


async def value(number):
    await asyncio.sleep(0.1)
    return number


async def main():
    loop = asyncio.get_running_loop()
    with Direct() as direct:
        print(await loop.run_in_executor(direct, len, 'abc'))
    for error in Mine('own'), cf.CancelledError('c'), cf.InvalidStateError('i'), asyncio.CancelledError('a'):
        try:
            await asyncio.to_thread(fail, error)
        except BaseException as raised:
            print(type(raised).__module__.partition('.')[0], repr(raised), raised is error)
    with cf.ThreadPoolExecutor(1) as pool:
        job = pool.submit(work, 0.1)
        queued = pool.submit(work, 0.1)
        wrapped = asyncio.wrap_future(queued)
        wrapped.cancel()
        await asyncio.sleep(0)
        print(queued.cancelled(), asyncio.wrap_future(wrapped) is wrapped, await asyncio.wrap_future(job))

    def elsewhere():
        future = asyncio.run_coroutine_threadsafe(value(7), loop)
        print(state(future), future.result(), state(future))
        future = asyncio.run_coroutine_threadsafe(value(8), loop)
        try:
            future.result(timeout=0.05)
        except TimeoutError:
            print(future.cancel(), state(future))

    await asyncio.to_thread(elsewhere)
    await asyncio.sleep(0)
    print(len(asyncio.all_tasks()), round(loop.time(), 3))
    attempt(lambda: asyncio.run_coroutine_threadsafe(5, loop))


asyncio.run(main())
