"""Connects the writer of PieceStatus to the rows that every transition passes through: Wagtail's
workflow state, and of our own the signed text and the act that reopens it. Keeps the review in force
and tells whom an act concerns."""

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Workflow, WorkflowState

from editorial import stages
from editorial.pieces.acts import ApprovedVersion, ReviewAct
from editorial.pieces.page import PiecePage
from editorial.pieces.workflow import NAME
from editorial.review.moves import StepsStay
from editorial.review.status import open_status, refresh_status
from editorial.review.telling import notify_of


@receiver(post_save, sender=PiecePage)
def open_the_status_of_a_new_piece(sender, instance, created, **kwargs):
    if created:
        open_status(instance)


@receiver([post_save, post_delete], sender=WorkflowState)
def follow_the_workflow(sender, instance, **kwargs):
    if instance.content_type_id == ContentType.objects.get_for_model(PiecePage).pk:
        refresh_status(int(instance.object_id))


@receiver(post_save, sender=ApprovedVersion)
def follow_the_signed_text(sender, instance, **kwargs):
    refresh_status(instance.piece_id)


@receiver(post_save, sender=ReviewAct)
def follow_a_reopening(sender, instance, **kwargs):
    """Reopening is the one transition that leaves Wagtail's own rows as they are."""
    if instance.act == stages.REOPEN:
        refresh_status(instance.piece_id)


@receiver(post_save, sender=ReviewAct)
def tell_whom_it_concerns(sender, instance, created, raw, **kwargs):
    if created and not raw:
        notify_of(instance)


@receiver(pre_save, sender=Workflow)
def keep_the_review_in_force(sender, instance, raw, **kwargs):
    """Wagtail would take every piece out of the review, without a word in our ledger."""
    if instance.name == NAME and not instance.active and not raw:
        raise StepsStay("审稿流程不能停用：停用会让正在审的稿件全部退出审稿。")
