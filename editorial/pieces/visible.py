"""Who sees what, decided once per model: lists, single objects, exports and choosers all ask here."""

from django.db.models import Q

from editorial.people.seats import reads_all_pieces, seats_of, unit_ids_of
from editorial.pieces.models import Byline, PieceStatus
from editorial.roles import HEAD


def statuses_visible_to(user):
    """PieceStatus rows. An author sees their own; a unit's head sees the unit's; the bureau sees
    whatever was ever submitted. A colleague's piece is not a correspondent's business, except one
    that carries their byline."""
    if not seats_of(user):
        return PieceStatus.objects.none()
    headed = {seat.unit_id for seat in seats_of(user) if seat.role == HEAD}
    submitted = Q(submitted_at__isnull=False)
    in_unit = Q(owner=user, unit__in=unit_ids_of(user)) | Q(unit__in=headed)
    if reads_all_pieces(user):
        return PieceStatus.objects.filter(submitted | in_unit)
    # As a subquery: a join to the bylines would read them all before it knows whose piece it is.
    bylined = Byline.objects.filter(contributor__user=user).values("piece")
    mine = Q(owner=user) | Q(pk__in=bylined)
    return PieceStatus.objects.filter(in_unit | (submitted & mine))


def own_pieces_of(user):
    """我的稿件: what the user wrote, in any stage, and what was submitted with their byline."""
    bylined = Byline.objects.filter(contributor__user=user).values("piece")
    carried = Q(submitted_at__isnull=False, pk__in=bylined)
    return statuses_visible_to(user).filter(Q(owner=user) | carried)


def of_visible_pieces(rows, user):
    """Of these rows with a `piece`, none of which belongs to a draft, those whose piece the user sees."""
    if reads_all_pieces(user):
        return rows
    return rows.filter(piece__in=statuses_visible_to(user).values("pk"))


def piece_is_visible_to(piece, user):
    return statuses_visible_to(user).filter(pk=piece.pk).exists()
