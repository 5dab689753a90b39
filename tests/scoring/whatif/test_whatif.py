"""试算: what the screen says before adopting is what adopting gives, closed quarters by what they were
closed with, and nothing is written."""

from datetime import datetime, time
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editorial.people.models import Contributor, User
from editorial.placements.models import Evidence
from scoring.adjustments import actions as adjustments
from scoring.books import actions as rulebooks
from scoring.models import Quarter, RateProblem, RuleBook, ScoreEntry
from scoring.numbers import plain
from scoring.quarter import QuarterSpan
from scoring.standing.totals import persons_of, standing_of
from scoring.whatif import compare
from tests.scoring.conftest import TODAY
from tests.scoring.makers import Q3_DAY, Q4_DAY, change, make_outlet, make_placement, shut

CAP = {"clause": "第十二条", "text": "全年最多6分", "period": "year", "points": "6"}


@pytest.fixture
def county(db):
    return make_outlet("duchang-news", "county", name="都昌发布")


def draft_with(change_rules=lambda rules: None):
    """A copy of the book in force with some of its rules changed."""
    book = RuleBook.objects.get(state="adopted")
    draft = rulebooks.copy_book(book, User.objects.get(username="jifen"), Q4_DAY)
    change_rules(draft.rules)
    draft.save()
    return draft


def pay(level, points):
    def change_rules(rules):
        (rate,) = [
            rate
            for rate in rules["rates"]
            if rate.get("level") == level and not {"position", "genre"} & set(rate)
        ]
        rate["points"] = points

    return change_rules


def cap_the_year(rules):
    rules["caps"] = [CAP]


def sides(found):
    """{unit: (old rank, old points, new points, new rank)} of those with points on a side."""
    return {
        row.title[:2]: (row.old_rank, plain(row.old_points), plain(row.new_points), row.new_rank)
        for row in found.rows
        if row.old_points or row.new_points
    }


def lines(found, unit):
    """[(old points, new points, what it is about)]"""
    return [
        (row.old and row.old["points"], row.new and row.new["points"], row.either["headline"])
        for row in found.lines_of(unit.pk)
    ]


@pytest.fixture(params=["open", "closed"])
def third(request, cast, paper, county, q3, q4):
    """The third quarter, open and closed: 都昌 has a city's paper (5), 湖口 three county ones (2 each)."""
    make_placement(cast, paper, headline="走访老兵")
    for _ in range(3):
        make_placement(cast, county, unit=cast.hukou, headline="重阳登高")
    if request.param == "closed":
        shut(q3, cast.jifen, TODAY)
    return Quarter.objects.get(pk=q3.pk)


def test_an_unchanged_copy_changes_nothing(cast, third):
    found = compare(draft_with(), [third])
    assert sides(found) == {"湖口": (1, "6", "6", 1), "都昌": (2, "5", "5", 2)}
    assert lines(found, cast.duchang) == lines(found, cast.hukou) == []
    assert found.problems == []


def test_a_better_rate_shows_points_ranks_and_the_lines(cast, third):
    found = compare(draft_with(pay("city", "6.5")), [third])
    assert sides(found) == {"湖口": (1, "6", "6", 2), "都昌": (2, "5", "6.5", 1)}
    (row,) = [row for row in found.rows if row.unit == cast.duchang.pk]
    assert (row.difference, row.climb) == (Decimal("1.5"), 1)
    assert lines(found, cast.duchang) == [("5.00", "6.50", "走访老兵")]
    assert lines(found, cast.hukou) == []


def test_what_the_draft_can_not_count_is_a_problem_and_breaks_nothing(cast, third):
    def without_the_county(rules):
        rules["rates"] = [rate for rate in rules["rates"] if rate.get("level") != "county"]

    found = compare(draft_with(without_the_county), [third])
    assert sides(found) == {"湖口": (1, "6", "0", 2), "都昌": (2, "5", "5", 1)}
    own = ScoreEntry.objects.filter(unit=cast.hukou, kind="line").order_by("placement")
    message = "计分办法里没有“都昌发布 · 县级 · 消息 · 内页”的分值"
    assert [(p.placement, p.message) for p in found.problems] == [
        (pk, message) for pk in own.values_list("placement", flat=True)
    ]
    assert lines(found, cast.hukou) == [("2.00", None, "重阳登高")] * 3


