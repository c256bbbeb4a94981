# needs: 3.13
# Contexts that hold the same are equal; where functions of asyncio are from; futures that only look like some
import asyncio
import contextvars

first, second = contextvars.ContextVar('first'), contextvars.ContextVar('second', default=1)


def filled(value):
    first.set(value)
    return contextvars.copy_context()


one, two, other = (contextvars.Context().run(filled, value) for value in ([1], [1], [2]))
print(one == two, one != two, one == other, one == 5, one == contextvars.Context(), one.copy() == one)
for wrong in (lambda: contextvars.Context(1), lambda: contextvars.Context(a=1)):
    try:
        wrong()
    except TypeError as error:
        print(error)
try:
    {one}
except TypeError:
    print('no key')
for function in (asyncio.sleep, asyncio.gather, asyncio.run, asyncio.wait_for, asyncio.timeout, asyncio.to_thread, asyncio.iscoroutine, asyncio.isfuture, asyncio.current_task, asyncio.shield, len):
    print(function.__module__, function.__name__)


async def numbers():
    try:
        yield 1
    finally:
        print('closed')


class Like:
    _asyncio_future_blocking = False


outside = numbers()
step = anext(outside)


async def main():
    loop = asyncio.get_running_loop()
    print(await step)
    loop.call_soon(print, 'soon')
    print(len(loop._ready))
    like = Like()
    print(asyncio.ensure_future(like) is like, asyncio.isfuture(like))
    future = loop.create_future()
    print(asyncio.wrap_future(future) is future, future.cancel())
    loop.set_exception_handler(lambda loop, context: print('handler', repr(context['exception'])))
    loop.set_task_factory(lambda *args, **options: 1 / 0)
    coroutine = asyncio.sleep(0)
    job = asyncio.run_coroutine_threadsafe(coroutine, loop)
    await asyncio.sleep(0.1)
    print(repr(job.exception()))
    coroutine.close()
    loop.set_task_factory(None)


asyncio.run(main())
print('ended')
del outside
