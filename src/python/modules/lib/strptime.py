"""`_strptime`: reads dates and times by a format."""

import time as _time


class Parsed:
    """What was found; the rest stands at the first moment of 1900."""

    def __init__(self):
        self.year, self.month, self.day = None, None, None
        self.hour = self.minute = self.second = self.microsecond = 0
        self.afternoon = None
        self.yearday = self.weekday = None
        self.offset = self.zone = None

    def finish(self):
        if self.afternoon is not None:
            self.hour = self.hour % 12 + 12 * self.afternoon
        year = 1900 if self.year is None else self.year
        if self.yearday is not None and self.month is None:
            day = self.yearday
            for month, length in enumerate(_time._month_days(year), 1):
                if day <= length:
                    self.month, self.day = month, day
                    break
                day -= length
        self.year = year
        self.month = self.month or 1
        self.day = self.day or 1

    def time_tuple(self):
        before = sum(_time._month_days(self.year)[:self.month - 1]) + self.day
        weekday = (_time._days_before(self.year) + before - 1) % 7
        return self.year, self.month, self.day, self.hour, self.minute, self.second, weekday, before, -1

    def datetime(self, cls):
        from datetime import timedelta, timezone
        zone = None
        if self.offset is not None:
            zone = timezone(timedelta(seconds=self.offset)) if self.offset or not self.zone else timezone.utc
            zone = timezone.utc if self.offset == 0 else zone
        return cls(self.year, self.month, self.day, self.hour, self.minute, self.second, self.microsecond, zone)


# Code: (most digits, least value, greatest value, attribute).
_NUMBERS = {'d': (2, 1, 31, 'day'), 'm': (2, 1, 12, 'month'), 'H': (2, 0, 23, 'hour'), 'I': (2, 1, 12, 'hour'),
            'M': (2, 0, 59, 'minute'), 'S': (2, 0, 61, 'second'), 'j': (3, 1, 366, 'yearday'), 'Y': (4, 0, 9999, 'year')}
_WHOLE = {'D': '%m/%d/%y', 'T': '%H:%M:%S', 'R': '%H:%M', 'F': '%Y-%m-%d', 'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y',
          'X': '%H:%M:%S', 'r': '%I:%M:%S %p'}
_NAMES = {'a': [day[:3] for day in _time._DAYS], 'A': _time._DAYS, 'b': [month[:3] for month in _time._MONTHS],
          'B': _time._MONTHS}


def parse(text, format):
    if not isinstance(text, str):
        raise TypeError(f'strptime() argument 1 must be str, not {type(text).__name__}')
    for code, whole in _WHOLE.items():
        format = format.replace('%' + code, whole)
    parsed = Parsed()
    at = place = 0
    while place < len(format):
        char = format[place]
        place += 1
        if char.isspace():
            while at < len(text) and text[at].isspace():
                at += 1
            continue
        if char == '%':
            if place == len(format):
                raise ValueError(f"stray %% in format '{format}'")
            char = format[place]
            place += 1
            if char != '%':
                at = _take(char, text, at, parsed, format)
                if at is None:
                    raise ValueError(f'time data {text!r} does not match format {format!r}')
                continue
        if text[at:at + 1].lower() != char.lower():
            raise ValueError(f'time data {text!r} does not match format {format!r}')
        at += 1
    if at != len(text):
        raise ValueError(f'unconverted data remains: {text[at:]}')
    parsed.finish()
    return parsed


def _take(code, text, at, parsed, format):
    """Reads what one code stands for; gives where it ends, None where the text is something else."""
    if code in _NUMBERS:
        most, low, high, name = _NUMBERS[code]
        end = _digits(text, at, most)
        # Fewer digits, where all of them are too much: `%d` reads the 3 of "32".
        while end > at and not low <= int(text[at:end]) <= high:
            end -= 1
        if end == at or code == 'Y' and end - at < 4:
            return None
        setattr(parsed, name, int(text[at:end]))
        return end
    if code == 'y':
        end = _digits(text, at, 2)
        if end - at < 2:
            return None
        number = int(text[at:end])
        parsed.year = number + (2000 if number < 69 else 1900)
        return end
    if code == 'f':
        end = _digits(text, at, 6)
        if end == at:
            return None
        parsed.microsecond = int(text[at:end].ljust(6, '0'))
        return end
    if code in _NAMES:
        for number, name in sorted(enumerate(_NAMES[code]), key=lambda item: -len(item[1])):
            if text[at:at + len(name)].lower() == name.lower():
                if code in 'bB':
                    parsed.month = number + 1
                return at + len(name)
        return None
    if code == 'p':
        word = text[at:at + 2].upper()
        if word not in ('AM', 'PM'):
            return None
        parsed.afternoon = word == 'PM'
        return at + 2
    if code == 'z':
        return _take_offset(text, at, parsed)
    if code == 'Z':
        for name in ('UTC', 'GMT'):
            if text[at:at + 3].upper() == name:
                parsed.zone = name
                return at + 3
        return None
    if code in 'wu':
        return at + 1 if text[at:at + 1].isdigit() else None
    raise ValueError(f"'{code}' is a bad directive in format '{format}'")


def _take_offset(text, at, parsed):
    if text[at:at + 1] == 'Z':
        parsed.offset = 0
        return at + 1
    sign = text[at:at + 1]
    hours = text[at + 1:at + 3]
    colon = text[at + 3:at + 4] == ':'
    minutes = text[at + 3 + colon:at + 5 + colon]
    if sign not in ('+', '-') or not sign or not hours.isdigit() or not minutes.isdigit() or len(minutes) != 2:
        return None
    seconds = int(hours) * 3600 + int(minutes) * 60
    parsed.offset = -seconds if sign == '-' else seconds
    return at + 5 + colon


def _digits(text, at, most):
    end = at
    while end < len(text) and end - at < most and text[end].isascii() and text[end].isdigit():
        end += 1
    return end
