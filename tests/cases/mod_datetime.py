# datetime: arithmetic, formats, parsing, zones
from datetime import datetime, date, time, timedelta, timezone
d = datetime(2024, 2, 29, 13, 5, 7, 123456)
print(d, repr(d), d.date(), d.time(), d.isoformat(), d.strftime('%Y-%m-%d %H:%M:%S.%f %j %a %B %p %I %y'), f'{d:%d/%m/%Y}')
print(d + timedelta(days=1, hours=12), d - timedelta(weeks=1), d - datetime(2024, 1, 1), d.replace(month=3, day=1), d.weekday(), d.isoweekday(), d.isocalendar())
print(timedelta(days=1, seconds=3661, milliseconds=5), repr(timedelta(hours=-1)), timedelta(hours=-1), timedelta(minutes=90).total_seconds(), timedelta(seconds=10) / 4, timedelta(days=7) // timedelta(days=2), timedelta(hours=1) * 2.5, abs(timedelta(-1)), -timedelta(1), timedelta(0), bool(timedelta()), timedelta(seconds=1.5), divmod(timedelta(10), timedelta(3)))
print(date(2024, 1, 31) + timedelta(30), date(2024, 3, 1) - date(2024, 2, 1), date.fromisoformat('2024-12-25'), date(2024, 5, 17).strftime('%A %d %B %Y'), date.fromordinal(738000), date(2024, 1, 1).timetuple(), repr(date(1, 1, 1)), date.max)
utc = datetime(2024, 7, 1, 12, tzinfo=timezone.utc)
plus = timezone(timedelta(hours=5, minutes=30), 'IST')
print(utc, utc.astimezone(plus), repr(utc), utc.astimezone(plus).tzname(), utc.timestamp(), utc == utc.astimezone(plus), timezone(timedelta(hours=-3)), utc.utcoffset())
print(datetime.fromisoformat('2024-01-02T03:04:05+02:00'), datetime.fromisoformat('2024-01-02 03:04'), datetime.fromisoformat('2024-01-02T03:04:05.678Z'), datetime.fromtimestamp(0, timezone.utc), datetime.fromtimestamp(1700000000.5, tz=timezone.utc))
print(datetime.strptime('21/11/06 16:30', '%d/%m/%y %H:%M'), datetime.strptime('2024-05-06 07:08:09 PM', '%Y-%m-%d %I:%M:%S %p'), datetime.strptime('Jan 5 2021', '%b %d %Y'), datetime.strptime('2020-01-01T00:00:00+0100', '%Y-%m-%dT%H:%M:%S%z'))
print(time(1, 2), time(23, 59, 59, 5), repr(time(1, 2)), time(1) < time(2), time.fromisoformat('04:05:06'), datetime.combine(date(2020, 1, 1), time(3)), sorted([date(2020, 1, 2), date(2019, 1, 1)]), max(d, datetime(2025, 1, 1)))
for bad in (lambda: date(2023, 2, 29), lambda: datetime(2023, 13, 1), lambda: datetime.fromisoformat('nope'), lambda: datetime.strptime('x', '%Y'), lambda: d < utc, lambda: d - utc, lambda: time(24), lambda: datetime.strptime('2020 x', '%Y')):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(hash(date(2020, 1, 1)) == hash(date(2020, 1, 1)), {date(2020, 1, 1): 1}[date(2020, 1, 1)], datetime(2020, 1, 1) == date(2020, 1, 1), d.ctime(), (datetime(2024, 12, 30) - datetime(2024, 1, 1)).days)
