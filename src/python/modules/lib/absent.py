"""A module that a browser cannot have. It can be imported; its first use says why there is none, and what there is instead."""

_NETWORK = 'a browser has no sockets; await asyncio.sleep() can stand for waiting on a network'
_PROCESSES = ('a browser has no other processes; asyncio tasks, threading and concurrent.futures.ThreadPoolExecutor '
              'are simulated here')
_REASONS = {
    'socket': _NETWORK, 'ssl': _NETWORK, 'select': _NETWORK, 'selectors': _NETWORK, 'socketserver': _NETWORK,
    'subprocess': _PROCESSES,
    'sqlite3': 'a browser has no database files; a dict can stand for one',
    'tkinter': 'a browser opens no windows for a program; print() writes to the page',
    'ctypes': 'a browser has no machine code to load',
}


def __getattr__(name):
    if name[:2] == '__':
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    raise NotImplementedError(f'{__name__}.{name} is not available: {_REASONS[__name__]}')
