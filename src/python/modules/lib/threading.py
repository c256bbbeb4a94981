"""Threads, and what they wait for each other by."""

import _machine
import _thread
from time import monotonic

Lock = _thread.lock
get_ident = get_native_id = _thread.get_ident
TIMEOUT_MAX = 4294967.0

_threads = {}
_numbers = [0]


class ThreadError(RuntimeError):
    pass


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        if group is not None:
            raise ValueError("group argument must be None for now")
        if name is None:
            _numbers[0] += 1
            name = f"Thread-{_numbers[0]}"
            if target is not None:
                name += f" ({getattr(target, '__name__', 'target')})"
        self._target = target
        self._name = str(name)
        self._args = args
        self._kwargs = kwargs or {}
        self._daemon = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._started = False
        self._alive = False

    def start(self):
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._started = True
        self._alive = True
        self._ended = _thread.held_lock(f"join {self._name}")
        lane = _thread.lane(self._name, self._target or self.run)
        _thread.start(self._bootstrap, self._name, self._daemon, lane)

    def _bootstrap(self):
        self._ident = get_ident()
        _threads[self._ident] = self
        error = None
        try:
            self.run()
        except BaseException as raised:
            error = raised
        self._alive = False
        del _threads[self._ident]
        self._ended.release()
        _thread.end_lane(error is not None)
        if error is not None and not isinstance(error, SystemExit):
            _machine.stderr.write(f"Exception in thread {self._name}:\n{_machine.format_exception(error)}")

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def join(self, timeout=None):
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if self._ended.acquire(True, -1 if timeout is None else max(timeout, 0)):
            self._ended.release()

    def is_alive(self):
        return self._alive

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)

    @property
    def ident(self):
        return self._ident

    native_id = ident

    @property
    def daemon(self):
        return self._daemon

    @daemon.setter
    def daemon(self, daemon):
        if self._started:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemon = daemon

    def getName(self):
        return self._name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self._daemon

    def setDaemon(self, daemon):
        self.daemon = daemon

    def __repr__(self):
        status = "initial"
        if self._started:
            status = "started" if self._alive else "stopped"
        if self._daemon:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{type(self).__name__}({self._name}, {status})>"


class _MainThread(Thread):
    def __init__(self):
        self._name = "MainThread"
        self._daemon = False
        self._ident = get_ident()
        self._started = self._alive = True
        self._ended = Lock()
        _threads[self._ident] = self


class _WorkerThread(Thread):
    """A thread that was not started by this module: a worker of an executor."""

    def __init__(self, ident):
        self._name = _thread.name()
        self._daemon = False
        self._ident = ident
        self._started = self._alive = True
        self._ended = Lock()


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = args or ()
        self.kwargs = kwargs or {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        if not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)
        self.finished.set()


def current_thread():
    ident = get_ident()
    found = _threads.get(ident)
    return _WorkerThread(ident) if found is None else found


currentThread = current_thread


def main_thread():
    return _main


def enumerate():
    return list(_threads.values())


def active_count():
    return len(_threads)


activeCount = active_count


class _RLock:
    def __init__(self):
        self._lock = Lock()
        self._owner = None
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        me = get_ident()
        if self._owner == me:
            self._count += 1
            return True
        if not self._lock.acquire(blocking, timeout):
            return False
        self._owner = me
        self._count = 1
        return True

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if self._count == 0:
            self._owner = None
            self._lock.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, kind, error, traceback):
        self.release()

    def _is_owned(self):
        return self._owner == get_ident()

    def _release_all(self):
        count, self._count, self._owner = self._count, 0, None
        self._lock.release()
        return count

    def _acquire_again(self, count):
        self._lock.acquire()
        self._owner = get_ident()
        self._count = count


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
        waiter = _thread.held_lock(self._label)
        self._waiters.append(waiter)
        nested = isinstance(self._lock, _RLock)
        count = self._lock._release_all() if nested else self._lock.release()
        told = False
        try:
            told = waiter.acquire(True, -1 if timeout is None else max(timeout, 0))
            return told
        finally:
            if nested:
                self._lock._acquire_again(count)
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

    notifyAll = notify_all


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

    isSet = is_set

    def set(self):
        with self._condition:
            self._flag = True
            self._condition.notify_all()

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        with self._condition:
            return self._flag or self._condition.wait_for(self.is_set, timeout)

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
                if self._action is not None:
                    self._action()
                self._next_round()
                return index
            limit = self._timeout if timeout is None else timeout
            met = self._condition.wait_for(lambda: self._round != meeting or self.broken, limit)
            if self.broken or not met:
                self.broken = True
                self._condition.notify_all()
                raise BrokenBarrierError
            return index

    def _next_round(self):
        self._round += 1
        self._count = 0
        self._condition.notify_all()

    def reset(self):
        with self._condition:
            self.broken = False
            self._next_round()

    def abort(self):
        with self._condition:
            self.broken = True
            self._condition.notify_all()


class local:
    """Attributes that each thread has of its own."""

    def __init__(self):
        object.__setattr__(self, "_by_thread", {})

    def _own(self):
        return object.__getattribute__(self, "__dict__")["_by_thread"].setdefault(get_ident(), {})

    def __getattr__(self, name):
        try:
            return self._own()[name]
        except KeyError:
            kind = type(self).__name__
            raise AttributeError(f"'{kind}' object has no attribute '{name}'") from None

    def __setattr__(self, name, value):
        self._own()[name] = value

    def __delattr__(self, name):
        del self._own()[name]


_main = _MainThread()
