"""`redis` and `redis.asyncio`, simulated: commands on a store in memory, which all clients of a program share by host, port and number.

Latency model: each command, and each pipeline as a whole, takes `interleave`'s time for Redis; then it happens at once. The clients
of `redis` block their thread meanwhile, those of `redis.asyncio` wait in asyncio. A message that is published is with its
subscribers at the moment at which the publisher's wait is over.
"""

import asyncio as _asyncio
import time as _time

import interleave as _world
from _redis_store import _bytes, _flat, _Store, _stores
from redis.exceptions import (ConnectionError, DataError, LockError, LockNotOwnedError, RedisError, ResponseError, TimeoutError,
                              WatchError)

_world._banner('redis', 'nothing leaves the program')

__version__ = '5.2.0'


def _decoded(value, encoding='utf-8'):
    if isinstance(value, bytes):
        return value.decode(encoding)
    if isinstance(value, dict):
        return {_decoded(key): _decoded(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set)):
        return type(value)([_decoded(one) for one in value])
    return value


class ConnectionPool:
    def __init__(self, **options):
        self.options = options

    @classmethod
    def from_url(cls, url, **options):
        rest = url.partition('://')[2].rpartition('@')[2]
        where, _, number = rest.partition('/')
        host, _, port = where.partition(':')
        number = number.partition('?')[0]
        return cls(**{'host': host, 'port': int(port or 6379), 'db': int(number or 0), **options})

    def disconnect(self):
        return None

    aclose = disconnect


BlockingConnectionPool = ConnectionPool


class _Client:
    """What the clients of both kinds have. Commands that wait for something are written as coroutines; `_run` awaits them or, in a
    client that blocks, drives them, as all their waiting is done by `_pause`."""

    def __init__(self, host='localhost', port=6379, db=0, *, decode_responses=False, connection_pool=None, **options):
        if connection_pool:
            given = {'decode_responses': decode_responses, **connection_pool.options}
            host, port, db = given.get('host', host), given.get('port', port), given.get('db', db)
            decode_responses = given['decode_responses']
        self.connection_pool = connection_pool or ConnectionPool(host=host, port=port, db=db)
        self._decodes = decode_responses
        self._store = _stores.setdefault((host, port, db), _Store())

    @classmethod
    def from_url(cls, url, **options):
        return cls(connection_pool=ConnectionPool.from_url(url, **options))

    @classmethod
    def from_pool(cls, pool):
        return cls(connection_pool=pool)

    def __getattr__(self, name):
        command = _command(self._store, name)

        def call(*args, **options):
            return self._run(self._act(name, command, args, options))

        return call

    def _answer(self, value):
        return _decoded(value) if self._decodes else value

    async def _latency(self, name):
        await self._pause(_world._delay('redis', name, 0.001), name)

    async def _act(self, name, command, args, options):
        await self._latency(name)
        return self._answer(command(*args, **options))

    def blpop(self, keys, timeout=0):
        return self._run(self._blocking('blpop', keys, timeout, self._store.lpop))

    def brpop(self, keys, timeout=0):
        return self._run(self._blocking('brpop', keys, timeout, self._store.rpop))

    async def _blocking(self, name, keys, timeout, pop):
        await self._latency(name)
        until = _time.monotonic() + timeout if timeout else None
        while True:
            for key in _flat([keys]):
                value = pop(key)
                if value is not None:
                    return self._answer((_bytes(key), value))
            if not await self._changed(until):
                return None

    def pipeline(self, transaction=True, shard_hint=None):
        return _Pipeline(self)

    def pubsub(self, *, ignore_subscribe_messages=False, **options):
        return self._pubsub(self, ignore_subscribe_messages)

    def lock(self, name, timeout=None, sleep=0.1, blocking=True, blocking_timeout=None, **options):
        return _Lock(self, name, timeout, sleep, blocking, blocking_timeout)

    async def _close(self):
        pass

    def close(self, close_connection_pool=None):
        return self._run(self._close())

    def _scan(self, match, count=None, _type=None):
        return self._answer(self._store.keys(match or '*'))


def _command(store, name):
    found = getattr(store, name, None) if name[:1] != '_' else None
    if found is None or name in _OWN:
        if name[:1] == '_':
            raise AttributeError(f"'Redis' object has no attribute {name!r}")
        raise NotImplementedError(f'the command {name!r} is not available: this redis is simulated and does not have it')
    return found


