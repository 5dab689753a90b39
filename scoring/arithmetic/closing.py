"""PURE: a quarter from the file that it was closed with: the same lines and standings again from its
facts and books, byte for byte. Gathering the file from the database is scoring.frozen; its form is
docs/formats/closing.md."""

import hashlib
import json
from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from scoring.arithmetic import lines as kinds
from scoring.arithmetic.accounts import QuarterFacts, YearSoFar, settle_unit
from scoring.arithmetic.count import (
    event_fault,
    piece_key,
    track_of_case,
    track_of_event,
    track_of_submission,
)
from scoring.arithmetic.facts import Credit, Event, Placement, Submission, Unit, id_order
from scoring.arithmetic.lines import PERSON_ONLY, UNIT_ONLY, Line, plain
from scoring.arithmetic.pieces import settle_piece
from scoring.arithmetic.split import lines_of
from scoring.arithmetic.standings import rank
from scoring.arithmetic.worth import Case, Valuer
from scoring.book import parse
from scoring.quarter import Quarter

FORMAT = 2
ZERO = Decimal(0)
LEVELS = ("national", "province", "city", "county", "system")
CORRECTIONS = ("reversal", "replacement")
OUTPUTS = ("lines", "standings", "persons", "summary")


def canonical(content):
    """The one way to write a file's content: keys in order, no spaces, UTF-8, a line feed at the end."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def digest(content):
    return hashlib.sha256(canonical(content)).hexdigest()


def complete(inputs):
    """The whole content: the inputs with what they come to."""
    return {**inputs, **recompute(inputs)}


def recompute(content):
    """{lines, standings, persons, summary} from the inputs of a content."""
    return _Closing(content).outputs()


class _Closing:
    def __init__(self, content):
        self.content = content
        self.quarter = Quarter.parse(content["quarter"])
        self.books = {key: Valuer(parse(book["rules"])) for key, book in content["books"].items()}
        self.in_force = {
            Quarter.parse(code): self.books[str(book)].rules
            for code, book in content["in_force"].items()
        }
        self.units = [
            Unit(u["id"], u["title"], u["group"], str(u["quota_class"])) for u in content["units"]
        ]
        self.rules = self.in_force.get(self.quarter)
        self.placements = {row["id"]: row for row in content["placements"]}
        self.headlines = {row["id"]: row["headline"] for row in content["events"]}

    def outputs(self):
        lines = self._lines() if self.rules and self.content["mode"] != "off" else []
        rows = [self._line(line, kind) for kind, line in lines] + self._corrections()
        rows.sort(key=_line_order)
        return {
            "lines": rows,
            "standings": self._standings(rows),
            "persons": self._persons(rows),
            "summary": self._summary(rows),
        }

    # -- lines

    def _lines(self):
        placed = self._placed()
        lines = [("line", line) for line, _ in placed]
        sheets = self._sheets(placed)
        for unit in self.units:
            for line in self._settle(unit, sheets):
                lines.append((line.kind, line))
        return lines

    def _placed(self):
        """(line, worth) of the quarter's own placements."""
        pieces, tracks = defaultdict(list), {}
        for row in self.content["placements"]:
            fact = placement_of(row)
            worth = self.books[str(row["book"])].value(fact)
            kept = Quarter.parse(row["counts_in"])
            if worth.counts_on < kept.first_day:
                worth = replace(worth, counts_on=kept.first_day)
            tracks[fact.id] = track_of_case(worth.case, self.in_force[worth.quarter])
            pieces[piece_key(fact)].append(worth)
        placed = []
        for group in pieces.values():
            before = {worth.fact.id: worth for worth in group}
            for settled in settle_piece(group, self.in_force.get):
                if settled.quarter == self.quarter:
                    own = lines_of(settled, self.rules, tracks[settled.fact.id])
                    placed += [(line, before[settled.fact.id]) for line in own]
        return placed

    def _sheets(self, placed):
        sheets: dict[tuple, tuple[list, list, list]] = defaultdict(lambda: ([], [], []))
        for line, worth in placed:
            sheets[line.unit, self.quarter, line.track][0].append((line, worth))
        for row in self.content["carried"]:
            span = Quarter.parse(row["quarter"])
            sheets[row["unit"], span, row["track"]][0].append(_carried(row, span))
        for row in self.content["submissions"]:
            submission = submission_of(row)
            span = Quarter.of(submission.sent_on)
            rules = self.in_force.get(span)
            track = rules and track_of_submission(submission.genre, rules)
            if track is not None:
                sheets[submission.unit, span, track][1].append(submission)
        for row in self.content["events"]:
            event, span = event_of(row), Quarter.parse(row["quarter"])
            rules = self.in_force[span]
            if event_fault(event, rules) is None and not self._is_switched_off(row, rules):
                sheets[event.unit, span, track_of_event(event, rules)][2].append(event)
        return sheets

    def _is_switched_off(self, row, rules):
        return rules.event_rules[row["kind"]].instruction and not row["instructions"]

    def _settle(self, unit, sheets):
        years: dict[str, YearSoFar] = defaultdict(YearSoFar)
        made = []
        for code, through in sorted(self.content["judged"].items()):
            span = Quarter.parse(code)
            rules = self.in_force[span]
            for track in [track.code for track in rules.tracks] or [""]:
                placed, submissions, events = sheets.get((unit.key, span, track), ([], [], []))
                placed = sorted(placed, key=lambda pair: (pair[0].day, id_order(pair[0].source)))
                facts = QuarterFacts(span, placed, submissions, events)
                through_day = date.fromisoformat(through)
                lines = settle_unit(unit, track, facts, rules, years[track], through_day)
                if span == self.quarter:
                    made += lines[len(placed) :]
        return made

    def _line(self, line, kind):
        is_event = kind == kinds.EVENT
        placement = line.source if kind in ("line", kinds.LATE) else None
        described = placement if kind == "line" else None
        row = {
            "kind": kind,
            "account": line.account,
            "track": line.track,
            "placement": placement,
            "piece": line.piece,
            "adjustment": line.source if is_event else None,
            "unit": line.unit,
            "person": line.person,
            "points": _money(line.points),
            "clause": line.clause,
            "counts_on": line.day.isoformat(),
            "steps": [
                {
                    "name": step.name,
                    "clause": step.clause,
                    "text": step.text,
                    "working": step.working,
                    "value": plain(step.value),
                }
                for step in line.steps
            ],
        }
        name = self.headlines[line.source] if is_event else row["steps"][0]["name"]
        return {**row, **self._described(described, name)}

    def _described(self, placement, name):
        """What the placement looked like when it was closed."""
        fields = ("headline", "outlet_name", "level", "kind_of_outlet", "published_on", "where")
        if placement is None:
            return {**dict.fromkeys(fields, ""), "headline": name}
        row = self.placements[placement]
        return {
            "headline": row["headline"],
            "outlet_name": row["outlet_name"],
            "level": row["level"],
            "kind_of_outlet": row["kind"],
            "published_on": row["published_on"],
            "where": row["where"],
        }

    def _corrections(self):
        """Reversals and replacements are facts of the quarter where they stand."""
        own = [row for row in self.content["carried"] if row["quarter"] == self.content["quarter"]]
        names = {"value", "genre", "position", "use", "quarter", "outlet", "recorded_on"}
        return [
            {key: value for key, value in row.items() if key not in names}
            for row in own
            if row["kind"] in CORRECTIONS
        ]

    # -- sums

    def _standings(self, rows):
        if self.content["mode"] == "off":
            return []
        submitted: dict[object, int] = defaultdict(int)
        for row in self.content["submissions"]:
            if Quarter.of(date.fromisoformat(row["sent_on"])) == self.quarter:
                submitted[row["unit"]] += 1
        found = []
        tracks = [track.code for track in self.rules.tracks] if self.rules else []
        for track in tracks or [""]:
            found += self._standing(track, rows, submitted)
        return found

    def _standing(self, track, rows, submitted):
        by_unit = defaultdict(list)
        for row in rows:
            if row["track"] == track and row["account"] != PERSON_ONLY:
                by_unit[row["unit"]].append(row)
        groups = defaultdict(list)
        for unit in self.units:
            row = self._unit_row(unit, track, by_unit[unit.key], submitted[unit.key])
            groups[ranked_with(self.rules, unit.group)].append(row)
        ties = self.rules.ranking.ties if self.rules else ()
        for group in groups.values():
            rank(group, lambda row: (row.points, *(getattr(row, level) for level in ties)))
        ordered = sorted(
            (row for group in groups.values() for row in group),
            key=lambda row: (row.group, row.rank, row.unit_title, row.unit),
        )
        return [_row_as_json(row) for row in ordered]

    def _unit_row(self, unit, track, rows, submitted):
        own = [row for row in rows if row["kind"] == "line"]
        points = sum((Decimal(row["points"]) for row in rows), ZERO)
        corrections = sum((Decimal(row["points"]) for row in rows if row["kind"] != "line"), ZERO)
        before = Decimal(self.content["year_points"].get(f"{unit.key}:{track}", "0"))
        return SimpleNamespace(
            key=unit.key,
            unit=unit.key,
            unit_title=unit.name,
            group=unit.group,
            track=track,
            rank=0,
            points=points,
            corrections=corrections,
            year_points=before + points,
            submitted=submitted,
            quota=self.rules.quota(unit.quota_class, unit.name) if self.rules else None,
            placed=len({row["placement"] for row in own}),
            wechat=len({row["placement"] for row in own if row["kind_of_outlet"] == "wechat"}),
            **{
                level: len({row["placement"] for row in own if row["level"] == level})
                for level in LEVELS
            },
        )

    def _persons(self, rows):
        """Each person's points, in the order of unit and person."""
        if self.rules is None or self.rules.persons is None or self.content["mode"] == "off":
            return []
        sums: dict[tuple, list] = defaultdict(lambda: [ZERO, set()])
        for row in rows:
            if row["person"] is not None and row["account"] != UNIT_ONLY:
                entry = sums[row["track"], row["unit"], row["person"]]
                entry[0] += Decimal(row["points"])
                if row["kind"] == "line":
                    entry[1].add(row["placement"])
        names = self.content["persons_named"]
        return [
            {
                "track": track,
                "unit": unit,
                "person": person,
                "name": names[str(person)],
                "points": _money(points),
                "placed": len(placed),
            }
            for (track, unit, person), (points, placed) in sorted(sums.items())
        ]

    def _summary(self, rows):
        own = [row for row in rows if row["kind"] == "line"]
        sent = [
            row
            for row in self.content["submissions"]
            if Quarter.of(date.fromisoformat(row["sent_on"])) == self.quarter
        ]
        counted = {row["piece"] for row in rows if row["piece"] is not None}
        total = sum((Decimal(row["points"]) for row in rows if row["account"] != PERSON_ONLY), ZERO)
        return {
            "placed": len({row["placement"] for row in own}),
            **{
                level: len({row["placement"] for row in own if row["level"] == level})
                for level in LEVELS
            },
            "submitted": len(sent),
            "submitted_and_placed": len({row["piece"] for row in sent} & counted),
            "points": _money(total),
        }


def ranked_with(rules, group):
    """The key of the list in which a group's units are ranked."""
    alone = rules is None or rules.ranking.by == "group" or group in rules.ranking.apart
    return group if alone else ""


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


def _carried(row, span):
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


def _row_as_json(row):
    fields = (
        "unit", "unit_title", "group", "track", "rank", "submitted", "quota", "placed", *LEVELS,
        "wechat",
    )  # fmt: skip
    money = {name: _money(getattr(row, name)) for name in ("points", "corrections", "year_points")}
    return {**{name: getattr(row, name) for name in fields}, **money}


def _line_order(row):
    def key(value):
        return (value is not None, value if value is not None else 0)

    return (
        row["kind"],
        row["counts_on"],
        key(row["placement"]),
        key(row["adjustment"]),
        row["unit"],
        key(row["person"]),
        row["account"],
        row["clause"],
        Decimal(row["points"]),
    )


def _money(value):
    return str(value.quantize(Decimal("0.01")))


def _day(text):
    return None if text is None else date.fromisoformat(text)
