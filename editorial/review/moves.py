"""The moves of a piece: submit, approve, return, send back, withdraw, spike, reopen. Each locks the
workflow state, asks the rules again, writes the ledger, then lets Wagtail's workflow move on."""

from django.db import IntegrityError, transaction
from wagtail.models import Task, TaskState, WorkflowState

from editorial import stages
from editorial.pieces.acts import ReviewAct
from editorial.pieces.completeness import missing_in, refusal_of
from editorial.pieces.models import stage_of_piece
from editorial.pieces.page import PiecePage
from editorial.pieces.rules import (
    heads,
    may_spike,
    may_submit,
    may_withdraw,
    namesakes,
    unit_id_of,
    why_not,
)
from editorial.proofs.reading import proofs_of
from editorial.refused import Incomplete, NotAllowed, Refused, TooLate
from editorial.review.authors import register_authors

ACTED_FIRST = "这一步刚刚已经办过了，您的操作没有执行。请看最新状态。"


class MustNotGoOut(Refused):
    """The text holds what no reviewer has let pass."""


class StepsStay(Refused):
    """Wagtail would let every waiting piece pass when a step is disabled."""

    def __init__(self, text="审稿环节不能停用：停用会让正在等待的稿件直接通过。"):
        super().__init__(text)


@transaction.atomic
def submit(piece_id, user):
    """交单位审签, or back to the step that returned it. Refuses what is missing or wrong; returns the
    sentences that whoever submits has to be told."""
    piece = PiecePage.objects.select_for_update().get(pk=piece_id)
    if not may_submit(piece, user, stage_of_piece(piece_id)):
        raise NotAllowed("这篇稿件现在不能由您提交。")
    latest = piece.get_latest_revision_as_object()
    missing = missing_in(latest)
    if missing:
        raise Incomplete(refusal_of(missing))
    refuse_what_must_not_go_out(latest)
    piece, notes = register_authors(piece, user)
    state = WorkflowState.objects.for_instance(piece).filter(status="needs_changes").first()
    if state:
        state.resume(user)
    else:
        workflow = piece.get_workflow()
        if workflow is None:
            raise Refused("审稿流程尚未设置，请联系管理员。稿件已保存。")
        state = workflow.start(piece, user)
    _record(state, user, stages.SUBMIT)
    return notes


def refuse_what_must_not_go_out(latest):
    """Personal data and the like (editorial.checks): not even the reviewers' desks should hold it."""
    stops = [proof for proof in proofs_of(latest) if proof.blocks]
    if stops:
        told = "；".join(
            f"{proof.place}“{proof.finding.text}”：{proof.finding.message}"
            if proof.finding.text
            else proof.finding.message
            for proof in stops[:3]
        )
        more = f"（共{len(stops)}处）" if len(stops) > 3 else ""
        raise MustNotGoOut(f"{told}{more} 稿件已保存，没有提交。改好后再提交。")


def revision_token(piece, turn_id=None):
    """What a reviewer has on the screen: the turn of the step, and the latest revision's id and
    time. The turn, lest a slow click on 初审 pass 复审 for somebody who may take both; the time,
    since autosave rewrites a revision in place and only moves its time forward."""
    revision = piece.latest_revision
    turn_id = turn_id or _current_turn_id(piece.pk)
    return f"{turn_id}-{revision.pk}.{revision.created_at.timestamp():.6f}" if revision else ""


def _current_turn_id(piece_id):
    running = WorkflowState.objects.filter(
        object_id=str(piece_id), content_type__model="piecepage", status="in_progress"
    )
    return running.values_list("current_task_state_id", flat=True).first() or 0


def approve(piece_id, user, **kwargs):
    _act_on_current(piece_id, user, "approve", **kwargs)


def return_to_author(piece_id, user, **kwargs):
    _act_on_current(piece_id, user, "reject", **kwargs)


def send_back(piece_id, user, **kwargs):
    _act_on_current(piece_id, user, "send_back", **kwargs)


def _act_on_current(piece_id, user, action, **kwargs):
    running = WorkflowState.objects.filter(
        object_id=str(piece_id), content_type__model="piecepage", status="in_progress"
    )
    state = running.select_related("current_task_state").first()
    if state is None or state.current_task_state is None:
        raise TooLate(ACTED_FIRST)
    state.current_task_state.workflow_state = state
    act_on_step(state.current_task_state, user, action, **kwargs)


def act_on_step(
    task_state, user, action, *, seen_revision=None, comment="", to_step="", namesake=False, **_
):
    """Approve, reject (return to the author) or send back to an earlier step.

    `seen_revision` is the revision_token of what was on the reviewer's screen. Raises NotAllowed,
    TooLate or Incomplete; then nothing has changed.
    """
    try:
        with transaction.atomic():
            _act(task_state, user, action, seen_revision, comment.strip(), to_step, namesake)
    except IntegrityError as error:
        if "one_decision_a_turn" in str(error) or "task_state" in str(error):
            raise TooLate(ACTED_FIRST) from error
        raise


