"""The one writer of PieceStatus (decision 11): reads Wagtail's tables and the ledger, writes the row.
Called by receivers, and by `manage.py check_stages`, which proves rows against `compute_stages`."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Min
from django.utils import timezone
from wagtail.models import Task, WorkflowState

from editorial import stages
from editorial.pieces.acts import ApprovedVersion, ReviewAct
from editorial.pieces.models import PieceStatus
from editorial.pieces.page import PiecePage
from editorial.signals import piece_submitted


def newest_workflow_state(piece_id):
    return workflow_states([piece_id]).order_by("-pk").first()


def workflow_states(piece_ids):
    """Of these pieces, by both columns of Wagtail's index: by the id alone it reads the table."""
    return WorkflowState.objects.filter(
        content_type=ContentType.objects.get_for_model(PiecePage),
        object_id__in=[str(piece_id) for piece_id in piece_ids],
    ).select_related("current_task_state__task")


def compute_stage(piece_id):
    """(stage or None while Wagtail is between two tasks, the approved version or None)."""
    return compute_stages([piece_id])[piece_id]


def compute_stages(piece_ids):
    """{piece id: what compute_stage says}, in four queries however many pieces."""
    states = {int(state.object_id): state for state in workflow_states(piece_ids).order_by("pk")}
    acts = ReviewAct.objects.filter(workflow_state__in=states.values()).order_by("pk")
    last_acts = dict(acts.values_list("workflow_state", "act"))
    tasks = {pk: _current_task(state) for pk, state in states.items()}
    steps = dict(_steps_of(set(tasks.values())))
    found = dict.fromkeys(piece_ids, stages.DRAFT)
    for pk, state in states.items():
        found[pk] = stages.stage_of(state.status, steps.get(tasks[pk]), last_acts.get(state.pk))
    versions = _versions_of(states[pk] for pk, stage in found.items() if stage == stages.APPROVED)
    return {pk: (stage, versions.get(pk)) for pk, stage in found.items()}


def _steps_of(task_ids):
    """(task id, step) of these tasks; the step's own model stands above this module."""
    return Task.objects.filter(pk__in=task_ids).values_list("pk", "reviewstep__step")


def _current_task(state):
    current = state.current_task_state
    return current.task_id if current and current.status == "in_progress" else None


def _versions_of(workflow_states):
    rows = ApprovedVersion.objects.filter(workflow_state__in=list(workflow_states))
    return {row.piece_id: row for row in rows.defer("content")}


def refresh_status(piece_id):
    """Write the row anew from what is true; a transient state changes nothing."""
    stage, version = compute_stage(piece_id)
    if stage is None:
        return
    row = PieceStatus.objects.get(pk=piece_id)
    changed, is_first = row.stage != stage, False
    row.approved_version = version
    if changed:
        row.stage, row.since = stage, timezone.now()
        if row.submitted_at is None and stage != stages.DRAFT:
            row.submitted_at, is_first = row.since, True
    row.save()
    if is_first:
        piece_submitted.send(sender=PieceStatus, piece_id=piece_id)


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


def repair_status(piece):
    """A missing or wrong row made anew, its unit, owner and times too."""
    open_status(piece)
    refresh_status(piece.pk)
    acts = ReviewAct.objects.filter(piece=piece).aggregate(last=Max("at"))
    rounds = workflow_states([piece.pk]).aggregate(first=Min("created_at"))
    row = PieceStatus.objects.get(pk=piece.pk)
    row.unit_id, row.owner_id = piece.get_parent().pk, piece.owner_id
    row.submitted_at = row.submitted_at or rounds["first"]
    row.since = acts["last"] or row.since
    row.save()
