"""重开: the one move of a piece that takes back what routing did, and so stands above the review."""

from django.db import transaction

from editorial import stages
from editorial.pieces.models import stage_of_piece
from editorial.pieces.page import PiecePage
from editorial.pieces.rules import may_reopen
from editorial.refused import Incomplete, TooLate
from editorial.review.moves import _record
from editorial.review.status import newest_workflow_state
from editorial.routing.actions import pull_for_reopening


@transaction.atomic
def reopen(piece_id, user, comment):
    """重开: voids the approval, takes the piece off the own site and pulls what was not yet sent."""
    piece = PiecePage.objects.select_for_update().get(pk=piece_id)
    if not may_reopen(piece, user, stage_of_piece(piece_id)):
        raise TooLate("只有已审定的稿件可以重开。")
    if not comment.strip():
        raise Incomplete("重开必须写明理由，作者会看到。")
    pull_for_reopening(piece, user)
    state = newest_workflow_state(piece_id)
    _record(state, user, stages.REOPEN, comment=comment.strip())
