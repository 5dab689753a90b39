"""The two screens that show what changed in a piece, and who finds what on them."""

import json

import bs4
import pytest
from django.urls import reverse

from editorial import stages
from editorial.compare.pieces import blocks_of, compare_contents
from editorial.compare.texts import Totals
from editorial.people.models import Contributor
from editorial.pieces.models import Byline, Topic
from editorial.pieces.page import PiecePage
from editorial.review import moves as review
from editorial.routing import reopening
from editorial.series.models import SeriesPage
from tests.factories import bring_to, make_photo, make_piece, pass_step, seen

BODY = [
    (
        "paragraph",
        "<p>10月21日，都昌县组织老同志登高。</p><p>沿途志愿者设立了三个休息点。</p>"
        "<ul><li>南山亭</li><li>望湖台</li></ul>",
    ),
    ("subheading", "志愿服务"),
    ("quote", {"text": "心里很高兴", "attribution": "王五"}),
    ("table", {"data": [["点", "人数"], ["南山亭", None]], "table_caption": "人数"}),
]


@pytest.fixture
def login(client, cast):
    def _login(name):
        client.force_login(getattr(cast, name))
        return client

    return _login


@pytest.fixture
def first_review(cast):
    """A piece at 初审 that nobody changed."""
    return bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun, body=BODY), cast)


def edit(piece, user, **fields):
    latest = PiecePage.objects.get(pk=piece.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    return latest.save_revision(user=user)


def soup(response):
    return bs4.BeautifulSoup(response.content, "html.parser")


def changes_of(client, piece):
    response = client.get(reverse("compare:piece_changes", args=(piece.pk,)))
    assert response.status_code == 200
    return soup(response).select_one(".comparison-page")


def marks(page):
    """[(ins or del, text)] without the key above them."""
    page.select_one(".comparison__key").decompose()
    return [(mark.name, mark.get_text()) for mark in page.select("ins, del")]


def link_on(client, name, piece):
    """Whether one of the piece's screens leads to 编辑改了什么."""
    page = soup(client.get(reverse(name, args=(piece.pk,))))
    return bool(page.select(f'a[href="{reverse("compare:piece_changes", args=(piece.pk,))}"]'))


def compare_url(piece, one="earliest", other="latest"):
    return reverse("wagtailadmin_pages:revisions_compare", args=(piece.pk, one, other))


def test_a_body_is_read_paragraph_by_paragraph(cast):
    piece = make_piece(cast.duchang, cast.tongxun, body=BODY)
    assert [(block.kind, block.text) for block in blocks_of(piece.latest_revision.content)] == [
        ("paragraph", "10月21日，都昌县组织老同志登高。"),
        ("paragraph", "沿途志愿者设立了三个休息点。"),
        ("item", "南山亭"),
        ("item", "望湖台"),
        ("subheading", "志愿服务"),
        ("quote", "心里很高兴\n——王五"),
        ("table", "人数\n点 ｜ 人数\n南山亭 ｜ "),
    ]


def blocks_of_html(html):
    body = json.dumps([{"type": "paragraph", "value": html}])
    return [(block.text, block.form) for block in blocks_of({"body": body})]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ('<p data-block-key="a1">甲<br/>乙</p><p></p>', [("甲\n乙", "")]),
        ("<p>1 &lt; 2 &amp; 3</p>", [("1 < 2 & 3", "")]),
        ("<p><strong>甲</strong>乙</p>", [("甲乙", "<b>甲</b>乙")]),
        ('<p><b class="x">甲</b>乙</p>', [("甲乙", "<b>甲</b>乙")]),
        ("没有标记", [("没有标记", "")]),
        ("", []),
    ],
)
def test_a_paragraph_is_its_words_and_its_emphasis(html, blocks):
    assert blocks_of_html(html) == blocks


def test_every_field_that_people_write_is_compared(cast):
    piece = make_piece(cast.duchang, cast.tongxun)
    series = cast.site.series.add_child(instance=SeriesPage(title="银龄", slug="yinling"))
    old = piece.latest_revision.content
    latest = piece.get_latest_revision_as_object()
    wangwu = Contributor.objects.create(name="王五", unit=cast.duchang)
    latest.bylines.add(Byline(contributor=wangwu, role="photo"))
    latest.topics = [Topic.objects.create(name="养老防诈")]
    fields = {
        "title": "老干部重阳登山", "kicker": "九九", "subtitle": "望远", "genre": "feature",
        "event_date": "2026-10-21", "series": series, "source": "reprint",
        "source_note": "《江西日报》", "is_secret_free": False, "web_allowed": False,
        "people_consent": False,
    }  # fmt: skip
    for name, value in fields.items():
        setattr(latest, name, value)
    new = latest.save_revision().content
    changes = compare_contents({**old, "event_date": None}, new).fields
    told = {field.label: [(span.what, span.text) for span in field.spans] for field in changes}
    unchecked = [("deleted", "已勾选"), ("inserted", "未勾选")]
    assert told == {
        "引题": [("inserted", "九九")],
        "标题": [("same", "老干部重阳登"), ("deleted", "高"), ("inserted", "山")],
        "副题": [("inserted", "望远")],
        "署名": [("same", "陈明（文）"), ("inserted", "、王五（图）")],
        "体裁": [("deleted", "消息"), ("inserted", "通讯")],
        "事件日期": [("inserted", "2026年10月21日")],
        "主题": [("inserted", "养老防诈")],
        "投给专栏": [("inserted", "银龄")],
        "来源": [("deleted", "本单位采写"), ("inserted", "转载")],
        "转载自": [("inserted", "《江西日报》")],
        "保密审查声明": unchecked,
        "同意上网": unchecked,
        "照片中人同意": unchecked,
    }


