"""What two rows of one author earned is the one's after they were made one; a closed quarter stays."""

from decimal import Decimal

from django.db.models import Sum

from editorial.authors.actions import merge_authors
from editorial.people.models import Contributor
from scoring.models.ledger import ScoreEntry
from scoring.standing.totals import persons_of
from tests.scoring.makers import Q3_DAY, Q4_DAY, make_placement, shut


def points(**of):
    return ScoreEntry.objects.filter(**of).aggregate(n=Sum("points"))["n"] or Decimal(0)


def test_the_points_of_both_are_the_ones(count, q4, paper):
    own = count.tongxun.contributors.get()
    twin = Contributor.objects.create(name="陈铭", unit=count.duchang)
    for author, headline in ((own, "甲"), (twin, "乙")):
        make_placement(count, paper, credits=[(author, 1)], day=Q4_DAY, headline=headline)
    unit, both = points(unit=count.duchang), points(contributor__in=[own, twin])
    assert points(contributor=twin) > 0
    merge_authors(count.guanli, twin.pk, own.pk)
    assert points(contributor=own) == both and points(contributor=twin) == 0
    assert points(unit=count.duchang) == unit


def test_a_closed_quarter_stays_as_it_was(count, q3, q4, paper):
    own = count.tongxun.contributors.get()
    twin = Contributor.objects.create(name="陈铭", unit=count.duchang)
    make_placement(count, paper, credits=[(twin, 1)], day=Q3_DAY)
    shut(q3, count.jifen)
    before = list(ScoreEntry.objects.filter(quarter=q3).order_by("pk").values())
    unit = points(unit=count.duchang)
    merge_authors(count.guanli, twin.pk, own.pk)
    assert list(ScoreEntry.objects.filter(quarter=q3).order_by("pk").values()) == before
    assert points(unit=count.duchang) == unit
    assert points(contributor=own) > 0 and points(contributor=twin) == 0


def test_a_closed_quarter_names_its_persons_as_on_that_day(count, q3, q4, paper):
    own = count.tongxun.contributors.get()
    make_placement(count, paper, credits=[(own, 1)], day=Q3_DAY)
    make_placement(count, paper, credits=[(own, 1)], day=Q4_DAY)
    shut(q3, count.jifen)
    q3.refresh_from_db()
    own.name = "改名甲"
    own.save()
    assert [row.name for row in persons_of(q3)] == ["陈明"]
    assert [row.name for row in persons_of(q4)] == ["改名甲"]
