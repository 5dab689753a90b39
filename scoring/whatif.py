"""试算: what a quarter or a year would have come to under a draft, beside what it came to. Computed from the
same inputs as closing (scoring.frozen, or the frozen content of a closed quarter); nothing is written."""

import gc
from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from editorial.models import Placement
from scoring import frozen
from scoring.actions.periods import looks_at_the_year
from scoring.actions.tally import NO_TRACK
from scoring.arithmetic import closing
from scoring.arithmetic.count import event_fault, track_of_case
from scoring.arithmetic.lines import PERSON_ONLY, Fault
from scoring.arithmetic.standings import rank
from scoring.arithmetic.worth import Worth
from scoring.facts import facts_and_copies
from scoring.models import FrozenQuarter, Quarter
from scoring.quarter import Quarter as Span
from scoring.reign import Reign, valuer_of_book

ZERO = Decimal("0.00")


@dataclass
class UnitRow:
    """A unit of one track before and after; a rank is None where it did not stand."""

    unit: int
    title: str
    group: str
    track: str
    old_points: Decimal = ZERO
    new_points: Decimal = ZERO
    old_rank: int | None = None
    new_rank: int | None = None

    @property
    def difference(self):
        return self.new_points - self.old_points

    @property
    def climb(self):
        """Places won, negative for places lost."""
        if self.old_rank is None or self.new_rank is None:
            return 0
        return self.old_rank - self.new_rank

    @property
    def fall(self):
        return -self.climb


@dataclass(frozen=True)
class LineRow:
    """A line that differs, on either side or on both."""

    old: dict | None
    new: dict | None

    @property
    def either(self):
        return self.new or self.old

    @property
    def difference(self):
        return _points(self.new) - _points(self.old)


@dataclass(frozen=True)
class Problem:
    """A fact that the draft can't count: one of the two is its id."""

    placement: int | None
    adjustment: int | None
    message: str


@dataclass
class Comparison:
    rows: list
    problems: list
    old_lines: list = field(default_factory=list)
    new_lines: list = field(default_factory=list)

    def lines_of(self, unit_id):
        """The unit's lines that differ, the largest difference first."""
        old, new = _by_place(self.old_lines, unit_id), _by_place(self.new_lines, unit_id)
        rows = [
            LineRow(old.get(key), new.get(key))
            for key in dict.fromkeys([*old, *new])
            if _points(old.get(key)) != _points(new.get(key)) or (key in old) != (key in new)
        ]
        return sorted(rows, key=lambda row: -abs(row.difference))


def compare(draft, quarters):
    """A Comparison over kept quarters of one year, as if the draft were in force from the first of
    them on."""
    quarters = [q for q in sorted(quarters, key=lambda q: q.span) if not q.is_off]
    if not quarters:
        return Comparison([], [])
    with collector_paused():
        return _compared(draft, quarters)


