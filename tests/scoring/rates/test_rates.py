"""Settling what no rule counts: one rate more by its screen, closed quarters untouched, nothing ever
read as zero."""

from decimal import Decimal

import pytest
from django.urls import reverse

from scoring.books import actions as rulebooks
from scoring.ledger.tally import book_for, retally_quarter
from scoring.models import Quarter, RateProblem, RuleBook, ScoreEntry
from scoring.quarter import QuarterSpan
from scoring.quarters.verify import digest_holds
from scoring.rates import actions as rates
from tests.scoring.conftest import TODAY
from tests.scoring.makers import Q3_DAY, Q4_DAY, make_outlet, make_placement, shut

FORM = {
    "outlet": "every",
    "genre": "every",
    "position": "every",
    "points": "4.5",
    "clause": "第三条（六）",
    "text": "县级媒体采用，每篇4.5分",
}


@pytest.fixture
def book(count):
    """In force from 2025, without a rate for the counties' outlets."""
    book = RuleBook.objects.get()
    book.rules["rates"] = [rate for rate in book.rules["rates"] if rate.get("level") != "county"]
    book.save()
    return book


@pytest.fixture
def county(db):
    return make_outlet("duchang-news", "county", name="都昌发布")


def the_problem():
    return RateProblem.objects.get()


def settle(client, cast, problem, who="jifen", **changes):
    client.force_login(getattr(cast, who))
    return client.post(reverse("scoring:add_rate", args=[problem.pk]), FORM | changes, follow=True)


def lines(**narrow):
    columns = ("quarter__number", "origin__number", "kind", "points", "clause")
    rows = ScoreEntry.objects.filter(**narrow).order_by("pk")
    return list(rows.values_list(*columns))


def in_force(year, number):
    return book_for(QuarterSpan(year, number))


def test_a_missing_rate_is_a_problem_and_no_line(cast, book, county):
    make_placement(cast, county, day=Q4_DAY)
    assert lines() == []
    assert the_problem().message == "计分办法里没有“都昌发布 · 县级 · 消息 · 内页”的分值"


def test_the_list_leads_to_the_form_and_saving_counts_at_once(client, cast, book, county):
    placement = make_placement(cast, county, day=Q4_DAY)
    problem = the_problem()
    client.force_login(cast.jifen)
    address = reverse("scoring:add_rate", args=[problem.pk])
    assert address in client.get(reverse("scoring:problems")).content.decode()
    assert "所有县级媒体" in client.get(address).content.decode()
    page = settle(client, cast, problem).content.decode()
    assert f"分值已补上，《{placement.headline}》计4.5分。" in page
    assert lines() == [(4, 4, "line", Decimal("4.50"), "第三条（六）")]
    assert not RateProblem.objects.exists()


def test_the_new_version_says_who_added_what_and_the_old_one_stays(client, cast, book, county):
    make_placement(cast, county, day=Q4_DAY)
    settle(client, cast, the_problem())
    book.refresh_from_db()
    new = in_force(2026, 4)
    assert (book.state, new.state) == ("replaced", "adopted")
    assert (new.name, new.valid_from, new.adopted_by) == (book.name, book.valid_from, cast.jifen)
    added = [rate for rate in new.rules["rates"] if rate not in book.rules["rates"]]
    assert added == [
        {
            "level": "county",
            "points": "4.5",
            "clause": "第三条（六）",
            "text": "县级媒体采用，每篇4.5分",
        }
    ]
    page = client.get(reverse("scoring:book", args=[new.pk])).content.decode()
    assert "增加 县级：4.5分（第三条（六） 县级媒体采用，每篇4.5分）" in page
    assert "曹敏" in page


@pytest.mark.parametrize(
    ("scope", "condition"),
    [
        ({"outlet": "this"}, {"outlet": "duchang-news"}),
        ({"genre": "this"}, {"level": "county", "genre": "news"}),
        ({"position": "this"}, {"level": "county", "position": "inner"}),
        (
            {"outlet": "this", "genre": "this", "position": "this"},
            {"outlet": "duchang-news", "genre": "news", "position": "inner"},
        ),
    ],
)
def test_a_rate_is_bound_to_what_was_chosen(client, cast, book, county, scope, condition):
    make_placement(cast, county, day=Q4_DAY)
    settle(client, cast, the_problem(), **scope)
    rate = in_force(2026, 4).rules["rates"][-1]
    assert {key: rate[key] for key in rate.keys() - {"points", "clause", "text"}} == condition
    assert not RateProblem.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"points": "-1"}, "points"),
        ({"points": "很多"}, "points"),
        ({"points": "10001"}, "points"),
        ({"points": "1.23456"}, "points"),
        ({"points": "NaN"}, "points"),
        ({"clause": " "}, "clause"),
        ({"text": ""}, "text"),
        ({"outlet": "all"}, "outlet"),
    ],
)
def test_a_wrong_form_is_answered_beside_the_field_and_changes_nothing(
    client, cast, book, county, changes, field
):
    make_placement(cast, county, day=Q4_DAY)
    response = settle(client, cast, the_problem(), **changes)
    assert list(response.context["form"].errors) == [field]
    assert list(RuleBook.objects.all()) == [book]
    assert RateProblem.objects.count() == 1


