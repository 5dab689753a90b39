"""A time that has passed, in the words of a conversation."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from editorial.screens.moments import waited


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(days=4, hours=3), "4天"),
        (timedelta(days=400), "400天"),
        (timedelta(hours=23, minutes=59), "23小时"),
        (timedelta(minutes=59), "不到1小时"),
        (timedelta(0), "不到1小时"),
    ],
)
def test_four_days_of_waiting_are_no_fourth_of_the_month(passed, said):
    assert waited(now() - passed) == said
