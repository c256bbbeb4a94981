"""`concurrent.futures`: functions in simulated threads, and their results.

A function runs at once when it is submitted and a worker is free, until it ends or waits; then its submitter goes on. A worker
that waits stops nobody else. Each job is a thread of its own, under its worker's name. A pool of processes is the same thing.
Knows no event loop."""

import _threads
from _collections import deque
from _time import monotonic
from contextvars import Context

__all__ = ['FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED', 'CancelledError', 'TimeoutError', 'InvalidStateError', 'Error',
           'BrokenExecutor', 'BrokenThreadPool', 'BrokenProcessPool', 'Future', 'Executor', 'wait', 'as_completed',
           'ProcessPoolExecutor', 'ThreadPoolExecutor']
__name__ = 'concurrent.futures._base'

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

TimeoutError = TimeoutError


class Error(Exception):
    pass


class CancelledError(Error):
    pass


class InvalidStateError(Error):
    pass


class BrokenExecutor(RuntimeError):
    pass


class BrokenThreadPool(BrokenExecutor):
    __module__ = 'concurrent.futures.thread'


class BrokenProcessPool(BrokenExecutor):
    __module__ = 'concurrent.futures.process'


class Future:
    def __init__(self):
        self._state = 'PENDING'
        self._result = self._exception = None
        self._callbacks = []
        # The threads that wait for it.
        self._waiting = []
        # That of the thread that it runs in, in the trace.
        self._lane = None

    def __repr__(self):
        state = self._state.partition('_')[0].lower()
        if self._exception is not None:
            state += f' raised {type(self._exception).__name__}'
        elif state == 'finished':
            state += f' returned {type(self._result).__name__}'
        return f'<{type(self).__name__} at {id(self):#x} state={state}>'

    def cancelled(self):
        return self._state.startswith('CANCELLED')

    def running(self):
        return self._state == 'RUNNING'

    def done(self):
        return self._state not in ('PENDING', 'RUNNING')

    def cancel(self):
        if self._state == 'PENDING':
            self._end('CANCELLED')
        return self.cancelled()

    def set_running_or_notify_cancel(self):
        if self._state == 'CANCELLED':
            self._state = 'CANCELLED_AND_NOTIFIED'
            return False
        if self._state != 'PENDING':
            raise RuntimeError('Future in unexpected state')
        self._state = 'RUNNING'
        return True

    def set_result(self, result):
        self._check_open()
        self._end('FINISHED', result)

    def set_exception(self, exception):
        self._check_open()
        self._end('FINISHED', None, exception)

    def _check_open(self):
        if self.done():
            raise InvalidStateError(f'{self._state}: {self!r}')

    def _end(self, state, result=None, exception=None):
        """Ends it: wakes who waits for it, and calls its callbacks."""
        self._state, self._result, self._exception = state, result, exception
        waiting, self._waiting = self._waiting, []
        for thread in waiting:
            _threads.wake(thread)
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._tell(callback)

    def _tell(self, callback):
        try:
            callback(self)
        except BaseException:
            from logging import getLogger
            getLogger('concurrent.futures').exception('exception calling callback for %r', self)

    def add_done_callback(self, fn):
        if self.done():
            self._tell(fn)
        else:
            self._callbacks.append(fn)

    def result(self, timeout=None):
        self._await(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._await(timeout)
        return self._exception

    def _await(self, timeout):
        if not _wait([self], _deadline(timeout), _are_done):
            raise TimeoutError
        if self.cancelled():
            raise CancelledError


def _deadline(timeout):
    return None if timeout is None else monotonic() + timeout


def _wait(futures, until, is_enough):
    """Stops the thread until these are enough, or until the moment; whether they are."""
    while not is_enough(futures):
        if until is not None and monotonic() >= until:
            return False
        me = _threads.get_ident()
        for future in futures:
            if not future.done():
                future._waiting.append(me)
        _threads.wait(until)
    return True


def _are_done(futures):
    return all([future.done() for future in futures])


def _is_one_done(futures):
    return not futures or any([future.done() for future in futures])


def _has_one_failed(futures):
    return _are_done(futures) or any([future._exception is not None for future in futures])


_ENOUGH = {FIRST_COMPLETED: _is_one_done, FIRST_EXCEPTION: _has_one_failed, ALL_COMPLETED: _are_done}


class DoneAndNotDoneFutures(tuple):
    __slots__ = ()
    _fields = __match_args__ = ('done', 'not_done')

    def __new__(cls, done, not_done):
        return tuple.__new__(cls, (done, not_done))

    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])

    def __repr__(self):
        return f'DoneAndNotDoneFutures(done={self[0]!r}, not_done={self[1]!r})'


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    futures = list(dict.fromkeys(fs))
    if return_when not in _ENOUGH and not _are_done(futures):
        raise ValueError(f'Invalid return condition: {return_when!r}')
    _wait(futures, _deadline(timeout), _ENOUGH.get(return_when, _are_done))
    done = {future for future in futures if future.done()}
    return DoneAndNotDoneFutures(done, {future for future in futures if future not in done})


