"""Counting: the ledger lines of a piece or a whole quarter, made again from its placements. Lines of
a closed quarter never change: the difference becomes corrections in the next open one (design D8)."""

from collections import Counter
from dataclasses import replace

from django.db import transaction
from django.db.models import Q

from editorial.models import Placement
from scoring import points
from scoring.actions import QuarterClosed
from scoring.facts import entries_of_group, facts_and_copies, of_group, verified_in
from scoring.models import FrozenQuarter, Quarter, RateProblem, RuleBook, ScoreEntry
from scoring.models.ledger import EntryKind
from scoring.models.quarters import QuarterState
from scoring.models.rulebooks import RuleBookState
from scoring.points import Tally
from scoring.quarter import Quarter as Span

BATCH = 500
NO_BOOK = "这个季度没有施行的计分办法"
TOO_OLD = "刊发日期早于最早的计分办法（{day}起施行），请核对日期"


def ensure_quarter(span):
    """The row of a quarter, open when it is new."""
    return Quarter.objects.get_or_create(year=span.year, number=span.number)[0]


def quarter_for(span):
    """The kept quarter where a quarter of the calendar counts: its own row or the next later one. A
    new row comes only after all others, so what a quarter counts never changes behind its back."""
    own_or_later = Q(year__gt=span.year) | Q(year=span.year, number__gte=span.number)
    kept = Quarter.objects.filter(own_or_later).order_by("year", "number").first()
    return kept or ensure_quarter(span)


def book_for(span):
    """The rule book in force in a quarter, or None."""
    adopted = RuleBook.objects.filter(state=RuleBookState.ADOPTED, valid_from__lte=span.first_day)
    return adopted.order_by("-valid_from").first()


@transaction.atomic
def retally_piece(piece_id, placement_id=None):
    """Count one piece again (or one placement without a piece) in every quarter that it touches."""
    for quarter in _lock(_touched_quarters(piece_id, placement_id)):
        if quarter.is_closed:
            _correct(quarter, piece_id, placement_id)
        else:
            _count(quarter, piece_id, placement_id)


@transaction.atomic
def retally_quarter(quarter):
    """Count an open quarter again from nothing; the result is the same as counting bit by bit."""
    (quarter,) = _lock([quarter.pk])
    if quarter.is_closed:
        raise QuarterClosed
    entries = ScoreEntry.objects.filter(quarter=quarter, kind=EntryKind.LINE)
    # Problems of late placements stay: they belong to corrections, which are not made again here.
    own_problems = Q(placement__published_on__gte=quarter.counts_from)
    _replace_lines(quarter, verified_in(quarter), entries, own_problems)


@transaction.atomic
def retally_late(quarter):
    """Make the corrections that stand in an open quarter again, and count what was too late for its
    own quarter and found no rate. The caller holds the quarters (lock_quarters)."""
    entries = ScoreEntry.objects.filter(quarter=quarter).exclude(kind=EntryKind.LINE)
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


def _touched_quarters(piece_id, placement_id):
    """Where the piece counts now and where it was counted before."""
    group = of_group(Placement.objects.all(), piece_id, placement_id)
    days = group.values_list("published_on", flat=True)
    rows = {quarter_for(span).pk for span in {Span.of(day) for day in days}}
    entries = entries_of_group(ScoreEntry.objects.all(), piece_id, placement_id)
    problems = RateProblem.objects.filter(_problem_of(piece_id, placement_id))
    return (
        rows
        | set(entries.values_list("origin", flat=True))
        | set(problems.values_list("quarter", flat=True))
    )


def _lock(quarter_ids):
    """Oldest first for everybody, so that two who count never wait for each other in a circle."""
    rows = Quarter.objects.filter(pk__in=quarter_ids).order_by("year", "number")
    return list(rows.select_for_update())


def _problem_of(piece_id, placement_id):
    of_placement = Q(placement=placement_id)
    return of_placement if piece_id is None else of_placement | Q(placement__piece=piece_id)


def _count(quarter, piece_id, placement_id):
    lines = ScoreEntry.objects.filter(quarter=quarter, kind=EntryKind.LINE)
    old = entries_of_group(lines, piece_id, placement_id)
    group = of_group(verified_in(quarter), piece_id, placement_id)
    _replace_lines(quarter, group, old, _problem_of(piece_id, placement_id))


def _replace_lines(quarter, placements, old_lines, old_problems):
    book = book_for(quarter.span)
    facts, copies = facts_and_copies(placements)
    counted = _tally(facts, book and book.parsed, quarter)
    old_lines.delete()
    RateProblem.objects.filter(old_problems, quarter=quarter).delete()
    ScoreEntry.objects.bulk_create(
        [entry_of(line, quarter, quarter, book, copies) for line in counted.lines], BATCH
    )
    RateProblem.objects.bulk_create(
        [
            RateProblem(
                quarter=quarter, placement_id=error.placement_id, message=error.message[:200]
            )
            for error in counted.errors
        ],
        BATCH,
        # A placement moved here from another quarter still has its problem there.
        update_conflicts=True,
        unique_fields=["placement"],
        update_fields=["quarter", "message"],
    )


def _tally(facts, rules, quarter):
    """The lines and errors of a quarter's facts. What is older than the quarter counts in it as far
    back as there is a rule book: a date of years ago is rather a slip of the pen."""
    if rules is None:
        return _uncountable(facts, NO_BOOK)
    older = [fact for fact in facts if fact.published_on < quarter.span.first_day]
    first_day = older and first_book_day()
    too_old = [fact for fact in older if fact.published_on < first_day]
    counted = points.tally([fact for fact in facts if fact not in too_old], rules)
    if not too_old:
        return counted
    day = f"{first_day.year}年{first_day.month}月{first_day.day}日"
    errors = _uncountable(too_old, TOO_OLD.format(day=day)).errors
    return Tally(counted.lines, counted.errors + errors)


