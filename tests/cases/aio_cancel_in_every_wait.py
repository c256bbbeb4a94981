# needs: 3.13
# One task waits in each kind of wait; it is cancelled before it starts, while it waits, in the pass in which it would go on,
# and twice. Then the thing that was waited for has to be as good as new.
import asyncio


def things(loop):
    lock, event, cond = asyncio.Lock(), asyncio.Event(), asyncio.Condition()
    sem, bounded, barrier = asyncio.Semaphore(0), asyncio.BoundedSemaphore(1), asyncio.Barrier(2)
    queue, full, least, joined = asyncio.Queue(), asyncio.Queue(1), asyncio.PriorityQueue(), asyncio.Queue()
    full.put_nowait('old')
    joined.put_nowait('open')
    future, other = loop.create_future(), loop.create_future()

    async def with_lock():
        async with lock:
            return 'held'

    async def with_condition():
        async with cond:
            try:
                return await cond.wait()
            finally:
                print('   lock held again:', cond.locked())

    async def with_predicate():
        async with cond:
            return await cond.wait_for(lambda: event.is_set())

    async def with_bounded():
        async with bounded:
            return 'in'

    async def first_of():
        done, pending = await asyncio.wait([future, other], return_when=asyncio.FIRST_COMPLETED)
        return len(done), len(pending)

    async def in_group():
        async with asyncio.TaskGroup() as group:
            group.create_task(event.wait())
        return 'group'

    async def in_timeout():
        async with asyncio.timeout(10) as limit:
            await event.wait()
        return limit.expired()

    async def as_they_come():
        async for done in asyncio.as_completed([future]):
            return await done

    async def wake_condition():
        async with cond:
            event.set()
            cond.notify()

    async def pass_barrier():
        await barrier.wait()

    def release():
        lock.release()

    def done():
        if not future.done():
            future.set_result('done')

    async def meet():
        waiting = asyncio.create_task(pass_barrier())
        await asyncio.sleep(0)
        if barrier.n_waiting:
            waiting.cancel()

    def start(coroutine):
        return lambda: tasks.append(asyncio.create_task(coroutine()))

    tasks = []
    return {
        'lock': (with_lock, release, lambda: lock.locked()),
        'event': (event.wait, event.set, lambda: event.is_set()),
        'condition': (with_condition, start(wake_condition), lambda: cond.locked()),
        'predicate': (with_predicate, start(wake_condition), lambda: cond.locked()),
        'semaphore': (sem.acquire, sem.release, lambda: sem._value),
        'bounded': (with_bounded, bounded.release, lambda: bounded._value),
        'barrier': (barrier.wait, start(meet), lambda: (barrier.n_waiting, barrier.broken)),
        'get': (queue.get, lambda: queue.put_nowait('new'), queue.qsize),
        'put': (lambda: full.put('new'), full.get_nowait, full.qsize),
        'least': (least.get, lambda: least.put_nowait(1), least.qsize),
        'join': (joined.join, joined.task_done, joined.qsize),
        'sleep': (lambda: asyncio.sleep(1, 'slept'), lambda: None, lambda: None),
        'future': (lambda: plain(future), done, lambda: future.cancelled()),
        'shield': (lambda: plain(asyncio.shield(future)), done, lambda: future.cancelled()),
        'gather': (lambda: plain(asyncio.gather(future, other)), done, lambda: other.cancelled()),
        'first': (first_of, done, lambda: (future.cancelled(), other.cancelled())),
        'wait_for': (lambda: asyncio.wait_for(future, 5), done, lambda: future.cancelled()),
        'group': (in_group, event.set, lambda: len(asyncio.all_tasks())),
        'timeout': (in_timeout, event.set, lambda: event.is_set()),
        'as_completed': (as_they_come, done, lambda: future.cancelled()),
    }, lock, bounded


async def plain(awaitable):
    return await awaitable


async def watched(coroutine, swallow):
    try:
        return await coroutine()
    except asyncio.CancelledError as error:
        print('   cancelled', error.args)
        if not swallow:
            raise
        return 'swallowed'


async def attempt(name, when, message):
    table, lock, bounded = things(asyncio.get_running_loop())
    if name == 'lock':
        await lock.acquire()
    if name == 'bounded':
        await bounded.acquire()
    coroutine, wake, state = table[name]
    task = asyncio.create_task(watched(coroutine, when == 'swallowed'))
    if when != 'before':
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    if when == 'woken':
        wake()
    print('  ', task.cancel(*message), task.cancelling())
    if when == 'twice':
        await asyncio.sleep(0)
        print('  ', task.cancel('again'))
    if when == 'woken late':
        wake()
    result = await asyncio.gather(task, return_exceptions=True)
    for _ in range(4):
        await asyncio.sleep(0)
    print('  ', result, task.cancelled(), state())
    for left in asyncio.all_tasks():
        if left is not asyncio.current_task():
            left.cancel()
    await asyncio.sleep(0)


async def main():
    names, _, _ = things(asyncio.get_running_loop())
    for name in names:
        for when in ('before', 'waiting', 'woken', 'woken late', 'twice', 'swallowed'):
            print(name, when)
            try:
                await attempt(name, when, ('why',) if when in ('waiting', 'twice') else ())
            except Exception as error:
                print('  ', type(error).__name__, error)


asyncio.run(main())
