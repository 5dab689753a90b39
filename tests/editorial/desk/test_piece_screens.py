"""Drafting and the piece's page through the real addresses: what each person sees and may press."""

from datetime import timedelta

import bs4
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from editorial import stages
from editorial.pieces.acts import ReviewAct
from editorial.pieces.models import Byline, PieceStatus
from editorial.pieces.page import PiecePage
from editorial.review import moves as review
from tests.editorial.writing.test_references import readable
from tests.factories import bring_to, make_photo, make_piece, seen
from tests.forms import edit_form_of, form_of, messages_in


@pytest.fixture
def login(client, cast):
    def _login(name):
        client.force_login(getattr(cast, name))
        return client

    return _login


def add_url(unit):
    return reverse("wagtailadmin_pages:add", args=("editorial", "piecepage", unit.pk))


def stage(piece):
    return PieceStatus.objects.get(pk=piece.pk).stage


def test_draft_saves_with_nothing_but_a_sentence(cast, login):
    data = form_of(title="", bylines=(), event_date="", is_secret_free="")
    response = login("tongxun").post(add_url(cast.duchang), data)
    assert response.status_code == 302
    piece = PiecePage.objects.get()
    assert (piece.title, stage(piece), piece.owner) == ("（无标题）", stages.DRAFT, cast.tongxun)


def test_submitting_a_new_piece_saves_it_and_hands_it_to_the_head(cast, login):
    data = form_of(**{"action-submit": "交单位审签"})
    response = login("tongxun").post(add_url(cast.duchang), data, follow=True)
    piece = PiecePage.objects.get()
    assert response.redirect_chain[-1][0] == reverse("desk:piece", args=(piece.pk,))
    assert "已交到单位审签" in response.content.decode()
    assert stage(piece) == stages.UNIT
    assert [b.contributor.name for b in piece.bylines.all()] == ["陈明"]


def test_submitting_an_incomplete_piece_keeps_it_and_names_what_is_missing(cast, login):
    data = form_of(event_date="", is_secret_free="", **{"action-submit": "交单位审签"})
    response = login("tongxun").post(add_url(cast.duchang), data, follow=True)
    page = response.content.decode()
    assert "还缺：事件日期、保密审查声明" in page
    assert "还缺：事件日期</" in page.replace("\n", "") or page.count("还缺：事件日期") >= 2
    piece = PiecePage.objects.get()
    assert (piece.title, stage(piece)) == ("都昌重阳走访", stages.DRAFT)


def test_a_new_piece_starts_with_a_paragraph_and_the_own_name(cast, login):
    form = login("tongxun").get(add_url(cast.duchang)).context["form"]
    assert [block.block_type for block in form.instance.body] == ["paragraph"]
    assert form.formsets["bylines"].forms[0].initial["name"] == "陈明"


def test_byline_name_becomes_a_contributor_of_the_unit_once(cast, login):
    data = form_of(bylines=("陈明", "王 五"), **{"action-submit": "交单位审签"})
    login("tongxun").post(add_url(cast.duchang), data)
    piece = PiecePage.objects.get()
    people = [(b.contributor.name, b.contributor.unit_id) for b in piece.bylines.all()]
    assert people == [("陈明", cast.duchang.pk), ("王五", cast.duchang.pk)]
    assert piece.bylines.all()[0].contributor.user == cast.tongxun


def test_saving_again_does_not_double_the_bylines(cast, login):
    client = login("tongxun")
    client.post(add_url(cast.duchang), form_of())
    piece = PiecePage.objects.get()
    data = edit_form_of(piece, "改过的标题")
    client.post(reverse("wagtailadmin_pages:edit", args=(piece.pk,)), data)
    piece.refresh_from_db()
    assert piece.latest_revision.content["title"] == "改过的标题"
    assert piece.bylines.count() == 1


def test_foreign_photo_is_refused_beside_the_field(cast, login):
    foreign = make_photo(cast.hukou, title="湖口机密照片")
    body = [("photo", {"photo": str(foreign.pk), "caption": "图", "photographer": ""})]
    response = login("tongxun").post(add_url(cast.duchang), form_of(body=body))
    page = response.content.decode()
    assert response.status_code == 200
    assert "照片" in page and "湖口机密照片" not in page
    assert not PiecePage.objects.exists()


