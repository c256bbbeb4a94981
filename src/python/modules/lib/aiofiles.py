"""`aiofiles`, simulated: the program's files in memory, opened, read and written by coroutines.

Latency model: opening, each reading and each writing takes `interleave`'s time for files; a line of `async for` counts as a reading.
"""

import interleave as _world

_world._banner('aiofiles', 'files are kept in memory')

_open = open


class _File:
    def __init__(self, file):
        self._file = file

    def __getattr__(self, name):
        found = getattr(self._file, name)
        if not callable(found):
            return found

        async def act(*args):
            await _pause(self._file.name, name)
            return found(*args)

        return act

    async def seek(self, *args):
        return self._file.seek(*args)

    async def tell(self):
        return self._file.tell()

    async def flush(self):
        self._file.flush()

    async def close(self):
        self._file.close()

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line


async def _pause(name, act):
    await _world._pause(_world._delay('files', name, 0.001), f'{act} {name}')


class _Opening:
    """What `open()` gives: awaited, or entered by `async with`."""

    def __init__(self, args, options):
        self._args, self._options = args, options

    async def _open(self):
        await _pause(self._args[0] if self._args else self._options['file'], 'open')
        return _File(_open(*self._args, **self._options))

    def __await__(self):
        return self._open().__await__()

    async def __aenter__(self):
        self._file = await self._open()
        return self._file

    async def __aexit__(self, *error):
        await self._file.close()


def open(*args, **options):
    for name in ('loop', 'executor'):
        options.pop(name, None)
    return _Opening(args, options)
