# needs: 3.13
# Asynchronous generators that go on after aclose(), and steps of those that have ended
import asyncio
import gc
import warnings


async def stubborn():
    while True:
        try:
            yield 'item'
        except GeneratorExit:
            yield 'still here'


async def orderly():
    try:
        yield 'first'
    except ValueError as error:
        yield f'caught {error}'
    finally:
        print('  finally')


async def show(label, step):
    try:
        print(' ', label, '->', repr(await step))
    except BaseException as error:
        print(' ', label, '->', type(error).__name__, error)


async def main():
    print('ignores GeneratorExit')
    gen = stubborn()
    await show('anext', anext(gen))
    await show('aclose', gen.aclose())
    await show('anext', anext(gen))
    await show('asend', gen.asend('x'))
    await show('athrow', gen.athrow(ValueError('no')))
    await show('aclose', gen.aclose())
    await show('anext', anext(gen))
    print('after its end')
    gen = orderly()
    await show('anext', anext(gen))
    await show('athrow', gen.athrow(ValueError('v')))
    await show('aclose', gen.aclose())
    for label, step in (('athrow', gen.athrow(KeyError)), ('asend', gen.asend(1)), ('aclose', gen.aclose()), ('anext', anext(gen, 'default'))):
        await show(label, step)
    print('before its start')
    gen = orderly()
    await show('asend', gen.asend('value'))
    await show('athrow', gen.athrow(KeyError('k')))
    await show('anext', anext(gen))
    gen = orderly()
    await show('aclose', gen.aclose())
    await show('athrow', gen.athrow(KeyError('k')))
    print('steps used twice')
    gen = orderly()
    for label, step in (('anext', gen.__anext__()), ('athrow', gen.athrow(ValueError('w'))), ('aclose', gen.aclose())):
        await show(label, step)
        await show(label + ' again', step)
    print('two steps at once')
    async def slow():
        await asyncio.sleep(1)
        yield 1
    gen = slow()
    first = asyncio.create_task(gen.asend(None))
    await asyncio.sleep(0)
    for label, step in (('anext', gen.__anext__()), ('athrow', gen.athrow(ValueError)), ('aclose', gen.aclose())):
        await show(label, step)
    print(' ', await first)
    await gen.aclose()
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        gen = orderly()
        gen.asend(None)
        gen.athrow(ValueError)
        gen.aclose()
        show('never', None)
        gc.collect()
    for warning in seen:
        print(warning.category.__name__, warning.message)


asyncio.run(main())