def test_nobody_writes_for_another_unit(cast, login):
    response = login("tongxun").post(add_url(cast.hukou), form_of())
    assert response.status_code in (302, 404)
    assert not PiecePage.objects.exists()


@pytest.mark.parametrize("who", ["tongshi", "waidi", "waifuze"])
def test_a_draft_is_not_there_for_others(cast, login, who):
    piece = make_piece(cast.duchang, cast.tongxun, title="标记稿件甲")
    assert login("tongxun").get(reverse("desk:piece", args=(piece.pk,))).status_code == 200
    response = login(who).get(reverse("desk:piece", args=(piece.pk,)))
    assert response.status_code == 404
    assert "标记稿件甲" not in response.content.decode()


def test_page_says_where_the_piece_is_and_who_acts_next(cast, login):
    piece = bring_to(stages.UNIT, make_piece(cast.duchang, cast.tongxun), cast)
    page = login("tongxun").get(reverse("desk:piece", args=(piece.pk,))).content.decode()
    assert "接下来由 <strong>周国平、吴建华</strong> 办理" in page
    assert 'name="action" value="approve"' not in page


def test_head_signs_on_the_piece_page(cast, login):
    piece = bring_to(stages.UNIT, make_piece(cast.duchang, cast.tongxun), cast)
    data = {"action": "approve", "comment": "属实", "seen_revision": seen(piece)}
    login("fuze").post(reverse("desk:take_step", args=(piece.pk,)), data)
    assert stage(piece) == stages.FIRST
    assert ReviewAct.objects.get(act="approve").comment == "属实"


def test_return_without_a_reason_is_refused_beside_the_field_and_keeps_the_page(cast, login):
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
    data = {"action": "reject", "comment": "", "seen_revision": seen(piece)}
    response = login("bianji").post(reverse("desk:take_step", args=(piece.pk,)), data)
    assert "退回必须写明理由" in response.content.decode()
    assert stage(piece) == stages.FIRST


def test_reason_of_a_return_reaches_the_author(cast, login):
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
    review.return_to_author(
        piece.pk, cast.bianji, seen_revision=seen(piece), comment="第三段姓名有误"
    )
    page = login("tongxun").get(reverse("desk:piece", args=(piece.pk,))).content.decode()
    assert "第三段姓名有误" in page
    assert "改好了，重新提交" in page


def test_stale_form_gets_an_answer_and_changes_nothing(cast, login):
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
    old = seen(piece)
    piece.title = "编辑又改了"
    piece.save_revision(user=cast.bianji)
    data = {"action": "approve", "seen_revision": old}
    response = login("bianji").post(reverse("desk:take_step", args=(piece.pk,)), data, follow=True)
    assert "新的修改" in response.content.decode()
    assert stage(piece) == stages.FIRST


def test_reviewer_sees_what_changed_since_each_approval(cast, login):
    piece = bring_to(stages.SECOND, make_piece(cast.duchang, cast.tongxun), cast)
    piece.title = "复审前又改了标题"
    revision = piece.save_revision(user=cast.bianji)
    page = login("fushen").get(reverse("desk:piece", args=(piece.pk,))).content.decode()
    assert page.count("有修改，看改了什么") == 2
    assert f"...{revision.pk}/" in page


def test_a_revision_that_says_the_same_is_no_change(cast, login):
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
    piece.get_latest_revision_as_object().save_revision(user=cast.tongxun)
    page = login("bianji").get(reverse("desk:piece", args=(piece.pk,))).content.decode()
    assert "没有修改" in page
    assert "有修改，看改了什么" not in page


def test_sign_off_sheet_names_everybody_who_signed(cast, login):
    piece = bring_to(stages.APPROVED, make_piece(cast.duchang, cast.tongxun), cast)
    page = login("tongxun").get(reverse("desk:sign_off_sheet", args=(piece.pk,))).content.decode()
    for name in ("陈明", "周国平", "徐静", "郑安", "胡正华"):
        assert name in page
    assert piece.versions.get().sha256 in page


