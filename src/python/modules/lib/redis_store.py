"""`_redis_store`: what a simulated Redis server holds, and its commands, which happen at once. Knows no client and no latency."""

import time as _time

from redis.exceptions import DataError, ResponseError


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
