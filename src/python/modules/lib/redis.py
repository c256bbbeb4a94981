"""`redis` and `redis.asyncio`, simulated: commands on a store in memory, which all clients of a program share by host, port and number.

Latency model: each command, and each pipeline as a whole, takes `interleave`'s time for Redis; then it happens at once. The clients
of `redis` block their thread meanwhile, those of `redis.asyncio` wait in asyncio. A message that is published is with its
subscribers at the moment at which the publisher's wait is over.
"""

import asyncio as _asyncio
import time as _time

import interleave as _world

_world._banner('redis', 'nothing leaves the program')

__version__ = '5.2.0'


class RedisError(Exception):
    pass


class ConnectionError(RedisError):
    pass


class TimeoutError(RedisError):
    pass


class ResponseError(RedisError):
    pass


class DataError(RedisError):
    pass


class WatchError(RedisError):
    pass


class LockError(RedisError, ValueError):
    pass


class LockNotOwnedError(LockError):
    pass


class exceptions:
    RedisError = RedisError
    ConnectionError = ConnectionError
    TimeoutError = TimeoutError
    ResponseError = ResponseError
    DataError = DataError
    WatchError = WatchError
    LockError = LockError
    LockNotOwnedError = LockNotOwnedError


def _bytes(value):
    if isinstance(value, bytes):
        return value
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value).encode()
    raise DataError(f"Invalid input of type: '{type(value).__name__}'. Convert to a bytes, string, int or float first.")


def _flat(values):
    return [one for value in values for one in (value if isinstance(value, (list, tuple, set)) else [value])]


def _matches(pattern, text):
    """Whether a text fits a pattern with `*` and `?`."""
    ends = {0}
    for sign in pattern:
        if sign == '*':
            ends = set(range(min(ends), len(text) + 1)) if ends else ends
        else:
            ends = {at + 1 for at in ends if at < len(text) and sign in ('?', text[at])}
    return len(text) in ends