@pytest.mark.parametrize("address", ["desk:my_pieces", "desk:piece_queue", "desk:all_pieces"])
def test_lists_cost_the_same_whatever_their_length(
    cast, login, address, django_assert_max_num_queries
):
    client = login("bianji" if address != "desk:my_pieces" else "tongxun")

    def queries():
        with django_assert_max_num_queries(40) as captured:
            assert client.get(reverse(address)).status_code == 200
        return len(captured)

    for n in range(2):
        bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun, title=f"短{n}"), cast)
    queries()
    few = queries()
    for n in range(6):
        bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun, title=f"长{n}"), cast)
    assert queries() == few


def test_my_pieces_shows_own_pieces_only(cast, login):
    make_piece(cast.duchang, cast.tongxun, title="我写的一篇")
    make_piece(cast.duchang, cast.tongshi, title="同事写的一篇")
    page = login("tongxun").get(reverse("desk:my_pieces")).content.decode()
    assert "我写的一篇" in page
    assert "同事写的一篇" not in page


def own_list(client):
    """(headline, its mark) of each row of 我的稿件."""
    page = bs4.BeautifulSoup(client.get(reverse("desk:my_pieces")).content, "html.parser")
    rows = [cell.get_text(" ", strip=True).split() for cell in page.select("tbody td.title")]
    return {(row[0], " ".join(row[1:])) for row in rows}


def test_my_pieces_shows_submitted_pieces_that_carry_the_own_byline(cast, login):
    make_piece(cast.hukou, cast.waidi, title="自己写的")
    joint = make_piece(cast.duchang, cast.tongxun, title="联合署名的")
    joint.bylines.add(Byline(contributor=cast.waidi.contributors.get()))
    joint.save()
    joint.save_revision()
    bring_to(stages.UNIT, make_piece(cast.duchang, cast.tongxun, title="别人的"), cast)
    assert own_list(login("waidi")) == {("自己写的", "")}
    bring_to(stages.UNIT, joint, cast)
    assert own_list(login("waidi")) == {("自己写的", ""), ("联合署名的", "署名")}
    assert own_list(login("tongxun")) == {("联合署名的", ""), ("别人的", "")}


def test_my_pieces_marks_a_byline_in_a_list_of_the_head_too(cast, login):
    """A head sees every piece of the unit; 我的稿件 still holds only what carries their name."""
    make_piece(cast.duchang, cast.tongxun, title="通讯员的草稿")
    signed = make_piece(cast.duchang, cast.tongxun, title="同署的")
    signed.bylines.add(Byline(contributor=cast.fuze.contributors.get()))
    signed.save()
    signed.save_revision()
    bring_to(stages.UNIT, signed, cast)
    assert own_list(login("fuze")) == {("同署的", "署名")}


def test_an_untitled_draft_opens_with_an_empty_headline(cast, login):
    client = login("tongxun")
    client.post(add_url(cast.duchang), form_of(title=""))
    piece = PiecePage.objects.get()
    url = reverse("wagtailadmin_pages:edit", args=(piece.pk,))
    assert client.get(url).context["form"]["title"].value() == ""
    client.post(url, edit_form_of(piece, ""))
    piece.refresh_from_db()
    assert piece.latest_revision.content["title"] == "（无标题）"
    client.post(url, edit_form_of(piece, "有标题了"))
    assert client.get(url).context["form"]["title"].value() == "有标题了"


def day_of(day):
    """A date, or so many days from today."""
    return day if isinstance(day, str) else f"{localdate() + timedelta(day)}"


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (1, "事件日期在今天之后，请核对。还没发生的事，等发生后再报。"),
        ("1999-12-31", "事件日期早于2000年，请核对年份。"),
    ],
)
def test_a_wrong_event_date_is_refused_at_submission_with_a_sentence(cast, login, day, sentence):
    day = day_of(day)
    data = form_of(event_date=day, **{"action-submit": "交单位审签"})
    response = login("tongxun").post(add_url(cast.duchang), data, follow=True)
    assert messages_in(response)[-1] == f"{sentence}稿件已保存，改好后再提交。"
    assert response.context["form"].errors["event_date"] == [sentence]
    piece = PiecePage.objects.get()
    assert (f"{piece.event_date}", stage(piece)) == (day, stages.DRAFT)


