# needs: 3.13
# Messages, and corners of the language that programs seldom meet.
import asyncio
import math
import types
import typing
import warnings


def attempt(work, *args, **kwargs):
    try:
        print(work(*args, **kwargs))
    except BaseException as error:
        print(f'{type(error).__name__}: {error}')


# A generator that is closed closes what it delegates to, and does not go on after that.

def inner():
    try:
        yield 'first'
    except GeneratorExit:
        print('inner is closed')
        return 'a result that nobody gets'


def middle():
    try:
        got = yield from inner()
        print('never reached', got)
    finally:
        print('middle is over')


def outer():
    yield from middle()
    print('never reached')


generator = outer()
print(next(generator))
generator.close()
generator = outer()
print(next(generator))
attempt(generator.throw, GeneratorExit)
attempt(next, generator)


class Waits:
    def __await__(self):
        yield 'waiting'


async def innermost():
    try:
        await Waits()
    except GeneratorExit:
        print('coroutine is closed')


async def around():
    await innermost()
    print('never reached')


coroutine = around()
print(coroutine.send(None))
coroutine.close()


# The older form of `throw`.

def catching():
    try:
        yield 1
    except KeyError as error:
        yield repr(error)


generator = catching()
next(generator)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    print(generator.throw(KeyError, 'three arguments'))
print([str(warning.message) for warning in caught])


# Managers that are half asynchronous.

class Manager:
    async def __aenter__(self):
        return self

    def __aexit__(self, *args):
        return None


async def entering(fails):
    async with Manager():
        if fails:
            raise ValueError('inside')


for fails in [False, True]:
    try:
        asyncio.run(entering(fails))
    except TypeError as error:
        print(error, '|', repr(error.__context__))


# Arguments.

attempt(math.sqrt)
attempt(math.sqrt, 1, 2)
attempt(math.sqrt, x=1)
attempt(math.sqrt, 'a')
print(math.sqrt.__module__, len.__module__)
attempt(str.maketrans, x='a')
attempt(str.maketrans, 'a', 'bc')
attempt(enumerate, 'abc', 1, 2)
attempt(lambda: dict(**{1: 2}))
attempt(lambda: ValueError(**{1: 2}))
attempt(lambda: attempt(**{1: 2}))
attempt(lambda: None.__bool__())
print(eval(compile(source='6 * 7', filename='sum', mode='eval')))
print([name for name in ('FrameType', 'MethodDescriptorType', 'WrapperDescriptorType') if not hasattr(types, name)])


# Patterns that ask for one attribute twice.

class Point:
    __match_args__ = 'x', 'y'
    x, y = 1, 2


class Doubled(Point):
    __match_args__ = 'x', 'x'


def positional_and_named():
    match Point():
        case Point(1, x=1):
            return 'matched'


def doubled():
    match Doubled():
        case Doubled(1, 1):
            return 'matched'


attempt(positional_and_named)
attempt(doubled)


# Classes and their kin.

class Own:
    @property
    def size(self):
        """How large it is."""
        return 1


attempt(lambda: super(Own, 5).size)
attempt(lambda: super(int, Own()).size)
attempt(lambda: super(Own, int).size)
Own.size.__doc__ = 'Another text.'
print(Own.size.__doc__)


class Caller:
    pass


Caller.__call__ = Caller()
attempt(Caller())


class Shown:
    pass


Shown.__repr__ = Shown.__str__
try:
    str(Shown())
except RecursionError:
    print('RecursionError')


class Failure(Exception):
    __repr__ = Exception.__str__


print([Failure('as it is')])

space = types.SimpleNamespace(size=3)
space.itself = space
print(space)


# Unions.

print(int | type(None), int | None | str, list[int] | None)
print((int | None).__args__, (int | None) == typing.Optional[int], typing.Union[int, str] == (str | int))
print(hash(int | str) == hash(str | int), (list[int] | None) == (None | list[int]))
print(isinstance(None, int | None), isinstance('a', int | None))


# A chain of contexts that goes round.

def round_and_round():
    first, second, third = [ValueError(number) for number in range(3)]
    first.__context__, second.__context__, third.__context__ = second, third, second
    try:
        raise first
    except ValueError:
        raise KeyError('last')


attempt(round_and_round)
