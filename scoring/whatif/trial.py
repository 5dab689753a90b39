"""What a quarter would be counted from under a draft: the books as they would be, and the same facts with
what the draft asks for and the quarter's own book did not. Nothing is written."""

from dataclasses import dataclass
from datetime import date

from editorial.people.models import Contributor
from editorial.people.units import UnitPage
from editorial.placements.models import Placement
from scoring.arithmetic import closing
from scoring.arithmetic.count import event_fault, track_of_case
from scoring.arithmetic.lines import Fault
from scoring.arithmetic.worth import Worth
from scoring.ledger.facts import facts_of, read_rows
from scoring.ledger.in_force import BooksInForce, valuer_of_book
from scoring.ledger.periods import looks_at_the_year
from scoring.ledger.tally import NO_TRACK
from scoring.models import Quarter
from scoring.quarter import QuarterSpan
from scoring.quarters import content as frozen

# A unit in a content, and where it is read.
UNIT = {"id": "pk", "title": "title", "group": "ranking_group", "quota_class": "quota_class"}


@dataclass(frozen=True)
class Problem:
    """A fact that the draft can't count: one of the two is its id."""

    placement: int | None
    adjustment: int | None
    message: str


class Trying(BooksInForce):
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
        span = QuarterSpan.of(day)
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


# -- the facts of a quarter


def candidates(contents, as_is):
    """Every placement that was looked at, also what counted nowhere or later: {id: row}."""
    rows = {row["id"]: row for content in contents for row in content["placements"]}
    uncounted = {pk: fact for pk, fact in as_is.facts.items() if pk not in rows}
    for row in read_rows(Placement.objects.filter(pk__in=uncounted)):
        words = {"headline": row.headline, "where": row.where}
        rows[row.pk] = closing.placement_as_json(uncounted[row.pk]) | words
    return rows


def under_the_draft(quarter, in_force, old, candidates, after):
    """What is counted under the draft: the same facts, and of earlier quarters what its own book did
    not ask for, as it is today. `after` are the earlier quarters of the period as already tried."""
    inputs = {key: value for key, value in old.items() if key not in closing.OUTPUTS}
    rows = _with_moved(quarter, inputs["placements"], candidates)
    if in_force.looks_back or looks_at_the_year(quarter, in_force):
        live = frozen.inputs_of(quarter, in_force)
        rows += _unknown(rows, live["placements"], "published_on", quarter)
        inputs = _with_earlier_facts(quarter, inputs, live)
    if in_force.asks_for_evidence:
        rows = _with_evidence(rows)
    inputs["placements"] = _valued(quarter, in_force, rows)
    inputs |= _newcomers(inputs) | _books(quarter, in_force, inputs)
    return _with_the_years_lines(quarter, in_force, inputs, after)


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
    facts = {fact.id: fact for fact in facts_of(placements, with_evidence=True)}
    found = []
    for row in rows:
        if fact := facts.get(row["id"]):
            now = closing.placement_as_json(fact)
            row = row | {key: now[key] for key in ("evidence", "evidence_on")}
        found.append(row)
    return found


def _valued(quarter, in_force, rows):
    """What can be counted in this quarter or before. What the draft can't value the in_force keeps."""
    found = []
    for row in rows:
        published_in = QuarterSpan.of(date.fromisoformat(row["published_on"]))
        if not in_force.reaches(published_in):
            found.append(row)
            continue
        worth, book = in_force.value(closing.placement_of(row))
        if isinstance(worth, Worth) and worth.quarter <= quarter.span:
            found.append({**row, "book": book.pk, "counts_in": worth.quarter.code})
    return found


def _newcomers(inputs):
    """The units and persons of the inputs with those who have a part in nothing that was counted before."""
    credits = [credit for row in inputs["placements"] for credit in row["credits"]]
    units, names = inputs["units"], inputs["persons_named"]
    new_units = {credit["unit"] for credit in credits} - {unit["id"] for unit in units}
    new_persons = {credit["person"] for credit in credits} - {None, *map(int, names)}
    if new_units:
        rows = UnitPage.objects.filter(pk__in=new_units).order_by("pk").values_list(*UNIT.values())
        units = units + [dict(zip(UNIT, row, strict=True)) for row in rows]
    if new_persons:
        rows = Contributor.objects.filter(pk__in=new_persons)
        names = names | {str(pk): name for pk, name in rows.values_list("pk", "name")}
    return {"units": units, "persons_named": names}


def _books(quarter, in_force, inputs):
    """The books of the inputs with the draft among them."""
    draft = in_force.book_of(quarter)
    codes = {*inputs["in_force"], quarter.code, *(row["counts_in"] for row in inputs["placements"])}
    in_force = {
        code: draft.pk if in_force.reaches(QuarterSpan.parse(code)) else inputs["in_force"][code]
        for code in codes
    }
    return {
        "books": inputs["books"] | {str(draft.pk): {"rules": draft.rules}},
        "in_force": in_force,
    }


def _with_the_years_lines(quarter, in_force, inputs, after):
    """A rule about the year looks back at what the period's earlier quarters come to under the draft."""
    tried = {content["quarter"] for content in after}
    carried = [
        row for row in inputs["carried"] if row["quarter"] not in tried or row["kind"] != "line"
    ]
    if looks_at_the_year(quarter, in_force):
        carried += [row for content in after for row in _looked_back_at(content, in_force)]
    return inputs | {"carried": carried}


def _looked_back_at(content, in_force):
    placements = {row["id"]: row for row in content["placements"]}
    for line in content["lines"]:
        if line["kind"] == "line":
            worth, row = in_force.worths[line["placement"]], placements[line["placement"]]
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


def uncounted_events(quarter, in_force, inputs):
    """Adjustments of the quarter that the draft does not know how to count."""
    rules = in_force.rules_of(quarter.span)
    own = [row for row in inputs["events"] if row["quarter"] == quarter.code]
    found = [(row["id"], event_fault(closing.event_of(row), rules)) for row in own]
    return [Problem(None, pk, message) for pk, message in found if message]