def test_a_refusal_names_what_is_missing_before_what_is_wrong(cast, login):
    data = form_of(event_date="1999-12-31", is_secret_free="", **{"action-submit": "交单位审签"})
    response = login("tongxun").post(add_url(cast.duchang), data, follow=True)
    sentence = "还缺：保密审查声明。事件日期早于2000年，请核对年份。稿件已保存，补齐后再提交。"
    assert messages_in(response)[-1] == sentence


@pytest.mark.parametrize("day", [0, "2000-01-01"])
def test_an_event_of_today_or_long_ago_is_fine(cast, login, day):
    data = form_of(event_date=day_of(day), **{"action-submit": "交单位审签"})
    login("tongxun").post(add_url(cast.duchang), data)
    assert stage(PiecePage.objects.get()) == stages.UNIT


def test_people_in_photos_are_spoken_of_only_where_there_are_photos(cast, login):
    plain = make_piece(cast.duchang, cast.tongxun)
    shown = make_piece(cast.duchang, cast.tongxun, photos=[make_photo(cast.duchang)])
    client = login("tongxun")
    assert "照片中人" in client.get(reverse("desk:piece", args=(shown.pk,))).content.decode()
    assert "照片中人" not in client.get(reverse("desk:piece", args=(plain.pk,))).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "长" * 256, "标题最多255字，现有256字。"),
        ("kicker", "长" * 61, "引题最多60字，现有61字。"),
        ("subtitle", "长" * 81, "副题最多80字，现有81字。"),
        ("source_note", "长" * 101, "转载自最多100字，现有101字。"),
        ("genre", "poem", "请从列表里选择体裁。"),
        ("source", "stolen", "请从列表里选择来源。"),
        ("series", "999999", "请从列表里选择投给专栏。"),
        ("topics", ["999999"], "请从列表里选择主题。"),
        ("topics", ["x"], "请从列表里选择主题。"),
        ("event_date", "昨天", "日期请写成2026-09-03这样。"),
    ],
)
def test_the_form_says_in_plain_words_what_is_wrong(cast, login, field, value, message):
    response = login("tongxun").post(add_url(cast.duchang), form_of() | {field: value})
    assert response.context["form"].errors == {field: [message]}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "请填姓名。"),
        ("name", "长" * 41, "姓名最多40字，现有41字。"),
        ("role", "", "请选择分工。"),
        ("role", "poem", "请从列表里选择分工。"),
        ("unit", "999999", "请从列表里选择单位。"),
        ("share", "一半", "份额请填数字，通常填1。"),
        ("share", "1000", "份额太大了，通常填1。"),
        ("share", "0.333", "份额最多两位小数。"),
    ],
)
def test_a_byline_says_in_plain_words_what_is_wrong(cast, login, field, value, message):
    data = form_of() | {f"bylines-0-{field}": value}
    response = login("tongxun").post(add_url(cast.duchang), data)
    assert response.context["form"].formsets["bylines"].errors == [{field: [message]}]


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (("subheading", "长" * 61), "小标题最多60字，现有61字。"),
        (("photo", {"photo": "", "caption": "长" * 121, "photographer": ""}),
         "图片说明最多120字，现有121字。"),
        (("quote", {"text": "引文", "attribution": "长" * 61}), "出自最多60字，现有61字。"),
    ],
)  # fmt: skip
def test_the_text_says_in_plain_words_what_is_too_long(cast, login, block, message):
    response = login("tongxun").post(add_url(cast.duchang), form_of(body=[block]))
    assert message in readable(response)
    assert not PiecePage.objects.exists()


def test_the_form_tells_what_else_the_text_may_hold(cast, login):
    page = login("tongxun").get(add_url(cast.duchang)).content.decode()
    assert "点“＋”可以加照片、小标题、表格、引文" in page


def test_a_pieces_stage_is_read_once_and_kept_by_the_piece(cast):
    piece = PiecePage.objects.get(pk=make_piece(cast.duchang, cast.tongxun).pk)
    with CaptureQueriesContext(connection) as queries:
        assert piece.stage == stages.DRAFT
        assert piece.get_lock() is None
        assert piece.permissions_for_user(cast.tongxun).can_copy()
    of_stage = [q["sql"] for q in queries if PieceStatus._meta.db_table in q["sql"]]
    assert len(of_stage) == 1, of_stage
