"""Connects the writer of PieceStatus to the rows that every transition passes through: Wagtail's
workflow state, and of our own the signed text and the act that reopens it."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import WorkflowState

from editorial import stages
from editorial.models import ApprovedVersion, PiecePage, ReviewAct
from editorial.status import open_status, refresh_status


@receiver(post_save, sender=PiecePage)
def open_the_status_of_a_new_piece(sender, instance, created, **kwargs):
    if created:
        open_status(instance)


@receiver([post_save, post_delete], sender=WorkflowState)
def follow_the_workflow(sender, instance, **kwargs):
    if instance.content_type.model_class() is PiecePage:
        refresh_status(int(instance.object_id))


@receiver(post_save, sender=ApprovedVersion)
def follow_the_signed_text(sender, instance, **kwargs):
    refresh_status(instance.piece_id)


@receiver(post_save, sender=ReviewAct)
def follow_a_reopening(sender, instance, **kwargs):
    """Reopening is the one transition that leaves Wagtail's own rows as they are."""
    if instance.act == stages.REOPEN:
        refresh_status(instance.piece_id)
