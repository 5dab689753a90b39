"""图表: the figures behind each chart, who sees which, and that the tables need no script. That the
charts are drawn is tests/journeys/test_charts.py."""

import hashlib
import json
import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial import stages
from editorial.pieces.models import PieceStatus
from editorial.routing import actions as routing
from editorial.setup import found_unit
from scoring import charts
from scoring.charts import funnel, outlets, standing
from scoring.models import RuleBook, ScoreEntry
from tests.factories import bring_to, make_piece
from tests.scoring.conftest import TODAY
from tests.scoring.makers import Q4_DAY, change, make_outlet, make_placement, shut

SHANGHAI = ZoneInfo("Asia/Shanghai")


def standing_row(unit_id, points, rank):
    """As much of a row of the standing as a chart reads."""
    return SimpleNamespace(
        unit_id=unit_id, unit_title=f"单位{unit_id}", rank=rank, points=Decimal(points)
    )


def drawn(chart):
    """[(label, what stands at its bar)] of the only series."""
    (series,) = chart.series
    return list(zip(chart.labels, series.texts, strict=True))


def chart_of(found, key):
    return next(chart for chart in found if chart.key == key)


# -- arithmetic ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "shares"),
    [
        ([1, 1, 1], [34, 33, 33]),
        ([2, 9, 13, 0, 5], [7, 31, 45, 0, 17]),
        ([1, 199], [1, 99]),  # 0.5 and 99.5: the first of equal remainders
        ([7], [100]),
    ],
)
def test_shares_are_whole_and_add_up(counts, shares):
    assert outlets.per_cent(counts) == shares


@pytest.mark.parametrize(
    ("top", "step", "number"),
    [("0.5", 1, 1), ("8", 1, 8), ("8.01", 2, 5), ("16", 2, 8), ("20.83", 5, 5), ("401", 100, 5)],
)
def test_bands_are_round_and_few(top, step, number):
    assert standing.bands(Decimal(top)) == (step, number)


def test_distribution_counts_upper_limits_in_and_lower_out():
    """A step of 2 for 9: nothing, (0,2], (2,4], … (8,10]."""
    points = [Decimal(p) for p in ("-1", "0", "0.01", "2", "2.01", "4", "9")]
    chart = standing.distribution_chart("bands", "分布", points, own=Decimal(4))
    assert drawn(chart) == [
        ("0分及以下", "2个"),
        ("0～2分", "2个"),
        ("2～4分", "2个，本单位在内"),
        ("4～6分", "0个"),
        ("6～8分", "0个"),
        ("8～10分", "1个"),
    ]
    assert chart.own == 2


def test_a_group_of_a_hundred_draws_the_best_and_lists_all():
    rows = [standing_row(n, 100 - n, n + 1) for n in range(100)]
    chart = standing.standing_chart("standing0", "县（市、区）", rows)
    assert drawn(chart) == [(f"单位{n}", f"{100 - n}分") for n in range(15)]
    assert len(chart.rows) == 100 and chart.rows[99] == ["单位99", "100", "1.00"]
    assert chart.summary == (
        "100个单位里100个有得分，最高的是单位0，100分；中位数50.5分。图上是前15个，全部在表里。"
    )


def test_more_outlets_than_bars_are_added_up_in_one():
    placed = [(f"媒体{n:02}", "city", 20 - n) for n in range(13)]
    chart = outlets.outlet_chart(placed)
    assert len(chart.labels) == 11
    assert chart.rows[-1] == ["其余3家", "27", "15%"]  # 10 + 9 + 8 of 182
    assert chart.summary == "共采用182篇次。最多的是媒体00，20篇次。"


def test_a_long_tail_is_not_the_leader():
    chart = outlets.outlet_chart([(f"媒体{n:02}", "city", 1) for n in range(20)])
    assert chart.rows[-1] == ["其余10家", "10", "50%"]
    assert chart.summary == "共采用20篇次。最多的是媒体00、媒体01、媒体02等，各1篇次。"


# -- figures ---------------------------------------------------------------------------------------


