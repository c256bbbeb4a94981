# needs: 3.13
# Callbacks keep their order, however those between them are taken back
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    inner = loop.create_future()
    shields = []
    for number in range(40):
        shields.append(asyncio.shield(inner))
        shields[-1].add_done_callback(lambda outer, number=number: print(number, 'cancelled' if outer.cancelled() else outer.result()))
        if number % 10 == 0:
            inner.add_done_callback(lambda _, number=number: print('direct', number))
    for number in [*range(0, 15), 39, 38, *range(20, 30, 2), 37]:
        shields[number].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print('left', sum(not outer.done() for outer in shields))
    late = asyncio.shield(inner)
    late.add_done_callback(lambda outer: print('late', outer.result()))
    gone = print
    inner.add_done_callback(gone)
    print('removed', inner.remove_done_callback(gone), inner.remove_done_callback(gone))
    shields[30].cancel()
    await asyncio.sleep(0)
    inner.set_result('the result')
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    # As many shields as there are requests, each given up: one after another, and in no order.
    inner = loop.create_future()
    many = [asyncio.shield(inner) for _ in range(3000)]
    for number in range(3000):
        many[number * 7 % 3000].cancel()
        if number % 100 == 0:
            await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(inner.cancelled(), all(outer.cancelled() for outer in many))
    inner.set_result(None)


asyncio.run(main())