class _Store:
    """The commands, named and called as the clients' methods are. Keys are texts, strings are bytes."""

    def __init__(self):
        self.values, self.ends, self.versions = {}, {}, {}
        self.channels = []
        # Called whenever a value changes, by those who wait for one.
        self.watchers = []

    def find(self, key, kind=None):
        key = _bytes(key).decode()
        if self.ends.get(key, _time.time()) < _time.time():
            self.drop(key)
        value = self.values.get(key)
        if value is not None and kind and not isinstance(value, kind):
            raise ResponseError('WRONGTYPE Operation against a key holding the wrong kind of value')
        return value

    def drop(self, key):
        self.ends.pop(key, None)
        self.touch(key)
        return self.values.pop(key, None) is not None

    def touch(self, key):
        self.versions[key] = self.versions.get(key, 0) + 1
        watchers, self.watchers = self.watchers, []
        for watcher in watchers:
            watcher()

    def change(self, key, kind):
        """The container under a key, made where there is none."""
        value = self.find(key, kind)
        key = _bytes(key).decode()
        if value is None:
            value = self.values[key] = kind()
        self.touch(key)
        return value

    def tidy(self, key):
        if not self.values.get(_bytes(key).decode(), True):
            self.drop(_bytes(key).decode())

    # ---- keys

    def ping(self):
        return True

    def echo(self, value):
        return _bytes(value)

    def exists(self, *names):
        return sum(self.find(name) is not None for name in names)

    def delete(self, *names):
        return sum(self.find(name) is not None and self.drop(_bytes(name).decode()) for name in names)

    unlink = delete

    def keys(self, pattern='*'):
        pattern = _bytes(pattern).decode()
        return [key.encode() for key in list(self.values) if _matches(pattern, key) and self.find(key) is not None]

    def type(self, name):
        kinds = {bytes: 'string', list: 'list', dict: 'hash', set: 'set', _Sorted: 'zset'}
        return kinds.get(type(self.find(name)), 'none').encode()

    def expire(self, name, seconds, **options):
        if self.find(name) is None:
            return False
        seconds = seconds.total_seconds() if hasattr(seconds, 'total_seconds') else seconds
        self.ends[_bytes(name).decode()] = _time.time() + seconds
        return True

    def pexpire(self, name, milliseconds):
        return self.expire(name, milliseconds / 1000)

    def persist(self, name):
        return self.ends.pop(_bytes(name).decode(), None) is not None

    def pttl(self, name):
        if self.find(name) is None:
            return -2
        end = self.ends.get(_bytes(name).decode())
        return -1 if end is None else round((end - _time.time()) * 1000)

    def ttl(self, name):
        left = self.pttl(name)
        return left if left < 0 else (left + 500) // 1000

    def flushdb(self, asynchronous=False):
        for key in list(self.values):
            self.drop(key)
        return True

    flushall = flushdb

    def dbsize(self):
        return len(self.keys())

    # ---- strings

    def get(self, name):
        return self.find(name, bytes)

    def set(self, name, value, ex=None, px=None, nx=False, xx=False, keepttl=False, get=False):
        old = self.find(name)
        if nx and old is not None or xx and old is None:
            return old if get else None
        key = _bytes(name).decode()
        self.values[key] = _bytes(value)
        self.touch(key)
        if not keepttl:
            self.ends.pop(key, None)
        if ex is not None:
            self.expire(name, ex)
        if px is not None:
            self.pexpire(name, px)
        return old if get else True

    def setnx(self, name, value):
        return bool(self.set(name, value, nx=True))

    def setex(self, name, time, value):
        return self.set(name, value, ex=time)

    def getset(self, name, value):
        return self.set(name, value, get=True)

    def getdel(self, name):
        value = self.get(name)
        self.delete(name)
        return value

    def mget(self, keys, *args):
        return [self.find(key) for key in _flat([keys, *args])]

    def mset(self, mapping):
        for name, value in mapping.items():
            self.set(name, value)
        return True

    def append(self, key, value):
        self.set(key, (self.get(key) or b'') + _bytes(value), keepttl=True)
        return self.strlen(key)

    def strlen(self, name):
        return len(self.get(name) or b'')

    def incrby(self, name, amount=1):
        try:
            value = int(self.get(name) or 0) + amount
        except ValueError:
            raise ResponseError('value is not an integer or out of range') from None
        self.set(name, value, keepttl=True)
        return value

    incr = incrby

    def decrby(self, name, amount=1):
        return self.incrby(name, -amount)

    decr = decrby

    def incrbyfloat(self, name, amount=1.0):
        value = float(self.get(name) or 0) + amount
        self.set(name, value, keepttl=True)
        return value

    # ---- lists

    def lpush(self, name, *values):
        self.change(name, list)[:0] = [_bytes(value) for value in reversed(values)]
        return self.llen(name)

    def rpush(self, name, *values):
        self.change(name, list).extend(_bytes(value) for value in values)
        return self.llen(name)

    def _pop(self, name, count, at):
        items = self.find(name, list)
        if not items:
            return None
        taken = [items.pop(at) for _ in range(min(count or 1, len(items)))]
        self.tidy(name)
        return taken[0] if count is None else taken

    def lpop(self, name, count=None):
        return self._pop(name, count, 0)

    def rpop(self, name, count=None):
        return self._pop(name, count, -1)

    def lmove(self, first_list, second_list, src='LEFT', dest='RIGHT'):
        value = self._pop(first_list, None, 0 if src.upper() == 'LEFT' else -1)
        if value is not None:
            (self.lpush if dest.upper() == 'LEFT' else self.rpush)(second_list, value)
        return value

    def rpoplpush(self, src, dst):
        return self.lmove(src, dst, 'RIGHT', 'LEFT')

    def llen(self, name):
        return len(self.find(name, list) or ())

    def lrange(self, name, start, end):
        return _part(self.find(name, list) or [], start, end)

    def lindex(self, name, index):
        part = self.lrange(name, index, index)
        return part[0] if part else None

    def ltrim(self, name, start, end):
        items = self.change(name, list)
        items[:] = _part(items, start, end)
        self.tidy(name)
        return True

    def lrem(self, name, count, value):
        items, value = self.change(name, list), _bytes(value)
        found = items.count(value)
        found = min(found, abs(count)) if count else found
        if count < 0:
            items.reverse()
        for _ in range(found):
            items.remove(value)
        if count < 0:
            items.reverse()
        self.tidy(name)
        return found

    # ---- hashes

    def hset(self, name, key=None, value=None, mapping=None, items=None):
        fields = self.change(name, dict)
        before = len(fields)
        pairs = ([(key, value)] if key is not None else []) + list((mapping or {}).items())
        fields.update({_bytes(field): _bytes(value) for field, value in pairs})
        return len(fields) - before

    def hmset(self, name, mapping):
        self.hset(name, mapping=mapping)
        return True

    def hsetnx(self, name, key, value):
        return 0 if self.hexists(name, key) else self.hset(name, key, value)

    def hget(self, name, key):
        return (self.find(name, dict) or {}).get(_bytes(key))

    def hmget(self, name, keys, *args):
        return [self.hget(name, key) for key in _flat([keys, *args])]

    def hgetall(self, name):
        return dict(self.find(name, dict) or {})

    def hkeys(self, name):
        return list(self.hgetall(name))

    def hvals(self, name):
        return list(self.hgetall(name).values())

    def hlen(self, name):
        return len(self.hgetall(name))

    def hexists(self, name, key):
        return self.hget(name, key) is not None

    def hdel(self, name, *keys):
        fields = self.change(name, dict)
        count = sum(fields.pop(_bytes(key), None) is not None for key in keys)
        self.tidy(name)
        return count

    def hincrby(self, name, key, amount=1):
        value = int(self.hget(name, key) or 0) + amount
        self.hset(name, key, value)
        return value

    # ---- sets

    def sadd(self, name, *values):
        members = self.change(name, set)
        before = len(members)
        members.update(_bytes(value) for value in values)
        return len(members) - before

    def srem(self, name, *values):
        members = self.change(name, set)
        before = len(members)
        members.difference_update(_bytes(value) for value in values)
        self.tidy(name)
        return before - len(members)

    def smembers(self, name):
        return set(self.find(name, set) or ())

    def sismember(self, name, value):
        return int(_bytes(value) in self.smembers(name))

    def scard(self, name):
        return len(self.smembers(name))

    def sinter(self, keys, *args):
        first, *rest = [self.smembers(key) for key in _flat([keys, *args])]
        return first.intersection(*rest)

    def sunion(self, keys, *args):
        return set().union(*[self.smembers(key) for key in _flat([keys, *args])])

    # ---- sorted sets

    def zadd(self, name, mapping, nx=False, xx=False, **options):
        scores, added = self.change(name, _Sorted), 0
        for member, score in mapping.items():
            member = _bytes(member)
            added += member not in scores
            if not (nx and member in scores or xx and member not in scores):
                scores[member] = float(score)
        return added

    def zincrby(self, name, amount, value):
        score = (self.zscore(name, value) or 0.0) + amount
        self.zadd(name, {value: score})
        return score

    def _ranked(self, name, desc=False):
        scores = self.find(name, _Sorted) or {}
        return sorted(scores.items(), key=lambda pair: (pair[1], pair[0]), reverse=desc)

    def zrange(self, name, start, end, desc=False, withscores=False):
        pairs = _part(self._ranked(name, desc), start, end)
        return pairs if withscores else [member for member, _ in pairs]

    def zrevrange(self, name, start, end, withscores=False):
        return self.zrange(name, start, end, True, withscores)

    def zrangebyscore(self, name, min, max, start=None, num=None, withscores=False):
        pairs = [pair for pair in self._ranked(name) if float(min) <= pair[1] <= float(max)][start:]
        pairs = pairs if num is None else pairs[:num]
        return pairs if withscores else [member for member, _ in pairs]

    def zcount(self, name, min, max):
        return len(self.zrangebyscore(name, min, max))

    def zremrangebyscore(self, name, min, max):
        return self.zrem(name, *self.zrangebyscore(name, min, max))

    def zscore(self, name, value):
        return (self.find(name, _Sorted) or {}).get(_bytes(value))

    def zrank(self, name, value):
        members = self.zrange(name, 0, -1)
        return members.index(_bytes(value)) if _bytes(value) in members else None

    def zcard(self, name):
        return len(self.find(name, _Sorted) or ())

    def zrem(self, name, *values):
        scores = self.change(name, _Sorted)
        count = sum(scores.pop(_bytes(value), None) is not None for value in values)
        self.tidy(name)
        return count

    def zpopmin(self, name, count=1):
        pairs = self._ranked(name)[:count]
        if pairs:
            self.zrem(name, *[member for member, _ in pairs])
        return pairs

    # ---- messages

    def publish(self, channel, message):
        name, data, told = _bytes(channel), _bytes(message), 0
        for subscriber in list(self.channels):
            for is_pattern, wanted in list(subscriber._wanted):
                if not is_pattern and wanted == name:
                    told += 1
                    subscriber._tell('message', None, name, data)
                elif is_pattern and _matches(wanted.decode(), name.decode()):
                    told += 1
                    subscriber._tell('pmessage', wanted, name, data)
        return told


class _Sorted(dict):
    """Members with their scores."""


def _part(items, start, end):
    """What lies between two places, the last one included."""
    count = len(items)
    start = max(start + count, 0) if start < 0 else start
    end = end + count if end < 0 else end
    return items[start:end + 1]


_stores = {}


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
