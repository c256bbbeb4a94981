# needs: 3.13
# Pools whose workers are prepared, results that do not come in time, and callbacks that fail
import concurrent.futures as cf
import contextlib
import io
import threading
import time
from concurrent.futures.thread import BrokenThreadPool


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


def work(seconds):
    time.sleep(seconds)
    return seconds


with cf.ThreadPoolExecutor(2, 'prepared', lambda *args: print('prepare', args), ('a', 1)) as pool:
    print(list(pool.map(work, [0.3, 0.1, 0.2])), round(time.monotonic(), 3))

broken = cf.ThreadPoolExecutor(1, initializer=lambda: 1 // 0)
with contextlib.redirect_stderr(io.StringIO()):
    job = broken.submit(work, 1)
attempt(job.result)
attempt(lambda: broken.submit(work, 1))
print(issubclass(BrokenThreadPool, cf.BrokenExecutor))

for wrong in {'max_workers': 0}, {'initializer': 'no'}:
    attempt(lambda: cf.ThreadPoolExecutor(**wrong))

with cf.ThreadPoolExecutor(2) as pool:
    results = pool.map(work, [0.5, 2, 2, 2], timeout=1)
    attempt(lambda: next(results))
    attempt(lambda: next(results))
    attempt(lambda: next(results, 'none left'))
    print(round(time.monotonic(), 3))
print(round(time.monotonic(), 3))

with cf.ThreadPoolExecutor(4) as pool:
    jobs = [pool.submit(work, seconds) for seconds in (0.3, 0.1, 0.2)]
    done, not_done = answer = cf.wait(jobs, timeout=0.15)
    print(type(answer).__name__, answer._fields, answer.done is done, len(done), len(not_done))
    answer = cf.wait(jobs, return_when=cf.FIRST_EXCEPTION)
    print(len(answer.done), cf.wait([]))

said = io.StringIO()
with contextlib.redirect_stderr(said):
    job = cf.Future()
    job.add_done_callback(lambda job: {}['missing'])
    job.add_done_callback(lambda job: print('still called'))
    job.set_result(None)
print(said.getvalue().partition(' for ')[0], said.getvalue().splitlines()[-1])
print([threading.current_thread().name, threading.active_count()])