def test_nothing_is_written(cast, third):
    draft = draft_with(pay("city", "6.5"))
    with CaptureQueriesContext(connection) as asked:
        compare(draft, [third])
    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}
    assert Quarter.objects.count() == 2
    draft.refresh_from_db()
    assert draft.valid_from == QuarterSpan(2026, 4).first_day


def test_a_closed_quarter_is_tried_with_the_facts_that_it_was_closed_with(cast, paper, q3, q4):
    placement = make_placement(cast, paper)
    shut(q3, cast.jifen, TODAY)
    change(placement, position="front_lead")
    quarter = Quarter.objects.get(pk=q3.pk)
    assert sides(compare(draft_with(pay("city", "7")), [quarter])) == {"都昌": (1, "5", "7", 1)}


def test_a_placement_without_a_rate_is_counted_once_the_draft_has_one(cast, county, q4):
    book = RuleBook.objects.get()
    rates = book.rules["rates"]
    book.rules["rates"] = [rate for rate in rates if rate.get("level") != "county"]
    book.save()
    make_placement(cast, county, day=Q4_DAY, headline="重阳登高")
    assert RateProblem.objects.count() == 1
    found = compare(draft_with(lambda rules: rules.update(rates=rates)), [q4])
    assert sides(found) == {"都昌": (1, "0", "2", 1)}
    assert lines(found, cast.duchang) == [(None, "2.00", "重阳登高")]


def test_an_adjustment_that_the_draft_does_not_know_is_a_problem(cast, q4):
    data = adjustments.AdjustmentData(
        kind="invited", unit=cast.duchang, happened_on=Q4_DAY, reason="约稿", basis="便函"
    )
    row = adjustments.enter(data, cast.jifen)
    adjustments.confirm(row.pk, cast.zhongshen)
    found = compare(draft_with(lambda rules: rules["events"].pop("invited")), [q4])
    assert sides(found) == {"都昌": (1, "2", "0", 1)}
    assert [(p.adjustment, p.message) for p in found.problems] == [
        (row.pk, "计分办法里没有“invited”这种加减分")
    ]


@pytest.mark.parametrize("close", [False, True])
def test_a_cap_of_the_year_runs_through_the_quarters(cast, paper, q3, q4, close):
    """5 in each quarter; the draft's 6 of the year leave 1 for the fourth."""
    make_placement(cast, paper, day=Q3_DAY)
    make_placement(cast, paper, day=Q4_DAY)
    if close:
        shut(q3, cast.jifen, TODAY)
    third, fourth = Quarter.objects.order_by("number")
    draft = draft_with(cap_the_year)
    assert sides(compare(draft, [third])) == {"都昌": (1, "5", "5", 1)}
    assert sides(compare(draft, [fourth])) == {"都昌": (1, "5", "1", 1)}
    assert sides(compare(draft, [third, fourth])) == {"都昌": (1, "10", "6", 1)}


def test_the_years_lines_are_the_drafts_own(cast, paper, q3, q4):
    """Under the draft the third quarter earns 7 of the 9 of the year, not the 5 that it had."""
    make_placement(cast, paper, day=Q3_DAY)
    make_placement(cast, paper, day=Q4_DAY)

    def rules(rules):
        pay("city", "7")(rules)
        rules["caps"] = [CAP | {"points": "9"}]

    assert sides(compare(draft_with(rules), [q3, q4])) == {"都昌": (1, "10", "9", 1)}


def test_evidence_that_only_the_draft_asks_for_is_looked_up(cast, paper, q3, q4):
    bare, proven = make_placement(cast, paper), make_placement(cast, paper, unit=cast.hukou)
    Evidence.objects.create(
        placement=proven, kind="original", file=ContentFile(b"x", "a.jpg"), uploaded_by=cast.tongxun
    )
    shut(q3, cast.jifen, TODAY)

    def ask(rules):
        rule = {"clause": "第三条", "text": "凭原件", "any_of": ["original"]}
        rules["requires"] = {"evidence": [rule]}

    found = compare(draft_with(ask), [Quarter.objects.get(pk=q3.pk)])
    assert sides(found) == {"湖口": (1, "5", "5", 1), "都昌": (1, "5", "0", 2)}
    assert lines(found, cast.duchang) == [("5.00", "0.00", bare.headline)]