# Of a store, and no commands.
_OWN = {'values', 'ends', 'versions', 'channels', 'watchers', 'find', 'drop', 'touch', 'change', 'tidy'}


class _Pipeline:
    """Commands that are sent together."""

    def __init__(self, client):
        self._client = client
        self._clear()

    def _clear(self):
        self._commands, self._watched, self._at_once = [], {}, False

    def reset(self):
        return self._client._run(self._reset())

    async def _reset(self):
        self._clear()

    def __getattr__(self, name):
        command = _command(self._client._store, name)

        def call(*args, **options):
            if self._at_once:
                return getattr(self._client, name)(*args, **options)
            self._commands.append((command, args, options))
            return self

        return call

    def __len__(self):
        return len(self._commands)

    def watch(self, *names):
        return self._client._run(self._watch(names))

    async def _watch(self, names):
        await self._client._latency('watch')
        versions = self._client._store.versions
        self._watched = {key: versions.get(key, 0) for key in [_bytes(name).decode() for name in names]} | self._watched
        self._at_once = True

    def multi(self):
        self._at_once = False

    def unwatch(self):
        return self.reset()

    def execute(self, raise_on_error=True):
        return self._client._run(self._execute(raise_on_error))

    async def _execute(self, raise_on_error):
        commands, watched = self._commands, self._watched
        self._clear()
        if not commands:
            return []
        client = self._client
        await client._latency('pipeline')
        if any(client._store.versions.get(key, 0) != version for key, version in watched.items()):
            raise WatchError('Watched variable changed.')
        results = []
        for command, args, options in commands:
            try:
                results.append(client._answer(command(*args, **options)))
            except ResponseError as error:
                results.append(error)
        for result in results:
            if raise_on_error and isinstance(result, ResponseError):
                raise result
        return results

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.reset()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        self._clear()


class _Lock:
    """A lock that is a key, which its holder set."""

    _made = 0

    def __init__(self, client, name, timeout, sleep, blocking, blocking_timeout):
        self._client, self.name, self.timeout = client, name, timeout
        self.sleep, self.blocking, self.blocking_timeout = sleep, blocking, blocking_timeout
        self._token = None

    def acquire(self, blocking=None, blocking_timeout=None, token=None):
        blocking = self.blocking if blocking is None else blocking
        return self._client._run(self._acquire(blocking, blocking_timeout or self.blocking_timeout))

    async def _acquire(self, blocking, timeout):
        client = self._client
        until = None if timeout is None else _time.monotonic() + timeout
        _Lock._made += 1
        token = str(_Lock._made)
        while True:
            await client._latency('set')
            milliseconds = None if self.timeout is None else int(self.timeout * 1000)
            if client._store.set(self.name, token, nx=True, px=milliseconds):
                self._token = token.encode()
                return True
            if not blocking or until is not None and _time.monotonic() + self.sleep > until:
                return False
            await client._pause(self.sleep, 'lock')

    def release(self):
        return self._client._run(self._release())

    async def _release(self):
        if self._token is None:
            raise LockError('Cannot release an unlocked lock')
        await self._client._latency('delete')
        token, self._token = self._token, None
        if self._client._store.get(self.name) != token:
            raise LockNotOwnedError("Cannot release a lock that's no longer owned")
        self._client._store.delete(self.name)

    def locked(self):
        return self._client.exists(self.name)

    def owned(self):
        return self._client._run(self._owned())

    async def _owned(self):
        await self._client._latency('get')
        return self._token is not None and self._client._store.get(self.name) == self._token

    def __enter__(self):
        if not self.acquire():
            raise LockError('Unable to acquire lock within the time specified')
        return self

    def __exit__(self, *error):
        self.release()

    async def __aenter__(self):
        if not await self.acquire():
            raise LockError('Unable to acquire lock within the time specified')
        return self

    async def __aexit__(self, *error):
        await self.release()


