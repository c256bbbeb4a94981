# Zones of the program's own: their clock in summer, moments compared in one zone and in two, and what they may not say.
from datetime import *
import copy, warnings


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


print(repr(timezone.min), timezone.max, timezone, timedelta.__module__, UTC)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    datetime.utcnow()
    datetime.utcfromtimestamp(0)


for x in w:
    print(x.category.__name__, x.message)


for f in (lambda: timezone(5), lambda: timezone(timedelta(1)), lambda: timezone(timedelta(0), 5), lambda: UTC.utcoffset(5), lambda: UTC.tzname('x'), lambda: time.fromisoformat(None), lambda: datetime.fromtimestamp('5'), lambda: datetime.fromtimestamp(None), lambda: date.fromordinal(0), lambda: tzinfo().utcoffset(None), lambda: datetime.fromisoformat('x')):
    attempt(f)


class Est(tzinfo):

    def utcoffset(self, dt):
        return timedelta(hours=-5) + self.dst(dt)

    def dst(self, dt):
        return timedelta(hours=1) if dt is not None and 4 <= dt.month <= 9 else timedelta(0)

    def tzname(self, dt):
        return 'EDT' if self.dst(dt) else 'EST'

    def __repr__(self):
        return 'Est()'


e = Est()
a = datetime(2024, 3, 31, 23, tzinfo=e)
b = datetime(2024, 4, 1, 1, tzinfo=e)
print(b - a, a < b, a.astimezone(UTC), b.astimezone(UTC), datetime(2024, 4, 1, 5, 30, tzinfo=UTC).astimezone(e), datetime(2024, 7, 1, tzinfo=UTC).astimezone(e).tzname(), a.utctimetuple().tm_hour, a.timetuple().tm_isdst, b.timetuple().tm_isdst)
print(b.astimezone(UTC) - a.astimezone(UTC), b - a.astimezone(UTC), a == a.astimezone(UTC), hash(a) == hash(a.astimezone(UTC)))


class Bad(tzinfo):

    def utcoffset(self, dt):
        return 5

    def dst(self, dt):
        return 7


class Big(tzinfo):

    def utcoffset(self, dt):
        return timedelta(2)


attempt(lambda: datetime(2024, 1, 1, tzinfo=Bad()).utcoffset())
attempt(lambda: datetime(2024, 1, 1, tzinfo=Big()).isoformat())
attempt(lambda: datetime(2024, 1, 1, tzinfo=Bad()).dst())
attempt(lambda: datetime(2024, 1, 1) < datetime(2024, 1, 1, tzinfo=UTC))
attempt(lambda: datetime(2024, 1, 1) - datetime(2024, 1, 1, tzinfo=UTC))
print(datetime(2024, 1, 1) == datetime(2024, 1, 1, tzinfo=UTC))
print(timedelta(hours=1) / 2, timedelta(1) // timedelta(hours=5), sum([timedelta(1)], timedelta()), copy.deepcopy(UTC) is UTC)
print(repr(timezone(timedelta(hours=5, minutes=30), 'IST')), timezone(timedelta(hours=-3)), {timezone(timedelta(0)): 1})
print(time(1, tzinfo=UTC), time(1, tzinfo=e).utcoffset(), time(5) < time(6), repr(time(1, 2, tzinfo=UTC)))
print(datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=2))).isoformat(), datetime.fromisoformat('2024-01-01T10:00:00+05:30'), datetime.fromisoformat('2011-W01-2T00:05:23.283'))
print(datetime.now(timezone.utc).tzinfo, datetime.combine(date(2020, 1, 1), time(5)))
attempt(lambda: date.min - timedelta(1))
attempt(lambda: date.max + timedelta(1))
attempt(lambda: datetime.min - timedelta(1))