def first_book_day():
    """The day from which there has been a rule book."""
    adopted = RuleBook.objects.filter(state=RuleBookState.ADOPTED)
    return adopted.order_by("valid_from").values_list("valid_from", flat=True).first()


def _uncountable(facts, message):
    return Tally((), tuple(points.RateError(fact.placement_id, message) for fact in facts))


def entry_of(line, quarter, origin, book, copies, **fields):
    """A ledger row from a line of the arithmetic."""
    return ScoreEntry(
        quarter=quarter,
        origin=origin,
        placement_id=line.placement_id,
        piece_id=line.piece_id,
        unit_id=line.unit_id,
        contributor_id=line.contributor_id,
        book=book,
        points=line.points,
        clause=line.clause,
        steps=[step_as_json(step) for step in line.steps],
        **copies[line.placement_id],
        **fields,
    )


def step_as_json(step):
    return {
        "name": step.name,
        "clause": step.clause,
        "text": step.text,
        "working": step.working,
        "value": points.plain(step.value),
    }


# -- corrections of a closed quarter ---------------------------------------------------------------


def _correct(closed, piece_id, placement_id):
    """Reversal and replacement lines in the next open quarter, for what the closed one would count
    differently today. Corrections that stand in open quarters are made again from nothing."""
    target = _first_open_from(closed.span)
    of_closed = entries_of_group(ScoreEntry.objects.filter(origin=closed), piece_id, placement_id)
    of_closed.filter(quarter__state=QuarterState.OPEN, kind=EntryKind.REVERSAL).delete()
    of_closed.filter(quarter__state=QuarterState.OPEN).delete()
    RateProblem.objects.filter(_problem_of(piece_id, placement_id)).delete()
    standing = list(of_closed.filter(corrections__isnull=True).exclude(kind=EntryKind.REVERSAL))
    facts, copies = facts_and_copies(of_group(verified_in(closed), piece_id, placement_id))
    book = _book_of_closed(closed, standing) or book_for(target.span)
    rules = book and _rules_of_late(book, closed, target)
    counted = _tally(facts, rules, closed)
    _write_differences(closed, target, standing, counted.lines, book, copies)
    _note_late_problems(target, counted.errors)


def _first_open_from(span):
    """The first kept quarter from `span` on that is open, made when there is none yet."""
    while True:
        row = quarter_for(span)
        (row,) = _lock([row.pk])
        if not row.is_closed:
            return row
        span = row.span.next


def _book_of_closed(closed, standing):
    """The book that the quarter was closed on, also when it was replaced since."""
    if standing:
        return standing[0].book
    frozen = FrozenQuarter.objects.filter(quarter=closed).values_list("content", flat=True).first()
    book_id = (frozen or {}).get("book", {}).get("id")
    return RuleBook.objects.filter(pk=book_id).first() or book_for(closed.span)


def _rules_of_late(book, closed, target):
    """The closed quarter's own; what they leave open is counted by those of the quarter where the
    correction stands, and the line says so."""
    rules, later = book.parsed, book_for(target.span)
    if later is None or later == book:
        return rules
    note = f"（{closed.label}的办法没有这一条，按{target.label}的办法计）"
    rates = tuple(replace(rate, text=rate.text + note) for rate in later.parsed.rates)
    return replace(rules, later_rates=rates)


def _write_differences(closed, target, standing, lines, book, copies):
    wanted = {}
    for key, line in _numbered(lines):
        wanted[key] = line
    for key, entry in _numbered(standing):
        line = wanted.pop(key, None)
        if line is not None and line.points == entry.points:
            continue
        reversal = _reversal_of(entry, target)
        reversal.save()
        if line is not None and line.points:
            _replacement(line, closed, target, book, copies, entry).save()
    for line in wanted.values():
        if line.points:
            _replacement(line, closed, target, book, copies, None).save()


def _numbered(lines):
    """Each line with its key; a unit credited twice in one placement has two, told by number."""
    seen = Counter()
    for line in sorted(lines, key=lambda line: (line.placement_id, line.points)):
        key = (line.placement_id, line.unit_id, line.contributor_id)
        seen[key] += 1
        yield (*key, seen[key]), line


def _reversal_of(entry, target):
    step = {
        "name": "冲销",
        "clause": entry.clause,
        "text": f"{entry.origin.label}关账后，这次刊发有变动，冲销原来的计分",
        "working": f"0 − {points.plain(entry.points)} = {points.plain(-entry.points)}",
        "value": points.plain(-entry.points),
    }
    copied = [
        "origin_id", "placement_id", "piece_id", "unit_id", "contributor_id", "book_id", "clause",
        "headline", "outlet_name", "outlet_level", "outlet_kind", "published_on", "where",
    ]  # fmt: skip
    return ScoreEntry(
        quarter=target,
        kind=EntryKind.REVERSAL,
        corrects=entry,
        points=-entry.points,
        steps=[*entry.steps, step],
        **{name: getattr(entry, name) for name in copied},
    )


def _replacement(line, closed, target, book, copies, original):
    return entry_of(
        line, target, closed, book, copies, kind=EntryKind.REPLACEMENT, corrects=original
    )


def _note_late_problems(target, errors):
    for error in errors:
        RateProblem.objects.update_or_create(
            placement_id=error.placement_id,
            defaults={"quarter": target, "message": error.message[:200]},
        )