def test_trend_shows_each_kept_quarter_and_the_change(cast, paper, q3, q4):
    make_placement(cast, paper)
    shut(q3, cast.jifen, TODAY)
    for n in range(2):
        make_placement(cast, paper, day=Q4_DAY, headline=f"标题{n}")
    chart = chart_of(charts.charts_of_quarter(q4), "trend")
    submitted, placed = chart.series
    assert chart.labels == ["2026年\n三季度", "2026年\n四季度"]
    assert (submitted.values, placed.values) == ([0, 0], [1, 2])
    assert chart.rows == [
        ["2026年第三季度", "0", "1", "5.00"],
        ["2026年第四季度（进行中）", "0", "2", "10.00"],
    ]
    assert chart.summary == (
        "2026年第四季度报送0篇（与上一季度持平），采用2篇次（比上一季度多1篇次）。"
        "季度还没有定稿，数字会变。"
    )
    (own,) = chart_of(charts.charts_of_unit(cast.duchang, q4), "trend").series
    assert own.texts == ["5", "10"]


def test_a_unit_that_joined_later_has_a_dash_before(cast, paper, q3, q4):
    shut(q3, cast.jifen, TODAY)
    newcomer = found_unit(
        cast.site.units, title="新单位", short_name="新", ranking_group="city", slug="new"
    )
    make_placement(cast, paper, unit=newcomer, day=Q4_DAY)
    chart = chart_of(charts.charts_of_unit(newcomer, q4), "trend")
    assert chart.rows[0] == ["2026年第三季度", "—", "—", "—", "—"]
    assert chart.series[0].texts == ["—", "5"]
    assert chart.summary == "2026年第四季度得5分。季度还没有定稿，数字会变。"


def test_a_closed_quarter_is_drawn_as_it_was_frozen(cast, paper, q3, q4):
    placement = make_placement(cast, paper)
    shut(q3, cast.jifen, TODAY)
    before = chart_of(charts.charts_of_quarter(q4), "trend").rows[0]
    change(placement, state="rejected")
    found = charts.charts_of_quarter(q4)
    assert chart_of(found, "trend").rows[0] == before == ["2026年第三季度", "0", "1", "5.00"]
    assert chart_of(found, "trend").rows[1][3] == "-5.00"


def test_corrections_are_no_placements(cast, paper, q3, q4):
    """The reversal of a line of the third quarter stands in the fourth, and is no 采用 there."""
    placement = make_placement(cast, paper)
    shut(q3, cast.jifen, TODAY)
    change(placement, state="rejected")
    assert ScoreEntry.objects.filter(quarter=q4).count() == 1
    found = charts.charts_of_quarter(q4)
    assert chart_of(found, "levels").summary == "这个季度还没有核实过的刊发。"
    assert chart_of(found, "outlets").series == ()


def test_one_quarter_alone_is_listed_and_not_drawn(cast, paper, q3):
    make_placement(cast, paper)
    chart = chart_of(charts.charts_of_quarter(q3), "trend")
    assert (chart.series, len(chart.rows)) == ([], 1)
    assert "只有这一个季度，下一个季度起画出走势。" in chart.summary


def test_shares_by_level_and_by_outlet(cast, paper, monthly, q4):
    for n in range(3):
        make_placement(cast, paper, day=Q4_DAY, headline=f"标题{n}")
    make_placement(cast, monthly, unit=cast.hukou, day=Q4_DAY)
    found = charts.charts_of_quarter(q4)
    assert drawn(chart_of(found, "levels")) == [
        ("国家级", "0篇次，0%"),
        ("省级", "1篇次，25%"),
        ("市级", "3篇次，75%"),
        ("县级", "0篇次，0%"),
        ("系统内", "0篇次，0%"),
    ]
    assert drawn(chart_of(found, "outlets")) == [("九江日报", "3篇次，75%"), ("老友", "1篇次，25%")]
    of_unit = charts.charts_of_unit(cast.hukou, q4)
    assert drawn(chart_of(of_unit, "outlets")) == [("老友", "1篇次，100%")]


