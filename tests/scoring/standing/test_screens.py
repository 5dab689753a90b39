"""The score keeper's screens and a unit's lines, through the real addresses."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from editorial.outlets.models import Outlet
from editorial.placements import actions as placements
from scoring.ledger.tally import ensure_quarter
from scoring.models import Quarter, ScoreEntry
from scoring.quarter import QuarterSpan
from scoring.setup import ensure_rulebook_and_quarter


@pytest.fixture
def counted(cast):
    """A verified placement of 都昌 in 九江日报 (5 points by 第三条（三）) in the third quarter."""
    ensure_quarter(QuarterSpan(2026, 3))
    ensure_rulebook_and_quarter(date(2026, 8, 1))
    outlet = Outlet.objects.create(name="九江日报", code="jjrb", level="city", kind="paper")
    fields = {
        "outlet": outlet,
        "published_on": date(2026, 8, 15),
        "headline": "标记标题都昌走访",
        "genre": "news",
        "position": "inner",
        "page": "第3版",
        "url": "",
        "length": None,
        "use": "sole",
    }
    data = placements.PlacementData(fields, [placements.CreditData(cast.duchang)])
    row = placements.record_placement(data, cast.bianji)
    seen = placements.newest_act_id(row)
    return placements.verify_placement(row.pk, cast.fushen, seen_act=seen)


def test_verified_placement_opens_down_to_its_clause(client, cast, counted):
    client.force_login(cast.jifen)
    page = client.get(reverse("scoring:standing", args=["2026Q3"])).content.decode()
    assert reverse("scoring:unit", args=[cast.duchang.pk, "2026Q3"]) in page
    line = ScoreEntry.objects.get()
    assert line.points == 5
    page = client.get(reverse("scoring:unit", args=[cast.duchang.pk, "2026Q3"])).content.decode()
    assert "标记标题都昌走访" in page and reverse("scoring:line", args=[line.pk]) in page
    page = client.get(reverse("scoring:line", args=[line.pk])).content.decode()
    assert "第三条（三）" in page
    assert reverse("placements:placement", args=[counted.pk]) in page


@pytest.mark.parametrize(("who", "status"), [("tongxun", 200), ("waidi", 404), ("jifen", 200)])
def test_lines_are_the_units_own(client, cast, counted, who, status):
    client.force_login(getattr(cast, who))
    address = reverse("scoring:unit", args=[cast.duchang.pk, "2026Q3"])
    response = client.get(address)
    assert response.status_code == status
    assert ("标记标题都昌走访" in response.content.decode()) is (status == 200)
    line = ScoreEntry.objects.get()
    assert client.get(reverse("scoring:line", args=[line.pk])).status_code == status


def test_quarter_closes_from_its_screen_and_the_circular_downloads(client, cast, counted):
    client.force_login(cast.jifen)
    page = client.post(reverse("scoring:close", args=["2026Q3"]), follow=True).content.decode()
    assert "还没有公示，请先公示" in page
    today = localdate().isoformat()
    client.post(reverse("scoring:publish", args=["2026Q3"]), {"until": today})
    page = client.get(reverse("scoring:quarter", args=["2026Q3"])).content.decode()
    assert "公示到" in page and "之后才能定稿" in page
    Quarter.objects.update(public_until=localdate() - timedelta(days=1))
    client.post(reverse("scoring:close", args=["2026Q3"]))
    quarter = Quarter.objects.get(year=2026, number=3)
    assert quarter.is_closed and len(quarter.digest) == 64
    page = client.get(reverse("scoring:bulletin", args=["2026Q3"])).content.decode()
    assert "关于2026年第三季度全市老干部信息宣传工作情况的通报" in page
    assert "标记标题都昌走访" in page
    word = client.get(reverse("scoring:bulletin_file", args=["2026Q3", "docx"]))
    assert word.content[:2] == b"PK"


def test_only_the_score_keeper_closes(client, cast, counted):
    client.force_login(cast.bianji)
    client.post(reverse("scoring:close", args=["2026Q3"]))
    assert not Quarter.objects.get(year=2026, number=3).is_closed


def test_every_scoring_screen_answers(client, cast, counted):
    client.force_login(cast.jifen)
    for name in ("this_quarter", "problems", "books", "bulletins"):
        assert client.get(reverse(f"scoring:{name}"), follow=True).status_code == 200
    book = ScoreEntry.objects.get().book
    assert "20" in client.get(reverse("scoring:book", args=[book.pk])).content.decode()