def _act(task_state, user, action, seen_revision, comment, to_step, namesake):
    # The piece first, as every other move and every save of it does: an edit can't slip between the
    # check of what was seen and the signed copy, and one order of locks has no deadlock.
    piece_id = int(task_state.workflow_state.object_id)
    piece = PiecePage.objects.select_for_update().get(pk=piece_id)
    state = WorkflowState.objects.select_for_update().get(pk=task_state.workflow_state_id)
    turn = TaskState.objects.get(pk=task_state.pk)
    if state.current_task_state_id != turn.pk or turn.status != TaskState.STATUS_IN_PROGRESS:
        raise TooLate(ACTED_FIRST)
    if _saw_another_turn(seen_revision, turn):
        raise TooLate(ACTED_FIRST)
    step = Task.objects.values_list("reviewstep__step", flat=True).get(pk=turn.task_id)
    if refusal := why_not(step, piece, user):
        raise NotAllowed(refusal.text)
    if seen_revision != revision_token(piece, turn.pk):
        raise TooLate("稿件在您打开之后有新的修改，您的操作没有执行。请看过最新一版再办。")
    on_behalf = step == stages.UNIT and not heads(user, unit_id_of(piece))
    _check_words(action, comment, on_behalf, namesakes(piece, user) and not namesake)
    details = {
        "step": step,
        "comment": comment,
        "on_behalf": on_behalf,
        "namesake_declared": namesake,
        "task_state": turn,
    }
    if action == "approve":
        # A reviewer may have typed a new name too; what is signed names people.
        piece, _notes = register_authors(piece, user)
        details["revision_id"] = piece.latest_revision_id
        _record(state, user, stages.APPROVE, **details)
        turn.approve(user=user, comment=comment)
    elif action == "reject":
        _record(state, user, stages.RETURN, **details)
        turn.reject(user=user, comment=comment)
    else:
        _send_back(state, turn, user, to_step, details)


def _saw_another_turn(seen_revision, turn):
    return bool(seen_revision) and not seen_revision.startswith(f"{turn.pk}-")


def _check_words(action, comment, on_behalf, must_declare_namesake):
    if action != "approve" and not comment:
        raise Incomplete("退回必须写明理由，作者会看到。")
    if on_behalf and not comment:
        raise Incomplete("代单位审签必须写明理由。")
    if must_declare_namesake:
        raise Incomplete("署名中有人与您同名，请勾选“同名不同人”后再办。")


def earlier_steps(state, step):
    """The steps before `step` that this round has passed and that can be sent back to."""
    approved = state.task_states.filter(status=TaskState.STATUS_APPROVED)
    passed = set(approved.values_list("task__reviewstep__step", flat=True))
    return [s for s in stages.STEPS[: stages.STEPS.index(step)] if s in passed]


def _send_back(state, turn, user, to_step, details):
    """Wagtail has no return to an earlier step, and a naive restart would skip the steps between:
    their approvals are cancelled first, so that all of them are taken again."""
    if to_step not in earlier_steps(state, details["step"]):
        raise Incomplete("请选择要发回的环节。")
    _record(state, user, stages.SEND_BACK, to_step=to_step, **details)
    again = stages.STEPS[stages.STEPS.index(to_step) :]
    tasks = Task.objects.filter(reviewstep__step__in=again).values("pk")
    state.task_states.filter(task_id__in=tasks, status=TaskState.STATUS_APPROVED).update(
        status=TaskState.STATUS_CANCELLED
    )
    turn.workflow_state = state
    turn.cancel(user=user, comment=details["comment"])


@transaction.atomic
def withdraw(piece_id, user, comment=""):
    """撤回 by the author before the last step."""
    piece, state = _locked(piece_id)
    if not may_withdraw(piece, user, stage_of_piece(piece_id)):
        raise TooLate("这篇稿件现在不能撤回。终审开始后请联系编辑。")
    _record(state, user, stages.WITHDRAW, comment=comment)
    state.cancel(user=user)


@transaction.atomic
def spike(piece_id, user, comment):
    """不采用 by an editor, with a reason that the author sees."""
    piece, state = _locked(piece_id)
    stage = stage_of_piece(piece_id)
    if not may_spike(piece, user, stage):
        raise NotAllowed("这篇稿件现在不能由您定为不采用。")
    if not comment.strip():
        raise Incomplete("不采用必须写明理由，作者会看到。")
    _record(state, user, stages.SPIKE, step=stage, comment=comment.strip())
    state.cancel(user=user)


def _locked(piece_id):
    piece = PiecePage.objects.select_for_update().get(pk=piece_id)
    state = WorkflowState.objects.for_instance(piece).active().first()
    if state is None:
        raise TooLate(ACTED_FIRST)
    return piece, WorkflowState.objects.select_for_update().get(pk=state.pk)


def _record(state, user, act, **details):
    piece_id = int(state.object_id)
    if "revision_id" not in details:
        latest = PiecePage.objects.values_list("latest_revision_id", flat=True)
        details["revision_id"] = latest.get(pk=piece_id)
    return ReviewAct.objects.create(
        piece_id=piece_id,
        workflow_state=state,
        actor=user,
        act=act,
        **details,
    )
