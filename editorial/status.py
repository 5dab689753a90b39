"""The one writer of PieceStatus (design D4): reads Wagtail's tables and the ledger, writes the row.
Called by receivers only; `compute_stage` is what `manage.py check_stages` proves rows against."""

from django.utils import timezone
from wagtail.models import WorkflowState

from editorial import stages
from editorial.models import ApprovedVersion, PieceStatus, ReviewAct, ReviewStep


def stage_of_piece(piece_id):
    """The stored stage; a page that is being created has none yet and counts as a draft."""
    row = PieceStatus.objects.filter(pk=piece_id).values_list("stage", flat=True).first()
    return row or stages.DRAFT


def newest_workflow_state(piece_id):
    """By object id alone: every workflow state of our workflow belongs to a piece."""
    return (
        WorkflowState.objects.filter(object_id=str(piece_id), workflow__name__isnull=False)
        .select_related("current_task_state__task")
        .order_by("-pk")
        .first()
    )


def compute_stage(piece_id):
    """(stage or None while Wagtail is between two tasks, the approved version or None)."""
    state = newest_workflow_state(piece_id)
    if state is None:
        return stages.DRAFT, None
    last_act = (
        ReviewAct.objects.filter(workflow_state=state)
        .order_by("-pk")
        .values_list("act", flat=True)
        .first()
    )
    stage = stages.stage_of(state.status, _step_of(state), last_act)
    version = None
    if stage == stages.APPROVED:
        version = ApprovedVersion.objects.filter(workflow_state=state).first()
    return stage, version


def _step_of(state):
    current = state.current_task_state
    if current is None or current.status != "in_progress":
        return None
    return ReviewStep.objects.values_list("step", flat=True).get(pk=current.task_id)


def refresh_status(piece_id):
    """Write the row anew from what is true; a transient state changes nothing."""
    stage, version = compute_stage(piece_id)
    if stage is None:
        return
    row = PieceStatus.objects.get(pk=piece_id)
    changed = row.stage != stage
    row.approved_version = version
    if changed:
        row.stage, row.since = stage, timezone.now()
        if row.submitted_at is None and stage != stages.DRAFT:
            row.submitted_at = row.since
    row.save()


def open_status(piece):
    """The row of a piece that was just created."""
    PieceStatus.objects.get_or_create(
        piece=piece,
        defaults={
            "unit_id": piece.get_parent().pk,
            "owner_id": piece.owner_id,
            "stage": stages.DRAFT,
            "since": timezone.now(),
        },
    )
