"""Threads, and what they wait for each other by."""

import sys
import _threads
from _records import record
from _thread import TIMEOUT_MAX, RLock as _RLock, error as ThreadError, stack_size
from time import monotonic

__all__ = ["Barrier", "BoundedSemaphore", "BrokenBarrierError", "Condition", "Event", "ExceptHookArgs", "Lock", "RLock",
           "Semaphore", "TIMEOUT_MAX", "Thread", "ThreadError", "Timer", "active_count", "current_thread", "enumerate",
           "excepthook", "get_ident", "get_native_id", "getprofile", "gettrace", "local", "main_thread", "setprofile",
           "setprofile_all_threads", "settrace", "settrace_all_threads", "stack_size"]

Lock = _threads.lock
get_ident = get_native_id = _threads.get_ident

# The threads that run, by number, without the workers of executors.
_active = _threads.active
_number = 0


def _next_number():
    global _number
    _number += 1
    return _number


def _deprecated(old, new):
    from warnings import warn
    warn(f"{old}() is deprecated, {new} instead", DeprecationWarning)


ExceptHookArgs = record("_ExceptHookArgs", "_thread", ("exc_type", "exc_value", "exc_traceback", "thread"))


def excepthook(args, /):
    """Tells of an exception that ended a thread."""
    if args.exc_type is SystemExit:
        return
    from traceback import print_exception
    name = get_ident() if args.thread is None else args.thread.name
    print(f"Exception in thread {name}:", file=sys.stderr)
    print_exception(args.exc_type, args.exc_value, args.exc_traceback)


__excepthook__ = excepthook


class Thread:
    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        if group is not None:
            raise ValueError("group argument must be None for now")
        if not name:
            name = f"Thread-{_next_number()}"
            if hasattr(target, "__name__"):
                name += f" ({target.__name__})"
        self._target = target
        self._name = str(name)
        self._args = args
        self._kwargs = kwargs or {}
        self._daemon = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._started = False
        self._alive = False
        self._initialized = True

    def _check(self):
        assert self._initialized, "Thread.__init__() not called"

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._started = True
        self._alive = True
        self._ended = _threads.held_lock(f"join {self._name}")
        lane = _threads.lane(self._name, self._target or self.run)
        _threads.start(self._bootstrap, self._name, self._daemon, lane)

    def _bootstrap(self):
        self._ident = get_ident()
        _active[self._ident] = self
        error = None
        try:
            self.run()
        except BaseException as raised:
            error = raised
            try:
                excepthook(ExceptHookArgs([type(error), error, error.__traceback__, self]))
            except Exception as second:
                print("Exception in threading.excepthook:", file=sys.stderr)
                sys.excepthook(type(second), second, second.__traceback__)
        self._alive = False
        del _active[self._ident]
        self._ended.release()
        _threads.end_lane(error is not None)

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if self._ended.acquire(True, -1 if timeout is None else max(timeout, 0)):
            self._ended.release()

    def is_alive(self):
        self._check()
        return self._alive

    @property
    def name(self):
        self._check()
        return self._name

    @name.setter
    def name(self, name):
        self._check()
        self._name = str(name)

    @property
    def ident(self):
        self._check()
        return self._ident

    native_id = ident

    @property
    def daemon(self):
        self._check()
        return self._daemon

    @daemon.setter
    def daemon(self, daemon):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._started:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemon = daemon

    def getName(self):
        _deprecated("getName", "get the name attribute")
        return self.name

    def setName(self, name):
        _deprecated("setName", "set the name attribute")
        self.name = name

    def isDaemon(self):
        _deprecated("isDaemon", "get the daemon attribute")
        return self.daemon

    def setDaemon(self, daemonic):
        _deprecated("setDaemon", "set the daemon attribute")
        self.daemon = daemonic

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        status = "initial"
        if self._started:
            status = "started" if self._alive else "stopped"
        if self._daemon:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{type(self).__name__}({self._name}, {status})>"


class _RunningThread(Thread):
    """A thread that was not started by this module, and so cannot be waited for."""

    def __init__(self, name, daemon=False):
        self._name = name
        self._daemon = daemon
        self._ident = get_ident()
        self._initialized = self._started = self._alive = True
        self._ended = Lock()


class _MainThread(_RunningThread):
    pass


class _DummyThread(_RunningThread):
    """One that `_thread` started."""

    def join(self, timeout=None):
        raise RuntimeError("cannot join a dummy thread")


class _WorkerThread(_RunningThread):
    """A worker of an executor, of which each job is a thread of its own with the worker's name."""


_WorkerThread.__name__ = _WorkerThread.__qualname__ = "Thread"


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        if not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)
        self.finished.set()


# The workers of executors, by name, and the functions that they run, for each of which they have another number.
_workers = {}


def current_thread():
    found = _active.get(get_ident())
    if found is not None:
        return found
    name = _threads.name()
    if not name.startswith("Dummy-"):
        return _worker(name)
    found = _active[get_ident()] = _DummyThread(f"Dummy-{_next_number()}", True)
    return found


def _worker(name):
    found = _workers.get(name)
    if found is None:
        found = _workers[name] = _WorkerThread(name)
    if _threads.name() == name:
        found._ident = get_ident()
    return found


def currentThread():
    _deprecated("currentThread", "use current_thread()")
    return current_thread()


def main_thread():
    return _main


def enumerate():
    return [*_active.values(), *[_worker(name) for name in _threads.workers]]


def active_count():
    return len(_active) + len(_threads.workers)


def activeCount():
    _deprecated("activeCount", "use active_count()")
    return active_count()


_trace = _profile = None