def test_a_joint_placement_counts_once_for_the_bureau_and_for_each_unit(cast, paper, q4):
    make_placement(cast, paper, credits=[(cast.duchang, 1), (cast.hukou, 1)], day=Q4_DAY)
    for found in (charts.charts_of_quarter(q4), charts.charts_of_unit(cast.hukou, q4)):
        assert chart_of(found, "outlets").rows == [["九江日报", "1", "100%"]]


def submitted(piece, year, month, day, hour):
    at = datetime(year, month, day, hour, tzinfo=SHANGHAI)
    PieceStatus.objects.filter(piece=piece).update(submitted_at=at)
    return piece


def sent_to(outlet, piece, cast):
    version = PieceStatus.objects.get(piece=piece).approved_version_id
    (row,) = routing.route(piece.pk, [outlet.pk], cast.bianji, version_id=version)
    return row


@pytest.fixture
def pieces(cast, paper, q4):
    """Of the fourth quarter: one in review, one signed, one waiting to be sent, one sent, one sent
    and placed, one placed on its own; the last of the third quarter and the first of the next year."""
    outlet = make_outlet("xunyang", name="浔阳晚报")
    stages_of = [stages.FIRST, *[stages.APPROVED] * 5, stages.FIRST, stages.FIRST]
    made = [
        bring_to(stage, make_piece(cast.duchang, cast.tongxun, title=f"登高{n}"), cast)
        for n, stage in enumerate(stages_of)
    ]
    for piece in made[:6]:
        submitted(piece, 2026, 11, 3, 9)
    submitted(made[6], 2026, 9, 30, 23)
    submitted(made[7], 2027, 1, 1, 0)
    sent_to(outlet, made[2], cast)
    for piece in made[3:5]:
        row = sent_to(outlet, piece, cast)
        routing.mark_sent(row.pk, cast.bianji, seen_state=row.state)
    for piece in made[4:6]:
        make_placement(cast, paper, piece=piece, day=Q4_DAY, headline=piece.title)
    make_placement(cast, paper, piece=made[1], day=Q4_DAY, headline="还没有核实", state="recorded")
    return made


def test_funnel_counts_the_quarters_pieces_by_how_far_they_came(cast, pieces, q4):
    counts = {"submitted": 6, "approved": 5, "routed": 2, "placed": 2, "unrouted": 1}
    assert funnel.funnel_of(q4) == counts
    assert funnel.funnel_of(q4, unit_id=cast.duchang.pk) == counts
    assert funnel.funnel_of(q4, unit_id=cast.hukou.pk) == dict.fromkeys(counts, 0)
    chart = funnel.funnel_chart("第四季度", counts)
    assert drawn(chart) == [
        ("报送", "6篇，100%"),
        ("审定", "5篇，83%"),
        ("送出", "2篇，33%"),
        ("刊发", "2篇，33%"),
    ]
    assert chart.summary == (
        "第四季度报送的6篇里，5篇已审定，2篇已送出，2篇已刊发。刊发的里面有1篇没有经过这里送出。"
    )


# -- cost ------------------------------------------------------------------------------------------


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_cost_does_not_grow_with_what_is_counted(client, cast, paper, monthly, q3, q4):
    addresses = [
        reverse("scoring:charts", args=["2026Q4"]),
        reverse("scoring:unit_charts", args=[cast.duchang.pk, "2026Q4"]),
    ]
    client.force_login(cast.jifen)

    def fill(first):
        for n in range(first, first + 4):
            unit = found_unit(
                cast.site.units,
                title=f"第{n}局",
                short_name=f"{n}局",
                ranking_group="county",
                slug=f"ju{n}",
            )
            for outlet in (paper, make_outlet(f"outlet{n}", name=f"媒体{n}")):
                make_placement(cast, outlet, unit=unit, day=Q4_DAY, headline=f"标题{n}")
            piece = make_piece(cast.duchang, cast.tongxun, title=f"登高{n}")
            submitted(bring_to(stages.FIRST, piece, cast), 2026, 11, 3, 9)

    fill(0)
    few = [queries_of(client, address) for address in addresses]
    fill(4)
    many = [queries_of(client, address) for address in addresses]
    assert many == few
    assert max(few) <= 40


