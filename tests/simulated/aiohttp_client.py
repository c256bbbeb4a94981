# Requests at the same time, bodies, errors, timeouts, limits.
import asyncio, aiohttp, time

async def fetch(session, url):
    async with session.get(url) as r:
        return r.status, len(await r.text())

async def main():
    t0 = time.perf_counter()
    async with aiohttp.ClientSession() as session:
        urls = [f'https://httpbin.org/delay/{n}' for n in (1, 2, 3)]
        print(await asyncio.gather(*(fetch(session, u) for u in urls)))
        print(round(time.perf_counter() - t0, 2))
        r = await session.get('https://jsonplaceholder.typicode.com/posts/1')
        print(r.status, r.reason, r.ok, r.content_type, r.url, await r.json())
        async with session.post('https://httpbin.org/post', json={'a': 1}, params={'q': 'x y'}) as r:
            print(await r.json())
        async with session.post('https://httpbin.org/post', data={'a': 1}) as r:
            print((await r.json())['form'], r.request_info.headers['content-type'])
        try:
            async with session.get('https://httpbin.org/status/404') as r:
                r.raise_for_status()
        except aiohttp.ClientResponseError as e:
            print(e, e.status, e.message, repr(type(e)))
        try:
            async with session.get('https://httpbin.org/delay/5', timeout=aiohttp.ClientTimeout(total=1)) as r:
                pass
        except asyncio.TimeoutError as e:
            print('timeout', repr(e))
        try:
            await session.get('http://localhost:9')
        except aiohttp.ClientConnectorError as e:
            print(repr(e), e)
        try:
            await session.get('http://nowhere.invalid')
        except aiohttp.ClientError as e:
            print(repr(e), e)
        try:
            async with session.get('https://python.org') as r:
                print((await r.text())[:15], r.headers['CONTENT-type'])
                await r.json()
        except aiohttp.ContentTypeError as e:
            print(e)
        try:
            await session.get('nope')
        except aiohttp.InvalidURL as e: print(repr(e))
        async with session.get('https://httpbin.org/redirect/2') as r: print(r.url, [h.status for h in r.history], r.status)
        async with session.get('https://httpbin.org/bytes/10') as r:
            async for c in r.content.iter_chunked(4): print(c)
        async with session.get('https://httpbin.org/uuid') as r: print(await r.json())
        print([p['id'] for p in await (await session.get('https://jsonplaceholder.typicode.com/posts', params={'userId': 2, '_limit': 3})).json()])
    print(session.closed)
    try:
        await session.get('https://x.org')
    except RuntimeError as e: print(e)
    async with aiohttp.ClientSession('https://httpbin.org', connector=aiohttp.TCPConnector(limit=2), raise_for_status=True) as s:
        t0 = time.perf_counter()
        await asyncio.gather(*(s.get('/delay/1') for _ in range(4)))
        print(round(time.perf_counter() - t0, 2))
        try: await s.get('/status/500')
        except aiohttp.ClientResponseError as e: print(type(e).__name__, e.status)
        ts = [asyncio.create_task(s.get('/delay/3')) for _ in range(3)]
        await asyncio.sleep(.5)
        for t in ts: t.cancel()
        print(await asyncio.gather(*ts, return_exceptions=True))
    async with aiohttp.request('GET', 'https://httpbin.org/ip') as r: print(await r.json())
    try: aiohttp.web
    except NotImplementedError as e: print(e)
    aiohttp.ClientSession()
try:
    aiohttp.ClientSession()
except RuntimeError as e: print(e)
asyncio.run(main())
