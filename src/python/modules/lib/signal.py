"""Signals that a program raises itself: nobody else sends it any here.

A handler runs in the main thread: at once, or as soon as that thread goes on from what it waits for. The timer of `alarm` and
`setitimer` is a thread without a lane. What this module lacks says so by name."""

import _interrupts
import _threads
import operator
import os
import sys
import time
from enum import IntEnum

_NAMES = ('HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ '
          'VTALRM PROF WINCH IO PWR SYS').split()
_TEXTS = ('Hangup', 'Interrupt', 'Quit', 'Illegal instruction', 'Trace/breakpoint trap', 'Aborted', 'Bus error',
          'Floating point exception', 'Killed', 'User defined signal 1', 'Segmentation fault', 'User defined signal 2', 'Broken pipe',
          'Alarm clock', 'Terminated', 'Stack fault', 'Child exited', 'Continued', 'Stopped (signal)', 'Stopped', 'Stopped (tty input)',
          'Stopped (tty output)', 'Urgent I/O condition', 'CPU time limit exceeded', 'File size limit exceeded',
          'Virtual timer expired', 'Profiling timer expired', 'Window changed', 'I/O possible', 'Power failure', 'Bad system call')

_numbers = {f'SIG{name}': number for number, name in enumerate(_NAMES, 1)}
_numbers.update(SIGCLD=17, SIGPOLL=29, SIGIOT=6, SIGRTMIN=34, SIGRTMAX=64)
Signals = IntEnum('Signals', _numbers, module='signal')
Handlers = IntEnum('Handlers', {'SIG_DFL': 0, 'SIG_IGN': 1}, module='signal')
SIG_DFL, SIG_IGN = Handlers
for _name in _numbers:
    globals()[_name] = Signals[_name]
NSIG = 65
ITIMER_REAL = 0

# What does not end a program that has no handler for it.
_HARMLESS = 17, 18, 19, 20, 21, 22, 23, 28
_UNCATCHABLE = 9, 19


class itimer_error(OSError):
    __module__ = 'signal'


ItimerError = itimer_error


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


_handlers = dict.fromkeys([*range(1, 32), *range(34, 65)], SIG_DFL)
_handlers[2] = default_int_handler
_handlers[13] = _handlers[25] = SIG_IGN
# Told of each signal that has a handler: the loop that has handlers of its own.
_wakeup = None


def signal(signalnum, handler, /):
    number = _number(signalnum)
    if _threads.get_ident() != 0:
        raise ValueError('signal only works in main thread of the main interpreter')
    if handler in (0, 1) and isinstance(handler, int):
        handler = Handlers(handler)
    elif not callable(handler):
        raise TypeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object')
    if number in _UNCATCHABLE or number not in _handlers:
        raise _invalid(OSError)
    old = _handlers[number]
    _handlers[number] = handler
    return old


def getsignal(signalnum, /):
    return _handlers.get(_number(signalnum))


def raise_signal(signalnum, /):
    number = operator.index(signalnum)
    if number not in _handlers:
        raise _invalid(OSError)
    if _threads.get_ident() == 0:
        _deliver(number)
    else:
        _threads.call_in_main(lambda: _deliver(number))


def strsignal(signalnum, /):
    number = _number(signalnum)
    if number <= len(_TEXTS):
        return _TEXTS[number - 1]
    return f'Real-time signal {number - 34}' if number in _handlers else None


def valid_signals():
    return {_known(number) for number in _handlers}


def alarm(seconds, /):
    left = setitimer(ITIMER_REAL, max(operator.index(seconds), 0))[0]
    return -int(-left // 1)


# The moment at which the timer ends, the time between its later ends, and how often it was set.
_timer = 0.0, 0.0, 0


def setitimer(which, seconds, interval=0.0, /):
    global _timer
    if seconds < 0 or interval < 0:
        raise _invalid(itimer_error)
    old = getitimer(which)
    turn = _timer[2] + 1
    _timer = time.monotonic() + seconds, float(interval), turn
    if seconds:
        _threads.start(lambda: _ring(turn), 'timer', True, None)
    else:
        _timer = 0.0, 0.0, turn
    return old


def getitimer(which, /):
    if which != ITIMER_REAL:
        raise NotImplementedError('signal timers other than ITIMER_REAL are not available: processor time is not counted here')
    end, interval, turn = _timer
    return (max(end - time.monotonic(), 0.0), interval) if end else (0.0, 0.0)


def _ring(turn):
    global _timer
    while _timer[2] == turn and _timer[0]:
        end, interval, _ = _timer
        _threads.wait(end)
        if time.monotonic() < end or _timer[2] != turn:
            continue
        _timer = (end + interval if interval else 0.0), interval, turn
        raise_signal(14)


def _deliver(number):
    handler = _handlers[number]
    if handler is SIG_DFL:
        if number not in _HARMLESS:
            os._exit(128 + number)
        return
    if handler is SIG_IGN:
        return
    if _wakeup is not None:
        _wakeup(number)
    if handler is default_int_handler and _interrupts.interrupt():
        return
    handler(number, sys._getframe())


def _interrupt_main(signum):
    number = _number(signum)
    if _handlers.get(number) not in (None, SIG_DFL, SIG_IGN):
        raise_signal(number)


def _number(signalnum):
    number = operator.index(signalnum)
    if not 1 <= number < NSIG:
        raise ValueError('signal number out of range')
    return number


def _known(number):
    try:
        return Signals(number)
    except ValueError:
        return number


def _invalid(kind):
    return kind(22, 'Invalid argument')


def __getattr__(name):
    if name[:2] == '__':
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    raise NotImplementedError(f'signal.{name} is not available: a program gets only the signals that it raises itself')
