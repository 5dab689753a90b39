"""Who sees which routings, and which signed pieces stand at no outlet yet."""

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Value, When

from editorial import stages
from editorial.people.seats import may_route
from editorial.pieces.models import PieceStatus
from editorial.pieces.visible import of_visible_pieces
from editorial.placements.models import Placement, PlacementState
from editorial.routing.models import Routing


def routings_visible_to(user):
    """A piece's routings are seen by whoever sees the piece; only submitted ones have any."""
    return of_visible_pieces(Routing.objects.all(), user)


def as_they_stand(routings):
    """Routings with `is_used`: 采用 is a verified placement of the piece at that outlet (decision 10),
    whether it was recorded from the routing or not; and with `is_void`: its text was signed before the
    piece was reopened, so it is the signed text no more."""
    used = Placement.objects.filter(
        piece=OuterRef("piece"), outlet=OuterRef("outlet"), state=PlacementState.VERIFIED
    )
    stands = When(piece__status_row__approved_version=F("version"), then=Value(False))
    is_void = Case(stands, default=Value(True), output_field=BooleanField())
    return routings.annotate(is_used=Exists(used), is_void=is_void)


def routable_statuses(user):
    """待送稿件: signed texts that stand at no outlet, the longest waiting first. A routing that the
    outlet turned down still counts as one: the editor has dealt with the piece. One of a text that a
    reopening made void does not: the new text has gone nowhere yet."""
    if not may_route(user):
        return PieceStatus.objects.none()
    of_the_text = Routing.objects.filter(piece=OuterRef("pk"), version=OuterRef("approved_version"))
    routed = of_the_text.exclude(state=stages.PULLED)
    # The stage alone says that there is a signed text; with it the index of the queue answers.
    approved = PieceStatus.objects.filter(stage=stages.APPROVED)
    return approved.filter(~Exists(routed)).order_by("since", "pk")
