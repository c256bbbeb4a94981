# What threads tell of themselves: hooks, names, workers among the threads, attributes of their own, barriers that break.
import concurrent.futures
import threading
import time
import warnings


def told():
    return threading.active_count(), sorted(thread.name for thread in threading.enumerate())


class Forgetful(threading.Thread):
    def __init__(self):
        pass


lost = Forgetful()
for ask in (lost.start, lost.join, lambda: lost.name, lost.is_alive, lambda: repr(lost)):
    try:
        ask()
    except (RuntimeError, AssertionError) as error:
        print(type(error).__name__, error)

print('-- hooks')


def divide(by):
    return 1 / by


def hook(args):
    print('hook:', args.exc_type.__name__, args.exc_value, args.thread.name, len(args))


print(threading.excepthook is threading.__excepthook__)
threading.excepthook = hook
failing = threading.Thread(target=divide, args=(0,))
failing.start()
failing.join()
threading.excepthook = threading.__excepthook__


class Callable:
    def __call__(self):
        print(threading.current_thread().name)


for thread in threading.Thread(target=Callable()), threading.Thread(target=Callable(), name=''):
    thread.start()
    thread.join()

print('-- workers')
with concurrent.futures.ThreadPoolExecutor(2, 'worker') as pool:
    print(pool.submit(lambda: threading.current_thread() is threading.current_thread()).result())
print(told())

print('-- local')


class Mine(threading.local):
    number = 2

    def __init__(self, start):
        self.start = start
        print('begins with', start)

    def squared(self):
        return self.number ** 2

    @property
    def double(self):
        return self.start * 2


mine = Mine(5)
mine.number = 4
print(mine.__dict__, mine.squared(), mine.double)


def elsewhere():
    print(mine.start, mine.number, mine.__dict__)
    mine.start = 9
    del mine.start
    print(hasattr(mine, 'start'))


other = threading.Thread(target=elsewhere)
other.start()
other.join()
print(mine.start, mine.number)
for wrong in (lambda: threading.local(5), lambda: mine.nothing):
    try:
        wrong()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)

print('-- barriers')


def meet(barrier):
    try:
        barrier.wait()
        print('met')
    except Exception as error:
        print(type(error).__name__)


barrier = threading.Barrier(2, action=lambda: divide(0))
other = threading.Thread(target=meet, args=(barrier,))
other.start()
try:
    barrier.wait()
except ZeroDivisionError as error:
    print(error)
other.join()
print(barrier.broken)
barrier = threading.Barrier(3)
others = [threading.Thread(target=meet, args=(barrier,)) for _ in range(2)]
for other in others:
    other.start()
time.sleep(0.1)
print(barrier.n_waiting)
barrier.reset()
for other in others:
    other.join()
print(barrier.n_waiting, barrier.broken)

print('-- old names')
with warnings.catch_warnings(record=True) as given:
    warnings.simplefilter('always')
    threading.currentThread()
    threading.activeCount()
    other.getName()
    other.setName('renamed')
    other.isDaemon()
    threading.Event().isSet()
    condition = threading.Condition()
    with condition:
        condition.notifyAll()
for one in given:
    print(one.category.__name__, one.message)
timer = threading.Timer(1, print)
print(timer.args, timer.kwargs, threading.stack_size())
print(type(threading.RLock()), threading.ThreadError, repr(threading.RLock()).partition(' at ')[0])
