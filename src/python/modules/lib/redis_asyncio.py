"""`redis.asyncio`: the clients of `redis` that wait in asyncio; see there."""

from redis import (AsyncRedis as Redis, BlockingConnectionPool, ConnectionError, ConnectionPool, DataError, RedisError, ResponseError,
                   TimeoutError, WatchError, exceptions)

StrictRedis = Redis


def from_url(url, **options):
    return Redis.from_url(url, **options)