@contextmanager
def collector_paused():
    """A hundred thousand small objects without a circle: looking for circles would take a third of the
    time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _compared(draft, quarters):
    as_is, tried = Trying(), Trying(draft, quarters[0].span)
    before = [_as_it_is(quarter, as_is) for quarter in quarters]
    candidates = _candidates(before, as_is)
    after, problems = [], []
    for quarter, old in zip(quarters, before, strict=True):
        inputs = _under_the_draft(quarter, tried, old, candidates)
        after.append(closing.complete(_with_the_years_lines(quarter, tried, inputs, after)))
        problems += _uncounted_events(quarter, tried, inputs)
    return Comparison(
        _unit_rows(before, after, as_is, tried),
        [*tried.problems(), *problems],
        _lines(before),
        _lines(after),
    )


class Trying(Reign):
    """Books by day, from `start` on the draft alone. Makes no quarter, and keeps what it could value and
    what not."""

    def __init__(self, draft=None, start=None):
        super().__init__()
        self.start = start
        self.worths, self.faults, self.facts = {}, {}, {}
        self._rows = {row.span: row for row in self.quarters}
        if start is not None:
            before = [book for book in self.adopted if book.valid_from < start.first_day]
            draft.valid_from = start.first_day
            self.adopted = [*before, draft]

    def row(self, span):
        return self._rows.get(span)

    def reaches(self, span):
        return self.start is not None and span >= self.start

    def kept(self, day):
        span = Span.of(day)
        found = next((row for row in self.quarters if row.span >= span), None)
        return found or Quarter(year=span.year, number=span.number)

    def book_of(self, quarter):
        if self.reaches(quarter.span):
            return self.book_in_force(quarter.span)
        return super().book_of(quarter)

    def value(self, fact):
        self.facts[fact.id] = fact
        found, book = super().value(fact)
        if isinstance(found, Worth):
            rules = self.rules_of(found.quarter)
            if rules is not None and track_of_case(found.case, rules) is None:
                found = Fault("placement", fact.id, NO_TRACK)
        kept = self.worths if isinstance(found, Worth) else self.faults
        kept[fact.id] = found
        return found, book

    def problems(self):
        return [Problem(fault.id, None, fault.message) for fault in self.faults.values()]

    def _valuer(self, book, span):
        return valuer_of_book(book) if self.reaches(span) else super()._valuer(book, span)


# -- the inputs of a quarter


def _as_it_is(quarter, reign):
    """The whole content of a quarter, as it was closed or as it would be now."""
    if quarter.is_closed:
        return FrozenQuarter.objects.get(quarter=quarter).content
    return closing.complete(frozen.inputs_of(quarter, reign))


def _candidates(contents, as_is):
    """Every placement that was looked at, also what counted nowhere or later: {id: row}."""
    rows = {row["id"]: row for content in contents for row in content["placements"]}
    uncounted = {pk: fact for pk, fact in as_is.facts.items() if pk not in rows}
    copies = {
        pk: {"headline": headline, "where": page or url}
        for pk, headline, page, url in Placement.objects.filter(pk__in=uncounted).values_list(
            "pk", "headline", "page", "url"
        )
    }
    for pk, fact in uncounted.items():
        rows[pk] = closing.placement_as_json(fact) | copies[pk]
    return rows


def _under_the_draft(quarter, reign, old, candidates):
    """What is counted under the draft: the same facts, and of earlier quarters what its own book did
    not ask for, as it is today."""
    inputs = {key: value for key, value in old.items() if key not in closing.OUTPUTS}
    rows = _with_moved(quarter, inputs["placements"], candidates)
    if reign.looks_back or looks_at_the_year(quarter, reign):
        live = frozen.inputs_of(quarter, reign)
        rows += _unknown(rows, live["placements"], "published_on", quarter)
        inputs = _with_earlier_facts(quarter, inputs, live)
    if reign.asks_for_evidence:
        rows = _with_evidence(rows)
    inputs["placements"] = _valued(quarter, reign, rows)
    return inputs | _books(quarter, reign, inputs)


def _with_moved(quarter, rows, candidates):
    """Its placements and those published in it that counted later or nowhere."""
    known = {row["id"] for row in rows}
    first, last = quarter.counts_from.isoformat(), quarter.span.last_day.isoformat()
    return rows + [
        row
        for row in candidates.values()
        if first <= row["published_on"] <= last and row["id"] not in known
    ]


def _with_earlier_facts(quarter, inputs, live):
    named = {"submissions": "sent_on", "events": "happened_on", "carried": "counts_on"}
    more = {
        key: inputs[key] + _unknown(inputs[key], live[key], day, quarter)
        for key, day in named.items()
    }
    merged = ("books", "in_force", "judged", "persons_named")
    return inputs | more | {key: live[key] | inputs[key] for key in merged}


def _unknown(known, rows, day, quarter):
    """Rows from before a quarter that are not there yet."""
    seen = {_identity(row) for row in known}
    first_day = quarter.span.first_day.isoformat()
    return [row for row in rows if row[day] < first_day and _identity(row) not in seen]


def _identity(row):
    if "id" in row:
        return row["id"]
    return tuple(row[name] for name in ("quarter", "kind", "placement", "unit", "person", "points"))


def _with_evidence(rows):
    """A quarter whose books asked for no evidence was closed without it."""
    placements = Placement.objects.filter(pk__in=[row["id"] for row in rows if not row["evidence"]])
    facts = {fact.id: fact for fact in facts_and_copies(placements, with_evidence=True)[0]}
    found = []
    for row in rows:
        if fact := facts.get(row["id"]):
            now = closing.placement_as_json(fact)
            row = row | {key: now[key] for key in ("evidence", "evidence_on")}
        found.append(row)
    return found


def _valued(quarter, reign, rows):
    """What can be counted in this quarter or before. What the draft can't value the reign keeps."""
    found = []
    for row in rows:
        published_in = Span.of(date.fromisoformat(row["published_on"]))
        if not reign.reaches(published_in):
            found.append(row)
            continue
        worth, book = reign.value(closing.placement_of(row))
        if isinstance(worth, Worth) and worth.quarter <= quarter.span:
            found.append({**row, "book": book.pk, "counts_in": worth.quarter.code})
    return found


