"""PURE: when an office is at work: its days without weekends and public holidays, its hours with a
noon's rest. The make-up days that fall on weekends are left free."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
# First and last day as the State Council announced them; the year's fixed ones are EVERY_YEAR's.
ANNOUNCED = (
    (date(2025, 1, 28), date(2025, 2, 4)),
    (date(2025, 5, 31), date(2025, 6, 2)),
    (date(2025, 10, 1), date(2025, 10, 8)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
)
# (month, first day, last day)
EVERY_YEAR = ((1, 1, 3), (4, 4, 6), (5, 1, 5), (10, 1, 7))
MORNING, NOON = (time(8, 30), time(11, 50)), (time(14, 0), time(17, 20))


def is_working_day(day):
    if day.weekday() >= 5 or any(first <= day <= last for first, last in ANNOUNCED):
        return False
    return not any(day.month == month and a <= day.day <= b for month, a, b in EVERY_YEAR)


def working_day_from(day):
    """`day`, or the next on which somebody works."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days_before(day, count):
    """The working day that is `count` of them before `day`."""
    while count:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_after(day, count):
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def at(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute), ZONE)


def later(moment, dice, days=0):
    """Some time in the office `days` working days after `moment`; the same day leaves an hour or so
    between the two, and what does not fit any more is done on the next morning."""
    if days:
        return some_time_on(working_days_after(moment.date(), days), dice)
    then = moment + timedelta(minutes=dice.randrange(15, 80))
    if MORNING[1] < then.time() < NOON[0]:
        then = then.replace(hour=14, minute=dice.randrange(5, 40))
    if then.time() > NOON[1] or then.date() != moment.date():
        return at(working_days_after(moment.date(), 1), 8, dice.randrange(32, 58))
    return then


def some_time_on(day, dice):
    first, last = dice.choice((MORNING, NOON))
    minutes = (last.hour - first.hour) * 60 + last.minute - first.minute
    return at(day, first.hour, first.minute) + timedelta(
        minutes=dice.randrange(minutes), seconds=dice.randrange(60)
    )
