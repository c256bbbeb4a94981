# needs: 3.13
# A bus, a rate limiter, retries with a growing pause, a pool of workers that is shut down, a clock: as services have them
import asyncio
import random


class Bus:
    def __init__(self):
        self.subscribers = {}

    async def listen(self, topic):
        queue = asyncio.Queue()
        self.subscribers.setdefault(topic, []).append(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self.subscribers[topic].remove(queue)
            print('unsubscribed from', topic)

    def publish(self, topic, message):
        for queue in self.subscribers.get(topic, []):
            queue.put_nowait(message)


async def subscriber(bus, name, topic, limit):
    async for message in bus.listen(topic):
        print(name, message)
        limit -= 1
        if not limit:
            break


async def bus():
    bus = Bus()
    async with asyncio.TaskGroup() as group:
        for number in range(3):
            group.create_task(subscriber(bus, number, 'ab'[number % 2], number + 1))
        await asyncio.sleep(0)
        for number in range(4):
            bus.publish('a', number)
            bus.publish('b', -number)
            await asyncio.sleep(0.1)
    print(bus.subscribers)


class Limiter:
    def __init__(self, calls, seconds):
        self.calls, self.seconds, self.times, self.lock = calls, seconds, [], asyncio.Lock()

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        async with self.lock:
            if len(self.times) >= self.calls:
                await asyncio.sleep(self.times[-self.calls] + self.seconds - loop.time())
            self.times.append(loop.time())

    async def __aexit__(self, *details):
        pass


async def limited(limiter, number):
    async with limiter:
        print(number, round(asyncio.get_running_loop().time(), 2))


async def limiter():
    limiter = Limiter(2, 1.0)
    tasks = [asyncio.create_task(limited(limiter, number)) for number in range(6)]
    await asyncio.sleep(0.5)
    tasks[3].cancel('not any more')
    print(await asyncio.gather(*tasks, return_exceptions=True))


async def flaky():
    await asyncio.sleep(0.1)
    if random.random() < 0.7:
        raise ConnectionError('flaky')
    return 'fine'


async def retry(function, attempts=5, pause=0.1):
    for attempt in range(attempts):
        try:
            return await asyncio.wait_for(function(), 0.5)
        except (ConnectionError, TimeoutError) as error:
            if attempt == attempts - 1:
                raise
            delay = pause * 2**attempt + random.uniform(0, 0.05)
            print(attempt, repr(error), round(delay, 4))
            await asyncio.sleep(delay)


async def retries():
    random.seed(1)
    print(await asyncio.gather(*[retry(flaky) for _ in range(4)], return_exceptions=True))


async def worker(name, queue):
    try:
        while True:
            seconds = await queue.get()
            try:
                await asyncio.sleep(seconds)
                print(name, seconds)
            finally:
                queue.task_done()
    except asyncio.CancelledError:
        print('stopped', name)
        raise


async def pool():
    queue = asyncio.Queue()
    workers = [asyncio.create_task(worker(name, queue)) for name in range(3)]
    for seconds in (0.3, 0.1, 0.2, 0.4):
        queue.put_nowait(seconds)
    try:
        await asyncio.wait_for(queue.join(), 0.35)
    except TimeoutError:
        print('late', queue.qsize())
    for task in workers:
        task.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))


async def every(seconds, function):
    loop = asyncio.get_running_loop()
    due = loop.time()
    while True:
        function()
        due += seconds
        await asyncio.sleep(max(0, due - loop.time()))


async def clock():
    loop = asyncio.get_running_loop()
    start = loop.time()
    task = asyncio.create_task(every(0.25, lambda: print(f'{loop.time() - start:.2f}')))
    try:
        async with asyncio.timeout(1.1):
            await task
    except TimeoutError:
        print('stopped', task.cancelled())


for program in (bus, limiter, retries, pool, clock):
    print(program.__name__)
    asyncio.run(program())
