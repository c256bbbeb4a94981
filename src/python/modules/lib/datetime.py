"""`datetime`: dates and times of the Gregorian calendar, and the spans between them."""

import time as _time
from _datetime_spans import UTC, ask_zone, half_even, offset_text, ordered, timedelta, timezone, tzinfo
from _machine import seal as _seal

__all__ = ['date', 'datetime', 'time', 'timedelta', 'timezone', 'tzinfo', 'MINYEAR', 'MAXYEAR', 'UTC']

MINYEAR = 1
MAXYEAR = 9999

_month_days = _time._month_days
_days_before_year = _time._days_before


def _ordinal(year, month, day):
    return _days_before_year(year) + sum(_month_days(year)[:month - 1]) + day


def _from_ordinal(n):
    if not 1 <= n <= 3652059:
        raise OverflowError('date value out of range')
    parts = _time.gmtime((n - 719163) * 86400)
    return parts[:3]


def _check_date(year, month, day):
    for place, (value, name) in enumerate(((year, 'year'), (month, 'month'), (day, 'day'))):
        if value is None:
            raise TypeError(f"function missing required argument '{name}' (pos {place + 1})")
        if not hasattr(value, '__index__'):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12')
    if not 1 <= day <= _month_days(year)[month - 1]:
        raise ValueError('day is out of range for month')


def _with_clock(made, hour, minute, second, microsecond, tzinfo, fold):
    """Gives a new time or datetime its time of day."""
    for value, name, limit in ((hour, 'hour', 24), (minute, 'minute', 60), (second, 'second', 60),
                               (microsecond, 'microsecond', 1000000)):
        if not hasattr(value, '__index__'):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        if not 0 <= value < limit:
            raise ValueError(f'{name} must be in 0..{limit - 1}')
    if fold not in (0, 1):
        raise ValueError('fold must be either 0 or 1')
    _check_tzinfo(tzinfo)
    made._hour, made._minute, made._second, made._microsecond = hour, minute, second, microsecond
    made._tzinfo, made._fold = tzinfo, fold
    return made


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")


def _strftime(value, format, parts):
    """Formats with what `time` does not know: microseconds and the zone."""
    offset, zone = value.utcoffset() if hasattr(value, 'utcoffset') else None, ''
    if offset is not None:
        zone = value.tzname() or ''
    text, at = [], 0
    while at < len(format):
        pair = format[at:at + 2]
        if pair == '%f':
            text.append(f'{getattr(value, "microsecond", 0):06}')
        elif pair == '%z':
            text.append(offset_text(offset).replace(':', ''))
        elif format[at:at + 3] == '%:z':
            text.append(offset_text(offset))
            at += 1
        elif pair == '%Z':
            text.append(zone)
        elif pair[:1] == '%' and len(pair) == 2:
            text.append(_time.strftime(format[at:at + 3] if pair == '%-' else pair, parts))
            at += pair == '%-'
        else:
            text.append(format[at])
            at -= 1
        at += 2
    return ''.join(text)


@ordered
class date:
    def __new__(cls, year, month=None, day=None):
        _check_date(year, month, day)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        return self

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        return cls(*_time.localtime(timestamp)[:3])

    @classmethod
    def fromordinal(cls, n, /):
        if n < 1:
            raise ValueError('ordinal must be >= 1')
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string, /):
        return cls(*_parse_iso_date(date_string))

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f'Year is out of range: {year}')
        long = _ordinal(year, 1, 1) % 7 == 4 or _ordinal(year, 12, 31) % 7 == 4
        if not 1 <= week <= 52 + long:
            raise ValueError(f'Invalid week: {week}')
        if not 1 <= day <= 7:
            raise ValueError(f'Invalid weekday: {day} (range is [1, 7])')
        first = _ordinal(year, 1, 4)
        monday = first - (first + 6) % 7
        return cls.fromordinal(monday + (week - 1) * 7 + day - 1)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    __replace__ = replace

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        year, week = _time._iso_week(self.timetuple())
        return _IsoCalendarDate((year, week, self.isoweekday()))

    def timetuple(self):
        yearday = self.toordinal() - _days_before_year(self._year)
        return _time.struct_time((self._year, self._month, self._day, 0, 0, 0, self.weekday(), yearday, -1))

    def isoformat(self):
        return f'{self._year:04}-{self._month:02}-{self._day:02}'

    __str__ = isoformat

    def ctime(self):
        return _time.asctime(self.timetuple())

    def strftime(self, format):
        return _strftime(self, format, self.timetuple())

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def __repr__(self):
        return f'datetime.{type(self).__qualname__}({self._year}, {self._month}, {self._day})'

    def _date_key(self, other):
        """Both as comparable tuples; None where they cannot be compared."""
        if isinstance(other, date) and not isinstance(other, datetime):
            return (self._year, self._month, self._day), (other._year, other._month, other._day)
        return None

    _key = _date_key

    def __hash__(self):
        return hash((self._year, self._month, self._day))

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)(*_from_ordinal(self.toordinal() + other.days))

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)(*_from_ordinal(self.toordinal() - other.days))
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented


