# needs: 3.13
# Tasks of a program's own class, and objects that look like futures and coroutine functions
import asyncio
import functools
import inspect
from unittest import mock


class Loud(asyncio.Task):
    def cancel(self, msg=None):
        print('  cancel', self.get_name(), msg)
        return super().cancel(msg)

    def uncancel(self):
        left = super().uncancel()
        print('  uncancel', self.get_name(), left)
        return left

    def cancelling(self):
        count = super().cancelling()
        print('  cancelling', self.get_name(), count)
        return count


async def limited():
    async with asyncio.timeout(0.1) as limit:
        await asyncio.sleep(1)
    return limit


async def failing():
    await asyncio.sleep(0.1)
    raise ValueError('child')


async def grouped():
    async with asyncio.TaskGroup() as group:
        group.create_task(failing(), name='failing')
        group.create_task(asyncio.sleep(9), name='sleeping')


async def waiting():
    return await asyncio.wait_for(asyncio.sleep(5), 0.2)


async def stacks():
    task = asyncio.current_task()
    async def inner():
        return [frame.f_code.co_name for frame in task.get_stack(limit=1)]
    print('  running:', [frame.f_code.co_name for frame in task.get_stack(limit=1)], await inner())


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(lambda loop, coro, **options: Loud(coro, loop=loop, **options))
    for work in (limited, grouped, waiting, stacks):
        print(work.__name__)
        task = asyncio.create_task(work(), name=work.__name__)
        print(' ', type(task).__name__, isinstance(task, asyncio.Task))
        print(' ', await asyncio.gather(task, return_exceptions=True))
    task = asyncio.create_task(waiting(), name='outer')
    await asyncio.sleep(0.05)
    task.cancel('stop')
    print(await asyncio.gather(task, return_exceptions=True))

    class Like:
        _asyncio_future_blocking = False

    class Unlike:
        _asyncio_future_blocking = None

    print([asyncio.isfuture(value) for value in (Like(), Like, Unlike(), task, loop.create_future(), 5)])

    @inspect.markcoroutinefunction
    def marked():
        return asyncio.sleep(0)

    class Caller:
        async def __call__(self):
            pass

        async def method(self):
            pass

    for value in (marked, functools.partial(main), functools.partial(print), Caller(), Caller().method, mock.AsyncMock(), mock.Mock(), asyncio.sleep, asyncio.run):
        print(asyncio.iscoroutinefunction(value), inspect.iscoroutinefunction(value))
    future = loop.create_future()
    print(future._cancel_message, future.cancel('reason'), future._cancel_message)
    try:
        future._log_traceback = True
    except ValueError as error:
        print(error)


asyncio.run(main())
