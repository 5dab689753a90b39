"""Counting placements: the ledger lines of a piece or a whole quarter, made again from its placements.
Lines of a closed quarter never change: the difference becomes corrections in the next open one (decision
17). What is then done to a unit's quarter is scoring.ledger.periods'."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from editorial.pieces.models import PieceStatus
from editorial.placements.models import Placement
from scoring.arithmetic.count import track_of_case
from scoring.arithmetic.lines import Fault, Line
from scoring.arithmetic.pieces import settle_piece
from scoring.arithmetic.split import lines_of
from scoring.arithmetic.worth import Worth
from scoring.ledger.collector import collector_paused
from scoring.ledger.entries import entry_of
from scoring.ledger.facts import (
    FIELDS,
    PlacementRow,
    batched,
    facts_of_rows,
    of_group,
    read_rows,
    verified,
    verified_in,
)
from scoring.ledger.in_force import BooksInForce, ensure_quarter
from scoring.ledger.periods import settle_units
from scoring.ledger.writing import remove, renew, row_of_line
from scoring.models import Quarter, RateProblem, RuleBook, ScoreEntry
from scoring.models.ledger import OF_PLACEMENTS, EntryKind
from scoring.models.quarters import QuarterState
from scoring.numbers import plain
from scoring.quarter import QuarterSpan
from scoring.refused import QuarterClosed

BATCH = 500
CHUNK = 2000
NO_TRACK = "不属于计分办法的任何一类"

__all__ = [
    "book_for",
    "ensure_quarter",
    "quarter_for",
    "quarter_of_today",
    "retally_piece",
    "retally_quarter",
]


class CountedLine(NamedTuple):
    """A line with its placement's worth before its piece was settled, the book's row that priced it and
    its place among the placement's lines."""

    line: Line
    worth: Worth
    book: RuleBook
    place: int


@dataclass
class Counted:
    """What a piece earns in one kept quarter."""

    lines: list[CountedLine] = field(default_factory=list)
    faults: list = field(default_factory=list)


def quarter_of_today(today=None):
    """The quarter that people work in; a new one begins when first asked for. None before setup."""
    if not Quarter.objects.exists():
        return None
    return quarter_for(QuarterSpan.of(today or timezone.localdate()))


def quarter_for(span):
    """The kept quarter where a quarter of the calendar counts."""
    return BooksInForce().kept(span.first_day)


def book_for(span):
    """The rule book in force in a quarter, or None."""
    return BooksInForce().book_in_force(span)


def first_book_day():
    """The day from which there has been a rule book."""
    return BooksInForce().first_day


@transaction.atomic
def retally_piece(piece_id, placement_id=None):
    """Count one piece again (or one placement without a piece) in every quarter that it touches, and
    those quarters of its units."""
    group = _Group(piece_id, placement_id)
    _lock(group.touched(BooksInForce()))
    # Read after the locks: somebody may just have closed one of the quarters.
    in_force = BooksInForce()
    rows = read_rows(of_group(verified(), piece_id, placement_id))
    counted = count_piece(facts_of_rows(rows, in_force.asks_for_evidence), in_force)
    placements = {row.pk: row for row in rows}
    units = group.units()
    quarters = _lock(group.touched(in_force) | set(counted))
    for quarter in quarters:
        own = counted.get(quarter.pk, Counted())
        if quarter.is_closed:
            _correct(quarter, own, group, placements, in_force)
        else:
            lines = group.lines().filter(quarter=quarter, kind=EntryKind.LINE)
            problems = group.problems().filter(quarter=quarter)
            had = set(problems.values_list("placement", flat=True))
            _write(quarter, own, placements, lines, had)
    pairs = units | group.units()
    if piece_id is not None:
        # Whether its piece was adopted may count for the unit that sent it in.
        pairs |= _sender(piece_id, in_force)
    _settle(pairs, in_force)


