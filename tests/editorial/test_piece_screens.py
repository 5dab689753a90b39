"""Drafting and the piece's page through the real addresses: what each person sees and may press."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from editorial import stages
from editorial.actions import review
from editorial.models import PiecePage, PieceStatus, ReviewAct
from tests.factories import bring_to, make_photo, make_piece, seen


@pytest.fixture
def login(client, cast):
    def _login(name):
        client.force_login(getattr(cast, name))
        return client

    return _login


def form_of(title="都昌重阳走访", body=None, bylines=("陈明",), **fields):
    """What the editor's form posts."""
    blocks = (
        body if body is not None else [("paragraph", rich_text("<p>10月21日，走访老干部。</p>"))]
    )
    rows = [{"name": name, "role": "text", "unit": "", "share": "1"} for name in bylines]
    return nested_form_data(
        {
            "title": title,
            "kicker": "",
            "subtitle": "",
            "body": streamfield(blocks),
            "bylines": inline_formset(rows),
            "genre": "news",
            "event_date": "2026-10-21",
            "topics": [],
            "series": "",
            "source": "own",
            "source_note": "",
            "is_secret_free": "on",
            "web_allowed": "on",
            "people_consent": "on",
            "comments": inline_formset([]),
            **fields,
        }
    )


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
    assert response.redirect_chain[-1][0] == reverse("piece", args=(piece.pk,))
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
    login("tongxun").post(add_url(cast.duchang), form_of(bylines=("陈明", "王 五")))
    piece = PiecePage.objects.get()
    people = [(b.contributor.name, b.contributor.unit_id) for b in piece.bylines.all()]
    assert people == [("陈明", cast.duchang.pk), ("王五", cast.duchang.pk)]
    assert piece.bylines.all()[0].contributor.user == cast.tongxun


def test_saving_again_does_not_double_the_bylines(cast, login):
    client = login("tongxun")
    client.post(add_url(cast.duchang), form_of())
    piece = PiecePage.objects.get()
    byline = piece.bylines.get()
    row = {"name": "陈明", "role": "text", "unit": cast.duchang.pk, "share": "1", "id": byline.pk}
    data = form_of(title="改过的标题")
    data.update(nested_form_data({"bylines": inline_formset([row], initial=1)}))
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
    assert login("tongxun").get(reverse("piece", args=(piece.pk,))).status_code == 200
    response = login(who).get(reverse("piece", args=(piece.pk,)))
    assert response.status_code == 404
    assert "标记稿件甲" not in response.content.decode()


def test_page_says_where_the_piece_is_and_who_acts_next(cast, login):
    piece = bring_to(stages.UNIT, make_piece(cast.duchang, cast.tongxun), cast)
    page = login("tongxun").get(reverse("piece", args=(piece.pk,))).content.decode()
    assert "接下来由 <strong>周国平、吴建华</strong> 办理" in page
    assert 'name="action" value="approve"' not in page


def test_head_signs_on_the_piece_page(cast, login):
    piece = bring_to(stages.UNIT, make_piece(cast.duchang, cast.tongxun), cast)
    data = {"action": "approve", "comment": "属实", "seen_revision": seen(piece)}
    login("fuze").post(reverse("take_step", args=(piece.pk,)), data)
    assert stage(piece) == stages.FIRST
    assert ReviewAct.objects.get(act="approve").comment == "属实"


def test_return_without_a_reason_is_refused_beside_the_field_and_keeps_the_page(cast, login):
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
    data = {"action": "reject", "comment": "", "seen_revision": seen(piece)}
    response = login("bianji").post(reverse("take_step", args=(piece.pk,)), data)
    assert "退回必须写明理由" in response.content.decode()
    assert stage(piece) == stages.FIRST


def test_reason_of_a_return_reaches_the_author(cast, login):
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
    review.return_to_author(
        piece.pk, cast.bianji, seen_revision=seen(piece), comment="第三段姓名有误"
    )
    page = login("tongxun").get(reverse("piece", args=(piece.pk,))).content.decode()
    assert "第三段姓名有误" in page
    assert "改好了，重新提交" in page


def test_stale_form_gets_an_answer_and_changes_nothing(cast, login):
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
    old = seen(piece)
    piece.title = "编辑又改了"
    piece.save_revision(user=cast.bianji)
    data = {"action": "approve", "seen_revision": old}
    response = login("bianji").post(reverse("take_step", args=(piece.pk,)), data, follow=True)
    assert "新的修改" in response.content.decode()
    assert stage(piece) == stages.FIRST


def test_reviewer_sees_what_changed_since_each_approval(cast, login):
    piece = bring_to(stages.SECOND, make_piece(cast.duchang, cast.tongxun), cast)
    piece.title = "复审前又改了标题"
    revision = piece.save_revision(user=cast.bianji)
    page = login("fushen").get(reverse("piece", args=(piece.pk,))).content.decode()
    assert page.count("有修改，看改了什么") == 2
    assert f"...{revision.pk}/" in page


def test_a_revision_that_says_the_same_is_no_change(cast, login):
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
    piece.get_latest_revision_as_object().save_revision(user=cast.tongxun)
    page = login("bianji").get(reverse("piece", args=(piece.pk,))).content.decode()
    assert "没有修改" in page
    assert "有修改，看改了什么" not in page


def test_sign_off_sheet_names_everybody_who_signed(cast, login):
    piece = bring_to(stages.APPROVED, make_piece(cast.duchang, cast.tongxun), cast)
    page = login("tongxun").get(reverse("sign_off_sheet", args=(piece.pk,))).content.decode()
    for name in ("陈明", "周国平", "徐静", "郑安", "胡正华"):
        assert name in page
    assert piece.versions.get().sha256 in page


@pytest.mark.parametrize("address", ["my_pieces", "piece_queue", "all_pieces"])
def test_lists_cost_the_same_whatever_their_length(
    cast, login, address, django_assert_max_num_queries
):
    client = login("bianji" if address != "my_pieces" else "tongxun")

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
    page = login("tongxun").get(reverse("my_pieces")).content.decode()
    assert "我写的一篇" in page
    assert "同事写的一篇" not in page
