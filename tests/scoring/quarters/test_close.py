"""Closing a quarter: what stands before it, what it freezes to the last digit, and only once."""

from datetime import UTC, date, datetime
from decimal import Decimal

import bs4
import pytest
from django.db import connection
from django.urls import reverse

from editorial.pieces.models import PieceStatus
from editorial.record.seals import unsealed
from editorial.refused import Refused
from editorial.routing.actions import route
from editorial.routing.models import Routing
from scoring.arithmetic.closing import digest
from scoring.models import FrozenQuarter, FrozenStanding, Quarter, ScoreEntry
from scoring.quarters.close import close_quarter, publish_quarter
from scoring.quarters.obstacles import quarter_obstacles
from scoring.quarters.verify import digest_holds
from scoring.refused import NotReady, QuarterClosed
from scoring.standing.totals import standing_of, summary_of
from tests.factories import bring_to, make_piece
from tests.rendezvous import race
from tests.scoring.conftest import TODAY
from tests.scoring.makers import Q3_DAY, Q4_DAY, make_outlet, make_placement, shut

JANUARY = date(2027, 1, 5)
FASTER = "这个季度刚刚已由他人定稿，您的操作没有执行。"


def again(quarter):
    return Quarter.objects.get(pk=quarter.pk)


def points_of(quarter):
    rows = standing_of(quarter)["county"]
    return [(row.unit_title, row.rank, str(row.points), str(row.year_points)) for row in rows]


@pytest.fixture
def thirds(cast, paper, q3):
    """5 split over 都昌, 湖口 and 都昌 again: 1.68 + 1.66 + 1.66; and 2 more for 都昌."""
    make_placement(cast, paper, credits=[(cast.duchang, 1), (cast.hukou, 1), (cast.hukou, 1)])
    make_placement(cast, make_outlet("duchang-news", "county"))


EXACT = [("都昌县委老干部局", 1, "3.68", "3.68"), ("湖口县委老干部局", 2, "3.32", "3.32")]


def test_each_gate_leads_to_the_place_where_it_is_settled(cast, paper, q3, q4):
    make_placement(cast, paper, day=Q4_DAY, state="recorded")
    make_placement(cast, paper, day=Q4_DAY, credits=[(cast.duchang, 0)])
    obstacles = [
        (obstacle.text, obstacle.url, obstacle.link) for obstacle in quarter_obstacles(q4, TODAY)
    ]
    assert obstacles == [
        ("2026年第四季度到2026年12月31日才结束，之后才能公示", "", ""),
        ("2026年第三季度还没有定稿，请按先后办理", reverse("scoring:quarter", args=["2026Q3"]), "去办理"),
        ("还有1条刊发待核实", reverse("placements:placements_to_verify"), "去核实"),
        ("还有1个计分问题待解决", reverse("scoring:problems"), "去解决"),
    ]  # fmt: skip
    with pytest.raises(NotReady) as refused:
        shut(q4, cast.jifen, TODAY)
    assert [obstacle.text for obstacle in refused.value.obstacles] == [
        text for text, _, _ in obstacles
    ]
    assert not again(q4).is_closed
    assert not FrozenQuarter.objects.exists()


def test_closing_shuts_the_quarter_and_begins_the_next(cast, paper, q4):
    make_placement(cast, paper, day=Q4_DAY)
    with pytest.raises(Refused, match="季度由计分人员办理"):
        shut(q4, cast.bianji, JANUARY)
    shut(q4, cast.jifen, JANUARY)
    closed = again(q4)
    assert (closed.is_closed, closed.closed_by) == (True, cast.jifen)
    assert closed.digest == digest(FrozenQuarter.objects.get(quarter=closed).content)
    states = Quarter.objects.order_by("year", "number").values_list("year", "number", "state")
    assert list(states) == [(2026, 4, "closed"), (2027, 1, "open")]


