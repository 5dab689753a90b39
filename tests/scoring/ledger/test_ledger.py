"""The ledger counted bit by bit is the ledger counted from nothing, whatever was done in whatever order;
a line that is wrong is found by the nightly recount."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.placements.models import PlacementCredit
from scoring.adjustments.actions import AdjustmentData, confirm, enter
from scoring.ledger.tally import retally_quarter
from scoring.ledger.writing import COLUMNS
from scoring.models import QuarterAct, RuleBook, ScoreEntry
from scoring.quarters.close import recount
from scoring.quarters.content import differences
from scoring.setup import default_rules
from tests.factories import make_piece
from tests.scoring.conftest import TODAY
from tests.scoring.makers import Q4_DAY, change, make_outlet, make_placement, shut, tell

LEVELS = ("national", "province", "city", "county", "system")
CLAUSE = {"clause": "附则", "text": "从严"}


def strict_rules():
    """Everything that looks beyond one placement at once: a piece within the year, caps and tasks of
    the month, the quarter and the year, events, late reports, evidence, a floor."""
    rules = default_rules()
    rules["same_piece"] |= {"window": "year", "mode": "highest_plus", "fraction": "0.2"}
    rules["late"] = CLAUSE | {"days": 30, "points": "-1"}
    rules["deadline"] = CLAUSE | {"day": 5, "after": "quarter", "then": "move"}
    rules["caps"] = [
        CLAUSE | {"period": "quarter", "points": "25"},
        CLAUSE | {"period": "year", "points": "40", "of": "all"},
        CLAUSE | {"period": "month", "points": "20", "per": "person"},
    ]
    rules["tasks"] = [
        CLAUSE
        | {
            "period": "month",
            "what": "placements",
            "classes": {"1": "2"},
            "shortfall": {"growing": ["-1", "-2", "-4"]},
        },
        CLAUSE
        | {
            "period": "quarter",
            "what": "points",
            "classes": {"1": "8"},
            "met": {"points": "3", "year_cap": "5"},
            "shortfall": {"times": "2"},
        },
    ]
    rules["floor"] = CLAUSE | {"points": "0"}
    return rules


@pytest.fixture
def strict(count, q3, q4):
    book = RuleBook.objects.get()
    book.rules = strict_rules()
    book.save()
    for quarter in (q3, q4):
        quarter.judged_through = date(2026, 12, 31)
        quarter.save()
        retally_quarter(quarter)
    return count


def lines(quarter):
    columns = (
        "kind",
        "account",
        "placement",
        "adjustment",
        "unit",
        "contributor",
        "points",
        "steps",
        "place",
    )
    rows = ScoreEntry.objects.filter(quarter=quarter).values_list(*columns)
    return sorted(map(repr, rows))


@pytest.mark.parametrize("seed", range(8))
def test_bit_by_bit_equals_from_nothing(strict, seed, q3, q4):
    chance = random.Random(seed)
    world = World(strict, chance)
    for _ in range(14):
        acts = [world.place, world.place, world.place, world.alter, world.name_anew, world.adjust]
        chance.choice(acts)()
        for quarter in (q3, q4):
            assert differences(quarter) == []
    for quarter in (q3, q4):
        before = lines(quarter)
        retally_quarter(quarter)
        assert lines(quarter) == before


def test_so_does_a_year_with_a_closed_quarter(strict, q3, q4):
    chance = random.Random(99)
    world = World(strict, chance)
    for _ in range(6):
        world.place()
    shut(q3, strict.jifen, TODAY)
    for _ in range(12):
        chance.choice([world.place, world.alter, world.name_anew, world.adjust])()
        assert differences(q4) == []


def test_a_line_keeps_its_number_while_its_placement_counts_for_its_unit(strict, paper, q3):
    """Whatever it is worth: links, bookmarks and appeals go on pointing at it."""
    stays = make_placement(strict, paper, unit=strict.duchang)
    twice = [(strict.duchang, 1), (strict.duchang, 2), (strict.hukou, 1)]
    altered = make_placement(strict, paper, credits=twice)
    goes = make_placement(strict, paper, unit=strict.hukou)
    own = ScoreEntry.objects.filter(quarter=q3)
    numbers = dict(own.values_list("pk", "placement"))
    retally_quarter(q3)
    assert dict(own.values_list("pk", "placement")) == numbers
    change(altered, position="front_lead")
    change(goes, state="rejected")
    left = dict(own.filter(kind="line").values_list("pk", "placement"))
    assert left == {pk: n for pk, n in numbers.items() if n in (stays.pk, altered.pk)}
    assert differences(q3) == []


def test_counting_again_writes_nothing(strict, paper, q3):
    for unit in (strict.duchang, strict.hukou):
        make_placement(strict, paper, unit=unit)
    with CaptureQueriesContext(connection) as queries:
        retally_quarter(q3)
    written = [q["sql"] for q in queries if "scoring_scoreentry" in q["sql"].split("WHERE")[0]]
    assert written and all(sql.startswith("SELECT") for sql in written)


def test_every_column_of_a_line_is_written():
    columns = {field.column for field in ScoreEntry._meta.concrete_fields} - {"id"}
    assert (set(COLUMNS), len(COLUMNS)) == (columns, len(columns))


class World:
    """People at work: placements come, are altered, and adjustments are entered."""

    def __init__(self, cast, chance):
        self.cast, self.chance = cast, chance
        self.outlets = [make_outlet(f"outlet-{level}", level) for level in LEVELS]
        self.pieces = [None, *(make_piece(cast.duchang, cast.tongxun) for _ in range(3))]
        self.placements = []

    def place(self):
        units = self.chance.sample([self.cast.duchang, self.cast.hukou], self.chance.choice([1, 2]))
        placement = make_placement(
            self.cast,
            self.chance.choice(self.outlets),
            credits=[(unit, self.chance.choice([1, 2])) for unit in units],
            piece=self.chance.choice(self.pieces),
            day=self.day(),
            use=self.chance.choice(["sole", "sole", "composite", "reprint"]),
        )
        self.placements.append(placement)

    def alter(self):
        if self.placements:
            fields = [
                {"position": self.chance.choice(["front_lead", "inner"])},
                {"outlet": self.chance.choice(self.outlets)},
                {"published_on": self.day()},
                {"state": self.chance.choice(["verified", "rejected"])},
            ]
            change(self.chance.choice(self.placements), **self.chance.choice(fields))

    def name_anew(self):
        """Other units, in another order."""
        if self.placements:
            placement = self.chance.choice(self.placements)
            placement.credits.all().delete()
            people = [self.cast.duchang, self.cast.hukou, self.cast.duchang]
            for order, unit in enumerate(self.chance.sample(people, self.chance.choice([1, 2, 3]))):
                PlacementCredit.objects.create(
                    placement=placement, unit=unit, share=Decimal(1), sort_order=order
                )
            tell(placement)

    def adjust(self):
        kind = self.chance.choice(["invited", "named", "instruction_city", "prize"])
        unit = self.chance.choice([self.cast.duchang, self.cast.hukou])
        data = AdjustmentData(kind, unit, self.day(), "按文件", "文〔2026〕1号")
        confirm(enter(data, self.cast.jifen).pk, self.cast.zhongshen)

    def day(self):
        return date(2026, 7, 1) + timedelta(self.chance.randrange(147))


# -- the nightly recount ---------------------------------------------------------------------------


def test_the_recount_says_nothing_about_a_right_ledger(cast, paper, q4):
    make_placement(cast, paper, day=Q4_DAY)
    assert recount(q4, TODAY) == []
    assert not QuarterAct.objects.exists()


@pytest.mark.parametrize("wrong", [{"points": Decimal(6)}, {"clause": "第九条"}, None])
def test_a_wrong_line_is_found_recorded_and_mended(cast, paper, q4, wrong):
    make_placement(cast, paper, day=Q4_DAY)
    own = ScoreEntry.objects.filter(quarter=q4)
    own.update(**wrong) if wrong else own.delete()
    found = recount(q4, TODAY)
    assert len(found) == (2 if wrong else 1)
    assert f"夜间复算发现{len(found)}处不一致" in QuarterAct.objects.get(quarter=q4).comment
    assert list(own.values_list("points", "clause")) == [(Decimal(5), "第三条（三）")]
    assert recount(q4, TODAY) == []


def test_tasks_are_judged_when_their_month_is_over(cast, paper, q4):
    book = RuleBook.objects.get()
    monthly = {"period": "month", "what": "placements", "classes": {"1": "1"}}
    book.rules["tasks"] = [CLAUSE | monthly | {"shortfall": {"each": "-1"}}]
    book.save()
    make_placement(cast, paper, day=Q4_DAY)

    def owed(today):
        recount(q4, today)
        own = ScoreEntry.objects.filter(quarter=q4, kind="task", unit=cast.duchang)
        return [str(day) for day in own.order_by("counts_on").values_list("counts_on", flat=True)]

    assert owed(date(2026, 11, 24)) == []
    assert owed(date(2026, 12, 1)) == ["2026-11-30"]
    assert owed(date(2027, 1, 2)) == ["2026-11-30", "2026-12-31"]