def test_only_typed_fields_count_characters(cast):
    piece = make_piece(cast.duchang, cast.tongxun)
    old = piece.latest_revision.content
    assert compare_contents(old, {**old, "genre": "feature"}).totals == Totals(places=1)
    assert compare_contents(old, {**old, "kicker": "九九"}).totals == Totals(1, inserted=2)


def test_the_author_is_told_once_a_reviewer_changed_the_text(cast, login, first_review):
    client = login("tongxun")
    assert not link_on(client, "desk:piece", first_review)
    assert changes_of(client, first_review).select_one(".comparison__sum").text == "没有改动"
    edit(first_review, cast.bianji, title="老干部重阳登山")
    assert link_on(client, "desk:piece", first_review)
    assert (
        "改了1处：增1字，删1字"
        in client.get(reverse("desk:piece", args=(first_review.pk,))).content.decode()
    )
    page = changes_of(client, first_review)
    assert page.select_one(".comparison__sum").text == "改了1处：增1字，删1字"
    assert marks(page) == [("del", "高"), ("ins", "山")]


def test_the_signed_text_is_compared_for_the_author_and_on_the_sheet(cast, login, first_review):
    edit(first_review, cast.bianji, subtitle="望远")
    for who in ("bianji", "fushen", "zhongshen"):
        pass_step(first_review, getattr(cast, who))
    client = login("tongxun")
    page = changes_of(client, first_review)
    assert "终审定稿" in page.select_one(".comparison-page__ends").text
    assert marks(page) == [("ins", "望远")]
    sheet = client.get(reverse("desk:sign_off_sheet", args=(first_review.pk,))).content.decode()
    assert "终审定稿与作者提交的相比：改了1处：增2字。" in sheet
    assert link_on(client, "desk:sign_off_sheet", first_review)


def test_a_sheet_says_nothing_of_changes_where_there_are_none(cast, login):
    piece = bring_to(stages.APPROVED, make_piece(cast.duchang, cast.tongxun), cast)
    sheet = login("tongxun").get(reverse("desk:sign_off_sheet", args=(piece.pk,))).content.decode()
    assert piece.versions.get().sha256 in sheet
    assert "编辑改动" not in sheet


def test_what_the_author_writes_after_a_return_is_not_the_editors_change(cast, login, first_review):
    edit(first_review, cast.bianji, subtitle="望远")
    review.return_to_author(
        first_review.pk, cast.bianji, seen_revision=seen(first_review), comment="请补。"
    )
    edit(first_review, cast.tongxun, subtitle="望远", kicker="作者自己写的")
    client = login("tongxun")
    assert marks(changes_of(client, first_review)) == [("ins", "望远")]
    review.submit(first_review.pk, cast.tongxun)
    assert changes_of(client, first_review).select_one(".comparison__sum").text == "没有改动"


def test_a_void_sheet_says_nothing_of_changes(cast, login, first_review):
    edit(first_review, cast.bianji, subtitle="望远")
    for who in ("bianji", "fushen", "zhongshen"):
        pass_step(first_review, getattr(cast, who))
    reopening.reopen(first_review.pk, cast.bianji, comment="有误")
    edit(first_review, cast.tongxun, kicker="作者自己写的")
    client = login("tongxun")
    assert not link_on(client, "desk:sign_off_sheet", first_review)
    assert marks(changes_of(client, first_review)) == [("ins", "望远")]


def test_what_was_thrown_away_before_the_submission_shows_to_nobody_here(cast, login):
    piece = make_piece(cast.duchang, cast.tongxun, title="标记废弃标题")
    edit(piece, cast.tongxun, title="老干部重阳登高")
    bring_to(stages.FIRST, piece, cast)
    edit(piece, cast.bianji, title="老干部重阳登山")
    stock = login("bianji").get(compare_url(piece)).content.decode()
    assert "标记废弃" in stock
    for who in ("tongxun", "fuze", "bianji"):
        assert "标记废弃" not in str(changes_of(login(who), piece))


@pytest.mark.parametrize("who", ["tongshi", "waidi", "waifuze"])
def test_changes_are_not_there_for_others(cast, login, first_review, who):
    edit(first_review, cast.bianji, title="标记改过的标题")
    assert "标记改过" in str(changes_of(login("fuze"), first_review))
    client = login(who)
    for url in (
        reverse("compare:piece_changes", args=(first_review.pk,)),
        compare_url(first_review),
    ):
        response = client.get(url)
        assert response.status_code == 404
        assert "标记改过" not in response.content.decode()


