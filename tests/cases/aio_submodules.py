# needs: 3.13
# submodules, classes and names
import asyncio
from asyncio import tasks, locks, queues, exceptions, events, futures, timeouts, taskgroups, runners, base_events, coroutines, threads
import asyncio.locks, asyncio.queues as q2
print(locks.Lock is asyncio.Lock, queues.Queue is asyncio.Queue, exceptions.CancelledError is asyncio.CancelledError, timeouts.timeout is asyncio.timeout)
print(tasks.Task is asyncio.Task, futures.Future is asyncio.Future, taskgroups.TaskGroup is asyncio.TaskGroup, q2.QueueEmpty is asyncio.QueueEmpty, runners.run is asyncio.run)
from asyncio.exceptions import TimeoutError as TE; print(TE is TimeoutError, asyncio.TimeoutError is TimeoutError)
from asyncio.timeouts import Timeout; from asyncio.events import AbstractEventLoop; from asyncio.coroutines import iscoroutinefunction; from asyncio.threads import to_thread
print(issubclass(asyncio.CancelledError, Exception), asyncio.CancelledError.__mro__, asyncio.CancelledError.__module__)
for n in "Lock Event Condition Semaphore BoundedSemaphore Barrier Queue PriorityQueue LifoQueue TaskGroup Runner Timeout QueueEmpty QueueFull InvalidStateError BrokenBarrierError Handle QueueShutDown IncompleteReadError LimitOverrunError SendfileNotAvailableError AbstractEventLoop".split():
    c = getattr(asyncio, n); print(n, c.__module__, c.__qualname__)
import inspect
for n in "sleep wait_for wait to_thread".split(): print(n, inspect.iscoroutinefunction(getattr(asyncio, n)))
for n in "gather shield as_completed run create_task timeout".split(): print(n, inspect.iscoroutinefunction(getattr(asyncio, n)))
print(asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED)
c = asyncio.sleep(1); print(type(c).__name__, c.__name__, c.__qualname__); c.close()
c = asyncio.Lock().acquire(); print(c.__qualname__); c.close()
c = asyncio.Queue().get(); print(c.__qualname__); c.close()
c = asyncio.Lock().__aenter__(); print(c.__qualname__); c.close()