# -- who sees what ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "of_quarter", "of_unit"),
    [("tongxun", 404, 200), ("fuze", 404, 200), ("waidi", 404, 404), ("jifen", 200, 200)],
)
def test_who_may_open_the_charts(client, cast, q4, who, of_quarter, of_unit):
    client.force_login(getattr(cast, who))
    assert client.get(reverse("scoring:charts", args=["2026Q4"])).status_code == of_quarter
    address = reverse("scoring:unit_charts", args=[cast.duchang.pk, "2026Q4"])
    assert client.get(address).status_code == of_unit


@pytest.fixture
def six_units(cast, paper, q4):
    """都昌 with 5, 湖口 with 35 and four more with nothing."""
    make_placement(cast, paper, day=Q4_DAY)
    for n in range(7):
        make_placement(cast, paper, unit=cast.hukou, day=Q4_DAY, headline=f"标题{n}")
    for n in range(4):
        found_unit(
            cast.site.units,
            title=f"第{n}局",
            short_name=f"{n}局",
            ranking_group="county",
            slug=f"ju{n}",
        )


def test_a_unit_sees_its_place_and_of_others_only_how_many(client, cast, six_units):
    def page(who, name, *arguments):
        client.force_login(who)
        return client.get(reverse(name, args=[*arguments, "2026Q4"])).content.decode()

    others = "湖口县委老干部局|(?<!～)35分|35.00"
    assert set(re.findall(others, page(cast.jifen, "scoring:charts"))) == {
        "湖口县委老干部局",
        "35分",
        "35.00",
    }
    own = page(cast.tongxun, "scoring:unit_charts", cast.duchang.pk)
    assert re.findall(others, own) == []
    assert "得5分，在县（市、区）6个单位里列第2名。" in own
    (block,) = re.findall(r'id="place-data"[^>]*>(.*?)</script>', own)
    place = json.loads(block)
    # A step of 5 for 35.
    assert place["labels"] == ["0分", *(f"{n}～{n + 5}分" for n in range(0, 35, 5))]
    assert place["series"][0]["values"] == [4, 1, 0, 0, 0, 0, 0, 1]
    assert place["own"] == 1


def test_a_small_group_shows_the_place_alone(cast, paper, q4):
    """Of two units, the other's points could be read off."""
    make_placement(cast, paper, day=Q4_DAY)
    chart = chart_of(charts.charts_of_unit(cast.duchang, q4), "place")
    assert chart.summary == ("得5分，在县（市、区）2个单位里列第1名。单位不到5个，不画得分的分布。")
    assert (chart.series, chart.rows) == ((), ())


def adopt(changes):
    """The book in force, with other rules."""
    book = RuleBook.objects.get()
    book.rules |= changes
    book.full_clean()
    book.save()


def test_units_that_are_ranked_together_are_drawn_together(cast, paper, q4):
    make_placement(cast, paper, day=Q4_DAY)
    city = {"title": "市教育局", "short_name": "教育局", "ranking_group": "city", "slug": "jyj"}
    make_placement(cast, paper, unit=found_unit(cast.site.units, **city), day=Q4_DAY, headline="二")
    make_placement(cast, paper, unit=cast.hukou, day=Q4_DAY, headline="三", position="front_lead")
    apart = [chart.title for chart in charts.charts_of_quarter(q4)]
    assert apart[4:] == ["县（市、区）得分", "市直单位得分"]
    adopt({"ranking": {"clause": "第九条", "text": "", "by": "all"}})
    (together,) = charts.charts_of_quarter(q4)[4:]
    assert together.title == "全部单位得分"
    assert together.rows == [
        ["湖口县委老干部局", "1", "10.00"],
        ["市教育局", "2", "5.00"],
        ["都昌县委老干部局", "2", "5.00"],
    ]
    place = chart_of(charts.charts_of_unit(cast.duchang, q4), "place")
    assert place.summary.startswith("得5分，在全部单位3个单位里列第2名。")