def as_completed(fs, timeout=None):
    until = _deadline(timeout)
    left = list(dict.fromkeys(fs))
    total = len(left)
    del fs
    while left:
        if not _wait(left, until, _is_one_done):
            raise TimeoutError(f'{len(left)} (of {total}) futures unfinished')
        done = [future for future in left if future.done()]
        left = [future for future in left if not future.done()]
        while done:
            yield done.pop(0)


def _result_or_cancel(future, timeout):
    try:
        return future.result(timeout)
    finally:
        future.cancel()


class Executor:
    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        until = _deadline(timeout)
        futures = deque([self.submit(fn, *args) for args in zip(*iterables)])

        def result_iterator():
            try:
                while futures:
                    left = None if until is None else until - monotonic()
                    yield _result_or_cancel(futures.popleft(), left)
            finally:
                for future in futures:
                    future.cancel()

        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown()
        return False


_pools = 0

# The names of the workers there are, between their jobs too: `threading` counts them among the threads.
workers = _threads.workers


class _Pool(Executor):
    _has_threads = True
    _busy = ()
    _broken_error = BrokenThreadPool
    _broken_text = 'A thread initializer failed, the thread pool is not usable anymore'

    def _set_up(self, max_workers, prefix, initializer, initargs):
        global _pools
        if max_workers is None:
            max_workers = 32
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        if not prefix:
            prefix = f'ThreadPoolExecutor-{_pools}'
            _pools += 1
        self._max_workers = max_workers
        self._thread_name_prefix = prefix
        self._initializer = initializer
        self._initargs = initargs
        self._queue = deque()
        # The jobs that have not ended, in the order in which they were submitted.
        self._open = {}
        # Of each worker whether it is.
        self._busy = []
        self._shutdown = False
        self._broken = None

    def submit(self, fn, /, *args, **kwargs):
        if self._broken:
            raise self._broken_error(self._broken)
        if self._shutdown:
            raise RuntimeError('cannot schedule new futures after shutdown')
        future = Future()
        self._open[future] = None
        self._queue.append((future, fn, args, kwargs))
        self._start_queued()
        return future

    submit.__qualname__ = 'ThreadPoolExecutor.submit'

    def _start_queued(self):
        """Starts what is queued while workers are free."""
        while self._queue:
            initializer = None
            if False in self._busy:
                worker = self._busy.index(False)
            elif len(self._busy) < self._max_workers:
                worker, initializer = len(self._busy), self._initializer
                self._busy.append(False)
                if self._has_threads:
                    workers[self._name(worker)] = None
            else:
                return
            job = self._queue.popleft()
            if job[0].set_running_or_notify_cancel():
                self._busy[worker] = True
                self._start(worker, initializer, *job)
            else:
                del self._open[job[0]]

    def _start(self, worker, initializer, future, fn, args, kwargs):
        def work():
            result = error = None
            try:
                if initializer is None or self._initialize(initializer):
                    result = fn(*args, **kwargs)
                else:
                    error = self._broken_error(self._broken)
            except BaseException as raised:
                error = raised
            self._busy[worker] = False
            del self._open[future]
            _threads.end_lane(error is not None)
            future._end('FINISHED', result, error)
            self._start_queued()
            if self._shutdown or self._broken:
                self._dismiss()

        name = self._name(worker)
        # A function that runs in a context is what the job is about.
        runs_in_context = args and isinstance(getattr(fn, '__self__', None), Context)
        future._lane = _threads.lane(name, args[0] if runs_in_context else fn)
        _threads.start(work, name, False, future._lane)

    def _name(self, worker):
        return f'{self._thread_name_prefix}_{worker}'

    @property
    def _threads(self):
        from threading import _worker
        return {_worker(self._name(worker)) for worker in range(len(self._busy))}

    @property
    def _work_queue(self):
        from queue import SimpleQueue
        jobs = SimpleQueue()
        for job in self._queue:
            jobs.put(job)
        return jobs

    def _dismiss(self):
        for worker, is_busy in enumerate(self._busy):
            if not is_busy:
                workers.pop(self._name(worker), None)

    __del__ = _dismiss

    def _initialize(self, initializer):
        """Prepares a new worker; where that fails the pool is of no more use."""
        try:
            initializer(*self._initargs)
            return True
        except BaseException:
            from logging import getLogger
            getLogger('concurrent.futures').critical('Exception in initializer:', exc_info=True)
        self._broken = self._broken_text
        for future in self._take_queued():
            future._end('FINISHED', None, self._broken_error(self._broken))
        return False

    def _take_queued(self):
        queue, self._queue = self._queue, deque()
        for future, *_ in queue:
            del self._open[future]
            yield future

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            for future in self._take_queued():
                future.cancel()
        if wait:
            for future in list(self._open):
                _wait([future], None, _are_done)
        self._dismiss()


class ThreadPoolExecutor(_Pool):
    __module__ = 'concurrent.futures.thread'

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        self._set_up(max_workers, thread_name_prefix, initializer, initargs)


class ProcessPoolExecutor(_Pool):
    __module__ = 'concurrent.futures.process'
    _has_threads = False
    _broken_error = BrokenProcessPool
    _broken_text = 'A process in the process pool was terminated abruptly while the future was running or pending.'

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        self._set_up(max_workers, '', initializer, initargs)
