"""Spans of time, and zones by how far they are from UTC: the parts of `datetime` that know no date."""

__name__ = 'datetime'


def half_even(numerator, denominator):
    """The nearest whole number to a fraction, the even one of two."""
    whole, rest = divmod(numerator, denominator)
    if 2 * rest > denominator or 2 * rest == denominator and whole % 2:
        whole += 1
    return whole


def offset_text(offset):
    """`+01:00`, as ISO 8601 has it."""
    if offset is None:
        return ''
    seconds, micros = offset.days * 86400 + offset.seconds, offset.microseconds
    sign = '-' if offset.days < 0 else '+'
    if offset.days < 0:
        offset = -offset
        seconds, micros = offset.days * 86400 + offset.seconds, offset.microseconds
    text = f'{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}'
    if seconds % 60 or micros:
        text += f':{seconds % 60:02}'
    return text + (f'.{micros:06}' if micros else '')


def ordered(cls):
    """Compares by `_key`, which gives tuples for both sides, or None where they cannot be compared."""
    for name in ('__eq__', '__lt__', '__le__', '__gt__', '__ge__'):
        if name not in cls.__dict__:
            setattr(cls, name, _comparison(name, getattr(tuple, name)))
    return cls


def _comparison(name, compare):
    def method(self, other):
        keys = self._key(other)
        return NotImplemented if keys is None else compare(*keys)
    method.__name__ = name
    return method


@ordered
class timedelta:
    __slots__ = ('_micros',)

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = 0
        for value, unit, name in ((days, 86400000000, 'days'), (seconds, 1000000, 'seconds'),
                                  (microseconds, 1, 'microseconds'), (milliseconds, 1000, 'milliseconds'),
                                  (minutes, 60000000, 'minutes'), (hours, 3600000000, 'hours'), (weeks, 604800000000, 'weeks')):
            if isinstance(value, int):
                total += value * unit
            elif isinstance(value, float):
                numerator, denominator = value.as_integer_ratio()
                total += half_even(numerator * unit, denominator)
            else:
                raise TypeError(f'unsupported type for timedelta {name} component: {type(value).__name__}')
        return cls._of(total)

    @classmethod
    def _of(cls, micros):
        if not -86399999913600000000 <= micros < 86400000000000000000:
            raise OverflowError(f'days={micros // 86400000000}; must have magnitude <= 999999999')
        self = object.__new__(cls)
        self._micros = micros
        return self

    @property
    def days(self):
        return self._micros // 86400000000

    @property
    def seconds(self):
        return self._micros // 1000000 % 86400

    @property
    def microseconds(self):
        return self._micros % 1000000

    def total_seconds(self):
        return self._micros / 1000000

    def __repr__(self):
        parts = [f'{name}={value}' for name, value in (('days', self.days), ('seconds', self.seconds),
                                                       ('microseconds', self.microseconds)) if value]
        return f'datetime.timedelta({", ".join(parts) or "0"})'

    def __str__(self):
        days, seconds, micros = self.days, self.seconds, self.microseconds
        text = f'{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}'
        if days:
            text = f'{days} day{"" if abs(days) == 1 else "s"}, {text}'
        return text + (f'.{micros:06}' if micros else '')

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta._of(self._micros + other._micros)

    __radd__ = __add__

    def __sub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta._of(self._micros - other._micros)

    def __rsub__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return timedelta._of(other._micros - self._micros)

    def __neg__(self):
        return timedelta._of(-self._micros)

    def __pos__(self):
        return self

    def __abs__(self):
        return timedelta._of(abs(self._micros))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._micros * other)
        if isinstance(other, float):
            numerator, denominator = other.as_integer_ratio()
            return timedelta._of(half_even(self._micros * numerator, denominator))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._micros // other._micros
        if isinstance(other, int):
            return timedelta._of(self._micros // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._micros / other._micros
        if isinstance(other, int):
            if other == 0:
                raise ZeroDivisionError('integer division or modulo by zero')
            return timedelta._of(half_even(self._micros, other) if other > 0 else half_even(-self._micros, -other))
        if isinstance(other, float):
            numerator, denominator = other.as_integer_ratio()
            if numerator < 0:
                numerator, denominator = -numerator, -denominator
            return timedelta._of(half_even(self._micros * denominator, numerator))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._micros % other._micros)
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            count, rest = divmod(self._micros, other._micros)
            return count, timedelta._of(rest)
        return NotImplemented

    def _key(self, other):
        return ((self._micros,), (other._micros,)) if isinstance(other, timedelta) else None

    def __hash__(self):
        return hash(('timedelta', self._micros))

    def __bool__(self):
        return self._micros != 0


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    __slots__ = ()

    def tzname(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement tzname()')

    def utcoffset(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement utcoffset()')

    def dst(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement dst()')

    def fromutc(self, dt):
        if not hasattr(dt, 'astimezone'):
            raise TypeError('fromutc: argument must be a datetime')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        offset, dst = dt.utcoffset(), dt.dst()
        if offset is None:
            raise ValueError('fromutc: non-None utcoffset() result required')
        if dst is None:
            raise ValueError('fromutc: non-None dst() result required')
        if offset != dst:
            dt += offset - dst
            dst = dt.dst()
            if dst is None:
                raise ValueError('fromutc: tz.dst() gave inconsistent results; cannot convert')
        return dt + dst


class timezone(tzinfo):
    __slots__ = ('_offset', '_name')

    def __new__(cls, offset, name=None):
        if offset == timedelta(0) and name is None and 'utc' in cls.__dict__:
            return cls.utc
        return tzinfo.__new__(cls)

    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f'timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}')
        if not -timedelta(days=1) < offset < timedelta(days=1):
            raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), '
                             f'not {offset!r}.')
        if name is not None and not isinstance(name, str):
            raise TypeError(f'timezone() argument 2 must be str, not {type(name).__name__}')
        self._offset = offset
        self._name = name

    def _check(self, method, dt):
        if dt is not None and not hasattr(dt, 'astimezone'):
            raise TypeError(f'{method}(dt) argument must be a datetime instance or None, not {type(dt).__name__}')

    def utcoffset(self, dt):
        self._check('utcoffset', dt)
        return self._offset

    def fromutc(self, dt):
        if not hasattr(dt, 'astimezone'):
            raise TypeError('fromutc() argument must be a datetime instance')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        return dt + self._offset

    def tzname(self, dt):
        self._check('tzname', dt)
        if self._name is not None:
            return self._name
        return 'UTC' + (offset_text(self._offset) if self._offset else '')

    def dst(self, dt):
        self._check('dst', dt)
        return None

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        return f'datetime.timezone({self._offset!r}{"" if self._name is None else f", {self._name!r}"})'

    def __str__(self):
        return self.tzname(None)


UTC = timezone.utc = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


def ask_zone(zone, question, moment):
    """What a zone says of a moment: `utcoffset`, which must be less than a day, or `dst`."""
    if zone is None:
        return None
    answer = getattr(zone, question)(moment)
    if answer is not None and not isinstance(answer, timedelta):
        raise TypeError(f"tzinfo.{question}() must return None or timedelta, not '{type(answer).__name__}'")
    if answer is not None and not -86400000000 < answer._micros < 86400000000:
        raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).')
    return answer
