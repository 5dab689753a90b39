"""The rows behind the hints of scoring.flags.hints: verified placements by unit, points by quarter, and which
hints somebody has looked at. Five queries whatever their number."""

from collections import defaultdict

from django.db.models import Q
from django.utils.timezone import localtime

from editorial.placements.models import Placement, PlacementCredit, PlacementState
from scoring.flags.hints import Clip, Limits, flags_of
from scoring.models import FlagReview, Quarter, ScoreEntry
from scoring.models.ledger import Account
from scoring.standing.totals import ZERO, SumOfPoints

FIELDS = (
    "pk",
    "outlet__code",
    "outlet__name",
    "outlet__level",
    "headline",
    "published_on",
    "recorded_at",
    "decided_at",
)
LIMITS = Limits()


def flags_in(quarter):
    """All flags of a quarter, those that were looked at too."""
    clips = clips_in(quarter)
    points, earlier = _points(quarter)
    return flags_of(clips, points, earlier, quarter.span.last_day, LIMITS)


def reviews_in(quarter):
    """{key: FlagReview}, the newest first."""
    rows = FlagReview.objects.filter(quarter=quarter).select_related("reviewed_by", "unit")
    return {row.key: row for row in rows}


def clips_in(quarter):
    span = quarter.span
    placements = Placement.objects.filter(
        state=PlacementState.VERIFIED, published_on__range=(span.first_day, span.last_day)
    )
    authors = defaultdict(lambda: defaultdict(set))
    credits = PlacementCredit.objects.filter(placement__in=placements.values("pk"))
    for placement, unit, person in credits.values_list("placement", "unit", "contributor"):
        authors[placement][unit] |= {person} - {None}
    return [
        Clip(
            placement_id=pk,
            unit_id=unit,
            outlet=code,
            outlet_name=name,
            level=level,
            headline=headline,
            authors=frozenset(people),
            published_on=published_on,
            recorded_on=localtime(recorded_at).date(),
            decided_on=decided_at and localtime(decided_at).date(),
        )
        for pk, code, name, level, headline, published_on, recorded_at, decided_at in (
            placements.order_by("pk").values_list(*FIELDS)
        )
        for unit, people in authors[pk].items()
    ]


def _points(quarter):
    """({unit: points}, the same of the quarters before, the newest first)."""
    before = Q(year__lt=quarter.year) | Q(year=quarter.year, number__lt=quarter.number)
    earlier = list(
        Quarter.objects.filter(before).order_by("-year", "-number")[: LIMITS.jump_quarters]
    )
    sums = {row.pk: {} for row in (quarter, *earlier)}
    rows = ScoreEntry.objects.filter(quarter__in=list(sums)).exclude(account=Account.PERSON)
    rows = rows.order_by().values_list("quarter", "unit").annotate(total=SumOfPoints())
    for pk, unit, total in rows:
        sums[pk][unit] = total or ZERO
    return sums[quarter.pk], [sums[row.pk] for row in earlier]
