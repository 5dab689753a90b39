"""Where the count hears of the work: one signal of editorial, inside its transaction."""

from django.dispatch import receiver

from editorial.signals import placement_changed
from scoring import seals  # noqa: F401  (declares on import)
from scoring.actions.tally import retally_piece


@receiver(placement_changed)
def count_again(sender, placement_id, piece_id, **kwargs):
    retally_piece(piece_id, placement_id)
