"""PURE: the whole sum, from facts and books to lines, faults and standings. Each step is a module of its
own beside this one; the database counts piece by piece with the same steps (scoring.ledger.tally)."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from scoring.arithmetic.accounts import QuarterFacts, YearSoFar
from scoring.arithmetic.facts import Event, Placement, Submission, Unit, id_order
from scoring.arithmetic.lines import Fault, Line
from scoring.arithmetic.pieces import settle_piece
from scoring.arithmetic.split import lines_of
from scoring.arithmetic.units import settle_unit
from scoring.arithmetic.worth import Valuer, Worth
from scoring.book.form import Rules
from scoring.quarter import QuarterSpan

NO_BOOK = "这一天没有施行的计分办法"


@dataclass
class Facts:
    units: list[Unit] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


@dataclass
class Count:
    """`worths` holds each placement's value before its piece was settled."""

    lines: list[Line]
    faults: list[Fault]
    quarters: list[QuarterSpan]
    units: dict
    worths: dict


class Books:
    """Which book is in force when. Without `valid_from` a book is in force from the beginning."""

    def __init__(self, books: list[Rules]):
        self._books = sorted(books, key=lambda book: book.valid_from or date.min)
        self._valuers = {id(book): Valuer(book) for book in self._books}

    def on(self, day):
        """The book in force on a day, or None."""
        for book in reversed(self._books):
            if book.valid_from is None or book.valid_from <= day:
                return book
        return None

    def of(self, quarter):
        return self.on(quarter.first_day)

    def value(self, fact):
        """Worth or Fault, by the book of the publication date."""
        book = self.on(fact.published_on)
        if book is None:
            return Fault("placement", fact.id, NO_BOOK)
        return self._valuers[id(book)].value(fact)


def count(facts: Facts, books: list[Rules], through=None, instructions=True):
    """Everything that the facts come to. `through`: no task of a period that ends later is judged;
    `instructions`: whether 批示 count."""
    force = Books(books)
    if not instructions:
        facts = replace(facts, events=[e for e in facts.events if not _is_instruction(e, force)])
    worths, faults = _valued(facts.placements, force)
    placed, track_faults = _placed(worths, force)
    events, event_faults = _events(facts.events, force)
    submissions = [s for s in facts.submissions if force.on(s.sent_on)]
    faults += track_faults + event_faults
    units = _all_units(facts)
    quarters = _quarters(placed, submissions, events, through)
    sheets = _sheets(placed, submissions, events, force)
    lines = _settled(units, quarters, sheets, force, through)
    by_id = {worth.fact.id: worth for group in placed for _, worth in group}
    return Count(lines, faults, quarters, units, by_id)


def _valued(placements, force):
    worths: list[Worth] = []
    faults: list[Fault] = []
    for fact in placements:
        found = force.value(fact)
        (worths if isinstance(found, Worth) else faults).append(found)
    return worths, faults


def _placed(worths, force):
    """([(line, worth) of a placement …] for each placement, faults)."""
    tracks, faults = {}, []
    for worth in worths:
        track = track_of_case(worth.case, force.of(worth.quarter))
        if track is None:
            faults.append(Fault("placement", worth.fact.id, "不属于计分办法的任何一类"))
        else:
            tracks[worth.fact.id] = track
    pieces = defaultdict(list)
    for worth in worths:
        if worth.fact.id in tracks:
            pieces[piece_key(worth.fact)].append(worth)
    placed = []
    for group in pieces.values():
        before = {worth.fact.id: worth for worth in group}
        for settled in settle_piece(group, force.of):
            own = lines_of(settled, force.of(settled.quarter), tracks[settled.fact.id])
            placed.append([(line, before[settled.fact.id]) for line in own])
    return placed, faults


def piece_key(fact):
    """A placement without a piece is a piece of its own."""
    return ("alone", fact.id) if fact.piece is None else ("piece", fact.piece)