def test_a_tally_day_moves_a_placement_between_the_quarters_of_the_year(cast, paper, q3, q4):
    """Published in September, proven on 21 October: after the fifth of the next month."""
    placement = make_placement(cast, paper, day=Q3_DAY)
    proof = Evidence.objects.create(
        placement=placement,
        kind="original",
        file=ContentFile(b"x", "a.jpg"),
        uploaded_by=cast.tongxun,
    )
    at = timezone.make_aware(datetime.combine(Q4_DAY, time(12)))
    Evidence.objects.filter(pk=proof.pk).update(uploaded_at=at)

    def move(rules):
        rule = {"clause": "第三条", "text": "过期移下季"}
        rules["deadline"] = rule | {"day": 5, "after": "month", "then": "move"}

    draft = draft_with(move)
    assert sides(compare(draft, [q3])) == {"都昌": (1, "5", "0", 1)}
    whole = compare(draft, [q3, q4])
    assert sides(whole) == {"都昌": (1, "5", "5", 1)}
    assert [
        (row.either["quarter"], row.old is None) for row in whole.lines_of(cast.duchang.pk)
    ] == [
        ("2026Q3", False),
        ("2026Q4", True),
    ]


def test_what_it_says_is_what_adopting_gives(cast, paper, county, monthly, q4):
    """都昌: 6.25 → 6.2, and of the joint 6.2 a third, 2.0, with the 0.1 that remains. 湖口: 2 + 10 + 6.2 +
    4.1 = 22.3, capped at 12.5."""
    rows = [(paper, cast.duchang), (county, cast.hukou), (monthly, cast.hukou), (paper, cast.hukou)]
    for outlet, unit in rows:
        make_placement(cast, outlet, unit=unit, day=Q4_DAY)
    make_placement(cast, paper, day=Q4_DAY, credits=[(cast.duchang, 1), (cast.hukou, 2)])

    def rules(rules):
        pay("city", "6.25")(rules)
        rules["caps"] = [CAP | {"period": "quarter", "points": "12.5"}]
        rules["rounding"] = {"scale": 1, "mode": "down"}

    draft = draft_with(rules)
    said = compare(draft, [q4])
    assert sides(said) == {"湖口": (1, "20.33", "12.5", 1), "都昌": (2, "6.67", "8.3", 2)}
    rulebooks.adopt(draft.pk, cast.jifen)
    given = [row for rows in standing_of(q4).values() for row in rows]
    assert {(row.unit_id, row.points, row.rank) for row in given} == {
        (row.unit, row.new_points, row.new_rank) for row in said.rows
    }
    copy = rulebooks.copy_book(RuleBook.objects.get(pk=draft.pk), cast.jifen, Q4_DAY)
    again = compare(copy, [q4])
    assert [row.difference for row in again.rows] == [0] * len(again.rows)


# -- the screen


# -- persons


def make_person(unit, name):
    return Contributor.objects.create(unit=unit, name=name)


def persons(found):
    """{name: (old rank, old points, new points, new rank)}"""
    return {
        row.name: (row.old_rank, plain(row.old_points), plain(row.new_points), row.new_rank)
        for row in found.persons
    }


@pytest.fixture(params=["open", "closed"])
def authors(request, cast, paper, county, q3, q4):
    """The third quarter, open and closed: 王, 都昌, has a city's paper (5); 李, 湖口, two county ones (2
    each), one of them with 赵 of 都昌."""
    wang, zhao = make_person(cast.duchang, "王"), make_person(cast.duchang, "赵")
    li = make_person(cast.hukou, "李")
    make_placement(cast, paper, credits=[(wang, 1)], headline="走访老兵")
    for credits in ([(li, 1)], [(li, 1), (zhao, 1)]):
        make_placement(cast, county, credits=credits, headline="重阳登高")
    if request.param == "closed":
        shut(q3, cast.jifen, TODAY)
    return [Quarter.objects.get(pk=q3.pk)]


def test_persons_stand_side_by_side_in_one_list(cast, authors):
    found = compare(draft_with(pay("county", "6")), authors)
    assert persons(found) == {
        "王": (1, "5", "5", 2),
        "李": (2, "3", "9", 1),
        "赵": (3, "1", "3", 3),
    }
    (li,) = [row for row in found.persons if row.name == "李"]
    assert (li.unit, li.unit_title, li.account) == (
        cast.hukou.pk,
        cast.hukou.title,
        (cast.hukou.pk, li.person),
    )


