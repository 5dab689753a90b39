"""微信稿 on its screen: who may see it, that it shows the signed text alone, and what its downloads
hold. The pure halves are tests/editorial/manuscripts/test_wechat.py and test_covers.py."""

import hashlib
import io
import re
import zipfile
from urllib.parse import unquote

import pytest
from django.urls import reverse
from PIL import Image

from editorial import stages
from editorial.assets.models import PhotoAsset
from editorial.outlets.models import Outlet
from editorial.pieces.models import PieceStatus
from editorial.pieces.page import PiecePage
from editorial.routing import actions as routing
from editorial.routing import reopening
from tests.factories import bring_to, jpeg, make_photo, make_piece

pytestmark = pytest.mark.shown

BODY = [
    (
        "paragraph",
        "<p>10月21日，都昌县组织离退休干部重阳登高。</p><p>3 &lt; 5，共<b>60</b>人。</p>",
    ),
    ("subheading", "一、登高"),
]


@pytest.fixture
def piece(cast):
    """Signed, with two photos."""
    photos = [make_photo(cast.duchang), make_photo(cast.duchang, "合影", color="green")]
    made = make_piece(cast.duchang, cast.tongxun, body=BODY, photos=photos, subtitle="记都昌的一天")
    return bring_to(stages.APPROVED, made, cast)


def address(piece, name="routing:wechat", *args):
    return reverse(name, args=(piece.pk, *args))


def shown(client, user, piece, query=""):
    client.force_login(user)
    return client.get(address(piece) + query)


def values(answer):
    return {name: value for name, _, value, _ in answer.context["fields"]}


def route_to(piece, user, kind):
    outlet = Outlet.objects.create(
        code=kind, name="九江老干部微讯", level="city", kind=kind, channel="hand"
    )
    version = PieceStatus.objects.get(pk=piece.pk).approved_version
    [row] = routing.route(piece.pk, [outlet.pk], user, version_id=version.pk)
    return row


def file_name(answer):
    return unquote(answer["Content-Disposition"]).partition("filename*=utf-8''")[2]


# -- the screen ------------------------------------------------------------------------------------


def test_the_screen_shows_fields_body_and_no_excess(client, cast, piece):
    answer = shown(client, cast.bianji, piece)
    assert values(answer) == {
        "title": "老干部重阳登高",
        "author": "陈明",
        "digest": "10月21日，都昌县组织离退休干部重阳登高。",
    }
    assert answer.context["excesses"] == []
    assert answer.context["body"] in answer.content.decode()
    placed = ["【图1：图1_图为重阳活动.jpg】", "【图2：图2_图为合影.jpg】"]
    assert [line for line in placed if line in answer.context["body"]] == placed
    assert "3 &lt; 5" in answer.context["body"]


def test_the_reviewers_stand_at_the_foot_until_they_are_left_out(client, cast, piece):
    with_them = shown(client, cast.bianji, piece).context["body"]
    without = shown(client, cast.bianji, piece, "?reviewers=no").context["body"]
    assert "初审：徐静　复审：郑安　终审：胡正华" in with_them
    assert "徐静" not in without
    assert "周国平" not in with_them  # the unit's head is not printed


def test_every_excess_is_named_above_the_fields(client, cast):
    made = make_piece(cast.duchang, cast.tongxun, title="题" * 40)
    bring_to(stages.APPROVED, made, cast)
    answer = shown(client, cast.bianji, made)
    [excess] = answer.context["excesses"]
    assert excess.what == "标题"
    text = answer.content.decode()
    assert text.index("超出公众号限制的1处") < text.index(excess.text) < text.index("wechat-title")


def test_the_scripts_come_from_files_and_none_is_in_the_screen(client, cast, piece):
    text = shown(client, cast.bianji, piece).content.decode()
    screen = text[text.index("data-wechat ") : text.index("</main>")]
    assert "js/wechat.js" in text
    assert "复制正文" in screen
    assert re.findall(r"<script|\son\w+=", screen) == []