def settrace(func):
    global _trace
    _trace = func


def setprofile(func):
    global _profile
    _profile = func


def gettrace():
    return _trace


def getprofile():
    return _profile


settrace_all_threads = settrace
setprofile_all_threads = setprofile


def RLock():
    return _RLock()


class Condition:
    _label = "condition"

    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self._waiters = []

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, kind, error, traceback):
        return self._lock.__exit__(kind, error, traceback)

    def _owned(self):
        if isinstance(self._lock, _RLock):
            return self._lock._is_owned()
        return self._lock.locked()

    def wait(self, timeout=None):
        if not self._owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = _threads.held_lock(self._label)
        self._waiters.append(waiter)
        nested = isinstance(self._lock, _RLock)
        count = self._lock._release_save() if nested else self._lock.release()
        told = False
        try:
            told = waiter.acquire(True, -1 if timeout is None else max(timeout, 0))
            return told
        finally:
            if nested:
                self._lock._acquire_restore(count)
            else:
                self._lock.acquire()
            if not told and waiter in self._waiters:
                self._waiters.remove(waiter)

    def __repr__(self):
        return f"<Condition({self._lock!r}, {len(self._waiters)})>"

    def wait_for(self, predicate, timeout=None):
        until = None if timeout is None else monotonic() + timeout
        result = predicate()
        while not result:
            left = None if until is None else until - monotonic()
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        told, self._waiters = self._waiters[:n], self._waiters[n:]
        for waiter in told:
            waiter.release()

    def notify_all(self):
        self.notify(len(self._waiters))

    def notifyAll(self):
        _deprecated("notifyAll", "use notify_all()")
        self.notify_all()


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._condition = Condition(Lock())
        self._condition._label = "semaphore"
        self._value = value

    def __repr__(self):
        return f"<threading.{type(self).__qualname__} at {id(self):#x}: value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._condition:
            if not blocking:
                timeout = 0
            if not self._condition.wait_for(lambda: self._value > 0, timeout):
                return False
            self._value -= 1
            return True

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._condition:
            self._value += n
            self._condition.notify(n)

    def __exit__(self, kind, error, traceback):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        return f"{super().__repr__()[:-1]}/{self._initial_value}>"

    def release(self, n=1):
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        super().release(n)


class Event:
    def __init__(self):
        self._condition = Condition(Lock())
        self._condition._label = "event"
        self._flag = False

    def is_set(self):
        return self._flag

    def isSet(self):
        _deprecated("isSet", "use is_set()")
        return self._flag

    def set(self):
        with self._condition:
            self._flag = True
            self._condition.notify_all()

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        with self._condition:
            return self._flag or self._condition.wait(timeout)

    def __repr__(self):
        state = "set" if self._flag else "unset"
        return f"<threading.Event at {id(self):#x}: {state}>"


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._condition = Condition(Lock())
        self._condition._label = "barrier"
        self._action = action
        self._timeout = timeout
        self.parties = parties
        self._count = 0
        self._round = 0
        # The rounds that a reset ended.
        self._given_up = set()
        self.broken = False

    def __repr__(self):
        state = "broken" if self.broken else f"waiters={self._count}/{self.parties}"
        return f"<threading.Barrier at {id(self):#x}: {state}>"

    @property
    def n_waiting(self):
        return self._count

    def wait(self, timeout=None):
        with self._condition:
            if self.broken:
                raise BrokenBarrierError
            index, meeting = self._count, self._round
            self._count += 1
            if self._count == self.parties:
                try:
                    if self._action is not None:
                        self._action()
                except BaseException:
                    self._break()
                    raise
                self._next_round()
                return index
            limit = self._timeout if timeout is None else timeout
            met = self._condition.wait_for(lambda: self._round != meeting or self.broken, limit)
            if self.broken or not met:
                self._count -= 1
                self._break()
                raise BrokenBarrierError
            if meeting in self._given_up:
                raise BrokenBarrierError
            return index

    def _next_round(self):
        self._round += 1
        self._count = 0
        self._condition.notify_all()

    def _break(self):
        self.broken = True
        self._condition.notify_all()

    def reset(self):
        with self._condition:
            self.broken = False
            if self._count:
                self._given_up.add(self._round)
            self._next_round()

    def abort(self):
        with self._condition:
            self._break()


class local:
    """Attributes that each thread has of its own."""

    __slots__ = ("_by_thread", "_arguments")

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_by_thread", {get_ident(): {}})
        object.__setattr__(self, "_arguments", (args, kwargs))
        return self

    def __getattribute__(self, name):
        own = _own_attributes(self)
        if name == "__dict__":
            return own
        if name in own and not _is_data(type(self), name):
            return own[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        own = _own_attributes(self)
        if _is_data(type(self), name):
            object.__setattr__(self, name, value)
        else:
            own[name] = value

    def __delattr__(self, name):
        own = _own_attributes(self)
        if name in own and not _is_data(type(self), name):
            del own[name]
        else:
            object.__delattr__(self, name)


def _own_attributes(local_):
    """Those of the thread that runs. A thread that has none yet begins as the first one did."""
    by_thread = object.__getattribute__(local_, "_by_thread")
    ident = get_ident()
    if ident not in by_thread:
        by_thread[ident] = {}
        args, kwargs = object.__getattribute__(local_, "_arguments")
        type(local_).__init__(local_, *args, **kwargs)
    return by_thread[ident]


def _is_data(cls, name):
    """Whether a class itself keeps what is assigned to the attribute: as a property, in a slot."""
    return hasattr(type(getattr(cls, name, None)), "__set__")


_main = _active[get_ident()] = _MainThread("MainThread")