def test_a_person_opens_to_the_own_lines(cast, authors):
    found = compare(draft_with(pay("county", "6")), authors)
    people = {row.name: row for row in found.persons}
    opened = {
        name: [(row.old["points"], row.new["points"]) for row in found.lines_of(*row.account)]
        for name, row in people.items()
    }
    assert opened == {
        "王": [],
        "李": [("2.00", "6.00"), ("1.00", "3.00")],
        "赵": [("1.00", "3.00")],
    }


def test_a_draft_that_gives_persons_no_points_leaves_them_without(authors):
    found = compare(draft_with(lambda rules: rules.pop("persons")), authors)
    assert persons(found) == {
        "王": (1, "5", "0", None),
        "李": (2, "3", "0", None),
        "赵": (3, "1", "0", None),
    }
    assert sides(found) == {"都昌": (1, "6", "6", 1), "湖口": (2, "3", "3", 2)}


def test_a_draft_that_gives_persons_points_for_the_first_time_says_how_many(cast, paper, q4):
    make_placement(cast, paper, credits=[(make_person(cast.duchang, "王"), 1)], day=Q4_DAY)
    draft, book = draft_with(), RuleBook.objects.get(state="adopted")
    del book.rules["persons"]
    book.save()
    assert persons(compare(draft, [q4])) == {"王": (None, "0", "5", 1)}


def test_caps_of_persons_and_of_units_are_each_their_own(authors):
    def rules(rules):
        rules["caps"] = [CAP | {"period": "quarter", "per": "person", "points": "4"}]

    found = compare(draft_with(rules), authors)
    assert persons(found) == {
        "王": (1, "5", "4", 1),
        "李": (2, "3", "3", 2),
        "赵": (3, "1", "1", 3),
    }
    assert sides(found) == {"都昌": (1, "6", "6", 1), "湖口": (2, "3", "3", 2)}
    (wang,) = [row for row in found.persons if row.name == "王"]
    assert [(row.old, row.new["points"]) for row in found.lines_of(*wang.account)] == [
        (None, "-1.00")
    ]
    assert found.lines_of(wang.unit) == []


def test_the_year_of_a_person_is_the_sum_of_its_quarters(cast, paper, county, q3, q4):
    wang, li = make_person(cast.duchang, "王"), make_person(cast.hukou, "李")
    make_placement(cast, paper, credits=[(wang, 1)], day=Q3_DAY)
    make_placement(cast, county, credits=[(wang, 1)], day=Q4_DAY)
    make_placement(cast, paper, credits=[(li, 1)], day=Q4_DAY)
    found = compare(draft_with(pay("city", "6")), [q3, q4])
    assert persons(found) == {"王": (1, "7", "8", 1), "李": (2, "5", "6", 2)}


def test_what_it_says_of_persons_is_what_adopting_gives(cast, paper, county, monthly, q4):
    wang, li = make_person(cast.duchang, "王"), make_person(cast.hukou, "李")
    zhao = make_person(cast.duchang, "赵")
    for outlet, credits in (
        (paper, [(wang, 1), (li, 2)]),
        (county, [(zhao, 1)]),
        (monthly, [(li, 1), (zhao, 1)]),
        (paper, [(cast.duchang, 1)]),
    ):
        make_placement(cast, outlet, credits=credits, day=Q4_DAY)
    draft = draft_with(pay("city", "6.25"))
    said = compare(draft, [q4])
    assert len(said.persons) == 3
    rulebooks.adopt(draft.pk, cast.jifen)
    assert {(row.key, row.name, row.points, row.rank) for row in persons_of(q4)} == {
        (row.person, row.name, row.new_points, row.new_rank) for row in said.persons
    }


def test_who_had_a_part_in_nothing_that_counted_is_named(cast, county, q4):
    """A retired unit's only placement had no rate, so that neither unit nor author stood anywhere."""
    book = RuleBook.objects.get()
    rates = book.rules["rates"]
    book.rules["rates"] = [rate for rate in rates if rate.get("level") != "county"]
    book.save()
    li = make_person(cast.hukou, "李")
    make_placement(cast, county, credits=[(li, 1)], day=Q4_DAY)
    cast.hukou.retired_on = Q4_DAY
    cast.hukou.save()
    found = compare(draft_with(lambda rules: rules.update(rates=rates)), [q4])
    assert persons(found) == {"李": (None, "0", "2", 1)}
    assert sides(found)["湖口"] == (None, "0", "2", 1)