class _IsoCalendarDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f'datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})'


@ordered
class time:
    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        self = object.__new__(cls)
        return _with_clock(self, hour, minute, second, microsecond, tzinfo, fold)

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromisoformat(cls, time_string, /):
        if not isinstance(time_string, str):
            raise TypeError('fromisoformat: argument must be str')
        return cls(*_parse_iso_time(time_string.removeprefix('T')))

    def utcoffset(self):
        return ask_zone(self._tzinfo, 'utcoffset', None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return ask_zone(self._tzinfo, 'dst', None)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def isoformat(self, timespec='auto'):
        return _time_text(self, timespec) + offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def strftime(self, format):
        return _strftime(self, format, _time.struct_time((1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1)))

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def __repr__(self):
        return f'datetime.{type(self).__qualname__}({_clock_repr(self, 1)}{_zone_repr(self)})'

    def _micros(self):
        offset = self.utcoffset()
        micros = ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond
        return micros - (offset._micros if offset is not None else 0)

    def _key(self, other):
        if not isinstance(other, time):
            return None
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return (self._micros(),), (other._micros(),)

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._micros() == other._micros()

    def __hash__(self):
        return hash(self._micros())


time.min = time(0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)


def _time_text(value, timespec):
    text = {
        'hours': lambda: f'{value.hour:02}',
        'minutes': lambda: f'{value.hour:02}:{value.minute:02}',
        'seconds': lambda: f'{value.hour:02}:{value.minute:02}:{value.second:02}',
        'milliseconds': lambda: f'{value.hour:02}:{value.minute:02}:{value.second:02}.{value.microsecond // 1000:03}',
        'microseconds': lambda: f'{value.hour:02}:{value.minute:02}:{value.second:02}.{value.microsecond:06}',
    }.get('microseconds' if timespec == 'auto' and value.microsecond else 'seconds' if timespec == 'auto' else timespec)
    if text is None:
        raise ValueError('Unknown timespec value')
    return text()


def _clock_repr(value, least):
    """The parts of a time of day, without the zeros at the end."""
    parts = [value.hour, value.minute, value.second, value.microsecond]
    while len(parts) > least + 1 and parts[-1] == 0:
        parts.pop()
    return ', '.join(map(str, parts))


def _zone_repr(value):
    text = '' if value.tzinfo is None else f', tzinfo={value.tzinfo!r}'
    return text + (', fold=1' if value.fold else '')


def _deprecated(old, new):
    from warnings import warn
    warn(f'datetime.datetime.{old} is deprecated and scheduled for removal in a future version. Use timezone-aware objects to '
         f'represent datetimes in UTC: datetime.datetime.{new}.', DeprecationWarning)


class datetime(date):
    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_date(year, month, day)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        return _with_clock(self, hour, minute, second, microsecond, tzinfo, fold)

    hour, minute, second, microsecond = time.hour, time.minute, time.second, time.microsecond
    tzinfo, fold = time.tzinfo, time.fold

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        _deprecated('utcnow()', 'now(datetime.UTC)')
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_tzinfo(tz)
        if not hasattr(timestamp, 'as_integer_ratio'):
            raise TypeError(f"'{type(timestamp).__name__}' object cannot be interpreted as an integer")
        numerator, denominator = timestamp.as_integer_ratio()
        made = cls._of_micros(half_even(numerator * 1000000, denominator) + 62135596800000000, UTC if tz is not None else None)
        return made if tz is None else made.astimezone(tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        _deprecated('utcfromtimestamp()', 'fromtimestamp(timestamp, datetime.UTC)')
        return cls.fromtimestamp(timestamp)

    @classmethod
    def _of_micros(cls, micros, tz):
        """From the microseconds since the start of year 1, on the clock of the zone."""
        days, rest = divmod(micros, 86400000000)
        seconds, microsecond = divmod(rest, 1000000)
        return cls(*_from_ordinal(days + 1), seconds // 3600, seconds // 60 % 60, seconds % 60, microsecond, tz)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        zone = time.tzinfo if tzinfo is True else tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, zone, fold=time.fold)

    @classmethod
    def fromordinal(cls, n, /):
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string, /):
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        length = 8 if date_string[4:5].isdigit() else 10
        head, tail = date_string[:length], date_string[length + 1:]
        try:
            parts = _parse_iso_date(head)
            if len(date_string) == length + 1:
                raise ValueError
            return cls(*parts, *(_parse_iso_time(tail) if tail else ()))
        except ValueError as error:
            if str(error).startswith('Invalid isoformat') or not str(error):
                raise ValueError(f'Invalid isoformat string: {date_string!r}') from None
            raise

    @classmethod
    def strptime(cls, date_string, format, /):
        from _strptime import parse
        return parse(date_string, format).datetime(cls)

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *,
                fold=None):
        own = (self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond)
        parts = [old if new is None else new for old, new in zip(own, (year, month, day, hour, minute, second, microsecond))]
        return type(self)(*parts, self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def utcoffset(self):
        return ask_zone(self._tzinfo, 'utcoffset', self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return ask_zone(self._tzinfo, 'dst', self)

    def _micros(self):
        seconds = ((self.toordinal() - 1) * 24 + self._hour) * 3600 + self._minute * 60 + self._second
        return seconds * 1000000 + self._microsecond

    def _moment(self, other):
        """What is compared with another: the clock in the same zone, else UTC."""
        return self._micros() if self._tzinfo is other._tzinfo else self._utc_micros()

    def _utc_micros(self):
        offset = self.utcoffset()
        return self._micros() - (0 if offset is None else offset._micros)

    def timestamp(self):
        return (self._utc_micros() - 62135596800000000) / 1000000

    def astimezone(self, tz=None):
        tz = UTC if tz is None else tz
        if tz is self._tzinfo:
            return self
        utc = type(self)._of_micros(self._utc_micros(), tz)
        return tz.fromutc(utc)

    def timetuple(self):
        yearday = self.toordinal() - _days_before_year(self._year)
        dst = self.dst()
        return _time.struct_time((self._year, self._month, self._day, self._hour, self._minute, self._second, self.weekday(),
                                  yearday, -1 if dst is None else int(bool(dst))))

    def utctimetuple(self):
        return self.astimezone(UTC).timetuple()

    def isoformat(self, sep='T', timespec='auto'):
        return f'{date.isoformat(self)}{sep}{_time_text(self, timespec)}{offset_text(self.utcoffset())}'

    def __str__(self):
        return self.isoformat(' ')

    def __repr__(self):
        return (f'datetime.{type(self).__qualname__}({self._year}, {self._month}, {self._day}, {_clock_repr(self, 1)}'
                f'{_zone_repr(self)})')

    def _key(self, other):
        if not isinstance(other, datetime):
            return None
        if self._tzinfo is not other._tzinfo and (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return self._moment(other), other._moment(self)

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented if not isinstance(other, date) else False
        if self._tzinfo is not other._tzinfo and (self.utcoffset() is None) != (other.utcoffset() is None):
            return False
        return self._moment(other) == other._moment(self)

    def __hash__(self):
        return hash((self.replace(fold=0) if self._fold else self)._utc_micros())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._of_micros(self._micros() + other._micros, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)._of_micros(self._micros() - other._micros, self._tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        if self._tzinfo is not other._tzinfo and (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._of(self._moment(other) - other._moment(self))


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)


def _parse_iso_date(text):
    complaint = ValueError(f'Invalid isoformat string: {text!r}')
    if not isinstance(text, str):
        raise TypeError('fromisoformat: argument must be str')
    if len(text) == 10 and text[4] == text[7] == '-':
        parts = text[:4], text[5:7], text[8:]
    elif len(text) == 8 and text.isdigit():
        parts = text[:4], text[4:6], text[6:]
    elif 'W' in text[4:6]:
        parts = text.replace('-', '').replace('W', '')
        if not parts.isdigit() or len(parts) not in (6, 7):
            raise complaint
        found = date.fromisocalendar(int(parts[:4]), int(parts[4:6]), int(parts[6:] or 1))
        return [found._year, found._month, found._day]
    else:
        raise complaint
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise complaint
    return [int(part) for part in parts]


def _parse_iso_time(text):
    complaint = ValueError(f'Invalid isoformat string: {text!r}')
    zone = None
    for sign in '+-Z':
        at = text.find(sign)
        if at >= 0:
            offset_text, text = text[at + 1:], text[:at]
            if sign == 'Z':
                zone = UTC
            else:
                hour, minute, second, micro, _ = _parse_iso_time(offset_text)
                offset = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)
                zone = timezone(-offset if sign == '-' else offset) if offset else UTC
            break
    clock, _, fraction = text.replace(',', '.').partition('.')
    parts = clock.split(':') if ':' in clock else [clock[at:at + 2] for at in range(0, len(clock), 2)]
    if not 1 <= len(parts) <= 3 or not all(len(part) == 2 and part.isdigit() for part in parts):
        raise complaint
    if fraction and not fraction.isdigit():
        raise complaint
    numbers = [int(part) for part in parts] + [0, 0]
    return [*numbers[:3], int((fraction + '000000')[:6]) if fraction else 0, zone]


for _class in (date, datetime, time, timedelta, timezone, tzinfo):
    if _class not in (datetime, tzinfo):
        # None of them changes, so each is its own copy.
        _class.__copy__ = lambda self: self
        _class.__deepcopy__ = lambda self, memo: self
    _seal(_class)
