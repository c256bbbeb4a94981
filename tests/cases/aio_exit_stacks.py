# needs: 3.13
# Stacks of contexts and their exceptions; what a context or an iterator may not give
import asyncio
from contextlib import AbstractAsyncContextManager, AbstractContextManager, AsyncExitStack, ExitStack, aclosing
def show(e):
    out = []
    while e is not None:
        out.append(repr(e)); e = e.__context__
    print(' <- '.join(out))
def boom(e): raise e
try:
    with ExitStack() as s:
        for i in range(4): s.callback(boom, ValueError(i))
        raise KeyError('body')
except Exception as e: show(e)
try:
    with ExitStack() as s:
        for i in range(4): s.callback(boom, ValueError(i))
except Exception as e: show(e)
try:
    try: raise OSError('outer')
    except OSError:
        with ExitStack() as s:
            for i in range(3): s.callback(boom, ValueError(i))
            raise KeyError('body')
except Exception as e: show(e)
async def aboom(e): raise e
async def main():
    try:
        async with AsyncExitStack() as s:
            for i in range(4): s.push_async_callback(aboom, ValueError(i)); s.callback(boom, TypeError(i))
            raise KeyError('body')
    except Exception as e: show(e)
    class E:
        async def __aenter__(self): return 1
        async def __aexit__(self, *a): print('exit', a[0]); return a[0] is not None
    async with AsyncExitStack() as s:
        await s.enter_async_context(E()); s.callback(boom, ValueError(1)); s.push_async_exit(E()); s.callback(boom, ValueError(2))
    print('suppressed')
    try:
        async with AsyncExitStack() as s: await s.enter_async_context(5)
    except TypeError as e: print(e)
    try:
        async with AsyncExitStack() as s: s.enter_context(5)
    except TypeError as e: print(e)
    class Old:
        def __enter__(self): pass
        def __exit__(self, *a): pass
    try:
        async with Old(): pass
    except TypeError as e: print(e)
    try:
        with E(): pass
    except TypeError as e: print(e)
    try:
        async with ExitStack() as s: pass
    except TypeError as e: print(e)
    print(issubclass(Old, AbstractContextManager), issubclass(E, AbstractAsyncContextManager), isinstance(Old(), AbstractAsyncContextManager))
    class Bad:
        def __aenter__(self): return 5
        def __aexit__(self, *a): return 5
    try:
        async with Bad(): pass
    except TypeError as e: print(e)
    class Bad2(Bad):
        async def __aenter__(self): pass
    try:
        async with Bad2(): raise KeyError
    except TypeError as e: print(e)
    try:
        async with Bad2(): 1/0
    except TypeError as e: show(e)
    class It:
        def __aiter__(self): return self
    try:
        async for x in It(): pass
    except TypeError as e: print(e)
    class It2(It):
        def __anext__(self): return 5
    try:
        async for x in It2(): pass
    except TypeError as e: show(e); print(repr(e.__cause__))
    try:
        async for x in [1]: pass
    except TypeError as e: print(e)
    class It3(It):
        def __anext__(self): return self
        def __await__(self): 1/0
    try:
        async for x in It3(): pass
    except BaseException as e: show(e); print(repr(e.__cause__))
    class It4:
        async def __aiter__(self): pass
    try:
        async for x in It4(): pass
    except TypeError as e: print(e)
    try: [x async for x in It2()]
    except TypeError as e: print(e)
    try: await 5
    except TypeError as e: print(e)
    class Aw:
        def __await__(self): return 5
    try: await Aw()
    except TypeError as e: print(e)
    async def items():
        try:
            yield 1
        finally:
            print('items closed')
    async with aclosing(items()) as it, AsyncExitStack() as s:
        s.push_async_callback(aboom, ValueError('from the stack'))
        print(await anext(it))
        try:
            await s.aclose()
        except ValueError as e: print(e)
    c = asyncio.sleep(0)
    await c
    try: await c
    except RuntimeError as e: print(e)
    async def w(c):
        try: await c
        except RuntimeError as e: print('double', e)
    async def slow(): await asyncio.sleep(1)
    c = slow()
    await asyncio.gather(w(c), w(c))
asyncio.run(main())