def test_tracks_have_their_own_charts(cast, paper, monthly, q4):
    law = {"clause": "第十条", "text": ""}
    info = {**law, "code": "info", "name": "政务信息", "kind": "magazine"}
    adopt({"tracks": [info, {**law, "code": "news", "name": "新闻宣传"}]})
    make_placement(cast, paper, day=Q4_DAY)
    make_placement(cast, monthly, day=Q4_DAY, headline="二")
    found = charts.charts_of_quarter(q4)
    assert [(chart.title, chart.rows[0][2]) for chart in found[4:] if chart.rows] == [
        ("政务信息县（市、区）得分", "10.00"),
        ("新闻宣传县（市、区）得分", "5.00"),
    ]
    own = charts.charts_of_unit(cast.duchang, q4)
    points = {chart.title: chart.rows[-1][-1] for chart in own if chart.title.startswith("各季度")}
    assert points == {"各季度政务信息得分": "10.00", "各季度新闻宣传得分": "5.00"}
    for page in (own, found):
        assert len({chart.key for chart in page}) == len(page)


def test_a_quarter_without_ranking_shows_none(client, cast, paper, q4):
    make_placement(cast, paper, day=Q4_DAY)
    for shows, places in ((True, ["1", "1"]), (False, [])):
        q4.ranking_switch = shows
        q4.save()
        found = [*charts.charts_of_quarter(q4), *charts.charts_of_unit(cast.duchang, q4)]
        rows = [row for chart in found if "名次" in chart.head for row in chart.rows]
        assert [row[-2] for row in rows if row[-2].isdecimal() and row[-1] == "5.00"] == places
        said = [chart.key for chart in found if chart.summary == "这个季度不排名。"]
        assert said == ([] if shows else ["standing", "place"])


# -- the page --------------------------------------------------------------------------------------


def test_nothing_yet_is_said_and_no_empty_frame_stands(client, cast, q4):
    client.force_login(cast.jifen)
    page = client.get(reverse("scoring:charts", args=["2026Q4"])).content.decode()
    assert "2026年第四季度还没有报送的稿件。" in page
    assert page.count("这个季度还没有核实过的刊发。") == 2
    assert "这一组2个单位，还没有单位得分。" in page
    assert "这一组还没有单位。" in page
    assert "data-chart" not in page and page.count('class="scores"') == 1  # the trend's one row


def test_tables_need_no_script(client, cast, paper, q4):
    make_placement(cast, paper, day=Q4_DAY)
    client.force_login(cast.jifen)
    page = client.get(reverse("scoring:charts", args=["2026Q4"])).content.decode()
    (section,) = re.findall(
        r'<section class="chart" aria-labelledby="outlets-title".*?</section>', page, re.S
    )
    cells = re.findall(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", section)
    assert cells == ["媒体", "采用（篇次）", "占比", "九江日报", "1", "100%"]
    assert "chart__picture" not in page and '<details class="chart__table" open>' in section
    (block,) = re.findall(r"<script[^>]*>(.*?)</script>", section)
    assert json.loads(block)["summary"] == "各媒体采用。共采用1篇次。最多的是九江日报，1篇次。"


def test_the_charts_are_reached_from_the_quarter_and_from_the_units_lines(client, cast, q4):
    client.force_login(cast.jifen)
    page = client.get(reverse("scoring:quarter", args=["2026Q4"])).content.decode()
    assert reverse("scoring:charts", args=["2026Q4"]) in page
    client.force_login(cast.tongxun)
    unit = [cast.duchang.pk, "2026Q4"]
    page = client.get(reverse("scoring:unit", args=unit)).content.decode()
    assert reverse("scoring:unit_charts", args=unit) in page


def test_the_vendored_library_is_the_one_that_its_note_names():
    path = Path(finders.find("vendor/echarts/echarts.common.min.js"))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert digest in (path.parent / "README.md").read_text(encoding="utf-8")