class _PubSub:
    """What a subscriber has: its channels, and the messages that it has not taken yet."""

    def __init__(self, client, ignores):
        self._client, self._ignores = client, ignores
        self._messages, self._wakers, self._handlers = [], [], {}
        # The channels, and the patterns of channels: `(is_pattern, name)`.
        self._wanted = {}

    @property
    def subscribed(self):
        return bool(self._wanted)

    def _tell(self, kind, pattern, channel, data):
        self._messages.append({'type': kind, 'pattern': pattern, 'channel': channel, 'data': data})
        wakers, self._wakers = self._wakers, []
        for wake in wakers:
            wake()

    def subscribe(self, *names, **handlers):
        return self._client._run(self._change('subscribe', [*_flat(names), *handlers], handlers))

    def psubscribe(self, *names, **handlers):
        return self._client._run(self._change('psubscribe', [*_flat(names), *handlers], handlers))

    def unsubscribe(self, *names):
        return self._client._run(self._change('unsubscribe', _flat(names), {}))

    def punsubscribe(self, *names):
        return self._client._run(self._change('punsubscribe', _flat(names), {}))

    async def _change(self, kind, names, handlers):
        await self._client._latency(kind)
        patterns = kind[0] == 'p'
        keys = [(patterns, _bytes(name)) for name in names]
        if 'un' in kind and not keys:
            keys = [key for key in self._wanted if key[0] == patterns]
        self._handlers.update((_bytes(name), call) for name, call in handlers.items())
        channels = self._client._store.channels
        for key in keys:
            if 'un' in kind:
                self._wanted.pop(key, None)
            else:
                self._wanted[key] = True
            self._tell(kind, None, key[1], len(self._wanted))
        if self in channels:
            channels.remove(self)
        if self._wanted:
            channels.append(self)

    def get_message(self, ignore_subscribe_messages=False, timeout=0.0):
        return self._client._run(self._get(ignore_subscribe_messages, timeout))

    async def _get(self, ignores, timeout):
        until = None if timeout is None else _time.monotonic() + timeout
        while True:
            while self._messages:
                message = self._messages.pop(0)
                if 'sub' in message['type'] and (ignores or self._ignores):
                    continue
                handler = self._handlers.get(message['pattern'] or message['channel'])
                message = self._client._answer(message)
                if handler and 'sub' not in message['type']:
                    handled = handler(message)
                    if hasattr(handled, '__await__'):
                        await handled
                    continue
                return message
            if not await self._client._woken(self._wakers, until):
                return None

    async def _close(self):
        self._wanted.clear()
        if self in self._client._store.channels:
            self._client._store.channels.remove(self)

    def close(self):
        return self._client._run(self._close())

    reset = aclose = close

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        await self._close()


class _BlockingPubSub(_PubSub):
    def listen(self):
        while self.subscribed:
            message = self.get_message(timeout=None)
            if message is not None:
                yield message


class _AsyncPubSub(_PubSub):
    async def listen(self):
        while self.subscribed:
            message = await self._get(False, None)
            if message is not None:
                yield message

    async def run(self, **options):
        async for _ in self.listen():
            pass


class Redis(_Client):
    _pubsub = _BlockingPubSub

    def _run(self, coroutine):
        try:
            coroutine.send(None)
        except StopIteration as end:
            return end.value

    async def _pause(self, seconds, command):
        _world._block(max(seconds, 0), f'Redis {command.upper()}')

    async def _changed(self, until):
        return await self._woken(None, until)

    async def _woken(self, wakers, until):
        """Looks again soon: another thread may have done something."""
        if until is not None and _time.monotonic() >= until:
            return False
        _world._block(0.01, 'news from Redis')
        return True

    def scan_iter(self, match=None, count=None, _type=None):
        return iter(self._scan(match))

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


class AsyncRedis(_Client):
    _pubsub = _AsyncPubSub

    def _run(self, coroutine):
        return coroutine

    async def _pause(self, seconds, command):
        await _world._pause(seconds, f'Redis {command.upper()}')

    async def _changed(self, until):
        return await self._woken(self._store.watchers, until)

    async def _woken(self, wakers, until):
        """Waits until something has happened; False where the time is over before."""
        if until is not None and _time.monotonic() >= until:
            return False
        news = _asyncio._io_future(_world._label('news from Redis'))

        def wake():
            if not news.done():
                news.set_result(None)

        wakers.append(wake)
        try:
            async with _asyncio.timeout_at(until):
                await news
        except _asyncio.TimeoutError:
            pass
        finally:
            if wake in wakers:
                wakers.remove(wake)
        return True

    async def scan_iter(self, match=None, count=None, _type=None):
        await self._latency('scan')
        for key in self._scan(match):
            yield key

    async def aclose(self, close_connection_pool=None):
        pass

    async def initialize(self):
        return self

    def __await__(self):
        return self.initialize().__await__()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        await self.aclose()


AsyncRedis.__name__ = AsyncRedis.__qualname__ = 'Redis'
StrictRedis = Redis


def from_url(url, **options):
    return Redis.from_url(url, **options)
