"""What a quarter is closed with: its facts and books gathered from the database into one content, which
scoring.arithmetic.closing completes and can recompute. Closing itself is scoring.quarters.close."""

from collections import Counter
from decimal import Decimal

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Sum

from editorial.people.models import Contributor
from scoring.arithmetic import closing
from scoring.arithmetic.lines import Fault
from scoring.ledger.entries import headline_of
from scoring.ledger.facts import events_in, facts_of_rows, read_rows, submissions_in
from scoring.ledger.in_force import BooksInForce
from scoring.ledger.periods import looks_at_the_year
from scoring.ledger.tally import placements_for
from scoring.models import Adjustment, ScoreEntry
from scoring.models.ledger import OF_PLACEMENTS, Account, EntryKind
from scoring.numbers import plain
from scoring.standing.totals import standing_units


def content_of(quarter, through=None):
    """The whole content of a quarter as it would be closed now."""
    return closing.complete(inputs_of(quarter, through=through))


def inputs_of(quarter, in_force=None, through=None):
    """What a quarter is counted from as things stand now: the inputs of scoring.arithmetic.closing."""
    return _Gathering(quarter, in_force or BooksInForce(), through).inputs()


def differences(quarter):
    """Sentences about lines of the ledger that a count from nothing would not give, and the other way
    round; empty when the ledger is right."""
    wanted = Counter(map(_said_by_row, content_of(quarter)["lines"]))
    standing = Counter(map(_said_by_entry, ScoreEntry.objects.filter(quarter=quarter)))
    missing = [
        f"账上缺：{_words(line)}" for line in sorted((wanted - standing).elements(), key=str)
    ]
    surplus = [
        f"账上多：{_words(line)}" for line in sorted((standing - wanted).elements(), key=str)
    ]
    return missing + surplus


def file_name(quarter):
    return f"closings/{quarter.code}-{quarter.digest[:16]}.json"


def write_file(quarter, content):
    """The canonical file in the media; its name carries the digest, so it is written once."""
    name = file_name(quarter)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(closing.canonical(content)))
    return name


def _said_by_row(row):
    return (
        row["kind"],
        row["account"],
        row["track"],
        row["placement"],
        row["unit"],
        row["person"],
        Decimal(row["points"]),
        row["clause"],
    )


def _said_by_entry(entry):
    return (
        entry.kind,
        entry.account,
        entry.track,
        entry.placement_id,
        entry.unit_id,
        entry.contributor_id,
        entry.points,
        entry.clause,
    )


def _words(said):
    kind, _account, _track, placement, unit, _person, points, clause = said
    about = f"刊发{placement}" if placement else EntryKind(kind).label
    return f"单位{unit} {about} {plain(points)}分（{clause}）"


