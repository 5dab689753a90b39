"""稿件审批单: what the printed sheet says of the signed text, row by row."""

import re
from datetime import date

import bs4
import pytest
from django.urls import reverse

from editorial import stages
from editorial.outlets.models import Outlet
from editorial.people.models import Contributor
from editorial.pieces.models import Byline, PieceStatus
from editorial.pieces.terms import BylineRole
from editorial.placements.models import Placement
from editorial.routing import actions as routing
from editorial.series.models import SeriesPage
from tests.factories import bring_to, make_photo, make_piece

pytestmark = pytest.mark.shown


def as_shown(cell):
    """A line break of the source is a blank on the screen; a blank of the text itself stays."""
    return re.sub(r"[ \n]+", " ", cell.get_text(" ")).strip()


@pytest.fixture
def rows(client, cast):
    """{heading: text} of the sheet's first table, as this person reads it."""

    def read(piece, who="tongxun"):
        client.force_login(getattr(cast, who))
        page = client.get(reverse("desk:sign_off_sheet", args=(piece.pk,))).content
        table = bs4.BeautifulSoup(page, "html.parser").select_one("table.sheet")
        return {
            head.get_text(): as_shown(head.find_next_sibling("td")) for head in table.select("th")
        }

    return read


def make_outlet(code, name, channel="hand"):
    return Outlet.objects.create(code=code, name=name, level="city", kind="paper", channel=channel)


def place(piece, outlet, user, state="verified", **fields):
    return Placement.objects.create(
        piece=piece,
        outlet=outlet,
        published_on=date(2026, 10, 23),
        headline=piece.title,
        state=state,
        recorded_by=user,
        **fields,
    )


def test_the_sheet_has_every_heading_of_the_form(cast, rows):
    piece = make_piece(cast.duchang, cast.tongxun, kicker="九九重阳", subtitle="银龄登高")
    assert list(rows(bring_to(stages.APPROVED, piece, cast))) == [
        "引题", "标题", "副题", "单位", "报送时间", "供稿人", "署名", "摄影", "校对人", "来源",
        "首发/原创", "体裁", "事件日期", "是否涉密", "同意上网", "拟发布渠道/栏目", "发布时间/链接",
    ]  # fmt: skip


def test_headline_kicker_and_subtitle_have_a_row_each(cast, rows):
    piece = make_piece(cast.duchang, cast.tongxun, kicker="九九重阳", subtitle="银龄登高")
    shown = rows(bring_to(stages.UNIT, piece, cast))
    assert (shown["引题"], shown["标题"], shown["副题"]) == (
        "九九重阳", "老干部重阳登高", "——银龄登高",
    )  # fmt: skip
    plain = rows(bring_to(stages.UNIT, make_piece(cast.duchang, cast.tongxun), cast))
    assert "引题" not in plain and "副题" not in plain


def test_photographers_come_from_the_photos_and_the_bylines_each_once(cast, rows):
    photo = make_photo(cast.duchang)
    body = [("paragraph", "<p>登高。</p>")] + [
        ("photo", {"photo": photo, "caption": "图为登高", "photographer": who})
        for who in ("王　五、李四", "", "李四")
    ]
    piece = make_piece(cast.duchang, cast.tongxun, body=body)
    zhaoliu = Contributor.objects.create(name="赵六", unit=cast.duchang)
    piece.bylines.add(Byline(contributor=zhaoliu, role=BylineRole.PHOTO))
    piece.save()
    piece.save_revision()
    assert rows(bring_to(stages.UNIT, piece, cast))["摄影"] == "王　五、李四、赵六"


def test_a_piece_without_photos_has_no_photographer(cast, rows):
    assert rows(bring_to(stages.UNIT, make_piece(cast.duchang, cast.tongxun), cast))["摄影"] == "—"


@pytest.mark.parametrize(
    ("source", "note", "origin", "word"),
    [
        ("own", "", "本单位采写", "原创（本单位采写）"),
        ("reprint", "《江西日报》", "转载", "转载自《江西日报》"),
    ],
)
def test_the_sheet_says_whether_it_is_original(cast, rows, source, note, origin, word):
    piece = make_piece(cast.duchang, cast.tongxun, source=source, source_note=note)
    shown = rows(bring_to(stages.UNIT, piece, cast))
    assert (shown["来源"], shown["首发/原创"]) == (origin, word)


def test_nobody_is_recorded_as_proof_reader_so_the_cell_is_for_the_pen(cast, rows):
    shown = rows(bring_to(stages.APPROVED, make_piece(cast.duchang, cast.tongxun), cast))
    assert shown["校对人"] == ""


def test_only_verified_placements_are_where_it_was_published(cast, rows):
    piece = bring_to(stages.APPROVED, make_piece(cast.duchang, cast.tongxun), cast)
    assert rows(piece)["发布时间/链接"] == "尚未发布"
    paper, client = make_outlet("jjrb", "九江日报"), make_outlet("jjfb", "九江发布")
    place(piece, paper, cast.bianji, page="第3版")
    place(piece, client, cast.bianji, state="recorded", url="https://example.com/1")
    assert rows(piece)["发布时间/链接"] == "九江日报 2026年10月23日 第3版"
    place(piece, client, cast.bianji, url="https://example.com/2")
    assert rows(piece)["发布时间/链接"].endswith("九江发布 2026年10月23日 https://example.com/2")


def test_a_live_piece_is_published_on_the_own_site(cast, rows):
    series = cast.site.series.add_child(instance=SeriesPage(title="养老防诈", slug="yanglao"))
    piece = make_piece(cast.duchang, cast.tongxun, series=series)
    bring_to(stages.APPROVED, piece, cast)
    site = make_outlet("site", "本站专栏", channel="site")
    version = PieceStatus.objects.get(pk=piece.pk).approved_version
    routing.route(piece.pk, [site.pk], cast.bianji, version_id=version.pk)
    piece.refresh_from_db()
    outlet, day, address = rows(piece)["发布时间/链接"].split()
    assert (outlet, address) == ("本站", piece.full_url)
    assert day.endswith("日")
    assert rows(piece)["拟发布渠道/栏目"] == "本站专栏（已送）；专栏“养老防诈”"