def count_piece(facts, in_force):
    """{quarter_id: Counted} of the verified placements of one piece, or of one without a piece."""
    counted, valued = defaultdict(Counted), {}
    for fact in facts:
        found, book = in_force.value(fact)
        if not isinstance(found, Fault):
            quarter = in_force.kept(found.counts_on)
            if quarter.is_off and not quarter.is_closed:
                continue
            track = track_of_case(found.case, in_force.rules_of(found.quarter))
            if track is not None:
                valued[fact.id] = (found, book, track)
                continue
            found = Fault("placement", fact.id, NO_TRACK)
        counted[in_force.kept(fact.published_on).pk].faults.append(found)
    for worth in settle_piece([worth for worth, _, _ in valued.values()], in_force.rules_of):
        before, book, track = valued[worth.fact.id]
        lines = counted[in_force.kept(worth.counts_on).pk].lines
        for place, line in enumerate(lines_of(worth, in_force.rules_of(worth.quarter), track)):
            lines.append(CountedLine(line, before, book, place))
    return counted


@transaction.atomic
def retally_quarter(quarter):
    """Count an open quarter again from nothing; the result is the same as counting bit by bit."""
    (quarter,) = _lock([quarter.pk])
    if quarter.is_closed:
        raise QuarterClosed
    in_force = BooksInForce()
    lines = ScoreEntry.objects.filter(quarter=quarter, kind=EntryKind.LINE)
    # Problems of late placements stay: they belong to corrections, which are not made again here.
    problems = RateProblem.objects.filter(
        quarter=quarter, placement__published_on__gte=quarter.counts_from
    )
    _remove_what_counts_elsewhere(quarter, in_force, lines, problems)
    had = set(problems.values_list("placement", flat=True))
    is_first = not lines.exists()
    # By origin, which is a line's own quarter: an index on the quarter would lead to all its lines.
    own = ScoreEntry.objects.filter(origin=quarter, kind=EntryKind.LINE)
    for counted, placements in count_quarter(quarter, in_force):
        standing = own.none() if is_first else own.filter(placement__in=placements)
        _write(quarter, counted, placements, standing, had & placements.keys())
    settle_units(quarter, None, in_force)


def _remove_what_counts_elsewhere(quarter, in_force, lines, problems):
    """Or nowhere any more: what is counted again below replaces the rest."""
    here = Exists(placements_for(quarter, in_force).filter(pk=OuterRef("placement")))
    for pks in batched(list(lines.filter(~here).values_list("pk", flat=True))):
        remove(ScoreEntry.objects.filter(pk__in=pks))
    problems.filter(~here).delete()


def count_quarter(quarter, in_force):
    """[(Counted, {pk: PlacementRow})] of a kept quarter, some thousand placements at a time: memory
    stays flat."""
    for rows in _chunks_of_pieces(placements_for(quarter, in_force)):
        counted = Counted()
        with collector_paused():
            for group in _pieces(facts_of_rows(rows, in_force.asks_for_evidence)):
                own = count_piece(group, in_force).get(quarter.pk)
                if own is not None:
                    counted.lines += own.lines
                    counted.faults += own.faults
        yield counted, {row.pk: row for row in rows}


def _pieces(facts):
    groups = defaultdict(list)
    for fact in facts:
        key = ("alone", fact.id) if fact.piece is None else ("piece", fact.piece)
        groups[key].append(fact)
    return groups.values()


def placements_for(quarter, in_force):
    """What may count in the quarter: its own placements, and all others of pieces that could count in
    it when some book looks beyond the quarter."""
    own = verified_in(quarter)
    if not in_force.looks_back:
        return own
    start = quarter.span.first_day
    moved = verified().filter(
        Q(evidence__uploaded_at__date__gte=start) | Q(recorded_at__date__gte=start),
        published_on__lt=start,
    )
    pieces = own.filter(piece__isnull=False).values("piece")
    late_pieces = moved.filter(piece__isnull=False).values("piece")
    return verified().filter(
        Q(pk__in=own.values("pk"))
        | Q(pk__in=moved.values("pk"))
        | Q(piece__in=pieces)
        | Q(piece__in=late_pieces)
    )