@pytest.mark.parametrize(("who", "status"), [("bianji", 403), ("guanli", 403), ("tongxun", 404)])
def test_only_the_score_keeper_adds_a_rate(client, cast, book, county, who, status):
    make_placement(cast, county, day=Q4_DAY)
    problem = the_problem()
    assert settle(client, cast, problem, who).status_code == status
    assert client.get(reverse("scoring:add_rate", args=[problem.pk])).status_code == status
    scope = {"by_outlet": True, "by_genre": True, "by_position": True}
    with pytest.raises(rates.Refused):
        rates.add_rate(
            problem.pk, getattr(cast, who), points=Decimal(1), clause="一", text="一", **scope
        )
    assert list(RuleBook.objects.all()) == [book]


def test_the_second_of_two_saves_writes_nothing(client, cast, book, county):
    make_placement(cast, county, day=Q4_DAY)
    problem = the_problem()
    settle(client, cast, problem)
    page = settle(client, cast, problem, points="9").content.decode()
    assert "这个问题已经解决了。" in page
    assert RuleBook.objects.count() == 2
    assert [points for *_rest, points, _clause in lines()] == [Decimal("4.50")]


def test_a_closed_quarter_keeps_its_version(client, cast, book, county, paper, q3, q4):
    make_placement(cast, paper, day=Q3_DAY)
    shut(q3, cast.jifen, TODAY)
    make_placement(cast, county, day=Q4_DAY)
    problem, before = the_problem(), lines(quarter=q3)
    client.force_login(cast.jifen)
    page = client.get(reverse("scoring:add_rate", args=[problem.pk])).content.decode()
    assert "已用于定稿的2026年第三季度，那一版不能再改" in page
    assert "自2026年10月1日起施行" in page
    settle(client, cast, problem)
    assert in_force(2026, 3) == book
    assert in_force(2026, 4).valid_from == QuarterSpan(2026, 4).first_day
    assert lines(quarter=q4) == [(4, 4, "line", Decimal("4.50"), "第三条（六）")]
    assert lines(quarter=q3) == before != []
    assert digest_holds(Quarter.objects.get(pk=q3.pk))


@pytest.fixture
def late(cast, book, county, paper, q3, q4):
    """Published in a closed quarter, verified after it was closed, without a rate."""
    make_placement(cast, paper, day=Q3_DAY)
    shut(q3, cast.jifen, TODAY)
    return make_placement(cast, county, day=Q3_DAY)


def test_a_late_entry_is_counted_in_the_open_quarter_and_says_by_which_book(
    client, cast, late, q3, q4
):
    problem = the_problem()
    assert problem.quarter == q4
    client.force_login(cast.jifen)
    page = client.get(reverse("scoring:add_rate", args=[problem.pk])).content.decode()
    assert "得分补在2026年第四季度" in page
    settle(client, cast, problem)
    assert lines(placement=late) == [(4, 3, "replacement", Decimal("4.50"), "第三条（六）")]
    (step,) = ScoreEntry.objects.get(placement=late).steps
    assert step["text"] == (
        "县级媒体采用，每篇4.5分（2026年第三季度的办法没有这一条，按2026年第四季度的办法计）"
    )
    assert not RateProblem.objects.exists()
    assert digest_holds(Quarter.objects.get(pk=q3.pk))


def test_a_later_version_counts_the_late_entry_again(client, cast, late, q4):
    settle(client, cast, the_problem())
    draft = rulebooks.copy_book(in_force(2026, 4), cast.jifen, TODAY)
    draft.rules["rates"][-1]["points"] = "6"
    draft.save()
    rulebooks.adopt(draft.pk, cast.jifen)
    assert lines(placement=late) == [(4, 3, "replacement", Decimal("6.00"), "第三条（六）")]


def test_the_quarters_own_book_goes_before_a_later_one(client, cast, late, paper, q4):
    draft = rulebooks.copy_book(in_force(2026, 4), cast.jifen, TODAY)
    draft.rules["rates"].append(
        {"outlet": paper.code, "points": "50", "clause": "新", "text": "市报50分"}
    )
    draft.save()
    rulebooks.adopt(draft.pk, cast.jifen)
    again = make_placement(cast, paper, day=Q3_DAY)
    assert lines(placement=again) == [(4, 3, "replacement", Decimal("5.00"), "第三条（三）")]


def test_a_date_older_than_every_book_is_corrected_not_priced(client, cast, book, county, q3):
    placement = make_placement(cast, county, day=QuarterSpan(2024, 2).first_day)
    problem = the_problem()
    client.force_login(cast.jifen)
    page = client.get(reverse("scoring:problems")).content.decode()
    assert "去看刊发并更正" in page
    assert reverse("scoring:add_rate", args=[problem.pk]) not in page
    settle(client, cast, problem)
    assert (list(RuleBook.objects.all()), lines(placement=placement)) == ([book], [])
    assert the_problem() == problem


def test_counting_the_quarter_anew_gives_the_same(client, cast, book, county, paper, q4):
    make_placement(cast, county, day=Q4_DAY)
    make_placement(cast, paper, day=Q4_DAY)
    settle(client, cast, the_problem())
    before = sorted(lines())
    retally_quarter(q4)
    assert sorted(lines()) == before
    assert len(before) == 2


def test_the_list_costs_the_same_for_one_problem_and_many(
    client, cast, book, county, django_assert_max_num_queries
):
    make_placement(cast, county, day=Q4_DAY)
    client.force_login(cast.jifen)
    address = reverse("scoring:problems")
    with django_assert_max_num_queries(60) as one:
        client.get(address)
    for _ in range(5):
        make_placement(cast, county, day=Q4_DAY)
    with django_assert_max_num_queries(len(one)) as many:
        client.get(address)
    assert RateProblem.objects.count() == 6
    assert len(many) == len(one) < 40
