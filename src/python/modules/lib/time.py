"""`time`: the session's clock, and dates in UTC, which is the local time of every session."""

from _machine import builtin as _builtin
from _records import record as _record
from _time import (monotonic, monotonic_ns, perf_counter, perf_counter_ns, process_time, process_time_ns, sleep, thread_time,
                   thread_time_ns, time, time_ns)

timezone = 0
altzone = 0
daylight = 0
tzname = ('UTC', 'UTC')
CLOCK_REALTIME = 0
CLOCK_MONOTONIC = 1
CLOCK_PROCESS_CPUTIME_ID = 2
CLOCK_THREAD_CPUTIME_ID = 3

_DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
_MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']


class struct_time(_record('struct_time', 'time', ['tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday',
                                                  'tm_yday', 'tm_isdst'])):
    __slots__ = ()
    __module__ = 'time'

    @property
    def tm_zone(self):
        return 'UTC'

    @property
    def tm_gmtoff(self):
        return 0


def _days_before(year):
    """Days from the first of January of year 1 to that of a year."""
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_days(year):
    return [31, 29 if _is_leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def gmtime(seconds=None, /):
    if seconds is None:
        seconds = time()
    days, rest = divmod(int(seconds // 1), 86400)
    ordinal = days + 719162
    year = max(1, ordinal * 400 // 146097)
    while _days_before(year + 1) <= ordinal:
        year += 1
    while _days_before(year) > ordinal:
        year -= 1
    yearday = day = ordinal - _days_before(year)
    month = 0
    for length in _month_days(year):
        if day < length:
            break
        day -= length
        month += 1
    return struct_time((year, month + 1, day + 1, rest // 3600, rest // 60 % 60, rest % 60, (ordinal + 0) % 7, yearday + 1, 0))


localtime = gmtime


def mktime(parts, /):
    return float(_timegm(parts))


def _timegm(parts):
    year, month, day, hour, minute, second = tuple(parts)[:6]
    years, month = divmod(month - 1, 12)
    year += years
    days = _days_before(year) + sum(_month_days(year)[:month]) + day - 1 - 719162
    return ((days * 24 + hour) * 60 + minute) * 60 + second


def asctime(parts=None, /):
    parts = gmtime() if parts is None else struct_time(parts)
    return (f'{_DAYS[parts.tm_wday][:3]} {_MONTHS[parts.tm_mon - 1][:3]} {parts.tm_mday:2} '
            f'{parts.tm_hour:02}:{parts.tm_min:02}:{parts.tm_sec:02} {parts.tm_year}')


def ctime(seconds=None, /):
    return asctime(gmtime(seconds))


def _iso_week(parts):
    """The ISO 8601 year and week that a day lies in."""
    week = (parts.tm_yday - 1 - parts.tm_wday + 10) // 7
    if week < 1:
        last = parts.tm_year - 1
        return last, _weeks(last)
    if week > _weeks(parts.tm_year):
        return parts.tm_year + 1, 1
    return parts.tm_year, week


def _weeks(year):
    first = _days_before(year) % 7
    return 53 if first == 3 or first == 2 and _is_leap(year) else 52


_FORMATS = {
    'a': lambda t: _DAYS[t.tm_wday][:3],
    'A': lambda t: _DAYS[t.tm_wday],
    'b': lambda t: _MONTHS[t.tm_mon - 1][:3],
    'B': lambda t: _MONTHS[t.tm_mon - 1],
    'c': lambda t: asctime(t),
    'C': lambda t: f'{t.tm_year // 100:02}',
    'd': lambda t: f'{t.tm_mday:02}',
    'D': lambda t: strftime('%m/%d/%y', t),
    'e': lambda t: f'{t.tm_mday:2}',
    'F': lambda t: strftime('%Y-%m-%d', t),
    'g': lambda t: f'{_iso_week(t)[0] % 100:02}',
    'G': lambda t: str(_iso_week(t)[0]),
    'h': lambda t: _MONTHS[t.tm_mon - 1][:3],
    'H': lambda t: f'{t.tm_hour:02}',
    'I': lambda t: f'{(t.tm_hour + 11) % 12 + 1:02}',
    'j': lambda t: f'{t.tm_yday:03}',
    'm': lambda t: f'{t.tm_mon:02}',
    'M': lambda t: f'{t.tm_min:02}',
    'n': lambda t: '\n',
    'p': lambda t: 'AM' if t.tm_hour < 12 else 'PM',
    'r': lambda t: strftime('%I:%M:%S %p', t),
    'R': lambda t: strftime('%H:%M', t),
    's': lambda t: str(_timegm(t)),
    'S': lambda t: f'{t.tm_sec:02}',
    't': lambda t: '\t',
    'T': lambda t: strftime('%H:%M:%S', t),
    'u': lambda t: str(t.tm_wday + 1),
    'U': lambda t: f'{(t.tm_yday + 6 - (t.tm_wday + 1) % 7) // 7:02}',
    'V': lambda t: f'{_iso_week(t)[1]:02}',
    'w': lambda t: str((t.tm_wday + 1) % 7),
    'W': lambda t: f'{(t.tm_yday + 6 - t.tm_wday) // 7:02}',
    'x': lambda t: strftime('%m/%d/%y', t),
    'X': lambda t: strftime('%H:%M:%S', t),
    'y': lambda t: f'{t.tm_year % 100:02}',
    'Y': lambda t: str(t.tm_year),
    'z': lambda t: '+0000',
    'Z': lambda t: 'UTC',
    '%': lambda t: '%',
}


def strftime(format, parts=None, /):
    if not isinstance(format, str):
        raise TypeError(f'strftime() argument 1 must be str, not {type(format).__name__}')
    if parts is None:
        parts = gmtime()
    elif not isinstance(parts, struct_time):
        if not isinstance(parts, tuple):
            raise TypeError('Tuple or struct_time argument required')
        parts = struct_time(parts)
    text = []
    at = 0
    while at < len(format):
        char = format[at]
        at += 1
        if char != '%' or at == len(format):
            text.append(char)
            continue
        code = format[at]
        at += 1
        # A `-` leaves out the padding.
        bare = code == '-' and at < len(format)
        if bare:
            code = format[at]
            at += 1
        if code not in _FORMATS:
            text.append('%' + code)
            continue
        shown = _FORMATS[code](parts)
        text.append((shown.lstrip('0 ') or '0') if bare else shown)
    return ''.join(text)


def strptime(string, format='%a %b %d %H:%M:%S %Y', /):
    from _strptime import parse
    return struct_time(parse(string, format).time_tuple())


def tzset():
    pass


def get_clock_info(name, /):
    from types import SimpleNamespace
    if name not in ('monotonic', 'perf_counter', 'process_time', 'thread_time', 'time'):
        raise ValueError('unknown clock')
    return SimpleNamespace(adjustable=name == 'time', implementation='interleave', monotonic=name != 'time', resolution=1e-09)


def clock_gettime(clk_id, /):
    return time() if clk_id == CLOCK_REALTIME else monotonic()


for _function in gmtime, localtime, mktime, asctime, ctime, strftime, strptime, tzset, get_clock_info, clock_gettime:
    _builtin(_function)
