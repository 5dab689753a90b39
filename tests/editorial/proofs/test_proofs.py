"""The proof checks on the product's screens: what stops a submission, what a reviewer lets pass and
with which words, and that nobody else does."""

import pytest
from django.urls import reverse

from editorial import stages
from editorial.pieces.models import stage_of_piece
from editorial.pieces.page import PiecePage
from editorial.pieces.rules import may_delete
from editorial.proofs import waivers
from editorial.proofs.models import FindingWaiver
from editorial.proofs.reading import key_of, proofs_of
from editorial.record.models import AppendOnly
from editorial.refused import Refused
from editorial.review import moves as review
from tests.factories import bring_to, make_photo, make_piece

pytestmark = pytest.mark.shown

MOBILE = "13800138000"
WITH_MOBILE = [("paragraph", f"<p>10月21日，都昌县组织登高，报名请打{MOBILE}。</p>")]
WITH_YEAR = [("paragraph", "<p>10月21日，播放“3.15”晚会片段，老同志听得入神。</p>")]


def the_proof(piece, kind):
    latest = PiecePage.objects.get(pk=piece.pk).get_latest_revision_as_object()
    (proof,) = [proof for proof in proofs_of(latest) if proof.finding.kind == kind]
    return proof


def named(proof):
    kind, text, message = key_of(proof.finding)
    return {"kind": kind, "text": text, "message": message}


def test_mobile_number_stops_the_submission_and_keeps_the_draft(cast, client):
    piece = make_piece(cast.duchang, cast.tongxun, body=WITH_MOBILE)
    client.force_login(cast.tongxun)
    answer = client.post(reverse("desk:move_piece", args=(piece.pk, "submit")), follow=True)
    page = answer.content.decode()
    assert MOBILE in page
    assert "稿件已保存，没有提交。改好后再提交。" in page
    assert stage_of_piece(piece.pk) == stages.DRAFT
    piece.body = [("paragraph", "<p>10月21日，都昌县组织登高。</p>")]
    piece.save_revision(user=cast.tongxun)
    review.submit(piece.pk, cast.tongxun)
    assert stage_of_piece(piece.pk) == stages.UNIT


def test_number_in_a_caption_or_the_headline_stops_too(cast):
    piece = make_piece(cast.duchang, cast.tongxun, title=f"登高请打{MOBILE}")
    with pytest.raises(review.MustNotGoOut):
        review.submit(piece.pk, cast.tongxun)
    photo = make_photo(cast.duchang, title=f"老同志（电话{MOBILE}）")
    piece = make_piece(cast.duchang, cast.tongxun, photos=[photo])
    with pytest.raises(review.MustNotGoOut):
        review.submit(piece.pk, cast.tongxun)


def test_findings_stand_beside_the_text_for_author_and_reviewer(cast, client):
    piece = make_piece(cast.duchang, cast.tongxun, body=WITH_YEAR)
    for user in (cast.tongxun, cast.bianji):
        client.force_login(user)
        page = client.get(reverse("desk:piece", args=(piece.pk,))).content.decode()
        assert "<mark>3.15</mark>" in page
        bring_to(stages.FIRST, piece, cast) if user is cast.tongxun else None


def test_reviewer_lets_a_finding_pass_and_the_sheet_says_why(cast, client):
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun, body=WITH_YEAR), cast)
    proof = the_proof(piece, "memorial_day")
    client.force_login(cast.bianji)
    answer = client.post(
        reverse("proofs:waive_finding", args=(piece.pk,)),
        {**named(proof), "reason": "晚会的名称就是这样写"},
        follow=True,
    )
    page = answer.content.decode()
    assert "徐静保留原文：晚会的名称就是这样写" in page
    sheet = client.get(reverse("desk:sign_off_sheet", args=(piece.pk,))).content.decode()
    assert "晚会的名称就是这样写" in sheet
    assert "徐静" in sheet
    assert the_proof(piece, "memorial_day").waiver.actor == cast.bianji


def test_waiver_needs_a_reason_and_a_finding_that_is_there(cast):
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun, body=WITH_YEAR), cast)
    proof = the_proof(piece, "memorial_day")
    with pytest.raises(Refused, match="请写明保留原文的理由"):
        waivers.waive(piece.pk, cast.bianji, **named(proof), reason=" ")
    with pytest.raises(Refused, match="这处文字已经改了"):
        waivers.waive(piece.pk, cast.bianji, **{**named(proof), "text": "别的"}, reason="理由")
    assert not FindingWaiver.objects.exists()


@pytest.mark.parametrize("name", ["tongxun", "tongshi", "fushen", "waidi", "jifen", "admin"])
def test_nobody_waives_whose_step_it_is_not(cast, name):
    """At 单位审签: neither the author nor the bureau nor another unit."""
    piece = bring_to(stages.UNIT, make_piece(cast.duchang, cast.tongxun, body=WITH_YEAR), cast)
    proof = the_proof(piece, "memorial_day")
    with pytest.raises(Refused, match="现在不由您决定保留原文"):
        waivers.waive(piece.pk, getattr(cast, name), **named(proof), reason="理由")


def test_head_lets_a_number_pass_before_the_submission(cast):
    """A hotline that looks like somebody's own: the author is stopped, the head answers for it."""
    piece = make_piece(cast.duchang, cast.tongxun, body=WITH_MOBILE)
    proof = the_proof(piece, "mobile")
    with pytest.raises(Refused):
        waivers.waive(piece.pk, cast.tongxun, **named(proof), reason="是值班电话")
    waivers.waive(piece.pk, cast.fuze, **named(proof), reason="是局里的值班手机")
    review.submit(piece.pk, cast.tongxun)
    assert stage_of_piece(piece.pk) == stages.UNIT


def test_waiver_is_for_good(cast):
    piece = make_piece(cast.duchang, cast.tongxun, body=WITH_MOBILE)
    waivers.waive(piece.pk, cast.fuze, **named(the_proof(piece, "mobile")), reason="值班")
    waiver = FindingWaiver.objects.get()
    waiver.reason = "别的"
    with pytest.raises(AppendOnly):
        waiver.save()
    # Somebody has answered for this draft; it is not deleted any more.
    assert may_delete(piece, cast.tongxun, stages.DRAFT) is False


def test_finding_changed_in_its_words_is_asked_about_again(cast):
    piece = make_piece(cast.duchang, cast.tongxun, body=WITH_MOBILE)
    waivers.waive(piece.pk, cast.fuze, **named(the_proof(piece, "mobile")), reason="值班")
    piece.body = [("paragraph", "<p>10月21日，都昌县组织登高，报名请打13900139000。</p>")]
    piece.save_revision(user=cast.tongxun)
    with pytest.raises(review.MustNotGoOut):
        review.submit(piece.pk, cast.tongxun)


def test_markup_and_quotes_in_a_finding_do_no_harm(cast, client):
    body = [("paragraph", f"<p>请打“{MOBILE}”，&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
    piece = make_piece(cast.duchang, cast.tongxun, body=body)
    client.force_login(cast.tongxun)
    page = client.get(reverse("desk:piece", args=(piece.pk,))).content.decode()
    assert f"<mark>{MOBILE}</mark>" in page
    assert "<script>alert(1)" not in page
