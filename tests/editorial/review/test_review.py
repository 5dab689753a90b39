"""The moves of a piece, as its people make them: who may, when, and what stays in the ledger."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from wagtail.models import Task, WorkflowState

from editorial import stages
from editorial.assets.models import FrozenAsset
from editorial.people.models import Contributor, RoleGroup
from editorial.pieces.acts import ApprovedVersion, ReviewAct
from editorial.pieces.models import Byline, PieceStatus
from editorial.record.canonical import digest
from editorial.record.models import AppendOnly
from editorial.refused import Incomplete, NotAllowed, TooLate
from editorial.review import moves as review
from editorial.review.queue import queue_of
from editorial.review.status import compute_stage
from editorial.routing import reopening
from tests.conftest import make_user
from tests.factories import bring_to, make_photo, make_piece, pass_step, seen


def stage(piece):
    return PieceStatus.objects.get(pk=piece.pk).stage


def act(action, piece, user, **kwargs):
    action(piece.pk, user, seen_revision=seen(piece), **kwargs)


def edit(piece, user, title):
    piece.refresh_from_db()
    piece.title = title
    piece.draft_title = title
    piece.save()
    return piece.save_revision(user=user)


def test_chain_ends_in_an_approved_version_that_is_not_live(cast):
    piece = bring_to(stages.APPROVED, make_piece(cast.duchang, cast.tongxun), cast)
    version = ApprovedVersion.objects.get(piece=piece)
    assert stage(piece) == stages.APPROVED
    assert [r["name"] for r in version.reviewers] == ["周国平", "徐静", "郑安", "胡正华"]
    assert version.sha256 == digest(version.content) == digest(piece.latest_revision.content)
    assert PieceStatus.objects.get(pk=piece.pk).approved_version == version
    assert not piece.live


def test_stages_follow_the_steps_in_order(cast):
    piece = make_piece(cast.duchang, cast.tongxun)
    walked = [stage(piece)]
    review.submit(piece.pk, cast.tongxun)
    walked.append(stage(piece))
    for user in (cast.fuze, cast.bianji, cast.fushen, cast.zhongshen):
        pass_step(piece, user)
        walked.append(stage(piece))
    assert walked == ["draft", "unit", "first", "second", "final", "approved"]


@pytest.mark.parametrize("who", ["tongxun", "tongshi", "waifuze", "bianji", "admin", "jifen"])
def test_unit_step_belongs_to_the_units_head_alone(cast, who):
    piece = bring_to(stages.UNIT, make_piece(cast.duchang, cast.tongxun), cast)
    with pytest.raises(NotAllowed):
        pass_step(piece, getattr(cast, who))
    assert stage(piece) == stages.UNIT
    assert list(ReviewAct.objects.values_list("act", flat=True)) == ["submit"]


def test_nobody_takes_two_steps_of_one_piece(cast):
    both = cast.bianji
    RoleGroup.objects.get(role="reviewer").group.user_set.add(both)
    piece = bring_to(stages.SECOND, make_piece(cast.duchang, cast.tongxun), cast)
    with pytest.raises(NotAllowed, match="另一环节"):
        pass_step(piece, both)


def test_superuser_takes_one_step_but_not_a_second(cast):
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
    pass_step(piece, cast.admin)
    assert stage(piece) == stages.SECOND
    with pytest.raises(NotAllowed, match="另一环节"):
        pass_step(piece, cast.admin)


def test_own_piece_and_own_byline_are_reviewed_by_others(cast):
    piece = make_piece(cast.duchang, cast.fuze)
    review.submit(piece.pk, cast.fuze)
    with pytest.raises(NotAllowed, match="自己的稿件"):
        pass_step(piece, cast.fuze)
    pass_step(piece, cast.fuze2)

    other = make_piece(cast.duchang, cast.tongxun, title="合写的稿件")
    bylined = Contributor.objects.create(name="徐静", unit=cast.duchang, user=cast.bianji)
    other.bylines.add(Byline(contributor=bylined))
    other.save()
    bring_to(stages.FIRST, other, cast)
    with pytest.raises(NotAllowed, match="署名"):
        pass_step(other, cast.bianji)


def test_manager_signs_on_behalf_only_when_no_head_can(cast):
    piece = bring_to(stages.UNIT, make_piece(cast.duchang, cast.tongxun), cast)
    with pytest.raises(NotAllowed):
        pass_step(piece, cast.guanli, comment="负责人外出")
    for head in (cast.fuze, cast.fuze2):
        head.is_active = False
        head.save()
    with pytest.raises(Incomplete, match="理由"):
        pass_step(piece, cast.guanli)
    pass_step(piece, cast.guanli, comment="两位单位负责人均外出")
    assert ReviewAct.objects.get(act="approve").on_behalf


def test_namesake_of_a_byline_must_declare(cast):
    piece = make_piece(cast.duchang, cast.tongxun)
    namesake = Contributor.objects.create(name="徐静", unit=cast.duchang)
    piece.bylines.add(Byline(contributor=namesake))
    piece.save()
    bring_to(stages.FIRST, piece, cast)
    with pytest.raises(Incomplete, match="同名"):
        pass_step(piece, cast.bianji)
    pass_step(piece, cast.bianji, namesake=True)
    assert ReviewAct.objects.get(step="first").namesake_declared


def test_return_needs_a_reason_and_resubmission_resumes_at_that_step(cast):
    piece = bring_to(stages.SECOND, make_piece(cast.duchang, cast.tongxun), cast)
    with pytest.raises(Incomplete, match="理由"):
        act(review.return_to_author, piece, cast.fushen)
    act(review.return_to_author, piece, cast.fushen, comment="第二段的数字请核对")
    assert stage(piece) == stages.RETURNED
    edit(piece, cast.tongxun, "改过的标题")
    review.submit(piece.pk, cast.tongxun)
    assert stage(piece) == stages.SECOND
    pass_step(piece, cast.fushen)
    pass_step(piece, cast.zhongshen)
    version = ApprovedVersion.objects.get(piece=piece)
    assert version.content["title"] == "改过的标题"
    assert [r["step"] for r in version.reviewers] == list(stages.STEPS)


def test_sending_back_makes_all_steps_from_there_be_taken_again(cast):
    piece = bring_to(stages.FINAL, make_piece(cast.duchang, cast.tongxun), cast)
    act(review.send_back, piece, cast.zhongshen, comment="人名存疑，请复核", to_step="first")
    assert stage(piece) == stages.FIRST
    pass_step(piece, cast.bianji)
    assert stage(piece) == stages.SECOND
    pass_step(piece, cast.fushen)
    pass_step(piece, cast.zhongshen)
    assert stage(piece) == stages.APPROVED


def test_sending_back_is_only_to_a_step_already_passed(cast):
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
    with pytest.raises(Incomplete):
        act(review.send_back, piece, cast.bianji, comment="理由", to_step="final")
    assert stage(piece) == stages.FIRST


def test_an_edit_after_opening_makes_the_decision_too_late(cast):
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
    what_was_seen = seen(piece)
    edit(piece, cast.bianji, "别人刚改的标题")
    with pytest.raises(TooLate, match="新的修改"):
        review.approve(piece.pk, cast.bianji, seen_revision=what_was_seen)
    assert stage(piece) == stages.FIRST


def test_a_second_decision_on_the_same_turn_is_too_late(cast):
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
    turn = WorkflowState.objects.get(object_id=str(piece.pk)).current_task_state
    token = seen(piece)
    review.act_on_step(turn, cast.bianji, "approve", seen_revision=token)
    with pytest.raises(TooLate):
        review.act_on_step(turn, cast.admin, "approve", seen_revision=token)
    assert ReviewAct.objects.filter(step="first", act="approve").count() == 1


def test_the_database_refuses_a_second_decision_on_a_turn(cast):
    piece = bring_to(stages.SECOND, make_piece(cast.duchang, cast.tongxun), cast)
    first = ReviewAct.objects.get(step="first")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewAct.objects.create(
            piece=piece,
            workflow_state=first.workflow_state,
            revision=first.revision,
            task_state=first.task_state,
            actor=cast.admin,
            act="return",
            step="first",
        )


def test_withdrawing_is_the_authors_until_the_last_step(cast):
    piece = bring_to(stages.SECOND, make_piece(cast.duchang, cast.tongxun), cast)
    with pytest.raises(TooLate):
        review.withdraw(piece.pk, cast.tongshi)
    review.withdraw(piece.pk, cast.tongxun)
    assert stage(piece) == stages.WITHDRAWN
    late = bring_to(stages.FINAL, make_piece(cast.duchang, cast.tongxun, title="第二篇"), cast)
    with pytest.raises(TooLate):
        review.withdraw(late.pk, cast.tongxun)
    review.submit(piece.pk, cast.tongxun)
    assert stage(piece) == stages.UNIT


def test_spiking_needs_a_reason_and_ends_the_piece(cast):
    piece = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
    with pytest.raises(Incomplete):
        review.spike(piece.pk, cast.bianji, comment=" ")
    review.spike(piece.pk, cast.bianji, comment="内容与上周一篇重复")
    assert stage(piece) == stages.SPIKED
    with pytest.raises(NotAllowed):
        review.submit(piece.pk, cast.tongxun)


def test_reopening_voids_the_approval_and_the_review_starts_again(cast):
    piece = bring_to(stages.APPROVED, make_piece(cast.duchang, cast.tongxun), cast)
    reopening.reopen(piece.pk, cast.bianji, comment="职务有误")
    status = PieceStatus.objects.get(pk=piece.pk)
    assert (status.stage, status.approved_version) == (stages.REOPENED, None)
    bring_to(stages.APPROVED, piece, cast)
    assert ApprovedVersion.objects.filter(piece=piece).count() == 2
    assert PieceStatus.objects.get(pk=piece.pk).approved_version == piece.versions.first()


def test_submitting_names_what_is_missing_and_changes_nothing(cast):
    piece = make_piece(cast.duchang, cast.tongxun, event_date=None)
    piece.is_secret_free = False
    piece.save()
    piece.save_revision(user=cast.tongxun)
    with pytest.raises(Incomplete, match="还缺：事件日期、保密审查声明"):
        review.submit(piece.pk, cast.tongxun)
    assert stage(piece) == stages.DRAFT


def test_what_was_submitted_is_never_deleted(cast):
    piece = bring_to(stages.UNIT, make_piece(cast.duchang, cast.tongxun), cast)
    review.withdraw(piece.pk, cast.tongxun)
    for user in (cast.tongxun, cast.fuze, cast.admin):
        assert not piece.permissions_for_user(user).can_delete()
    with pytest.raises(ProtectedError):
        piece.delete()
    with pytest.raises(AppendOnly):
        ReviewAct.objects.first().delete()


def test_a_disabled_task_lets_nothing_pass(cast):
    piece = bring_to(stages.FINAL, make_piece(cast.duchang, cast.tongxun), cast)
    final = Task.objects.get(name="终审").specific
    with pytest.raises(review.StepsStay):
        final.deactivate(user=cast.admin)
    assert stage(piece) == stages.FINAL
    assert not ApprovedVersion.objects.exists()


def test_an_approved_revision_is_not_overwritten(cast):
    piece = bring_to(stages.APPROVED, make_piece(cast.duchang, cast.tongxun), cast)
    before = piece.latest_revision.content
    piece.title = "偷偷改的"
    with pytest.raises(PermissionDenied):
        piece.save_revision(user=cast.admin, overwrite_revision=piece.latest_revision)
    piece.refresh_from_db()
    assert piece.latest_revision.content == before


def test_approval_freezes_the_photos(cast):
    photo = make_photo(cast.duchang)
    bring_to(stages.APPROVED, make_piece(cast.duchang, cast.tongxun, photos=[photo]), cast)
    photo.refresh_from_db()
    assert len(photo.frozen_sha256) == 64
    with pytest.raises(FrozenAsset):
        photo.delete()


def test_queue_leaves_out_what_the_person_may_not_review(cast):
    waiting = bring_to(stages.FIRST, make_piece(cast.duchang, cast.tongxun), cast)
    own = make_piece(cast.duchang, cast.bianji, title="编辑自己的稿件")
    own.bylines.add(Byline(contributor=Contributor.objects.create(name="某人", unit=cast.duchang)))
    own.save()
    own.save_revision()
    assert list(queue_of(cast.bianji).values_list("pk", flat=True)) == [waiting.pk]
    assert list(queue_of(cast.fushen)) == []
    pass_step(waiting, cast.bianji)
    assert list(queue_of(cast.admin).values_list("pk", flat=True)) == [waiting.pk]


def test_stored_stage_equals_what_wagtails_tables_say(cast):
    pieces = [make_piece(cast.duchang, cast.tongxun, title=f"第{n}篇") for n in range(4)]
    bring_to(stages.SECOND, pieces[1], cast)
    bring_to(stages.APPROVED, pieces[2], cast)
    bring_to(stages.FIRST, pieces[3], cast)
    review.spike(pieces[3].pk, cast.bianji, comment="重复")
    for piece in pieces:
        row = PieceStatus.objects.get(pk=piece.pk)
        assert compute_stage(piece.pk) == (row.stage, row.approved_version)


def test_retired_head_and_stranger_act_no_more(cast):
    piece = bring_to(stages.UNIT, make_piece(cast.duchang, cast.tongxun), cast)
    stranger = make_user("stranger", "路人")
    cast.fuze.is_active = False
    cast.fuze.save()
    for user in (stranger, cast.fuze):
        with pytest.raises(NotAllowed):
            pass_step(piece, user)
