"""Sums of the ledger: each unit's row of a quarter's standing and the quarter's own figures, added up
by the database in a fixed number of queries. A closed quarter answers from its frozen rows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils import timezone

from editorial.models import PieceStatus, UnitPage
from editorial.models.units import RankingGroup
from scoring.actions.tally import book_for
from scoring.models import FrozenQuarter, FrozenStanding, ScoreEntry
from scoring.models.ledger import EntryKind
from scoring.standing import Score, rank

LEVELS = ("national", "province", "city", "county", "system")
ZERO = Decimal("0.00")


class SumOfPoints(Sum):
    """To the two places of the field: SQLite adds up floats, and shows it."""

    def __init__(self, **options):
        super().__init__("points", **options)

    def get_db_converters(self, connection):
        return [*super().get_db_converters(connection), _two_places]


def _two_places(value, expression, connection):
    return None if value is None else value.quantize(ZERO)


@dataclass(frozen=True)
class StandingRow:
    """One unit in the standing; a FrozenStanding has the same names."""

    unit_id: int
    unit_title: str
    group: str
    rank: int
    points: Decimal
    corrections: Decimal
    year_points: Decimal
    submitted: int
    quota: int | None
    placed: int
    national: int
    province: int
    city: int
    county: int
    system: int
    wechat: int


def task_rate(row):
    """任务完成率 in whole per cent, at most 100; None without a task."""
    return None if not row.quota else min(100, row.submitted * 100 // row.quota)


def standing_of(quarter):
    """{group: [rows, the best first]} of a quarter, all units of the group included."""
    rows = (
        FrozenStanding.objects.filter(quarter=quarter).order_by("rank", "unit_title")
        if quarter.is_closed
        else _live_rows(quarter)
    )
    groups = {group: [] for group in RankingGroup.values}
    for row in rows:
        groups[row.group].append(row)
    return groups


def standing_of_unit(unit_id, quarter):
    """(row, size of its group), or (None, 0) for a unit that does not stand in this quarter."""
    for rows in standing_of(quarter).values():
        for row in rows:
            if row.unit_id == unit_id:
                return row, len(rows)
    return None, 0


def summary_of(quarter):
    """The quarter's figures as a dict of integers (and points as a string), frozen at closing."""
    if quarter.is_closed:
        frozen = FrozenQuarter.objects.filter(quarter=quarter).values_list("content", flat=True)
        return frozen.get()["summary"]
    lines = ScoreEntry.objects.filter(quarter=quarter, kind=EntryKind.LINE)
    counts = lines.aggregate(
        placed=Count("placement", distinct=True),
        **{
            level: Count("placement", distinct=True, filter=Q(outlet_level=level))
            for level in LEVELS
        },
    )
    submitted = _submitted_in(quarter.span)
    taken = submitted.filter(piece__score_entries__quarter=quarter).values("pk").distinct()
    points = ScoreEntry.objects.filter(quarter=quarter).aggregate(total=SumOfPoints())["total"]
    return {
        **counts,
        "submitted": submitted.count(),
        "submitted_and_placed": taken.count(),
        "points": str(points or ZERO),
    }


def _live_rows(quarter):
    sums = _sums(quarter)
    year = _year_points(quarter)
    submitted = dict(
        _submitted_in(quarter.span).values_list("unit").annotate(n=Count("pk")).order_by()
    )
    book = book_for(quarter.span)
    quota = book.parsed.quota if book else lambda quota_class: None
    units = _units_of(sums)
    ranked = defaultdict(list)
    for pk, _title, group, _quota_class in units:
        s = sums.get(pk, {})
        merit = [s.get(level, 0) for level in ("national", "province", "city")]
        ranked[group].append(Score(pk, s.get("total") or ZERO, *merit))
    ranks = {score.unit_id: n for scores in ranked.values() for n, score in rank(scores)}
    rows = [
        StandingRow(
            unit_id=pk,
            unit_title=title,
            group=group,
            rank=ranks[pk],
            points=sums.get(pk, {}).get("total") or ZERO,
            corrections=sums.get(pk, {}).get("corrected") or ZERO,
            year_points=year.get(pk) or ZERO,
            submitted=submitted.get(pk, 0),
            quota=quota(quota_class),
            **{name: sums.get(pk, {}).get(name, 0) for name in ("placed", *LEVELS, "wechat")},
        )
        for pk, title, group, quota_class in units
    ]
    return sorted(rows, key=lambda row: (row.rank, row.unit_title))


def _units_of(sums):
    """Units at work, and retired ones that still earned something."""
    at_work = Q(retired_on__isnull=True) | Q(pk__in=list(sums))
    rows = UnitPage.objects.filter(at_work) if len(sums) < 500 else UnitPage.objects.all()
    fields = ("pk", "title", "ranking_group", "quota_class", "retired_on")
    return [
        (pk, title, group, quota_class)
        for pk, title, group, quota_class, retired in rows.values_list(*fields)
        if retired is None or pk in sums
    ]


def _sums(quarter):
    line = Q(kind=EntryKind.LINE)
    rows = (
        ScoreEntry.objects.filter(quarter=quarter)
        .values("unit")
        .annotate(
            total=SumOfPoints(),
            corrected=SumOfPoints(filter=~line),
            placed=Count("placement", distinct=True, filter=line),
            wechat=Count("placement", distinct=True, filter=line & Q(outlet_kind="wechat")),
            **{
                level: Count("placement", distinct=True, filter=line & Q(outlet_level=level))
                for level in LEVELS
            },
        )
        .order_by()
    )
    return {row["unit"]: row for row in rows}


def _year_points(quarter):
    """The year's points up to this quarter; corrections count in the quarter they stand in."""
    rows = ScoreEntry.objects.filter(
        quarter__year=quarter.year, quarter__number__lte=quarter.number
    )
    return dict(rows.values_list("unit").annotate(total=SumOfPoints()).order_by())


def _submitted_in(span):
    """Pieces first submitted in a quarter; its edge is midnight here, not in Greenwich."""
    start, end = (
        timezone.make_aware(datetime.combine(day, time.min))
        for day in (span.first_day, span.next.first_day)
    )
    return PieceStatus.objects.filter(submitted_at__gte=start, submitted_at__lt=end)