def test_sums_are_exact_on_the_screens_and_in_what_is_frozen(client, cast, thirds, q3, q4):
    assert (points_of(q3), summary_of(q3)["points"]) == (EXACT, "7.00")
    client.force_login(cast.jifen)
    page = client.get(reverse("scoring:standing", args=["2026Q3"])).content.decode()
    assert ">3.68</a>" in page
    page = client.get(reverse("scoring:unit", args=[cast.duchang.pk, "2026Q3"])).content.decode()
    assert "共得 <strong>3.68</strong> 分" in page
    shut(q3, cast.jifen, TODAY)
    content = FrozenQuarter.objects.get().content
    standing = [(row["unit_title"], row["points"]) for row in content["standings"]]
    assert standing == [(title, points) for title, _, points, _ in EXACT]
    assert content["summary"]["points"] == "7.00"
    assert [line["points"] for line in content["lines"]] == ["1.68", "1.66", "1.66", "2.00"]
    assert (points_of(again(q3)), summary_of(again(q3))["points"]) == (EXACT, "7.00")


def test_the_digest_finds_a_flipped_digit_in_what_was_frozen(client, cast, thirds, q3, q4):
    shut(q3, cast.jifen, TODAY)
    assert digest_holds(again(q3))
    frozen = FrozenQuarter.objects.get()
    frozen.content["standings"][0]["points"] = "3.69"
    flip(FrozenQuarter, frozen.pk, content=frozen.content)
    assert not digest_holds(again(q3))
    client.force_login(cast.jifen)
    page = client.get(reverse("scoring:quarter", args=["2026Q3"])).content.decode()
    assert "存档与校验码不符，请联系管理员。" in page


def test_the_digest_finds_a_flipped_digit_in_a_line(cast, thirds, q3, q4):
    shut(q3, cast.jifen, TODAY)
    flip(ScoreEntry, ScoreEntry.objects.order_by("pk").first().pk, points=Decimal("1.69"))
    assert not digest_holds(again(q3))


def flip(model, pk, **values):
    """As somebody could who may drop triggers."""
    connection.check_constraints()
    with unsealed():
        assert model.objects.filter(pk=pk).update(**values) == 1


def test_who_comes_second_with_an_old_page_is_told(client, cast, thirds, q3, q4):
    shut(q3, cast.jifen, TODAY)
    before = again(q3).closed_at
    with pytest.raises(QuarterClosed, match=FASTER):
        shut(q3, cast.jifen, TODAY)
    client.force_login(cast.jifen)
    page = client.post(reverse("scoring:close", args=["2026Q3"]), follow=True).content.decode()
    assert FASTER in page
    assert again(q3).closed_at == before
    assert FrozenStanding.objects.count() == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_close_at_once_close_once(cast, thirds, q3, q4):
    def closing():
        return close_quarter(again(q3), cast.jifen, TODAY) and None

    publish_quarter(q3, cast.jifen, Q3_DAY, TODAY)
    assert sorted(race(closing, closing, "FOR UPDATE"), key=str) == [None, FASTER]
    assert digest_holds(again(q3))
    assert FrozenStanding.objects.count() == 2


def test_who_may_not_route_is_told_who_does_instead_of_a_link(client, cast, paper, q4):
    piece = bring_to("approved", make_piece(cast.duchang, cast.tongxun), cast)
    version = PieceStatus.objects.get(pk=piece.pk).approved_version_id
    [row] = route(piece.pk, [paper.pk], cast.bianji, version_id=version)
    Routing.objects.filter(pk=row.pk).update(routed_at=datetime(2026, 10, 9, tzinfo=UTC))
    seen = {}
    for name in ("jifen", "bianji"):
        client.force_login(getattr(cast, name))
        page = client.get(reverse("scoring:quarter", args=[q4.code]))
        items = bs4.BeautifulSoup(page.content, "html.parser").select(".gates li")
        [item] = [item for item in items if "次送稿" in item.text]
        seen[name] = (" ".join(item.text.split()), [link["href"] for link in item.select("a")])
    assert seen == {
        "jifen": ("还有1次送稿没有送出，由编辑办理", []),
        "bianji": ("还有1次送稿没有送出 去送稿", [reverse("routing:routing_desk")]),
    }
