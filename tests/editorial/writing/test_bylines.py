"""A byline is a typed name until the piece is submitted: what autosave, drafts and reviewers type makes
no people, what is submitted or signed names people."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from editorial import stages
from editorial.people.models import Contributor
from editorial.pieces.models import Byline, PieceStatus
from editorial.pieces.page import PiecePage
from editorial.refused import Incomplete
from editorial.review import moves as review
from editorial.routing import reopening
from tests.editorial.desk.test_piece_screens import add_url
from tests.factories import bring_to, make_piece, pass_step, seen
from tests.forms import edit_form_of, form_of, messages_in

SUBMIT = {"action-submit": "交单位审签"}


@pytest.fixture
def login(client, cast):
    def _login(name):
        client.force_login(getattr(cast, name))
        return client

    return _login


@pytest.fixture
def draft(cast):
    return make_piece(cast.duchang, cast.tongxun)


def edit_url(piece):
    return reverse("wagtailadmin_pages:edit", args=(piece.pk,))


def named(name, unit=None):
    return {"name": name, "role": "text", "unit": unit.pk if unit else "", "share": "1"}


def edit_form(piece, *rows, **fields):
    """The form of a piece with its bylines as they stand, each replaced by the row of its place."""
    bylines = list(piece.get_latest_revision_as_object().bylines.all())
    rows = [row | {"id": byline.pk} for row, byline in zip(rows, bylines, strict=False)] + list(
        rows[len(bylines) :]
    )
    return form_of(title=piece.title, **fields) | nested_form_data(
        {"bylines": inline_formset(rows, initial=len(bylines))}
    )


def autosave(client, piece, *rows):
    """What the editor's script posts every few seconds: it rewrites the newest revision."""
    piece.refresh_from_db()
    form = edit_form(piece, *rows, overwrite_revision_id=piece.latest_revision_id)
    response = client.post(edit_url(piece), form, headers={"accept": "application/json"})
    assert response.json()["success"] is True


def authors():
    return set(Contributor.objects.filter(user=None).values_list("name", "unit__short_name"))


def names_on(piece):
    latest = PiecePage.objects.get(pk=piece.pk).get_latest_revision_as_object()
    return [byline.name for byline in latest.bylines.all()]


def test_autosave_of_half_a_name_makes_no_person(cast, login, draft):
    client = login("tongxun")
    # The first save makes the revision that the script rewrites from then on.
    client.post(edit_url(draft), edit_form(draft, named("陈明")))
    for half in ("陈", "陈大"):
        autosave(client, draft, named("陈明"), named(half), named(half, cast.hukou))
        assert names_on(draft) == ["陈明", half, half]
    assert authors() == set()
    whole = (named("陈明"), named("陈大文"), named("陈大文", cast.hukou))
    client.post(edit_url(draft), edit_form(draft, *whole, **SUBMIT))
    assert authors() == {("陈大文", "都昌"), ("陈大文", "湖口")}


def test_a_saved_draft_keeps_the_typed_name_and_unit(cast, login):
    client = login("tongxun")
    data = form_of() | nested_form_data(
        {"bylines": inline_formset([named("张外人", cast.hukou), named("王 五")])}
    )
    client.post(add_url(cast.duchang), data)
    piece = PiecePage.objects.get()
    assert authors() == set()
    rows = client.get(edit_url(piece)).context["form"].formsets["bylines"].forms[:2]
    shown = [(row.initial["name"], row.initial["unit"]) for row in rows]
    assert shown == [("张外人", cast.hukou.pk), ("王五", None)]
    assert "张外人、王五" in client.get(reverse("desk:piece", args=(piece.pk,))).content.decode()
    assert "张外人、王五" in client.get(reverse("desk:my_pieces")).content.decode()


def test_a_known_name_is_the_person_at_once(cast, login):
    login("tongxun").post(add_url(cast.duchang), form_of(bylines=("陈明", "刘芳")))
    people = [byline.contributor.user for byline in PiecePage.objects.get().bylines.all()]
    assert people == [cast.tongxun, cast.tongshi]


def test_submitting_on_the_page_of_the_piece_makes_the_person_too(cast, login, draft):
    client = login("tongxun")
    client.post(edit_url(draft), edit_form(draft, named("陈明"), named("王五")))
    client.post(reverse("desk:move_piece", args=(draft.pk, "submit")))
    assert PieceStatus.objects.get(pk=draft.pk).stage == stages.UNIT
    wangwu = Contributor.objects.get(name="王五")
    assert Byline.objects.get(piece=draft, contributor=wangwu).typed_name == ""
    content = PiecePage.objects.get(pk=draft.pk).latest_revision.content
    assert [row["contributor"] for row in content["bylines"]] == [
        cast.tongxun.contributors.get().pk,
        wangwu.pk,
    ]


