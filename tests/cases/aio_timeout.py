# needs: 3.13
# timeout: nesting, reschedule, cleanup, conversion of errors
import asyncio
def p(*a): print(f"{asyncio.get_running_loop().time():.2f}", *a)
async def main():
    # timeout
    try:
        async with asyncio.timeout(1) as cm:
            print(repr(cm)); await asyncio.sleep(5)
    except TimeoutError as e: p('to', cm.expired(), cm.when(), repr(cm), repr(e.__cause__), repr(e.__context__))
    async with asyncio.timeout(None) as cm: await asyncio.sleep(1)
    p(cm.expired(), cm.when(), cm)
    try:
        async with asyncio.timeout(5) as cm:
            cm.reschedule(asyncio.get_running_loop().time() + 1); await asyncio.sleep(3)
    except TimeoutError: p('resch')
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() - 1) as cm: await asyncio.sleep(1)
    except TimeoutError: p('past')
    async with asyncio.timeout(0) as cm: p('no await in here')
    p(cm.expired())
    try:
        async with asyncio.timeout(0) as cm: await asyncio.sleep(0)
    except TimeoutError: p('zero')
    try:
        async with asyncio.timeout(2) as a:
            try:
                async with asyncio.timeout(1) as b: await asyncio.sleep(9)
            except TimeoutError: p('inner', a.expired(), b.expired())
            await asyncio.sleep(9)
    except TimeoutError: p('outer', a.expired())
    try:
        async with asyncio.timeout(1) as a:
            async with asyncio.timeout(2) as b: await asyncio.sleep(9)
    except TimeoutError: p('outer first', a.expired(), b.expired())
    try:
        async with asyncio.timeout(1) as a:
            async with asyncio.timeout(1) as b: await asyncio.sleep(9)
    except TimeoutError: p('both', a.expired(), b.expired(), asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(1):
            try: await asyncio.sleep(9)
            except asyncio.CancelledError: raise ValueError('converted')
    except ValueError as e: p(repr(e), repr(e.__context__), repr(e.__context__.__context__))
    try:
        async with asyncio.timeout(1):
            try: await asyncio.sleep(9)
            finally: await asyncio.sleep(1); p('cleanup')
    except TimeoutError: p('cleaned')
    async with asyncio.timeout(1) as cm:
        try: await asyncio.sleep(9)
        except asyncio.CancelledError: p('swallowed')
    p(cm.expired(), asyncio.current_task().cancelling())
    async def victim():
        try:
            async with asyncio.timeout(5): await asyncio.sleep(9)
        except asyncio.CancelledError as e: p('cancelled', e.args); raise
    t = asyncio.create_task(victim()); await asyncio.sleep(1); t.cancel('ext'); print(await asyncio.gather(t, return_exceptions=True))
    async def both():
        try:
            async with asyncio.timeout(1): await asyncio.sleep(9)
        except BaseException as e: p('both', repr(e), asyncio.current_task().cancelling()); raise
    t = asyncio.create_task(both()); asyncio.get_running_loop().call_later(1, t.cancel); await asyncio.sleep(2); print(t)if 0 else print(t.cancelled())
    for fn in (lambda: asyncio.timeout(1).reschedule(2), lambda: cm.reschedule(3)):
        try: fn()
        except RuntimeError as e: print(e)
    try:
        async with cm: pass
    except RuntimeError as e: print(e)
    try:
        async with asyncio.timeout(1):
            async with asyncio.TaskGroup() as tg:
                tg.create_task(asyncio.sleep(9)); tg.create_task(asyncio.sleep(9))
    except TimeoutError: p('tg timeout')
    async with asyncio.TaskGroup() as tg:
        async def tw():
            try:
                async with asyncio.timeout(1): await asyncio.sleep(9)
            except TimeoutError: return 'TO'
        t = tg.create_task(tw())
    print(t.result())
    print(asyncio.TimeoutError is TimeoutError)
    ev = asyncio.Event()
    for i in range(3):
        try: await asyncio.wait_for(ev.wait(), 0.5)
        except asyncio.TimeoutError: p('ev', i)
    lock = asyncio.Lock(); await lock.acquire()
    try: await asyncio.wait_for(lock.acquire(), 1)
    except TimeoutError: p('lock', lock.locked())
    lock.release(); print(await asyncio.wait_for(lock.acquire(), 1))
    q = asyncio.Queue()
    async def late(): await asyncio.sleep(1); await q.put('item')
    t = asyncio.create_task(late())
    try: print(await asyncio.wait_for(q.get(), 1))
    except TimeoutError: p('q to', q.qsize())
    print(q.qsize()); await t; p(q.qsize())
asyncio.run(main())
