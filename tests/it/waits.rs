//! Every wait is named: what for, and who ended it. One program a kind of thing that can be waited for, read as the page
//! reads it.

use std::fmt::Write;

use expect_test::{Expect, expect};
use interleave::timeline::Meaning;
use interleave::timeline::hover::describe;
use interleave::trace::{Log, State};

use crate::loop_view::read;

/// Every wait of every lane that took time, in the words of the tooltip.
fn waits(log: &Log) -> String {
    let mut text = String::new();
    for lane in log.lanes() {
        for span in log.spans(lane).filter(|span| span.end > span.start) {
            if !matches!(span.state, State::Waiting | State::Blocked) {
                continue;
            }
            let told = describe(
                log,
                Meaning::Spans {
                    lane: lane.id,
                    first: span.index,
                    count: 1,
                },
            );
            let line = told
                .line
                .map_or(String::new(), |line| format!(" line {line}"));
            let by = told.notes.first().filter(|note| note.contains("woken"));
            let by = by.map_or(String::new(), |by| format!(" ({by})"));
            writeln!(text, "{}{line}: {}{by}", told.title, told.state).unwrap();
        }
    }
    text
}

fn check(program: &str, expected: Expect) {
    expected.assert_eq(&read(program, waits));
}

#[test]
fn locks_and_their_like_are_told_apart() {
    check(
        "\
import asyncio

async def hold(lock):
    async with lock:
        await asyncio.sleep(1)

async def wait(thing):
    await thing.wait()

async def listen(condition):
    async with condition:
        await condition.wait()

async def main():
    first, second = asyncio.Lock(), asyncio.Lock()
    semaphore, event, barrier = asyncio.Semaphore(1), asyncio.Event(), asyncio.Barrier(2)
    condition = asyncio.Condition()
    async with asyncio.TaskGroup() as group:
        for thing in first, second, semaphore:
            group.create_task(hold(thing))
            group.create_task(hold(thing))
        group.create_task(wait(event))
        group.create_task(wait(barrier))
        group.create_task(listen(condition))
        await asyncio.sleep(1.5)
        event.set()
        async with condition:
            condition.notify_all()
        await barrier.wait()

asyncio.run(main())
",
        expect![[r#"
            main() line 25: waiting: sleep 1.5 s (woken by its timer)
            main() line 18: waiting: 6 tasks (woken when hold(<Semaphore>) had ended)
            hold(<Lock>) line 5: waiting: sleep 1 s (woken by its timer)
            hold(<Lock>) line 4: waiting: lock (woken by hold(<Lock>))
            hold(<Lock>) line 5: waiting: sleep 1 s (woken by its timer)
            hold(<Lock>) line 5: waiting: sleep 1 s (woken by its timer)
            hold(<Lock>) line 4: waiting: lock 2 (woken by hold(<Lock>))
            hold(<Lock>) line 5: waiting: sleep 1 s (woken by its timer)
            hold(<Semaphore>) line 5: waiting: sleep 1 s (woken by its timer)
            hold(<Semaphore>) line 4: waiting: semaphore (woken by hold(<Semaphore>))
            hold(<Semaphore>) line 5: waiting: sleep 1 s (woken by its timer)
            wait(<Event>) line 8: waiting: event (woken by main())
            wait(<Barrier>) line 8: waiting: barrier (woken by main())
            listen(<Condition>) line 12: waiting: condition (woken by main())
        "#]],
    );
}

#[test]
fn queues_are_told_apart_and_so_is_what_is_done_with_them() {
    check(
        "\
import asyncio

async def put(queue):
    await queue.put(1)
    await queue.put(2)

async def join(queue):
    await queue.join()

async def get(queue):
    await queue.get()

async def main():
    orders, bills = asyncio.Queue(1), asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        group.create_task(put(orders))
        group.create_task(get(bills))
        await asyncio.sleep(0.5)
        group.create_task(join(orders))
        await asyncio.sleep(0.5)
        bills.put_nowait(1)
        for _ in range(2):
            await orders.get()
            orders.task_done()

asyncio.run(main())
",
        expect![[r#"
            main() line 18: waiting: sleep 0.5 s (woken by its timer)
            main() line 20: waiting: sleep 0.5 s (woken by its timer)
            put(<Queue>) line 5: waiting: queue.put (woken by main())
            get(<Queue>) line 11: waiting: queue 2.get (woken by main())
            join(<Queue>) line 8: waiting: queue.join (woken by main())
        "#]],
    );
}

#[test]
fn tasks_and_futures_are_named() {
    check(
        "\
import asyncio

async def work(seconds):
    await asyncio.sleep(seconds)

async def expect(future):
    await future

async def main():
    loop = asyncio.get_running_loop()
    first, second = loop.create_future(), loop.create_future()
    loop.call_later(0.5, first.set_result, 1)
    tasks = [asyncio.create_task(expect(future)) for future in (first, second)]
    await tasks[0]
    second.set_result(2)
    await asyncio.gather(work(1), work(2))
    await asyncio.wait([asyncio.create_task(work(1))])
    for following in asyncio.as_completed([work(1), work(2)]):
        await following
    await asyncio.shield(work(1))
    await asyncio.create_task(work(1), name='named')

asyncio.run(main())
",
        expect![[r#"
            main() line 14: waiting: expect(<Future>) (woken by expect(<Future>))
            main() line 16: waiting: 2 tasks (woken when work(2) had ended)
            main() line 17: waiting: 1 task (woken when work(1) had ended)
            main() line 19: waiting: the next of as_completed() (woken when work(1) had ended)
            main() line 19: waiting: the next of as_completed() (woken when work(2) had ended)
            main() line 20: waiting: shield(work(1)) (woken when work(1) had ended)
            main() line 21: waiting: work(1) (woken by work(1))
            expect(<Future>) line 7: waiting: future (woken by the callback set_result())
            expect(<Future>) line 7: waiting: future 2 (woken by main())
            work(1) line 4: waiting: sleep 1 s (woken by its timer)
            work(2) line 4: waiting: sleep 2 s (woken by its timer)
            work(1) line 4: waiting: sleep 1 s (woken by its timer)
            work(1) line 4: waiting: sleep 1 s (woken by its timer)
            work(2) line 4: waiting: sleep 2 s (woken by its timer)
            work(1) line 4: waiting: sleep 1 s (woken by its timer)
            work(1) line 4: waiting: sleep 1 s (woken by its timer)
        "#]],
    );
}

#[test]
fn limits_and_cancellations_are_said_to_end_a_wait() {
    check(
        "\
import asyncio

async def limited():
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(5)
    except TimeoutError:
        pass
    try:
        await asyncio.wait_for(asyncio.Event().wait(), 1)
    except TimeoutError:
        pass

async def endless():
    await asyncio.sleep(100)

async def main():
    task = asyncio.create_task(endless())
    await limited()
    task.cancel()

asyncio.run(main())
",
        expect![[r#"
            main() line 6: waiting: sleep 5 s (woken to be cancelled: its time limit ran out)
            main() line 10: waiting: event (woken to be cancelled: its time limit ran out)
            endless() line 15: waiting: sleep 100 s (woken to be cancelled, by main())
        "#]],
    );
}

#[test]
fn threads_and_what_they_wait_for_are_named() {
    check(
        "\
import asyncio
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor

def work(event, orders, semaphore, lock):
    event.wait()
    orders.get()
    semaphore.acquire()
    with lock:
        time.sleep(1)

def slow():
    time.sleep(1)

async def main():
    event, orders, semaphore = threading.Event(), queue.Queue(), threading.Semaphore(0)
    lock = threading.Lock()
    lock.acquire()
    thread = threading.Thread(target=work, args=(event, orders, semaphore, lock), name='worker')
    thread.start()
    for step in event.set, lambda: orders.put(1), semaphore.release, lock.release:
        await asyncio.sleep(1)
        step()
    thread.join()
    await asyncio.to_thread(slow)
    with ThreadPoolExecutor() as pool:
        await asyncio.get_running_loop().run_in_executor(pool, slow)

asyncio.run(main())
",
        expect![[r#"
            main() line 24: waiting: sleep 1 s (woken by its timer)
            main() line 24: waiting: sleep 1 s (woken by its timer)
            main() line 24: waiting: sleep 1 s (woken by its timer)
            main() line 24: waiting: sleep 1 s (woken by its timer)
            main() line 26: blocking the loop: join worker
            main() line 27: waiting: slow() (woken when slow() had ended)
            main() line 29: waiting: slow() (woken when slow() had ended)
            work() line 8: waiting: event (woken by main())
            work() line 9: waiting: queue.get (woken by main())
            work() line 10: waiting: semaphore (woken by main())
            work() line 11: waiting: lock (woken by main())
            work() line 12: waiting: time.sleep(1)
            slow() line 15: waiting: time.sleep(1)
            slow() line 15: waiting: time.sleep(1)
        "#]],
    );
}

#[test]
fn simulated_requests_are_named_where_the_program_made_them() {
    check(
        "\
import asyncio
import aiofiles
import aiohttp
import httpx
import redis.asyncio as redis
import requests

URL = 'https://api.example.com/'

async def listen(store):
    await store.blpop('news')

async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get(URL + 'aiohttp') as reply:
            await reply.json()
    async with httpx.AsyncClient() as client:
        await client.post(URL + 'httpx', json={})
    requests.get(URL + 'requests')
    store = redis.Redis()
    await store.set('k', 'v')
    listener = asyncio.create_task(listen(store))
    await asyncio.sleep(1)
    await store.rpush('news', 'one')
    await listener
    async with aiofiles.open('notes', 'w') as file:
        await file.write('text')

asyncio.run(main())
",
        expect![[r#"
            main() line 15: waiting: GET https://api.example.com/aiohttp (simulated) (woken by its timer)
            main() line 18: waiting: POST https://api.example.com/httpx (simulated) (woken by its timer)
            main() line 19: blocking the loop: GET https://api.example.com/requests (simulated)
            main() line 21: waiting: Redis SET (simulated) (woken by its timer)
            main() line 23: waiting: sleep 1 s (woken by its timer)
            main() line 24: waiting: Redis RPUSH (simulated) (woken by its timer)
            main() line 26: waiting: open notes (simulated) (woken by its timer)
            main() line 27: waiting: write notes (simulated) (woken by its timer)
            listen(<Redis>) line 11: waiting: Redis BLPOP (simulated) (woken by its timer)
            listen(<Redis>) line 11: waiting: news from Redis (simulated) (woken by main())
        "#]],
    );
}
