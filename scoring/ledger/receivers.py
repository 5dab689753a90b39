"""Where the count hears of the work: two signals of editorial, inside its transactions."""

from django.dispatch import receiver

from editorial.signals import piece_submitted, placement_changed
from scoring.ledger.tally import retally_piece, settle_sender


@receiver(placement_changed)
def count_again(sender, placement_id, piece_id, **kwargs):
    retally_piece(piece_id, placement_id)


@receiver(piece_submitted)
def count_submission(sender, piece_id, **kwargs):
    settle_sender(piece_id)
