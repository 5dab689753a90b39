"""The one bridge from rows to the facts of scoring.arithmetic: verified placements, submissions and
adjustments; a fixed number of queries whatever their number."""

from collections import defaultdict
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.utils import timezone

from editorial import vocabulary
from editorial.pieces.models import Byline, PieceStatus
from editorial.placements.models import Evidence, Placement, PlacementCredit, PlacementState
from scoring.arithmetic.facts import Credit, Event, Submission
from scoring.arithmetic.facts import Placement as Fact
from scoring.models import Adjustment
from scoring.models.adjustments import AdjustmentState

FIELDS = (
    "pk", "piece_id", "published_on", "genre", "position", "use", "length", "journalists",
    "routing_id", "recorded_at", "outlet__code", "outlet__name", "outlet__level", "outlet__kind",
    "headline", "page", "url",
)  # fmt: skip


class PlacementRow(NamedTuple):
    """FIELDS of a placement as read; a ledger line copies some of them."""

    pk: int
    piece: int | None
    published_on: date
    genre: str
    position: str
    use: str
    length: int | None
    journalists: int
    routing: int | None
    recorded_at: datetime
    outlet_code: str
    outlet_name: str
    outlet_level: str
    outlet_kind: str
    headline: str
    page: str
    url: str

    @property
    def where(self):
        return self.page or self.url


def verified():
    """Everything that counts somewhere."""
    return Placement.objects.filter(state=PlacementState.VERIFIED)


def verified_in(quarter):
    """The verified placements of a kept quarter."""
    return _placements_of(quarter, PlacementState.VERIFIED)


def waiting_in(quarter):
    """Those that nobody verified yet."""
    return _placements_of(quarter, PlacementState.RECORDED)


def _placements_of(quarter, state):
    days = (quarter.counts_from, quarter.span.last_day)
    return Placement.objects.filter(state=state, published_on__range=days)


def facts_of(placements, with_evidence=False):
    """Facts in the order of their id."""
    return facts_of_rows(read_rows(placements), with_evidence)


def read_rows(placements):
    rows = placements.order_by("pk").values_list(*FIELDS)
    return [PlacementRow._make(row) for row in rows]


def facts_of_rows(rows, with_evidence=False):
    """The same for PlacementRows, in their order."""
    ids = [row.pk for row in rows]
    zone = timezone.get_current_timezone()
    credits = _credits(ids)
    evidence = _evidence(ids, zone) if with_evidence else {}
    return [_fact(row, credits.get(row.pk, ()), evidence.get(row.pk, ()), zone) for row in rows]


def of_group(placements, piece_id, placement_id):
    """Narrow to one piece, or to one placement without a piece."""
    if piece_id is None:
        return placements.filter(pk=placement_id, piece=None)
    return placements.filter(piece=piece_id)


def _credits(ids):
    credits = defaultdict(list)
    for some in batched(ids):
        rows = PlacementCredit.objects.filter(placement__in=some)
        # The order of naming: it decides who gets the remainder.
        rows = rows.order_by("placement_id", "sort_order", "pk")
        for placement, unit, person, share in rows.values_list(
            "placement_id", "unit_id", "contributor_id", "share"
        ):
            credits[placement].append(Credit(unit, person, share))
    return credits


