"""Connects the writer of PieceStatus to the two places every transition passes through."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import WorkflowState

from editorial.models import PiecePage
from editorial.status import open_status, refresh_status


@receiver(post_save, sender=PiecePage)
def open_the_status_of_a_new_piece(sender, instance, created, **kwargs):
    if created:
        open_status(instance)


@receiver([post_save, post_delete], sender=WorkflowState)
def follow_the_workflow(sender, instance, **kwargs):
    if instance.content_type.model_class() is PiecePage:
        refresh_status(int(instance.object_id))