class _Gathering:
    def __init__(self, quarter, in_force, through):
        self.quarter, self.in_force = quarter, in_force
        self.through = through or quarter.judged_through or quarter.span.first_day
        book = in_force.book_of(quarter)
        self.rows = [quarter]
        if book and looks_at_the_year(quarter, in_force):
            self.rows = [
                row
                for row in in_force.quarters
                if row.year == quarter.year and row.span <= quarter.span
            ]

    def inputs(self):
        quarter = self.quarter
        placements, books, spans = self._placements()
        events = self._events()
        for row in self.rows:
            spans.add(row.span)
        priced_by = {}
        for span in spans:
            row = self.in_force.row(span)
            book = self.in_force.book_of(row) if row else self.in_force.book_in_force(span)
            if book is not None:
                books[book.pk] = book
                priced_by[span.code] = book.pk
        content = {
            "format": closing.FORMAT,
            "quarter": quarter.code,
            "mode": quarter.mode,
            "ranking": quarter.shows_ranking,
            "books": {str(pk): _book(book) for pk, book in books.items()},
            "in_force": priced_by,
            "judged": self._judged(priced_by),
            "units": self._units(),
            "placements": placements,
            "carried": self._carried(),
            "submissions": self._submissions(),
            "events": events,
            "year_points": self._year_points(),
        }
        return {**content, "persons_named": self._names(content)}

    def _judged(self, in_force):
        """{quarter: the day up to which its tasks are judged}, of the quarters that play a part."""
        judged = {}
        for row in self.rows:
            if row.span.code in in_force and not row.is_off:
                day = row.span.last_day if row.is_closed else row.judged_through
                if row.pk == self.quarter.pk:
                    day = self.through
                judged[row.span.code] = (day or row.span.first_day).isoformat()
        return judged

    def _placements(self):
        """(facts that count, the books that price them, the quarters that they count in)."""
        rows = read_rows(placements_for(self.quarter, self.in_force))
        facts = facts_of_rows(rows, self.in_force.asks_for_evidence)
        found, books, spans = [], {}, set()
        for row, fact in zip(rows, facts, strict=True):
            worth, book = self.in_force.value(fact)
            if isinstance(worth, Fault):
                continue
            span = worth.quarter
            if span > self.quarter.span:
                continue
            books[book.pk] = book
            spans.add(span)
            found.append(
                {
                    **closing.placement_as_json(fact),
                    "book": book.pk,
                    "counts_in": span.code,
                    "headline": row.headline,
                    "where": row.where,
                }
            )
        if self.quarter.is_off:
            return [], {}, set()
        return found, books, spans

    def _carried(self):
        """Corrections that stand in the quarter, and the placements' lines of the year's earlier ones
        where some rule looks at the year."""
        entries = ScoreEntry.objects.filter(quarter__in=self.rows, kind__in=OF_PLACEMENTS)
        entries = entries.exclude(quarter=self.quarter, kind=EntryKind.LINE)
        # As scoring.ledger.periods reads them: caps take from the last named first.
        entries = entries.select_related("quarter")
        entries = entries.order_by("counts_on", "placement_id", "place", "pk")
        return [_carried(entry) for entry in entries]

    def _submissions(self):
        rows = submissions_in([row.span for row in self.rows])
        return [closing.submission_as_json(row) for row in rows]

    def _events(self):
        by_quarter = events_in(self.rows)
        adjustments = Adjustment.objects.filter(quarter__in=self.rows)
        headlines = {row.pk: headline_of(row) for row in adjustments}
        return [
            {
                **closing.event_as_json(event),
                "headline": headlines[event.id],
                "quarter": row.span.code,
                "instructions": row.counts_instructions,
            }
            for row in self.rows
            for event in by_quarter.get(row.pk, ())
        ]

    def _units(self):
        rows = standing_units(self.quarter)
        return [
            {"id": pk, "title": title, "group": group, "quota_class": quota_class}
            for pk, title, group, quota_class in rows
        ]

    def _year_points(self):
        before = ScoreEntry.objects.filter(
            quarter__year=self.quarter.year, quarter__number__lt=self.quarter.number
        ).exclude(account=Account.PERSON)
        rows = before.values_list("unit", "track").annotate(total=Sum("points")).order_by()
        return {
            f"{unit}:{track}": str(Decimal(total).quantize(Decimal("0.01")))
            for unit, track, total in rows
        }

    def _names(self, content):
        ids = {c["person"] for row in content["placements"] for c in row["credits"]}
        ids |= {row["person"] for row in content["submissions"]}
        ids |= {row["person"] for row in content["carried"] + content["events"]}
        rows = Contributor.objects.filter(pk__in=ids - {None})
        return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def _book(book):
    return {
        "name": book.name,
        "valid_from": book.valid_from.isoformat(),
        "rules": book.rules,
    }


def _carried(entry):
    return {
        "kind": entry.kind,
        "account": entry.account,
        "quarter": entry.quarter.code,
        "track": entry.track,
        "placement": entry.placement_id,
        "piece": entry.piece_id,
        "adjustment": None,
        "unit": entry.unit_id,
        "person": entry.contributor_id,
        "points": str(entry.points.quantize(Decimal("0.01"))),
        "clause": entry.clause,
        "counts_on": (entry.counts_on or entry.published_on).isoformat(),
        "steps": entry.steps,
        "headline": entry.headline,
        "outlet_name": entry.outlet_name,
        "outlet": entry.outlet_code,
        "level": entry.outlet_level,
        "kind_of_outlet": entry.outlet_kind,
        "published_on": entry.published_on.isoformat(),
        "where": entry.where,
        "genre": entry.genre,
        "position": entry.position,
        "use": entry.use,
        "value": str(entry.worth) if entry.worth is not None else "0",
        "recorded_on": entry.recorded_on and entry.recorded_on.isoformat(),
    }
