"""Our screens, by the names that tests.bench.compare pairs with stock's."""

from django.urls import reverse
from django.utils import timezone

from editorial import stages
from editorial.assets.models import PhotoAsset
from editorial.people.models import User
from editorial.pieces.models import PieceStatus
from editorial.pieces.page import PiecePage
from editorial.review import moves as review
from scoring.quarter import QuarterSpan
from tests.bench.requests import reading, writing


def screens():
    draft = PieceStatus.objects.filter(owner=_writer(), stage=stages.DRAFT).first().pk
    waiting = _elsewhere(stages.FIRST)
    quarter = QuarterSpan.of(timezone.localdate()).code
    home = reverse("wagtailadmin_home")
    return {
        "home of a writer": reading("u0w0", home),
        "home of an editor": reading("bianji", home),
        "home of all steps": reading("admin", home),
        "home of a head": reading("u0h", home),
        "home of the score keeper": reading("jifen", home),
        "my pieces": reading("u0w0", reverse("desk:my_pieces")),
        "queue": reading("bianji", reverse("desk:piece_queue")),
        "all pieces": reading("bianji", reverse("desk:all_pieces")),
        "all pieces, found": reading("bianji", reverse("desk:all_pieces") + "?q=重阳"),
        "edit own draft": reading("u0w0", _edit(draft)),
        "edit in review": reading("bianji", _edit(waiting[-1])),
        "page of a piece": reading("bianji", reverse("desk:piece", args=(waiting[-1],))),
        "approve": writing("bianji", waiting, _approve),
        "approve finally": writing("zhongshen", _elsewhere(stages.FINAL), _approve),
        "to route": reading("bianji", reverse("routing:routable_pieces")),
        "routing desk": reading("bianji", reverse("routing:routing_desk")),
        "placements": reading("bianji", reverse("placements:placements")),
        "placements of a unit": reading("u0w0", reverse("placements:placements")),
        "placements to verify": reading("bianji", reverse("placements:placements_to_verify")),
        "standing": reading("jifen", reverse("scoring:standing", args=(quarter,))),
        "quarter": reading("jifen", reverse("scoring:quarter", args=(quarter,))),
        "people": reading("guanli", reverse("people:people")),
        "units": reading("guanli", reverse("people:units")),
    }


def _writer():
    return User.objects.get(username="u0w0")


def _elsewhere(stage):
    """Pieces at a stage, the longest waiting first, of other units than the one that is read."""
    rows = PieceStatus.objects.filter(stage=stage).exclude(unit__slug="unit0")
    return list(rows.order_by("since").values_list("pk", flat=True))


def _edit(pk):
    return reverse("wagtailadmin_pages:edit", args=(pk,))


def _approve(pk):
    # Copies share the original's photos; each approval finds two that are not frozen yet.
    PhotoAsset.objects.update(frozen_sha256="")
    token = review.revision_token(PiecePage.objects.get(pk=pk))
    data = {"action": "approve", "seen_revision": token, "comment": "同意"}
    return reverse("desk:take_step", args=(pk,)), data
