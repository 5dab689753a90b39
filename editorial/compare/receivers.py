"""Keeps the print of every submitted text, by which near duplicates are found."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from editorial import stages
from editorial.compare.duplicates import write_prints
from editorial.pieces.acts import ReviewAct


@receiver(post_save, sender=ReviewAct)
def print_what_was_submitted(sender, instance, created, raw, **kwargs):
    if created and not raw and instance.act == stages.SUBMIT:
        write_prints(instance.piece_id, instance.revision.content)
