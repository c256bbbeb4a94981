# needs: 3.13
# Coroutines awaited twice, generators that can be awaited, and the contexts of what is thrown into both
import asyncio
import types
from contextlib import ExitStack, contextmanager


def chain(error):
    parts = []
    while error is not None:
        parts.append(repr(error))
        error = error.__context__
    return ' <- '.join(parts)


async def one():
    return 1


@types.coroutine
def generator():
    first = yield from one()
    second = yield from asyncio.sleep(0.1, 'slept')
    yield
    return first, second


@types.coroutine
def numbers():
    yield 1
    yield 2
    return 'three'


class Delegating:
    def __await__(self):
        return (yield from numbers())


async def awaits(thing):
    return await thing


async def slow():
    await asyncio.sleep(1)
    return 'slow'


async def try_await(label, thing):
    try:
        print(label, await thing)
    except Exception as error:
        print(label, type(error).__name__, error)


async def main():
    await try_await('generator', generator())
    coroutine = slow()
    task = asyncio.create_task(coroutine)
    await asyncio.sleep(0)
    await try_await('under way', coroutine)
    print(await task)
    await try_await('at its end', coroutine)
    coroutine = slow()
    await asyncio.gather(try_await('first', coroutine), try_await('second', coroutine))


asyncio.run(main())

print(type(numbers()).__name__, list(numbers()))
for thing in (numbers(), Delegating()):
    coroutine = awaits(thing)
    try:
        while True:
            print(coroutine.send(None))
    except StopIteration as stop:
        print(stop.value)
    for again in (coroutine.send, coroutine.throw):
        try:
            again(ValueError('v') if again == coroutine.throw else None)
        except Exception as error:
            print(type(error).__name__, error)


def delegates_wrongly():
    yield from one()


try:
    list(delegates_wrongly())
except TypeError as error:
    print(error)
print(types.coroutine(slow) is slow)
try:
    types.coroutine(5)
except TypeError as error:
    print(error)


def replacing(new):
    try:
        yield
    except Exception as error:
        print('met', chain(error))
        raise new


def handling(new):
    try:
        raise KeyError('inside')
    except KeyError:
        yield
        raise new


for function in (replacing, handling):
    try:
        raise OSError('outside')
    except OSError:
        paused = function(ValueError('new'))
        next(paused)
        try:
            paused.throw(TypeError('thrown'))
        except Exception as error:
            print(function.__name__, chain(error))
        fresh = function(ValueError('new'))
        try:
            fresh.throw(TypeError('thrown'))
        except Exception as error:
            print(function.__name__, chain(error))


@contextmanager
def raises(error):
    try:
        yield
    finally:
        raise error


errors = [Exception(number) for number in range(4)]
try:
    with ExitStack() as stack:
        for error in reversed(errors[1:]):
            stack.enter_context(raises(error))
        raise errors[0]
except Exception as error:
    print(chain(error))


class Item:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


class NoItem:
    def __aiter__(self):
        return 5


class Manager:
    def __aenter__(self):
        return 5

    async def __aexit__(self, *details):
        pass


async def wrong():
    try:
        async for _ in Item():
            pass
    except TypeError as error:
        print(chain(error), repr(error.__cause__))
    try:
        async for _ in NoItem():
            pass
    except TypeError as error:
        print(error)
    try:
        async with Manager():
            pass
    except TypeError as error:
        print(error)


asyncio.run(wrong())
