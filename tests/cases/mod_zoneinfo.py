"""The one time zone there is, by its names."""
import datetime
import zoneinfo
from zoneinfo import ZoneInfo

utc = ZoneInfo('UTC')
moment = datetime.datetime(2024, 1, 1, 12, tzinfo=utc)
print(repr(utc), utc, utc.key, utc is ZoneInfo('UTC'))
print(moment, repr(moment), moment.tzname(), moment.utcoffset(), moment.dst())
print(moment.astimezone(datetime.timezone(datetime.timedelta(hours=2))), moment == datetime.datetime(2024, 1, 1, 12, tzinfo=datetime.UTC))
print('UTC' in zoneinfo.available_timezones())
try:
    ZoneInfo('No/Where')
except zoneinfo.ZoneInfoNotFoundError as error:
    print(error)
