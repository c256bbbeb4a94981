"""`_thread`: what `threading` has below it: functions in threads of their own, and locks."""

import _threads
from _threads import allocate_lock, get_ident, lock

__all__ = ['LockType', 'RLock', 'TIMEOUT_MAX', 'allocate_lock', 'error', 'exit', 'get_ident', 'get_native_id', 'interrupt_main',
           'lock', 'stack_size', 'start_new_thread']

LockType = lock
allocate = allocate_lock
get_native_id = get_ident
error = RuntimeError
TIMEOUT_MAX = 4294967.0

_started = 0
_stack_size = 0


class RLock:
    def __init__(self):
        self._lock = allocate_lock()
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
            raise RuntimeError('cannot release un-acquired lock')
        self._count -= 1
        if self._count == 0:
            self._owner = None
            self._lock.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, kind, error, traceback):
        self.release()

    def __repr__(self):
        state = 'locked' if self._count else 'unlocked'
        return (f'<{state} {type(self).__module__}.{type(self).__qualname__} object owner={self._owner or 0} '
                f'count={self._count} at {id(self):#x}>')

    def __reduce__(self):
        raise TypeError("cannot pickle '_thread.RLock' object")

    def _is_owned(self):
        return self._owner == get_ident()

    def _release_save(self):
        if self._count == 0:
            raise RuntimeError('cannot release un-acquired lock')
        count, self._count, self._owner = self._count, 0, None
        self._lock.release()
        return count

    def _acquire_restore(self, count):
        self._lock.acquire()
        self._owner = get_ident()
        self._count = count


def start_new_thread(function, args, kwargs={}, /):
    """Calls the function in a new thread, which ends with the program; the thread's number."""
    global _started
    if not callable(function):
        raise TypeError('first arg must be callable')
    if not isinstance(args, tuple):
        raise TypeError('2nd arg must be a tuple')
    if not isinstance(kwargs, dict):
        raise TypeError('optional 3rd arg must be a dictionary')
    ident = []

    def work():
        ident.append(get_ident())
        error = None
        try:
            function(*args, **kwargs)
        except SystemExit:
            pass
        except BaseException as raised:
            error = raised
            import sys
            from traceback import print_exception
            print(f'Exception ignored in thread started by: {function!r}', file=sys.stderr)
            print_exception(error)
        _threads.active.pop(get_ident(), None)
        _threads.end_lane(error is not None)

    _started += 1
    name = f'Dummy-{_started}'
    _threads.start(work, name, True, _threads.lane(name, function))
    return ident[0]


start_new = start_new_thread


def exit():
    raise SystemExit


exit_thread = exit


def interrupt_main(signum=2, /):
    import signal
    signal._interrupt_main(signum)


def stack_size(size=0, /):
    """The size that was set before: threads here need no stack."""
    global _stack_size
    before, _stack_size = _stack_size, size
    return before
