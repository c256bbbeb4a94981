"""`sched`: calls at given times, on a clock and with a wait of one's choice."""

import time as _time
from heapq import heapify as _heapify, heappop as _heappop, heappush as _heappush
from itertools import count as _count
from typing import NamedTuple as _NamedTuple, Any as _Any

__all__ = ['scheduler']


class Event(_NamedTuple):
    time: _Any
    priority: _Any
    sequence: _Any
    action: _Any
    argument: _Any
    kwargs: _Any


class scheduler:
    def __init__(self, timefunc=_time.monotonic, delayfunc=_time.sleep):
        self._queue, self._numbers = [], _count()
        self.timefunc, self.delayfunc = timefunc, delayfunc

    def enterabs(self, time, priority, action, argument=(), kwargs=None):
        event = Event(time, priority, next(self._numbers), action, argument, kwargs or {})
        _heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=None):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        self._queue.remove(event)
        _heapify(self._queue)

    def empty(self):
        return not self._queue

    def run(self, blocking=True):
        while self._queue:
            event, now = self._queue[0], self.timefunc()
            if event.time > now:
                if not blocking:
                    return event.time - now
                self.delayfunc(event.time - now)
                continue
            _heappop(self._queue)
            event.action(*event.argument, **event.kwargs)
            self.delayfunc(0)

    @property
    def queue(self):
        return sorted(self._queue)