# -- the screen


def page(client, draft, **query):
    return client.get(reverse("scoring:whatif", args=[draft.pk]), query)


@pytest.mark.shown
def test_the_screen_says_it_in_words_and_opens_to_the_lines(client, cast, third):
    draft = draft_with(pay("city", "6.5"))
    client.force_login(cast.bianji)
    text = page(client, draft, period="2026Q3").content.decode()
    assert "+1.5 多" in text and "▲ 升1名" in text and "▼ 降1名" in text
    assert "走访老兵" not in text
    text = page(client, draft, period="2026Q3", unit=cast.duchang.pk).content.decode()
    assert "走访老兵" in text and "原：5.00分（第三条（三））" in text and "新：6.50分" in text


@pytest.mark.shown
@pytest.mark.parametrize(
    ("sort", "first"),
    [("difference", "湖口"), ("up", "都昌"), ("down", "湖口"), ("rank", "都昌"), ("name", "湖口")],
)
def test_rows_are_sorted_as_asked(client, cast, third, sort, first):
    def rules(rules):
        pay("city", "6")(rules)
        pay("county", "1")(rules)

    client.force_login(cast.jifen)
    response = page(client, draft_with(rules), period="2026Q3", sort=sort)
    (county,) = [rows for _, name, rows, *_ in response.context["groups"] if name == "县（市、区）"]
    assert [row.title[:2] for row in county][0] == first
    assert len(county) == 2


@pytest.mark.shown
@pytest.mark.parametrize(("who", "status"), [("zhongshen", 200), ("tongxun", 404), ("fuze", 404)])
def test_the_bureau_may_try_and_no_unit(client, cast, third, who, status):
    client.force_login(getattr(cast, who))
    assert page(client, draft_with()).status_code == status


@pytest.mark.shown
def test_a_draft_with_faults_is_not_tried(client, cast, third):
    draft = draft_with(lambda rules: rules.update(rates=[]))
    client.force_login(cast.jifen)
    response = page(client, draft)
    assert response.url == reverse("scoring:book", args=[draft.pk])


@pytest.mark.shown
def test_the_screen_shows_persons_beside_units(client, cast, authors):
    draft = draft_with(pay("county", "6"))
    client.force_login(cast.bianji)
    text = page(client, draft, period="2026Q3").content.decode()
    assert "单位（2个有变动）" in text and "个人（3人有变动）" in text
    text = page(client, draft, period="2026Q3", who="persons").content.decode()
    assert "+6 多" in text and "▼ 降1名" in text and "3人合计" in text
    assert "重阳登高" not in text
    li = Contributor.objects.get(name="李")
    query = {"period": "2026Q3", "who": "persons", "unit": li.unit_id, "person": li.pk}
    text = page(client, draft, **query).content.decode()
    assert "重阳登高" in text and "新：6.00分" in text and "走访老兵" not in text


@pytest.mark.shown
def test_without_persons_there_is_nothing_to_choose(client, cast, third):
    client.force_login(cast.bianji)
    draft = draft_with()
    assert "个人（" not in page(client, draft, period="2026Q3").content.decode()
    text = page(client, draft, period="2026Q3", who="persons").content.decode()
    assert "这个时间里还没有个人的得分。" in text


@pytest.mark.shown
def test_the_first_hundred_persons_and_all_on_request(client, cast, paper, q4):
    credits = [(make_person(cast.duchang, f"作者{n}"), 1) for n in range(101)]
    make_placement(cast, paper, credits=credits, day=Q4_DAY)
    client.force_login(cast.jifen)
    draft = draft_with(pay("city", "202"))

    def rows(**query):
        response = page(client, draft, period="2026Q4", who="persons", **query)
        (group,) = response.context["groups"]
        return len(group[2]), group[3], "共101人" in response.content.decode()

    assert rows() == (100, 101, True)
    assert rows(all="1") == (101, 101, False)


@pytest.mark.shown
@pytest.mark.parametrize(
    "query", [{"period": "2026Q9"}, {"period": "1999"}, {"sort": "x"}, {"who": "x"}]
)
def test_a_wrong_address_is_a_404(client, cast, third, query):
    client.force_login(cast.jifen)
    assert page(client, draft_with(), **query).status_code == 404
