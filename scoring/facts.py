"""The one bridge from rows to the facts of scoring.points: verified placements only, two queries
whatever their number."""

from collections import defaultdict

from django.db.models import Q

from editorial.models import Placement, PlacementCredit
from editorial.models.outlets import Kind, Level
from editorial.models.pieces import Genre
from editorial.models.placements import PlacementState, Position
from scoring.points import Credit, Fact

FIELDS = (
    "pk",
    "piece_id",
    "published_on",
    "genre",
    "position",
    "use",
    "outlet__code",
    "outlet__name",
    "outlet__level",
    "outlet__kind",
    "headline",
    "page",
    "url",
)


def verified_in(quarter):
    """The verified placements of a kept quarter: what counts."""
    return _placements_of(quarter, PlacementState.VERIFIED)


def waiting_in(quarter):
    """Those that nobody verified yet."""
    return _placements_of(quarter, PlacementState.RECORDED)


def _placements_of(quarter, state):
    days = (quarter.counts_from, quarter.span.last_day)
    return Placement.objects.filter(state=state, published_on__range=days)


def facts_and_copies(placements):
    """(facts in the order of their id, {placement_id: what a ledger line copies from it})."""
    credits = _credits(placements)
    facts, copies = [], {}
    for row in placements.order_by("pk").values_list(*FIELDS):
        values = dict(zip(FIELDS, row, strict=True))
        facts.append(_fact(values, credits[values["pk"]]))
        copies[values["pk"]] = _copy(values)
    return facts, copies


def of_group(placements, piece_id, placement_id):
    """Narrow to one piece, or to one placement without a piece."""
    if piece_id is None:
        return placements.filter(pk=placement_id, piece=None)
    return placements.filter(piece=piece_id)


def entries_of_group(entries, piece_id, placement_id):
    """The same for ledger lines; a placement's lines go with it when its piece was changed."""
    if piece_id is None:
        return entries.filter(placement=placement_id)
    return entries.filter(Q(piece=piece_id) | Q(placement=placement_id))


def _credits(placements):
    credits = defaultdict(list)
    rows = PlacementCredit.objects.filter(placement__in=placements.values("pk"))
    # The order of naming: it decides who gets the remainder.
    rows = rows.order_by("placement_id", "sort_order", "pk")
    for placement, unit, person, share in rows.values_list(
        "placement_id", "unit_id", "contributor_id", "share"
    ):
        credits[placement].append(Credit(unit, person, share))
    return credits


def _fact(values, credits):
    case = (
        values["outlet__name"],
        Level(values["outlet__level"]).label,
        Genre(values["genre"]).label,
        Position(values["position"]).label,
    )
    return Fact(
        placement_id=values["pk"],
        piece_id=values["piece_id"],
        outlet=values["outlet__code"],
        level=values["outlet__level"],
        genre=values["genre"],
        position=values["position"],
        use=values["use"],
        published_on=values["published_on"],
        credits=tuple(credits),
        outlet_name=values["outlet__name"],
        case_name=" · ".join(case),
    )


def _copy(values):
    return {
        "headline": values["headline"],
        "outlet_name": values["outlet__name"],
        "outlet_level": values["outlet__level"],
        "outlet_kind": Kind(values["outlet__kind"]).value,
        "published_on": values["published_on"],
        "where": values["page"] or values["url"],
    }