def _chunks_of_pieces(placements):
    """PlacementRows in chunks that never cut a piece in two."""
    rows = placements.order_by("piece_id", "pk").values_list(*FIELDS).iterator(chunk_size=CHUNK)
    chunk, piece = [], None
    for row in map(PlacementRow._make, rows):
        if len(chunk) >= CHUNK and (row.piece is None or row.piece != piece):
            yield chunk
            chunk = []
        chunk.append(row)
        piece = row.piece
    if chunk:
        yield chunk


@transaction.atomic
def retally_late(quarter):
    """Make the corrections that stand in an open quarter again, and count what was too late for its
    own quarter and found no rate. The caller holds the quarters (lock_quarters)."""
    corrections = (EntryKind.REVERSAL, EntryKind.REPLACEMENT)
    entries = ScoreEntry.objects.filter(quarter=quarter, kind__in=corrections)
    problems = RateProblem.objects.filter(
        quarter=quarter, placement__published_on__lt=quarter.counts_from
    )
    late = set(entries.values_list("piece", "placement"))
    late |= set(problems.values_list("placement__piece", "placement"))
    for piece_id, placement_id in sorted(late, key=lambda pair: pair[1]):
        retally_piece(piece_id, placement_id)


def lock_quarters():
    """Every quarter, the oldest first, held until the transaction ends."""
    return list(Quarter.objects.order_by("year", "number").select_for_update())


class _Group:
    """The placements that are counted together: a piece's, or one without a piece. Their lines and
    problems are found by the placements alone, which an index answers however many lines there are."""

    def __init__(self, piece_id, placement_id):
        rows = of_group(Placement.objects.order_by(), piece_id, placement_id)
        found = dict(rows.values_list("pk", "published_on"))
        self.days = set(found.values())
        self.ids = sorted({*found, *filter(None, [placement_id])})

    def lines(self):
        return ScoreEntry.objects.filter(placement__in=self.ids, kind__in=OF_PLACEMENTS).order_by()

    def problems(self):
        return RateProblem.objects.filter(placement__in=self.ids).order_by()

    def touched(self, in_force):
        """Where the piece counts now and where it was counted before."""
        return (
            {in_force.kept(day).pk for day in self.days}
            | set(self.lines().values_list("origin", flat=True))
            | set(self.problems().values_list("quarter", flat=True))
        )

    def units(self):
        """{(quarter, unit)} with lines of the piece in quarters that can still change."""
        rows = self.lines().exclude(quarter__state=QuarterState.CLOSED)
        return set(rows.values_list("quarter", "unit"))


@transaction.atomic
def settle_sender(piece_id):
    """A piece was handed in: its unit's quarter may earn or owe something for it."""
    in_force = BooksInForce()
    _settle(_sender(piece_id, in_force), in_force)


def _settle(pairs, in_force):
    """Settle {(quarter, unit)} again, the earlier quarters first."""
    units = defaultdict(set)
    for quarter_id, unit_id in pairs:
        units[quarter_id].add(unit_id)
    for quarter in in_force.quarters:
        if quarter.pk in units and not quarter.is_closed:
            settle_units(quarter, units[quarter.pk], in_force)


def _sender(piece_id, in_force):
    row = PieceStatus.objects.filter(pk=piece_id, submitted_at__isnull=False)
    found = row.values_list("unit_id", "submitted_at").first()
    if found is None:
        return set()
    quarter = in_force.row(QuarterSpan.of(timezone.localdate(found[1])))
    return {(quarter.pk, found[0])} if quarter else set()


def _lock(quarter_ids):
    """Oldest first for everybody, so that two who count never wait for each other in a circle."""
    rows = Quarter.objects.filter(pk__in=quarter_ids).order_by("year", "number")
    return list(rows.select_for_update())


