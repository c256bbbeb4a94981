"""`zoneinfo`: time zones by name. Only that of UTC is here."""

from datetime import timedelta as _timedelta, tzinfo as _tzinfo

__all__ = ['ZoneInfo', 'reset_tzpath', 'available_timezones', 'TZPATH', 'ZoneInfoNotFoundError', 'InvalidTZPathWarning']

TZPATH = ()


class ZoneInfoNotFoundError(KeyError):
    pass


class InvalidTZPathWarning(RuntimeWarning):
    pass


class ZoneInfo(_tzinfo):
    _known = {}

    def __new__(cls, key):
        if key not in cls._known:
            if key not in available_timezones():
                raise ZoneInfoNotFoundError(f'No time zone found with key {key}')
            cls._known[key] = cls.no_cache(key)
        return cls._known[key]

    @classmethod
    def no_cache(cls, key):
        made = _tzinfo.__new__(cls)
        made.key = key
        return made

    def utcoffset(self, dt):
        return _timedelta(0)

    dst = utcoffset

    def tzname(self, dt):
        return 'UTC'

    def __str__(self):
        return self.key

    def __repr__(self):
        return f'zoneinfo.ZoneInfo(key={self.key!r})'


def available_timezones():
    return {'UTC', 'Etc/UTC', 'Zulu', 'Etc/Zulu', 'UCT', 'Etc/UCT', 'Universal', 'Etc/Universal'}


def reset_tzpath(to=None):
    pass
