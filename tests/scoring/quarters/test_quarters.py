"""Which quarters are kept: they begin with the first that was set up, a new one begins by itself, and
an old date never makes one."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from scoring.ledger.tally import ensure_quarter, quarter_of_today, retally_quarter
from scoring.models import Quarter, RateProblem, ScoreEntry
from scoring.quarter import QuarterSpan
from scoring.quarters.obstacles import quarter_obstacles
from scoring.quarters.reading import quarter_to_work_on
from tests.scoring.conftest import TODAY
from tests.scoring.makers import change, make_placement, shut

LAST_YEAR = date(2025, 5, 5)
BEFORE_ANY_BOOK = date(2024, 5, 5)


def kept():
    return [quarter.code for quarter in Quarter.objects.order_by("year", "number")]


def lines():
    rows = ScoreEntry.objects.order_by("pk").values_list("quarter", "origin", "kind", "points")
    return list(rows)


def test_what_is_older_than_the_first_quarter_counts_in_it_and_says_so(client, cast, paper, q4):
    make_placement(cast, paper, day=LAST_YEAR)
    assert kept() == ["2026Q4"]
    assert lines() == [(q4.pk, q4.pk, "line", Decimal(5))]
    retally_quarter(q4)
    assert lines() == [(q4.pk, q4.pk, "line", Decimal(5))]
    client.force_login(cast.jifen)
    page = client.get(reverse("scoring:line", args=[ScoreEntry.objects.get().pk])).content.decode()
    assert "这次刊发在2025年第二季度，那个季度没有在这里计分，计入之后的2026年第四季度。" in page


def test_a_date_before_any_rule_book_is_a_problem_until_it_is_corrected(client, cast, paper, q4):
    placement = make_placement(cast, paper, day=BEFORE_ANY_BOOK)
    problem = RateProblem.objects.get()
    assert (kept(), lines(), problem.quarter) == (["2026Q4"], [], q4)
    assert problem.message == "刊发日期早于最早的计分办法（2025年1月1日起施行），请核对日期"
    client.force_login(cast.jifen)
    page = client.get(reverse("scoring:problems")).content.decode()
    assert reverse("placements:placement", args=[placement.pk]) in page and "去看刊发并更正" in page
    change(placement, published_on=date(2026, 10, 5))
    assert (lines(), RateProblem.objects.count()) == ([(q4.pk, q4.pk, "line", Decimal(5))], 0)


def test_a_quarter_that_nobody_kept_counts_in_the_next_and_blocks_nothing(cast, paper, count, q4):
    ensure_quarter(QuarterSpan(2025, 4))
    shut(Quarter.objects.get(year=2025), cast.jifen, TODAY)
    make_placement(cast, paper, day=date(2026, 2, 1))
    assert kept() == ["2025Q4", "2026Q4"]
    assert lines() == [(q4.pk, q4.pk, "line", Decimal(5))]
    assert quarter_obstacles(q4, date(2027, 1, 5)) == []


def test_what_is_older_than_a_closed_first_quarter_goes_to_the_next_open_one(cast, paper, q3, q4):
    shut(q3, cast.jifen, TODAY)
    make_placement(cast, paper, day=LAST_YEAR)
    assert kept() == ["2026Q3", "2026Q4"]
    assert lines() == [(q4.pk, q3.pk, "replacement", Decimal(5))]


def test_an_old_placement_that_waits_for_verifying_stands_before_closing(cast, paper, q4):
    make_placement(cast, paper, day=LAST_YEAR, state="recorded")
    (obstacle,) = quarter_obstacles(q4, date(2027, 1, 5))
    assert (obstacle.text, obstacle.url) == (
        "还有1条刊发待核实",
        reverse("placements:placements_to_verify"),
    )


def test_january_begins_a_quarter_by_itself(cast, paper, q4):
    assert quarter_of_today(date(2026, 12, 31)) == q4
    assert kept() == ["2026Q4"]
    new = quarter_of_today(date(2027, 1, 1))
    assert (new.code, kept()) == ("2027Q1", ["2026Q4", "2027Q1"])
    assert quarter_to_work_on() == q4


@pytest.mark.parametrize("who", ["tongxun", "jifen"])
def test_home_speaks_of_today_to_units_and_of_the_oldest_open_one_to_the_keeper(client, cast, who):
    today = QuarterSpan.of(localdate())
    ensure_quarter(today.previous)
    client.force_login(getattr(cast, who))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    speaks_of_today, speaks_of_last = today.label in page, today.previous.label in page
    assert (speaks_of_today, speaks_of_last) == (who == "tongxun", who == "jifen")


def test_home_has_no_quarter_before_setup(client, cast):
    client.force_login(cast.tongxun)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert kept() == []
