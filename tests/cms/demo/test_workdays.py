"""The office of the demo: no weekends, no public holidays, no nights."""

import random
from datetime import date, timedelta

from cms.demo import workdays


def test_weekends_and_public_holidays_are_free():
    free = (date(2026, 2, 17), date(2026, 10, 5), date(2026, 11, 28), date(2027, 1, 1))
    assert [workdays.is_working_day(day) for day in free] == [False] * 4
    assert workdays.is_working_day(date(2026, 11, 30))


def test_counting_working_days_skips_the_free_ones():
    assert workdays.working_day_from(date(2026, 10, 1)) == date(2026, 10, 8)
    assert workdays.working_days_before(date(2026, 10, 9), 2) == date(2026, 9, 30)
    assert workdays.working_days_after(date(2026, 9, 30), 1) == date(2026, 10, 8)


def test_whatever_comes_later_falls_into_office_hours():
    dice = random.Random(7)
    moment = workdays.at(date(2026, 9, 1), 8, 30)
    for _ in range(400):
        then = workdays.later(moment, dice, days=dice.randrange(3))
        assert then > moment
        assert workdays.is_working_day(then.date())
        assert workdays.MORNING[0] <= then.time() <= workdays.NOON[1]
        assert then - moment < timedelta(days=15)
        moment = then
