"""PURE: what stands in the file that a quarter was closed with: its books and units opened, its facts
as rows and back."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from scoring.arithmetic import lines as kinds
from scoring.arithmetic.facts import Credit, Event, Placement, Submission, Unit
from scoring.arithmetic.lines import Line
from scoring.arithmetic.worth import Case, Valuer
from scoring.book import parse
from scoring.numbers import plain
from scoring.quarter import QuarterSpan

ZERO = Decimal(0)


class ClosingFile:
    """The content with what the sum asks of it again and again."""

    def __init__(self, content):
        self.content = content
        self.quarter = QuarterSpan.parse(content["quarter"])
        self.books = {key: Valuer(parse(book["rules"])) for key, book in content["books"].items()}
        self.in_force = {
            QuarterSpan.parse(code): self.books[str(book)].rules
            for code, book in content["in_force"].items()
        }
        self.units = [
            Unit(u["id"], u["title"], u["group"], str(u["quota_class"])) for u in content["units"]
        ]
        self.rules = self.in_force.get(self.quarter)
        self.placements = {row["id"]: row for row in content["placements"]}
        self.headlines = {row["id"]: row["headline"] for row in content["events"]}


def placement_of(row):
    return Placement(
        id=row["id"],
        piece=row["piece"],
        published_on=date.fromisoformat(row["published_on"]),
        outlet=row["outlet"],
        level=row["level"],
        genre=row["genre"],
        credits=tuple(Credit(c["unit"], c["person"], Decimal(c["share"])) for c in row["credits"]),
        kind=row["kind"],
        position=row["position"],
        use=row["use"],
        length=row["length"],
        journalists=row["journalists"],
        via_bureau=row["via_bureau"],
        evidence=tuple(row["evidence"]),
        evidence_on=_day(row["evidence_on"]),
        recorded_on=_day(row["recorded_on"]),
        outlet_name=row["outlet_name"],
        case_name=row["case_name"],
    )


def placement_as_json(fact):
    return {
        "id": fact.id,
        "piece": fact.piece,
        "published_on": fact.published_on.isoformat(),
        "outlet": fact.outlet,
        "level": fact.level,
        "genre": fact.genre,
        "credits": [
            {"unit": c.unit, "person": c.person, "share": plain(c.share)} for c in fact.credits
        ],
        "kind": fact.kind,
        "position": fact.position,
        "use": fact.use,
        "length": fact.length,
        "journalists": fact.journalists,
        "via_bureau": fact.via_bureau,
        "evidence": list(fact.evidence),
        "evidence_on": fact.evidence_on and fact.evidence_on.isoformat(),
        "recorded_on": fact.recorded_on and fact.recorded_on.isoformat(),
        "outlet_name": fact.outlet_name,
        "case_name": fact.case_name,
    }


def submission_of(row):
    return Submission(
        row["id"],
        row["unit"],
        row["person"],
        date.fromisoformat(row["sent_on"]),
        row["piece"],
        row["genre"],
        row["adopted"],
    )


def submission_as_json(submission):
    return {
        "id": submission.id,
        "unit": submission.unit,
        "person": submission.person,
        "sent_on": submission.sent_on.isoformat(),
        "piece": submission.piece,
        "genre": submission.genre,
        "adopted": submission.adopted,
    }


def event_of(row):
    return Event(
        row["id"],
        row["kind"],
        row["unit"],
        date.fromisoformat(row["happened_on"]),
        row["person"],
        row["count"],
        None if row["amount"] is None else Decimal(row["amount"]),
        row["placement"],
        row["piece"],
        row["track"],
    )


def event_as_json(event):
    return {
        "id": event.id,
        "kind": event.kind,
        "unit": event.unit,
        "happened_on": event.happened_on.isoformat(),
        "person": event.person,
        "count": event.count,
        "amount": None if event.amount is None else plain(event.amount),
        "placement": event.placement,
        "piece": event.piece,
        "track": event.track,
    }


def carried_of(row, span):
    """(Line, what its worth was) of a row that another quarter's sum, or a correction, brought."""
    own = row["kind"] == "line"
    published_on = date.fromisoformat(row["published_on"])
    line = Line(
        kinds.PLACEMENT,
        row["unit"],
        row["person"],
        span,
        max(date.fromisoformat(row["counts_on"]), span.first_day),
        row["track"],
        Decimal(row["points"]),
        row["clause"],
        (),
        row["placement"] if own else None,
        row["piece"] if own else None,
    )
    case = Case(
        row["outlet"],
        row["level"],
        row["genre"],
        row["use"],
        row["position"],
        row["kind_of_outlet"],
    )
    recorded = SimpleNamespace(
        published_on=published_on, recorded_on=_day(row["recorded_on"]) if own else None
    )
    value = Decimal(row["value"]) if own else ZERO
    return line, SimpleNamespace(fact=recorded, case=case, value=value)


def money(value):
    return str(value.quantize(Decimal("0.01")))


def _day(text):
    return None if text is None else date.fromisoformat(text)