def _write(quarter, counted, placements, standing, had):
    """Make the `standing` lines of some placements in an open quarter what was counted; `had`: those
    placements that had a problem."""
    rows = [row_of_line(found, quarter, placements[found.line.source]) for found in counted.lines]
    renew(standing, rows)
    faults = {fault.id: fault.message[:200] for fault in counted.faults}
    RateProblem.objects.filter(placement__in=had - faults.keys()).delete()
    RateProblem.objects.bulk_create(
        [
            RateProblem(quarter=quarter, placement_id=pk, message=message)
            for pk, message in faults.items()
        ],
        BATCH,
        # A placement moved here from another quarter still has its problem there.
        update_conflicts=True,
        unique_fields=["placement"],
        update_fields=["quarter", "message"],
    )


# -- corrections of a closed quarter ---------------------------------------------------------------


def _correct(closed, counted, group, placements, in_force):
    """Reversal and replacement lines in the next open quarter, for what the closed one would count
    differently today. Corrections that stand in open quarters are made again from nothing."""
    target = _open_target(closed, in_force)
    of_closed = group.lines().filter(origin=closed)
    still_open = of_closed.exclude(quarter__state=QuarterState.CLOSED)
    still_open.filter(kind=EntryKind.REVERSAL).delete()
    still_open.delete()
    group.problems().delete()
    standing = list(of_closed.filter(corrections__isnull=True).exclude(kind=EntryKind.REVERSAL))
    _write_differences(closed, target, standing, counted.lines, placements)
    for fault in counted.faults:
        RateProblem.objects.update_or_create(
            placement_id=fault.id,
            defaults={"quarter": target, "message": fault.message[:200]},
        )


def _open_target(closed, in_force):
    """The next quarter that can still be written to, held."""
    while True:
        (target,) = _lock([in_force.first_open_from(closed.span).pk])
        if not target.is_closed:
            return target
        in_force = BooksInForce()


def _write_differences(closed, target, standing, lines, placements):
    wanted = dict(_numbered(lines, lambda item: item.line))
    for key, entry in _numbered(standing, _as_line):
        item = wanted.pop(key, None)
        if item is not None and item.line.points == entry.points:
            continue
        _reversal_of(entry, target).save()
        if item is not None and item.line.points:
            _replacement(item, closed, target, placements, entry).save()
    for item in wanted.values():
        if item.line.points:
            _replacement(item, closed, target, placements, None).save()


@dataclass(frozen=True)
class _Key:
    source: int
    unit: int
    person: int | None
    points: object


def _as_line(entry):
    return _Key(entry.placement_id, entry.unit_id, entry.contributor_id, entry.points)


def _numbered(items, line_of):
    """Each with its key; a unit credited twice in one placement has two, told by number."""
    seen = Counter()
    for item in sorted(items, key=lambda item: (line_of(item).source, line_of(item).points)):
        line = line_of(item)
        key = (line.source, line.unit, line.person)
        seen[key] += 1
        yield (*key, seen[key]), item


def _reversal_of(entry, target):
    step = {
        "name": "更正：减原分",
        "clause": entry.clause,
        "text": f"{entry.origin.label}定稿后，这次刊发有变动，减去原来的计分",
        "working": f"0 − {plain(entry.points)} = {plain(-entry.points)}",
        "value": plain(-entry.points),
    }
    copied = [
        "origin_id", "placement_id", "piece_id", "unit_id", "contributor_id", "book_id", "clause",
        "headline", "outlet_name", "outlet_code", "outlet_level", "outlet_kind", "published_on",
        "where", "track", "genre", "position", "use", "place",
    ]  # fmt: skip
    return ScoreEntry(
        quarter=target,
        kind=EntryKind.REVERSAL,
        corrects=entry,
        points=-entry.points,
        steps=[*entry.steps, step],
        counts_on=target.span.first_day,
        **{name: getattr(entry, name) for name in copied},
    )


def _replacement(item, closed, target, placements, original):
    line, worth, book, place = item
    entry = entry_of(
        line,
        worth,
        target,
        closed,
        book,
        placements[line.source],
        kind=EntryKind.REPLACEMENT,
        corrects=original,
        place=place,
    )
    entry.counts_on = target.span.first_day
    return entry
