"""A loop's handlers of signals. They are callbacks of the loop: a signal only says to it that they are to be called."""

import _interrupts
import _threads
import asyncio
import signal


def add_signal_handler(loop, sig, callback, *args):
    if asyncio.iscoroutine(callback) or asyncio.iscoroutinefunction(callback):
        raise TypeError('coroutines cannot be used with add_signal_handler()')
    _check(sig)
    if loop.is_closed():
        raise RuntimeError('Event loop is closed')
    if _threads.get_ident() != 0:
        raise RuntimeError('set_wakeup_fd only works in main thread of the main interpreter')
    handlers = _handlers(loop)
    handlers[sig] = asyncio.Handle(callback, args, loop)
    try:
        signal.signal(sig, _sighandler_noop)
    except OSError:
        del handlers[sig]
        raise RuntimeError(f'sig {sig} cannot be caught') from None
    signal._wakeup = lambda number: _interrupts.arrive(loop, lambda: _call(loop, number))


def remove_signal_handler(loop, sig):
    _check(sig)
    handlers = _handlers(loop)
    if sig not in handlers:
        return False
    del handlers[sig]
    signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
    if not handlers:
        signal._wakeup = None
    return True


def remove_all(loop):
    for sig in list(_handlers(loop)):
        remove_signal_handler(loop, sig)


def _handlers(loop):
    try:
        return loop._signal_handlers
    except AttributeError:
        loop._signal_handlers = {}
        return loop._signal_handlers


def _call(loop, number):
    handle = _handlers(loop).get(number)
    if handle is not None:
        if handle.cancelled():
            remove_signal_handler(loop, number)
        else:
            _interrupts.enqueue(loop, handle)


def _sighandler_noop(signum, frame):
    """The loop's callback follows."""


def _check(sig):
    if not isinstance(sig, int):
        raise TypeError(f'sig must be an int, not {sig!r}')
    if sig not in signal.valid_signals():
        raise ValueError(f'invalid signal number {sig}')
