"""Processes: there is this one. What would start another says by name that it cannot."""

import os
import types

cpu_count = os.cpu_count
_current = types.SimpleNamespace(name='MainProcess', pid=os.getpid(), daemon=False, exitcode=None)


def current_process():
    return _current


def parent_process():
    return None


def active_children():
    return []


def freeze_support():
    """Nothing to do."""


def __getattr__(name):
    if name[:2] == '__':
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    raise NotImplementedError(f'multiprocessing.{name} is not available: a browser has no other processes; asyncio tasks, threading '
                              'and concurrent.futures are simulated here')
