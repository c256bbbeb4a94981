# Commands, pipelines, locks, messages; the blocking client sees the same store.
import asyncio, time, datetime
import redis.asyncio as redis
async def main():
    r = redis.Redis(decode_responses=True)
    print(await r.set('a', 1, ex=10), await r.get('a'), await r.incr('a'), await r.ttl('a'), await r.set('a', 5, nx=True), await r.exists('a', 'b'))
    print(await r.delete('a', 'b'), await r.get('a'))
    print(await r.rpush('l', 1, 2, 3), await r.lpop('l'), await r.lrange('l', 0, -1), await r.llen('l'))
    print(await r.hset('h', mapping={'x': 1, 'y': 'z'}), await r.hgetall('h'), await r.hget('h', 'x'))
    try: await r.incr('l')
    except redis.ResponseError as e: print(e)
    async with r.pipeline(transaction=True) as pipe:
        print(await pipe.set('k', 'v').get('k').incr('n').execute())
    async def sub(ch):
        async with r.pubsub() as ps:
            await ps.subscribe(ch)
            async for m in ps.listen():
                print(m)
                if m['data'] == 'stop': break
    t = asyncio.create_task(sub('ch'))
    await asyncio.sleep(0.1)
    print(await r.publish('ch', 'hello'), await r.publish('ch', 'stop'), await r.publish('none', 1))
    await t
    ps = r.pubsub(ignore_subscribe_messages=True)
    await ps.psubscribe('n*')
    print(await ps.get_message(timeout=0.5))
    await r.publish('news', 'x')
    print(await ps.get_message(timeout=0.5), await ps.get_message(timeout=0.5), round(time.monotonic(), 3))
    async def pop(): return await r.blpop('q', timeout=5)
    t = asyncio.create_task(pop()); await asyncio.sleep(1); await r.rpush('q', 'item'); print(await t, await r.blpop(['q'], timeout=1), round(time.monotonic(), 3))
    await r.set('e', 1, ex=1); await asyncio.sleep(1.1); print(await r.get('e'), await r.keys('*'))
    async with r.lock('lk', timeout=5):
        l2 = r.lock('lk', blocking_timeout=0.3); print(await l2.acquire())
    async def incr(n):
        while True:
            async with r.pipeline() as p:
                try:
                    await p.watch('cnt'); v = int(await p.get('cnt') or 0); p.multi(); p.set('cnt', v + 1); return await p.execute()
                except redis.WatchError: print('again', n)
    print(await asyncio.gather(*(incr(i) for i in range(3))), await r.get('cnt'))
    await r.zadd('z', {'a': 1, 'b': 3, 'c': 2}); print(await r.zrange('z', 0, -1, withscores=True), await r.zrangebyscore('z', 2, '+inf'))
    try: await r.xadd('s', {})
    except NotImplementedError as e: print(e)
    await r.aclose()
    b = redis.from_url('redis://localhost:6379/0'); print(await b.get('k'), await b.ping())
asyncio.run(main())
import redis as sync
s = sync.Redis(); print(s.get('k'), s.pipeline().incr('n').execute())
