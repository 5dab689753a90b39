"""The signed text: made by the last approval, frozen with its photos, never overwritten (decision 10)."""

import hashlib

from wagtail.models import ReferenceIndex, TaskState

from editorial import stages
from editorial.assets.models import Attachment, PhotoAsset
from editorial.pieces.acts import ApprovedVersion, ReviewAct
from editorial.record.canonical import digest
from editorial.refused import Refused


class NotEveryStep(Refused):
    """Wagtail says that the review is over, our ledger does not."""

    def __init__(self):
        super().__init__("四个环节没有逐一通过，稿件不能审定。请联系管理员。")


def make_approved_version(piece, workflow_state):
    """Copy the latest revision's content with the names of those who signed; freeze its originals."""
    refuse_unless_every_step_was_taken(workflow_state)
    revision = piece.get_latest_revision()
    version = ApprovedVersion.objects.create(
        piece=piece,
        revision=revision,
        workflow_state=workflow_state,
        content=revision.content,
        sha256=digest(revision.content),
        reviewers=signatures(workflow_state),
    )
    freeze_originals(piece)
    return version


def refuse_unless_every_step_was_taken(workflow_state):
    """Wagtail finishes when no *active* task is left, so a task that is disabled by whatever way
    would be skipped; and its own approve() asks nobody."""
    taken = ReviewAct.objects.filter(
        workflow_state=workflow_state,
        act=stages.APPROVE,
        task_state__status=TaskState.STATUS_APPROVED,
    )
    if set(taken.values_list("step", flat=True)) != set(stages.STEPS):
        raise NotEveryStep


def signatures(workflow_state):
    """The standing approval of each step, in the order of the steps: a step that was taken again
    after a return counts with its last signature."""
    last = {}
    acts = ReviewAct.objects.filter(workflow_state=workflow_state, act=stages.APPROVE)
    for act in acts.select_related("actor").order_by("pk"):
        last[act.step] = {
            "step": act.step,
            "name": act.actor.name_on(act.at),
            "user_id": act.actor_id,
            "at": act.at.isoformat(),
            "on_behalf": act.on_behalf,
        }
    return [last[step] for step in stages.STEPS if step in last]


def freeze_originals(piece):
    """Photos and documents that the piece refers to keep the bytes that were signed."""
    for model in (PhotoAsset, Attachment):
        for asset in model.objects.filter(pk__in=_referred(piece, model), frozen_sha256=""):
            with asset.file.open("rb") as original:
                sha256 = hashlib.file_digest(original, "sha256").hexdigest()
            model.objects.filter(pk=asset.pk).update(frozen_sha256=sha256)


def _referred(piece, model):
    references = ReferenceIndex.get_references_for_object(piece)
    return [
        int(reference.to_object_id)
        for reference in references
        if reference.to_content_type.model_class() is model
    ]
