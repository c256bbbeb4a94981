# Each page is fetched, and then its pictures resized.
# Look at where a second step begins: right after its
# own first step, or when all first steps are done.
import asyncio

PAGES = {"home": 0.4, "shop": 1.2, "help": 0.8}


async def fetch(page):
    await asyncio.sleep(PAGES[page])
    return f"{page}.html"


async def resize(document):
    await asyncio.sleep(0.6)
    return f"{document} with pictures"


async def whole_page(page):
    document = await fetch(page)
    return await resize(document)


async def step_by_step():
    documents = await asyncio.gather(*map(fetch, PAGES))
    print(await asyncio.gather(*map(resize, documents)))


async def chained():
    print(await asyncio.gather(*map(whole_page, PAGES)))


async def one_page_at_a_time():
    print([await whole_page(page) for page in PAGES])


asyncio.run(one_page_at_a_time())
asyncio.run(step_by_step())
asyncio.run(chained())
