"""What is done to a unit's quarter on top of its placements' lines: submissions, adjustments, caps, tasks
and floors, made again from the ledger's own lines by scoring.arithmetic.units."""

from collections import defaultdict
from itertools import count

from editorial.people.units import UnitPage
from scoring.arithmetic.accounts import QuarterFacts, YearSoFar
from scoring.arithmetic.count import event_fault, track_of_event, track_of_submission
from scoring.arithmetic.facts import Unit
from scoring.arithmetic.units import settle_unit
from scoring.ledger.entries import headline_of, period_entry_of, placed_of
from scoring.ledger.facts import events_in, submissions_in
from scoring.ledger.in_force import rules_of_book
from scoring.ledger.writing import renew, row_of_entry
from scoring.models import Adjustment, ScoreEntry
from scoring.models.ledger import OF_PLACEMENTS
from scoring.quarter import QuarterSpan

UNITS_AT_ONCE = 200
FIRST_PLACE = 1000  # after the placements' lines of the same day


def settle_units(quarter, unit_ids, in_force):
    """Write the period lines of units in a kept quarter that is not closed, and in the later ones of
    its year whose rules look at the year. `unit_ids` None: of all units."""
    for row in _with_later_ones(quarter, in_force):
        # Without such rules there is nothing to renew: a changed book counts whole quarters.
        if row.is_closed or (unit_ids is not None and not _settles(row, in_force)):
            continue
        for some in _some_units(unit_ids):
            lines, book = settled_lines(row, some, in_force)
            _replace(row, some, lines, book)


def settled_lines(quarter, unit_ids, in_force, one_more=None):
    """([period lines of some units], the book's row); nothing is written. `one_more`: an event that
    does not count yet."""
    book = in_force.book_of(quarter)
    rules = book and rules_of_book(book)
    if rules is None or quarter.is_off or not rules.settles_periods:
        return [], book
    sheets = _Sheets(quarter, unit_ids, in_force)
    if one_more is not None:
        sheets.add_event(one_more, quarter)
    return [line for unit in sheets.units for line in sheets.settle(unit)], book


def _with_later_ones(quarter, in_force):
    later = [
        row
        for row in in_force.quarters
        if row.year == quarter.year and row.span > quarter.span and not row.is_closed
    ]
    return [quarter, *(row for row in later if looks_at_the_year(row, in_force))]


def looks_at_the_year(quarter, in_force):
    book = in_force.book_of(quarter)
    if book is None:
        return False
    rules = rules_of_book(book)
    return (
        any(cap.period == "year" for cap in rules.caps)
        or any(
            task.period == "year" or task.growing or task.met_year_cap is not None
            for task in rules.tasks
        )
        or (rules.adoption is not None and rules.adoption.period == "year")
    )


def _settles(quarter, in_force):
    book = in_force.book_of(quarter)
    return book is not None and rules_of_book(book).settles_periods


def _some_units(unit_ids):
    ids = sorted(UnitPage.objects.values_list("pk", flat=True) if unit_ids is None else unit_ids)
    for start in range(0, len(ids), UNITS_AT_ONCE):
        yield ids[start : start + UNITS_AT_ONCE]


def _replace(quarter, unit_ids, lines, book):
    old = ScoreEntry.objects.filter(quarter=quarter, unit__in=unit_ids)
    names = {}
    if any(line.kind == "event" for line in lines):
        rows = Adjustment.objects.filter(quarter=quarter, unit__in=unit_ids)
        names = {row.pk: headline_of(row) for row in rows}
    places = defaultdict(lambda: count(FIRST_PLACE))
    entries = [
        period_entry_of(line, quarter, book, names, next(places[line.unit])) for line in lines
    ]
    renew(old.exclude(kind__in=OF_PLACEMENTS), map(row_of_entry, entries))


class _Sheets:
    """The year so far of some units, read in a fixed number of queries."""

    def __init__(self, quarter, unit_ids, in_force):
        self.quarter, self.in_force = quarter, in_force
        self.rows = [quarter]
        if looks_at_the_year(quarter, in_force):
            self.rows = [
                row
                for row in in_force.quarters
                if row.year == quarter.year and row.span <= quarter.span
            ]
        self.units = _units(unit_ids)
        self.placed = self._placed(unit_ids)
        self.submissions = self._submissions(unit_ids)
        self.events = self._events(unit_ids)

    def settle(self, unit):
        """The lines that the quarter adds to a unit."""
        years = defaultdict(YearSoFar)
        lines = []
        for row in self.rows:
            rules = self._rules(row)
            if rules is None or row.is_off:
                continue
            for track in [track.code for track in rules.tracks] or [""]:
                facts = QuarterFacts(
                    row.span,
                    self.placed[unit.key, row.pk, track],
                    self.submissions[unit.key, row.pk, track],
                    self.events[unit.key, row.pk, track],
                )
                through = row.span.last_day if row.is_closed else row.judged_through
                # Nothing is judged before its day: a date before every period stands for none.
                through = through or row.span.first_day
                made = settle_unit(unit, track, facts, rules, years[track], through)
                if row.pk == self.quarter.pk:
                    lines = [*lines, *made[len(facts.placed) :]]
        return lines

    def _rules(self, row):
        book = self.in_force.book_of(row)
        return book and rules_of_book(book)

    def _placed(self, unit_ids):
        found = defaultdict(list)
        spans = {row.pk: row.span for row in self.rows}
        entries = ScoreEntry.objects.filter(
            quarter__in=self.rows, unit__in=unit_ids, kind__in=OF_PLACEMENTS
        ).defer("steps")
        for entry in entries.order_by("counts_on", "placement_id", "place", "pk"):
            pair = placed_of(entry, spans[entry.quarter_id])
            found[entry.unit_id, entry.quarter_id, entry.track].append(pair)
        return found

    def _submissions(self, unit_ids):
        found = defaultdict(list)
        if not any(_asks_for_submissions(self._rules(row)) for row in self.rows):
            return found
        rows = {row.span: row for row in self.rows}
        for submission in submissions_in([row.span for row in self.rows], unit_ids):
            row = rows.get(QuarterSpan.of(submission.sent_on))
            rules = row and self._rules(row)
            track = rules and track_of_submission(submission.genre, rules)
            if track is not None:
                found[submission.unit, row.pk, track].append(submission)
        return found

    def _events(self, unit_ids):
        found = defaultdict(list)
        if not any((rules := self._rules(row)) and rules.events for row in self.rows):
            return found
        by_quarter = events_in(self.rows, unit_ids)
        for row in self.rows:
            rules = self._rules(row)
            for event in by_quarter.get(row.pk, ()):
                if self._counts(event, row, rules):
                    found[event.unit, row.pk, track_of_event(event, rules)].append(event)
        return found

    def add_event(self, event, row):
        rules = self._rules(row)
        if self._counts(event, row, rules):
            self.events[event.unit, row.pk, track_of_event(event, rules)].append(event)

    def _counts(self, event, row, rules):
        return not (event_fault(event, rules) or self._is_switched_off(event, row, rules))

    def _is_switched_off(self, event, row, rules):
        return rules.event_rules[event.kind].instruction and not row.counts_instructions


def _asks_for_submissions(rules):
    return rules is not None and (
        rules.submissions is not None
        or rules.adoption is not None
        or any(task.what == "submissions" for task in rules.tasks)
    )


def _units(unit_ids):
    rows = UnitPage.objects.filter(pk__in=unit_ids).order_by("pk")
    return [
        Unit(pk, title, group, str(quota_class))
        for pk, title, group, quota_class in rows.values_list(
            "pk", "title", "ranking_group", "quota_class"
        )
    ]
