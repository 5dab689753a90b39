"""Who sees which routings, and which signed pieces stand at no outlet yet."""

from django.db.models import Exists, OuterRef

from editorial import stages
from editorial.people.seats import may_route
from editorial.pieces.models import PieceStatus
from editorial.pieces.visible import of_visible_pieces
from editorial.placements.models import Placement, PlacementState
from editorial.routing.models import Routing


def routings_visible_to(user):
    """A piece's routings are seen by whoever sees the piece; only submitted ones have any."""
    return of_visible_pieces(Routing.objects.all(), user)


def with_use(routings):
    """Routings with `is_used`: 采用 is a verified placement of the piece at that outlet (decision 10),
    whether it was recorded from the routing or not."""
    used = Placement.objects.filter(
        piece=OuterRef("piece"), outlet=OuterRef("outlet"), state=PlacementState.VERIFIED
    )
    return routings.annotate(is_used=Exists(used))


def routable_statuses(user):
    """待送稿件: signed pieces that stand at no outlet, the longest waiting first. A routing that the
    outlet turned down still counts as one: the editor has dealt with the piece."""
    if not may_route(user):
        return PieceStatus.objects.none()
    routed = Routing.objects.filter(piece=OuterRef("pk")).exclude(state=stages.PULLED)
    # The stage alone says that there is a signed text; with it the index of the queue answers.
    approved = PieceStatus.objects.filter(stage=stages.APPROVED)
    return approved.filter(~Exists(routed)).order_by("since", "pk")
