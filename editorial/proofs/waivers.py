"""保留原文: a reviewer lets a finding of the proof checks pass, with the reason."""

from django.db import transaction

from editorial.pieces.models import stage_of_piece
from editorial.pieces.page import PiecePage
from editorial.pieces.rules import may_waive
from editorial.proofs.models import FindingWaiver
from editorial.proofs.reading import key_of, proofs_of
from editorial.refused import Refused


@transaction.atomic
def waive(piece_id, user, *, kind, text, message, reason):
    """Raises Refused when it is not this person's to say, or when the finding is gone."""
    piece = PiecePage.objects.select_for_update().get(pk=piece_id)
    if not may_waive(piece, user, stage_of_piece(piece_id)):
        raise Refused("这篇稿件的检查现在不由您决定保留原文。")
    reason = reason.strip()
    if not reason:
        raise Refused("请写明保留原文的理由。")
    if len(reason) > 200:
        raise Refused(f"保留原文的理由最多200字，现有{len(reason)}字。")
    for proof in proofs_of(piece.get_latest_revision_as_object()):
        if key_of(proof.finding) == (kind, text, message):
            if proof.waiver is None:
                FindingWaiver.objects.create(
                    piece=piece, kind=kind, text=text, message=message, reason=reason, actor=user
                )
            return
    raise Refused("这处文字已经改了，不用保留。")
