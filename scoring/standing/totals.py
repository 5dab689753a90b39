"""Sums of the ledger: each unit's row of a quarter's standing and the quarter's own figures, added up
by the database in a fixed number of queries. A closed quarter answers from its frozen rows."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from editorial.people.models import Contributor
from editorial.people.units import RankingGroup, UnitPage
from editorial.pieces.models import PieceStatus
from editorial.vocabulary import LEVELS
from scoring.arithmetic.closing import ranked_with
from scoring.arithmetic.standings import rank
from scoring.ledger.facts import quarter_edges
from scoring.ledger.in_force import BooksInForce, rules_of_book
from scoring.models import FrozenQuarter, FrozenStanding, ScoreEntry
from scoring.models.ledger import Account, EntryKind

ZERO = Decimal("0.00")


class SumOfPoints(Sum):
    """To the two places of the field: SQLite adds up floats, and shows it."""

    def __init__(self, **options):
        super().__init__("points", **options)

    def get_db_converters(self, connection):
        return [*super().get_db_converters(connection), _two_places]


def _two_places(value, expression, connection):
    return None if value is None else value.quantize(ZERO)


@dataclass
class StandingRow:
    """One unit in the standing; a FrozenStanding has the same names."""

    unit_id: int
    unit_title: str
    group: str
    track: str
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

    @property
    def key(self):
        return self.unit_id


def task_rate(row):
    """任务完成率 in whole per cent, at most 100; None without a task."""
    return None if not row.quota else min(100, row.submitted * 100 // row.quota)


def tracks_of(quarter):
    """[(code, name)] of the quarter's tracks: separate sums that are never mixed; one without a name
    when its book has none."""
    in_force = BooksInForce()
    book = in_force.book_of(quarter)
    tracks = rules_of_book(book).tracks if book else ()
    return [(track.code, track.name) for track in tracks] or [("", "")]


def standing_of(quarter, track=None):
    """{group: [rows, the best first]} of a quarter, all units of the group included; of its first
    track if none is named."""
    if track is None:
        track = tracks_of(quarter)[0][0]
    rows = (
        FrozenStanding.objects.filter(quarter=quarter, track=track).order_by("rank", "unit_title")
        if quarter.is_closed
        else _live_rows(quarter, track)
    )
    groups = {group: [] for group in RankingGroup.values}
    for row in rows:
        groups[row.group].append(row)
    return groups


def standing_of_unit(unit_id, quarter, track=None):
    """(row, size of its group), or (None, 0) for a unit that does not stand in this quarter."""
    for rows in standing_of(quarter, track).values():
        for row in rows:
            if row.unit_id == unit_id:
                return row, len(rows)
    return None, 0


@dataclass
class PersonRow:
    """One person in the standing of persons."""

    key: int
    name: str
    unit_title: str
    points: Decimal
    placed: int
    rank: int = 0


def persons_of(quarter, unit=None, track=None):
    """The persons of a quarter by their points, the best first, with their rank among all; of one unit
    if it is named. Empty when the quarter's book gives persons no points."""
    in_force = BooksInForce()
    book = in_force.book_of(quarter)
    if book is None or rules_of_book(book).persons is None:
        return []
    if track is None:
        track = tracks_of(quarter)[0][0]
    lines = ScoreEntry.objects.filter(quarter=quarter, track=track, contributor__isnull=False)
    sums = (
        lines.exclude(account=Account.UNIT)
        .values("contributor", "unit", "unit__title")
        .annotate(
            total=SumOfPoints(),
            placed=Count("placement", distinct=True, filter=Q(kind=EntryKind.LINE)),
        )
        .order_by()
    )
    sums = list(sums)
    people = Contributor.objects.in_bulk([row["contributor"] for row in sums])
    rows = [
        (
            row["unit"],
            PersonRow(
                row["contributor"],
                people[row["contributor"]].name_on(quarter.closed_at),
                row["unit__title"],
                row["total"] or ZERO,
                row["placed"],
            ),
        )
        for row in sums
    ]
    ranked = rank([row for _, row in rows], lambda row: (row.points, row.placed))
    own = {row.key for unit_id, row in rows if unit is None or unit_id == unit.pk}
    return [row for row in ranked if row.key in own]


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
    points = of_units(quarter).aggregate(total=SumOfPoints())["total"]
    return {
        **counts,
        "submitted": submitted.count(),
        "submitted_and_placed": taken.count(),
        "points": str(points or ZERO),
    }


def of_units(quarter):
    """The lines that stand in units' sums."""
    return ScoreEntry.objects.filter(quarter=quarter).exclude(account=Account.PERSON)


def _live_rows(quarter, track):
    sums = _sums(quarter, track)
    year = _year_points(quarter, track)
    submitted = dict(
        _submitted_in(quarter.span).values_list("unit").annotate(n=Count("pk")).order_by()
    )
    book = BooksInForce().book_of(quarter)
    rules = book and rules_of_book(book)
    groups = defaultdict(list)
    for pk, title, group, quota_class in _units_of(sums):
        own = sums.get(pk, {})
        row = StandingRow(
            unit_id=pk,
            unit_title=title,
            group=group,
            track=track,
            rank=0,
            points=own.get("total") or ZERO,
            corrections=own.get("corrected") or ZERO,
            year_points=year.get(pk) or ZERO,
            submitted=submitted.get(pk, 0),
            quota=rules.quota(quota_class, title) if rules else None,
            **{name: own.get(name, 0) for name in ("placed", *LEVELS, "wechat")},
        )
        groups[ranked_with(rules, group)].append(row)
    ties = rules.ranking.ties if rules else ()
    for rows in groups.values():
        rank(rows, lambda row: (row.points, *(getattr(row, level) for level in ties)))
    return sorted(
        (row for rows in groups.values() for row in rows),
        key=lambda row: (row.rank, row.unit_title),
    )


def standing_units(quarter):
    """(pk, title, group, class) of the units that stand in a quarter."""
    with_lines = of_units(quarter).values_list("unit", flat=True).distinct()
    return sorted(_units_of(dict.fromkeys(with_lines)))


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


def _sums(quarter, track):
    line = Q(kind=EntryKind.LINE)
    rows = (
        of_units(quarter)
        .filter(track=track)
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


def _year_points(quarter, track):
    """The year's points up to this quarter; corrections count in the quarter they stand in."""
    rows = ScoreEntry.objects.filter(
        quarter__year=quarter.year, quarter__number__lte=quarter.number, track=track
    ).exclude(account=Account.PERSON)
    return dict(rows.values_list("unit").annotate(total=SumOfPoints()).order_by())


def _submitted_in(span):
    """Pieces first submitted in a quarter."""
    start, end = quarter_edges(span, span)
    return PieceStatus.objects.filter(submitted_at__gte=start, submitted_at__lt=end)
