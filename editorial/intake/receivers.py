"""Confirms what the importer guessed when the piece is submitted: whoever submits has read it."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from editorial import stages
from editorial.intake.uploads import confirm_own
from editorial.pieces.acts import ReviewAct


@receiver(post_save, sender=ReviewAct)
def confirm_what_was_submitted(sender, instance, created, raw, **kwargs):
    if created and not raw and instance.act == stages.SUBMIT:
        confirm_own(instance.piece_id, instance.actor)