def batched(ids, size=2000):
    """No database takes any number of parameters."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def _evidence(ids, zone):
    """{placement: [(kind, day)]}"""
    found = defaultdict(list)
    for some in batched(ids):
        rows = Evidence.objects.filter(placement__in=some).order_by("pk")
        for placement, kind, at in rows.values_list("placement_id", "kind", "uploaded_at"):
            found[placement].append((kind, at.astimezone(zone).date()))
    return found


def _fact(row, credits, evidence, zone):
    recorded_on = row.recorded_at.astimezone(zone).date()
    kinds = [kind for kind, _ in evidence]
    if row.url:
        kinds.append("link")
    return Fact(
        id=row.pk,
        piece=row.piece,
        published_on=row.published_on,
        outlet=row.outlet_code,
        level=row.outlet_level,
        genre=row.genre,
        credits=tuple(credits),
        kind=row.outlet_kind,
        position=row.position,
        use=row.use,
        length=row.length,
        journalists=row.journalists,
        via_bureau=row.routing is not None,
        evidence=tuple(dict.fromkeys(kinds)),
        # Complete with its first file; a link came with the record.
        evidence_on=min((day for _, day in evidence), default=recorded_on),
        recorded_on=recorded_on,
        outlet_name=row.outlet_name,
        case_name=_case_name(row.outlet_name, row.outlet_level, row.genre, row.position),
    )


@lru_cache(maxsize=4096)
def _case_name(outlet, level, genre, position):
    """What a missing rate is about, e.g. 九江日报 · 市级 · 消息 · 内页."""
    parts = (
        outlet,
        vocabulary.LEVELS[level],
        vocabulary.GENRES[genre],
        vocabulary.POSITIONS[position],
    )
    return " · ".join(parts)


# -- what else counts for a unit -------------------------------------------------------------------


def submissions_in(spans, unit_ids=None):
    """Pieces first submitted in these quarters of the calendar, adopted when any outlet printed them;
    the author is the first of the byline. Empty without spans."""
    if not spans:
        return []
    start, end = quarter_edges(min(spans), max(spans))
    rows = PieceStatus.objects.filter(submitted_at__gte=start, submitted_at__lt=end)
    if unit_ids is not None:
        rows = rows.filter(unit__in=unit_ids)
    adopted = Exists(verified().filter(piece=OuterRef("piece_id")))
    rows = rows.annotate(adopted=adopted).order_by("submitted_at", "pk")
    found = list(rows.values_list("piece_id", "unit_id", "submitted_at", "piece__genre", "adopted"))
    authors = _authors([row[0] for row in found])
    return [
        Submission(
            piece, unit, authors.get(piece), timezone.localdate(at), piece, genre, bool(adopted)
        )
        for piece, unit, at, genre, adopted in found
    ]


def _authors(piece_ids):
    authors = {}
    for some in batched(piece_ids):
        rows = Byline.objects.filter(piece__in=some, contributor__isnull=False)
        for piece, contributor in rows.order_by("piece_id", "sort_order", "pk").values_list(
            "piece_id", "contributor_id"
        ):
            authors.setdefault(piece, contributor)
    return authors


def quarter_edges(first, last):
    """The moments between which quarters lie; their edge is midnight here, not in Greenwich."""
    return tuple(
        timezone.make_aware(datetime.combine(day, time.min))
        for day in (first.first_day, last.next.first_day)
    )


def events_in(quarters, unit_ids=None):
    """{quarter_id: [Event]} of the confirmed adjustments. One that came after its own quarter was
    closed stands on the first day of the quarter where it counts."""
    rows = Adjustment.objects.filter(quarter__in=quarters, state=AdjustmentState.CONFIRMED)
    if unit_ids is not None:
        rows = rows.filter(unit__in=unit_ids)
    found = defaultdict(list)
    for row in rows.select_related("quarter", "placement").order_by("pk"):
        found[row.quarter_id].append(event_of(row))
    return found


def event_of(adjustment):
    """An adjustment as the arithmetic sees it. About a piece where the placement has one: an
    instruction on a piece counts where the piece counts."""
    placement = adjustment.placement
    piece_id = placement and placement.piece_id
    return Event(
        id=adjustment.pk,
        kind=adjustment.kind,
        unit=adjustment.unit_id,
        happened_on=max(adjustment.happened_on, adjustment.quarter.span.first_day),
        person=adjustment.contributor_id,
        count=adjustment.count,
        amount=adjustment.amount,
        placement=adjustment.placement_id if placement and piece_id is None else None,
        piece=piece_id,
        track=adjustment.track or None,
    )
