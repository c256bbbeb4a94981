# needs: 3.13
# tasks that are pending when the program ends: their finally blocks run
import asyncio
async def bg(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError: print('cancel', n)
    finally: print('cleanup', n)
def main():
    loop = asyncio.new_event_loop()
    t = loop.create_task(bg(1)); t2 = loop.create_task(bg(2))
    loop.run_until_complete(asyncio.sleep(1))
    print('leaving')
main()
print('end')
