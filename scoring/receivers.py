"""Where the count hears of the work: one signal of editorial, inside its transaction; and migrate,
after which the seals are put back."""

from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from editorial.signals import placement_changed
from scoring import checks, seals  # noqa: F401  (the check registers on import)
from scoring.actions.tally import retally_piece


@receiver(placement_changed)
def count_again(sender, placement_id, piece_id, **kwargs):
    retally_piece(piece_id, placement_id)


@receiver(post_migrate)
def seal(sender, using, **kwargs):
    if sender.label == "scoring":
        seals.install(connections[using])