def track_of_case(case, rules):
    """The code of the first track that fits; None when the book has tracks and none does."""
    if not rules.tracks:
        return ""
    return next((track.code for track in rules.tracks if track.condition.fits(case)), None)


def track_of_submission(genre, rules):
    if not rules.tracks:
        return ""
    for track in rules.tracks:
        if not track.condition.genre or genre in track.condition.genre:
            return track.code
    return None


def event_fault(event, rules):
    """What is wrong with an adjustment under a book, in Chinese, or None."""
    if rules is None:
        return NO_BOOK
    rule = rules.event_rules.get(event.kind)
    if rule is None:
        return f"计分办法里没有“{event.kind}”这种加减分"
    if event.track is not None and event.track not in {track.code for track in rules.tracks}:
        return f"计分办法里没有“{event.track}”这一类"
    if rule.between is not None:
        low, high = rule.between
        if event.amount is None or not low <= event.amount <= high:
            return f"“{rule.name or event.kind}”的分值应在{low}到{high}之间"
    if rule.needs_target and event.placement is None and event.piece is None:
        return f"“{rule.name or event.kind}”要写明是哪一篇稿件或哪一次刊发"
    return None


def _is_instruction(event, force):
    rules = force.on(event.happened_on)
    rule = rules and rules.event_rules.get(event.kind)
    return bool(rule and rule.instruction)


def _events(events, force):
    good, faults = [], []
    for event in events:
        if fault := event_fault(event, force.on(event.happened_on)):
            faults.append(Fault("event", event.id, fault))
        else:
            good.append(event)
    return good, faults


def track_of_event(event, rules):
    if event.track is not None or not rules.tracks:
        return event.track or ""
    return rules.tracks[0].code


def _all_units(facts):
    units = {unit.key: unit for unit in facts.units}
    named = [credit.unit for fact in facts.placements for credit in fact.credits]
    named += [s.unit for s in facts.submissions] + [e.unit for e in facts.events]
    for key in named:
        units.setdefault(key, Unit(key, str(key)))
    return units


def _quarters(placed, submissions, events, through):
    days = [line.day for group in placed for line, _ in group]
    days += [s.sent_on for s in submissions] + [e.happened_on for e in events]
    if not days:
        return []
    quarter, last = QuarterSpan.of(min(days)), QuarterSpan.of(max(days))
    if through is not None:
        last = max(last, QuarterSpan.of(through))
    quarters = [quarter]
    while quarters[-1] < last:
        quarters.append(quarters[-1].next)
    return quarters


def _sheets(placed, submissions, events, force):
    """{(unit, track, quarter): QuarterFacts}"""
    sheets: dict[tuple, QuarterFacts] = {}

    def sheet(unit, track, quarter):
        return sheets.setdefault((unit, track, quarter), QuarterFacts(quarter))

    for group in placed:
        for line, worth in group:
            sheet(line.unit, line.track, line.quarter).placed.append((line, worth))
    for submission in submissions:
        quarter = QuarterSpan.of(submission.sent_on)
        track = track_of_submission(submission.genre, force.of(quarter))
        if track is not None:
            sheet(submission.unit, track, quarter).submissions.append(submission)
    for event in events:
        quarter = QuarterSpan.of(event.happened_on)
        track = track_of_event(event, force.of(quarter))
        sheet(event.unit, track, quarter).events.append(event)
    return sheets


def _settled(units, quarters, sheets, force, through):
    lines = []
    for unit in units.values():
        years: dict[tuple, YearSoFar] = defaultdict(YearSoFar)
        for quarter in quarters:
            rules = force.of(quarter)
            if rules is None:
                continue
            for track in [track.code for track in rules.tracks] or [""]:
                facts = sheets.get((unit.key, track, quarter)) or QuarterFacts(quarter)
                # A line's place must not depend on the order in which the facts came.
                facts.placed.sort(key=lambda pair: _line_order(pair[0]))
                year = years[track, quarter.year]
                lines += settle_unit(unit, track, facts, rules, year, through)
    return lines


def _line_order(line):
    return (line.day, id_order(line.source))