def test_the_screen_shows_what_was_signed_and_not_the_page(client, cast, piece):
    PiecePage.objects.filter(pk=piece.pk).update(title="后来的标题", draft_title="后来的标题")
    assert values(shown(client, cast.bianji, piece))["title"] == "老干部重阳登高"


def test_merged_cells_come_through_and_forged_ones_are_left_out(client, cast):
    real = {"row": 0, "col": 0, "rowspan": 1, "colspan": 2}
    forged = [{"row": "x", "col": 0, "rowspan": 1, "colspan": 2}, {"row": 1}]
    table = {"data": [["全县", None], ["甲", "乙"]], "mergeCells": [*forged, real]}
    made = make_piece(cast.duchang, cast.tongxun, body=[*BODY, ("table", table)])
    bring_to(stages.APPROVED, made, cast)
    body = shown(client, cast.bianji, made).context["body"]
    assert re.findall(r"<td([^>]*?) style=[^>]*>(.*?)</td>", body) == [
        (' colspan="2"', "全县"),
        ("", "甲"),
        ("", "乙"),
    ]


def test_a_piece_without_photos_says_that_a_cover_is_chosen_elsewhere(client, cast):
    made = bring_to(stages.APPROVED, make_piece(cast.duchang, cast.tongxun), cast)
    answer = shown(client, cast.bianji, made)
    assert answer.context["cover"] is None
    assert "封面请在公众号里另选" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "number"),
    [("", 1), ("?photo=2", 2), ("?photo=3", 1), ("?photo=0", 1), ("?photo=²", 1)],
)
def test_the_cover_is_cut_from_the_photo_that_was_asked_for(client, cast, piece, query, number):
    assert shown(client, cast.bianji, piece, query).context["cover"]["number"] == number


# -- who, and when ---------------------------------------------------------------------------------


def test_only_editors_see_it_and_others_are_told_so(client, cast, piece):
    people = (cast.bianji, cast.zhongshen, cast.fushen, cast.tongxun, cast.fuze, cast.waidi)
    codes = [shown(client, user, piece).status_code for user in people]
    assert codes == [200, 200, 403, 403, 403, 404]


def test_a_piece_that_is_not_signed_has_none(client, cast):
    made = bring_to(stages.FINAL, make_piece(cast.duchang, cast.tongxun), cast)
    answer = shown(client, cast.bianji, made)
    assert (answer.status_code, answer.url) == (302, reverse("desk:piece", args=(made.pk,)))
    assert "现在不是审定状态，没有微信稿" in client.get(answer.url).content.decode()


def test_a_reopened_piece_has_none_any_more(client, cast, piece):
    assert shown(client, cast.bianji, piece).status_code == 200
    reopening.reopen(piece.pk, cast.bianji, "人名有误")
    assert shown(client, cast.bianji, piece).status_code == 302


def test_a_piece_that_may_not_go_online_has_none(client, cast):
    made = make_piece(cast.duchang, cast.tongxun, photos=[make_photo(cast.duchang)])
    made.web_allowed = False
    made.save_revision(user=cast.tongxun)
    bring_to(stages.APPROVED, made, cast)
    client.force_login(cast.bianji)
    addresses = (
        address(made),
        address(made, "routing:wechat_photos"),
        address(made, "routing:wechat_photo", 1),
        address(made, "routing:wechat_cover", "wide") + "?photo=1&x=50&y=50&zoom=100",
    )
    assert [client.get(path).status_code for path in addresses] == [302] * 4
    page = client.get(reverse("desk:piece", args=(made.pk,))).content.decode()
    assert "作者没有同意在互联网公开发布，不能做微信稿" in page
    assert address(made) not in page


def test_a_photo_that_is_not_the_signed_one_stops_everything(client, cast, piece):
    asset = PhotoAsset.objects.order_by("pk").first()
    with asset.file.storage.open(asset.file.name, "wb") as file:
        file.write(jpeg("blue"))
    client.force_login(cast.bianji)
    for path in (
        address(piece),
        address(piece, "routing:wechat_photos"),
        address(piece, "routing:wechat_photo", 1),
    ):
        assert client.get(path).status_code == 302
    assert client.get(address(piece, "routing:wechat_photo", 2)).status_code == 200
    page = client.get(reverse("desk:piece", args=(piece.pk,))).content.decode()
    assert "与终审时的不一致" in page