def _books(quarter, reign, inputs):
    """The books of the inputs with the draft among them."""
    draft = reign.book_of(quarter)
    codes = {*inputs["in_force"], quarter.code, *(row["counts_in"] for row in inputs["placements"])}
    in_force = {
        code: draft.pk if reign.reaches(Span.parse(code)) else inputs["in_force"][code]
        for code in codes
    }
    return {
        "books": inputs["books"] | {str(draft.pk): {"rules": draft.rules}},
        "in_force": in_force,
    }


def _with_the_years_lines(quarter, reign, inputs, after):
    """A rule about the year looks back at what the period's earlier quarters come to under the draft."""
    tried = {content["quarter"] for content in after}
    carried = [
        row for row in inputs["carried"] if row["quarter"] not in tried or row["kind"] != "line"
    ]
    if looks_at_the_year(quarter, reign):
        carried += [row for content in after for row in _looked_back_at(content, reign)]
    return inputs | {"carried": carried}


def _looked_back_at(content, reign):
    placements = {row["id"]: row for row in content["placements"]}
    for line in content["lines"]:
        if line["kind"] == "line":
            worth, row = reign.worths[line["placement"]], placements[line["placement"]]
            yield {
                **line,
                "quarter": content["quarter"],
                "outlet": row["outlet"],
                "genre": worth.case.genre,
                "position": worth.case.position,
                "use": worth.case.use,
                "value": str(worth.value),
                "recorded_on": row["recorded_on"],
            }


def _uncounted_events(quarter, reign, inputs):
    """Adjustments of the quarter that the draft does not know how to count."""
    rules = reign.rules_of(quarter.span)
    own = [row for row in inputs["events"] if row["quarter"] == quarter.code]
    found = [(row["id"], event_fault(closing.event_of(row), rules)) for row in own]
    return [Problem(None, pk, message) for pk, message in found if message]


# -- side by side


def _unit_rows(before, after, as_is, tried):
    rows = {}
    for side, contents, reign in (("old", before, as_is), ("new", after, tried)):
        for found in _standing(contents, reign):
            key = (found.track, found.unit)
            row = rows.setdefault(key, UnitRow(found.unit, found.title, found.group, found.track))
            setattr(row, f"{side}_points", found.points)
            setattr(row, f"{side}_rank", found.rank)
    return list(rows.values())


def _standing(contents, reign):
    """The units of each track over all contents, ranked by the book of the latest."""
    units = {}
    for content in contents:
        for row in content["standings"]:
            key = (row["track"], row["unit"])
            found = units.setdefault(key, _Summed(key, row))
            found.points += Decimal(row["points"])
            found.placed.update({level: row[level] for level in closing.LEVELS})
    if not contents:
        return []
    rules = reign.rules_of(Span.parse(contents[-1]["quarter"]))
    lists = defaultdict(list)
    for row in units.values():
        lists[row.track, closing.ranked_with(rules, row.group)].append(row)
    ties = rules.ranking.ties if rules else ()
    for rows in lists.values():
        rank(rows, lambda row: (row.points, *(row.placed[level] for level in ties)))
    return units.values()


class _Summed:
    def __init__(self, key, row):
        self.key = key
        self.track, self.unit = key
        self.title, self.group = row["unit_title"], row["group"]
        self.points, self.rank, self.placed = ZERO, 0, Counter()


def _lines(contents):
    return [(content["quarter"], line) for content in contents for line in content["lines"]]


def _by_place(lines, unit_id):
    """{what a line is about: line}; a unit credited twice in one placement has two, told by number."""
    found, seen = {}, Counter()
    for quarter, line in lines:
        if line["unit"] != unit_id or line["account"] == PERSON_ONLY:
            continue
        about = line["placement"] or line["adjustment"] or line["clause"]
        key = (quarter, line["kind"], line["track"], about, line["person"])
        seen[key] += 1
        found[*key, seen[key]] = {**line, "quarter": quarter}
    return found


def _points(line):
    return ZERO if line is None else Decimal(line["points"])
