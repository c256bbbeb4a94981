# needs: 3.13
"""Weeks and months."""
import calendar
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
calendar.prmonth(2024, 2); print(calendar.month(2023, 10)); print(calendar.calendar(2024)); calendar.prcal(2023, m=4)
print(calendar.isleap(2000), calendar.leapdays(1900, 2001), calendar.weekday(2024, 5, 6), calendar.monthrange(2024, 2), calendar.monthcalendar(2024, 2), calendar.month_name[3], list(calendar.day_abbr), calendar.MONDAY, calendar.timegm((1970, 1, 2, 3, 4, 5)), calendar.firstweekday())
calendar.setfirstweekday(calendar.SUNDAY); print(calendar.month(2024, 9, 3, 2), calendar.weekheader(3), calendar.weekheader(10)); t(calendar.monthrange, 2024, 13); t(calendar.setfirstweekday, 9); t(calendar.month, 2024, 0)
c = calendar.Calendar(6); print(list(c.itermonthdays(2024, 2)), list(c.itermonthdays2(2024, 2))[:4], [str(d) for d in c.itermonthdates(2024, 2)][:3], list(c.iterweekdays()), c.monthdays2calendar(2024, 2)[0], list(c.itermonthdays3(2024, 2))[0], list(c.itermonthdays4(2024, 2))[-1], c.yeardayscalendar(2024, 6)[0][0][0], c.firstweekday)
print(calendar.TextCalendar(6).formatmonth(2024, 12, 4), repr(calendar.TextCalendar().formatweek([(1, 0), (0, 1)], 3)), calendar.Month(2), calendar.Day.MONDAY, calendar.FEBRUARY)