def test_the_routing_of_an_official_account_leads_there_and_no_other_does(client, cast, piece):
    client.force_login(cast.bianji)
    page = reverse("routing:routing", args=(route_to(piece, cast.bianji, "wechat").pk,))
    assert address(piece) in client.get(page).content.decode()
    Outlet.objects.update(kind="client")
    assert address(piece) not in client.get(page).content.decode()


def test_the_piece_leads_editors_there_and_nobody_else(client, cast, piece):
    page = reverse("desk:piece", args=(piece.pk,))
    found = []
    for user in (cast.bianji, cast.fushen, cast.tongxun):
        client.force_login(user)
        found.append(address(piece) in client.get(page).content.decode())
    assert found == [True, False, False]


# -- downloads -------------------------------------------------------------------------------------


def test_all_photos_come_in_one_file_with_the_names_of_the_text(client, cast, piece):
    html = shown(client, cast.bianji, piece).context["body"]
    answer = client.get(address(piece, "routing:wechat_photos"))
    assert file_name(answer) == "微信照片_老干部重阳登高.zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        photos = [Image.open(io.BytesIO(archive.read(name))).format for name in names]
    assert names == ["图1_图为重阳活动.jpg", "图2_图为合影.jpg"]
    assert photos == ["JPEG", "JPEG"]
    assert [name in html for name in names] == [True, True]


def test_one_photo_comes_as_a_file_or_small_for_the_screen(client, cast, piece):
    client.force_login(cast.bianji)
    signed = PhotoAsset.objects.get(title="重阳活动").frozen_sha256
    path = address(piece, "routing:wechat_photo", 1)
    whole, small, large = (client.get(path + query) for query in ("", "?size=small", "?size=large"))
    assert file_name(whole) == "图1_图为重阳活动.jpg"
    assert hashlib.sha256(whole.content).hexdigest() == signed
    assert Image.open(io.BytesIO(small.content)).size == (240, 180)
    assert Image.open(io.BytesIO(large.content)).size == (640, 480)
    assert "Content-Disposition" not in small
    for answer in (whole, small, large):
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("shape", "name", "size"),
    [("wide", "封面-2.35比1.jpg", (640, 272)), ("square", "封面-1比1.jpg", (480, 480))],
)
def test_a_cover_comes_in_its_shape_and_under_its_name(client, cast, piece, shape, name, size):
    client.force_login(cast.bianji)
    crop = "?photo=2&x=10.5&y=50&zoom=100"
    answer = client.get(address(piece, "routing:wechat_cover", shape) + crop)
    picture = Image.open(io.BytesIO(answer.content))
    assert (file_name(answer), picture.format, picture.size) == (name, "JPEG", size)
    red, green, _ = picture.getpixel((100, 100))
    assert green > 100 > red


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?photo=3&x=50&y=50&zoom=100",
        "?photo=0&x=50&y=50&zoom=100",
        "?photo=1&x=101&y=50&zoom=100",
        "?photo=1&x=nan&y=50&zoom=100",
        "?photo=1&x=50&y=50&zoom=1",
        "?photo=1&x=50&y=50&zoom=1e9",
        "?photo=99999999999999999999&x=50&y=50&zoom=100",
    ],
)
def test_a_crop_that_makes_no_sense_is_not_found(client, cast, piece, query):
    client.force_login(cast.bianji)
    assert client.get(address(piece, "routing:wechat_cover", "wide") + query).status_code == 404


def test_a_shape_or_photo_that_there_is_not_is_not_found(client, cast, piece):
    client.force_login(cast.bianji)
    crop = "?photo=1&x=50&y=50&zoom=100"
    assert client.get(address(piece, "routing:wechat_cover", "round") + crop).status_code == 404
    codes = [client.get(address(piece, "routing:wechat_photo", n)).status_code for n in (0, 1, 3)]
    assert codes == [404, 200, 404]
