"""What changes after closing: reversal and replacement lines in the next open quarter that point at
the original; the closed one stays to the digit."""

from datetime import date
from decimal import Decimal

import pytest

from scoring.models import Quarter, ScoreEntry
from scoring.quarters.verify import digest_holds
from scoring.standing.totals import standing_of
from tests.factories import make_piece
from tests.scoring.conftest import TODAY
from tests.scoring.makers import change, make_placement, shut

JANUARY = date(2027, 1, 5)


@pytest.fixture
def placement(cast, paper, q3, q4):
    """5 for 都昌 in the third quarter, which is closed and stays what it is whatever a test does."""
    placement = make_placement(cast, paper)
    shut(q3, cast.jifen, TODAY)
    yield placement
    assert duchang(3) == (5, 0, 5, 1)
    assert digest_holds(Quarter.objects.get(pk=q3.pk))


def corrections():
    rows = ScoreEntry.objects.exclude(kind="line").order_by("pk")
    columns = ("quarter__number", "origin__number", "kind", "points", "corrects__points")
    return list(rows.values_list(*columns))


def reversal(points, quarter=4):
    return (quarter, 3, "reversal", -Decimal(points), Decimal(points))


def replacement(points, of, quarter=4):
    return (quarter, 3, "replacement", Decimal(points), of and Decimal(of))


def duchang(number):
    quarter = Quarter.objects.get(number=number, year=2026)
    row = next(r for r in standing_of(quarter)["county"] if r.unit_title.startswith("都昌"))
    return row.points, row.corrections, row.year_points, row.placed


def test_one_that_no_longer_counts_is_reversed(placement, q4):
    original = ScoreEntry.objects.get()
    change(placement, state="rejected")
    assert corrections() == [reversal(5)]
    line = ScoreEntry.objects.get(kind="reversal")
    assert line.corrects == original
    assert line.steps[:-1] == original.steps
    assert line.steps[-1]["working"] == "0 − 5 = -5"
    assert line.steps[-1]["text"] == "2026年第三季度定稿后，这次刊发有变动，减去原来的计分"
    assert duchang(4) == (-5, -5, 0, 0)


def test_one_that_earns_more_is_reversed_and_replaced(placement):
    change(placement, position="front_lead")
    assert corrections() == [reversal(5), replacement(10, of=5)]
    assert duchang(4) == (5, 5, 10, 0)
    change(placement, position="inner")
    assert corrections() == []
    assert duchang(4) == (0, 0, 5, 0)


def test_one_that_moves_to_another_unit_takes_its_points_along(cast, placement):
    credit = placement.credits.get()
    credit.unit = cast.hukou
    credit.save()
    change(placement)
    assert corrections() == [reversal(5), replacement(5, of=None)]
    units = ScoreEntry.objects.exclude(kind="line").order_by("pk").values_list("unit", flat=True)
    assert list(units) == [cast.duchang.pk, cast.hukou.pk]


def test_a_better_one_of_the_same_piece_comes_late(cast, paper, monthly, q3, q4):
    piece = make_piece(cast.duchang, cast.tongxun)
    make_placement(cast, paper, piece=piece)
    shut(q3, cast.jifen, TODAY)
    make_placement(cast, monthly, piece=piece)
    # 就高: the daily's 5 become 0, the monthly's 10 stand.
    assert corrections() == [reversal(5), replacement(10, of=None)]
    assert digest_holds(Quarter.objects.get(pk=q3.pk))


def test_one_whose_date_moves_to_an_open_quarter_counts_there(placement, q4):
    change(placement, published_on=date(2026, 10, 2))
    assert corrections() == [reversal(5)]
    line = ScoreEntry.objects.get(quarter=q4, kind="line")
    assert (line.origin, line.points) == (q4, 5)


def test_a_correction_is_corrected_when_its_own_quarter_is_closed(cast, placement, q4):
    change(placement, position="front_lead")
    shut(q4, cast.jifen, JANUARY)
    change(placement, use="reprint")
    # 10 × 0.5 = 5 again: the 10 of the fourth quarter are taken back in the first of 2027.
    assert corrections() == [
        reversal(5),
        replacement(10, of=5),
        reversal(10, quarter=1),
        replacement(5, of=10, quarter=1),
    ]
    assert digest_holds(Quarter.objects.get(pk=q4.pk))