def test_two_drafts_with_one_new_name_make_one_person(cast, login):
    client = login("tongxun")
    pieces = [make_piece(cast.duchang, cast.tongxun, title=f"稿{n}") for n in range(2)]
    for piece in pieces:
        client.post(edit_url(piece), edit_form(piece, named("陈明"), named("王五")))
    for piece in pieces:
        review.submit(piece.pk, cast.tongxun)
    wangwu = Contributor.objects.get(name="王五")
    assert set(wangwu.bylines.values_list("piece", flat=True)) == {piece.pk for piece in pieces}


def test_what_is_refused_makes_no_person(cast, login, draft):
    data = edit_form(draft, named("陈明"), named("王五"), event_date="", **SUBMIT)
    response = login("tongxun").post(edit_url(draft), data, follow=True)
    assert "还缺：事件日期" in response.content.decode()
    assert authors() == set()
    assert names_on(draft) == ["陈明", "王五"]


def test_a_new_name_in_another_unit_is_told_to_whoever_submits(cast, login, draft):
    rows = (named("陈明"), named("黄丽", cast.hukou), named("黄莉", cast.hukou), named("王五"))
    form = edit_form(draft, *rows, **SUBMIT)
    response = login("tongxun").post(edit_url(draft), form, follow=True)
    notes = [text for text in messages_in(response) if "新作者" in text]
    assert notes == ["湖口的作者里还没有“黄莉”，已按新作者登记，请核对姓名和单位。"]
    assert authors() == {("黄莉", "湖口"), ("王五", "都昌")}


def test_submitting_itself_says_whom_it_registered_elsewhere(cast, login, draft):
    rows = (named("陈明"), named("黄莉", cast.hukou), named("黄莉", cast.hukou), named("王五"))
    login("tongxun").post(edit_url(draft), edit_form(draft, *rows))
    assert review.submit(draft.pk, cast.tongxun) == [
        "湖口的作者里还没有“黄莉”，已按新作者登记，请核对姓名和单位。"
    ]


def test_a_name_that_a_reviewer_adds_becomes_a_person_when_it_is_signed(cast, login, draft):
    piece = bring_to(stages.FIRST, draft, cast)
    client = login("bianji")
    client.post(edit_url(piece), edit_form(piece, named("陈明"), named("王五")))
    assert authors() == set()
    pass_step(piece, cast.bianji)
    assert authors() == {("王五", "都昌")}
    pass_step(piece, cast.fushen)
    pass_step(piece, cast.zhongshen)
    signed = piece.versions.get().content["bylines"]
    assert [row["contributor"] for row in signed] == [
        cast.tongxun.contributors.get().pk,
        Contributor.objects.get(name="王五").pk,
    ]


def test_a_typed_name_equal_to_the_reviewers_must_be_declared(cast, login, draft):
    piece = bring_to(stages.FIRST, draft, cast)
    client = login("bianji")
    client.post(edit_url(piece), edit_form(piece, named("陈明"), named("徐静")))
    with pytest.raises(Incomplete):
        review.approve(piece.pk, cast.bianji, seen_revision=seen(piece))
    review.approve(piece.pk, cast.bianji, seen_revision=seen(piece), namesake=True)
    assert PieceStatus.objects.get(pk=piece.pk).stage == stages.SECOND


def test_a_placement_of_a_reopened_piece_credits_nobody_by_a_typed_name(cast, login, draft):
    piece = bring_to(stages.APPROVED, draft, cast)
    reopening.reopen(piece.pk, cast.bianji, comment="补署名")
    client = login("tongxun")
    client.post(edit_url(piece), edit_form(piece, named("陈明"), named("王五")))
    page = client.get(reverse("placements:record_placement") + f"?piece={piece.pk}")
    assert [row["name"] for row in page.context["credits"].initial] == ["陈明"]


def test_saving_a_byline_again_keeps_its_person(cast, login, draft):
    login("tongxun").post(edit_url(draft), edit_form_of(draft, "改过的标题"))
    assert draft.bylines.get().contributor.user == cast.tongxun
    assert authors() == set()