def test_a_draft_has_no_changes_of_editors(cast, login):
    piece = make_piece(cast.duchang, cast.tongxun)
    response = login("tongxun").get(reverse("compare:piece_changes", args=(piece.pk,)))
    assert response.status_code == 404


def test_two_versions_are_compared_by_character(cast, login, first_review):
    body = [("paragraph", BODY[0][1].replace("登高", "登山")), *BODY[1:]]
    edit(first_review, cast.bianji, body=body)
    response = login("bianji").get(compare_url(first_review))
    page = soup(response).select_one(".comparison-page")
    assert page.select_one(".comparison__sum").text == "改了1处：增1字，删1字"
    assert marks(page) == [("del", "高"), ("ins", "山")]
    assert [fold.text for fold in page.select("summary")] == ["此处有 6 段未改"]
    ends = page.select_one(".comparison-page__ends").get_text(" ", strip=True)
    assert "陈明保存的" in ends and "徐静保存的" in ends


def test_two_equal_versions_have_no_change(cast, login, first_review):
    page = soup(login("bianji").get(compare_url(first_review, first_review.latest_revision_id)))
    assert page.select_one(".comparison__sum").text == "没有改动"


def test_the_row_itself_can_be_one_end(cast, login, first_review):
    edit(first_review, cast.bianji, subtitle="望远")
    page = soup(login("bianji").get(compare_url(first_review, "live")))
    assert marks(page) == [("ins", "望远")]


def test_a_revision_of_another_piece_is_not_there(cast, login, first_review):
    other = bring_to(stages.FIRST, make_piece(cast.hukou, cast.waidi), cast_of_hukou(cast))
    client = login("bianji")
    assert client.get(compare_url(other)).status_code == 200
    foreign = compare_url(first_review, other.latest_revision_id)
    assert client.get(foreign).status_code == 404


def cast_of_hukou(cast):
    """The same people with the head of 湖口 in the head's seat."""

    class Hukou:
        fuze = cast.waifuze

        def __getattr__(self, name):
            return getattr(cast, name)

    return Hukou()


def test_moves_photos_and_kinds_are_told_in_words(cast, login):
    photo, other = make_photo(cast.duchang), make_photo(cast.duchang, "合影", "blue")
    body = [
        ("paragraph", "<p>上午八点，老同志们在南山脚下集合。</p><p>活动结束后大家合影。</p><p>甲。</p>"),
        ("photo", {"photo": photo, "caption": "图为登高", "photographer": "王五"}),
        ("paragraph", "<p>志愿服务</p><p><b>谢谢</b>大家，再见。</p>"),
    ]  # fmt: skip
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun, body=body), cast)
    changed = [
        ("paragraph", "<p>活动结束后大家合影。</p><p>上午八点，老同志们在南山脚下集合。</p>"),
        ("photo", {"photo": other, "caption": "图为登高", "photographer": "王五"}),
        ("subheading", "志愿服务"),
        ("paragraph", "<p>谢谢大家，再见。</p><p>新的一段。</p>"),
    ]
    edit(piece, cast.bianji, body=changed)
    page = changes_of(login("bianji"), piece)
    notes = [note.get_text(" ", strip=True) for note in page.select(".change__notes")]
    assert notes == [
        "删去一段",
        "从前面移到这里",
        "换了照片",
        "一段改成小标题",
        "文字没变，改了加粗或斜体",
        "新增一段",
    ]
    assert len(page.select(".change__photos img")) == 2


def test_markup_in_a_text_stays_text(cast, login, first_review):
    edit(first_review, cast.bianji, title="<script>alert(1)</script>", subtitle="<b>望远</b>")
    page = changes_of(login("bianji"), first_review)
    assert not page.select("script, b")
    assert ("ins", "<b>望远</b>") in marks(page)


@pytest.mark.parametrize("screen", ["changes", "compare", "piece", "sheet"])
def test_changes_cost_the_same_whatever_their_number(
    cast, login, screen, django_assert_max_num_queries
):
    def piece_with(number):
        photos = [make_photo(cast.duchang, title=f"照片{n}") for n in range(number)]
        piece = make_piece(cast.duchang, cast.tongxun, photos=photos)
        bring_to(stages.FIRST, piece, cast)
        blocks = [("paragraph", f"<p>新的第{n}段。</p>") for n in range(number)] + [
            ("photo", {"photo": photo, "caption": "改过的说明", "photographer": ""})
            for photo in photos
        ]
        edit(piece, cast.bianji, body=blocks)
        return piece

    def address_of(piece):
        names = {
            "changes": "compare:piece_changes",
            "piece": "desk:piece",
            "sheet": "desk:sign_off_sheet",
        }
        if screen == "compare":
            return compare_url(piece)
        return reverse(names[screen], args=(piece.pk,))

    def queries(piece):
        assert client.get(address_of(piece)).status_code == 200  # makes the renditions
        with django_assert_max_num_queries(70) as captured:
            assert client.get(address_of(piece)).status_code == 200
        return len(captured)

    client = login("bianji")
    few, many = piece_with(1), piece_with(5)
    queries(few)
    assert queries(few) == queries(many)
