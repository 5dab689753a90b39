"""Small books and facts in the form of docs/scoring.md, and the count over them, for the tests of the
arithmetic. Every book here is complete, so that a test names only the rule that it is about."""

from copy import deepcopy
from datetime import date
from decimal import Decimal

from scoring.arithmetic.check import score, score_all

DAY = date(2026, 7, 6)  # a Monday
Q3 = "2026Q3"


def rule(clause="第一条", text="按条文计分", **fields):
    return {"clause": clause, "text": text, **fields}


def book(**parts):
    """20 / 10 / 5 / 2 / 3 by level, the best placement of a piece counts."""
    points = {"national": "20", "province": "10", "city": "5", "county": "2", "system": "3"}
    return {
        "name": "测试办法",
        "valid_from": "2026-01-01",
        "rates": [rule(level=level, points=value) for level, value in points.items()],
        "same_piece": rule(mode="highest"),
        **parts,
    }


def _owner(book, path):
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    for part in way:
        book = book[part]
    return book, last


def without(book, path):
    """A copy from which the rule at a dotted path is taken out."""
    book = deepcopy(book)
    owner, last = _owner(book, path)
    del owner[last]
    return book


def instead(book, path, value):
    """A copy with another value at a dotted path, for the rules that a book cannot be without."""
    book = deepcopy(book)
    owner, last = _owner(book, path)
    owner[last] = value
    return book


def unit(name, group="", class_=""):
    return "units", {"name": name, "group": group, "class": class_}


def credit(unit="甲", person=None, share="1"):
    return {"unit": unit, "person": person, "share": Decimal(share)}


def placement(id, level="city", credits="甲", **fields):
    """`credits` is a unit's name, or a list of credits."""
    return "placements", {
        "id": id,
        "piece": None,
        "date": DAY,
        "outlet": "jjrb",
        "level": level,
        "kind": "paper",
        "genre": "news",
        "position": "inner",
        "use": "sole",
        "length": None,
        "credits": [credit(credits)] if isinstance(credits, str) else credits,
        "journalists": 0,
        "bureau": True,
        "evidence": ["original"],
        "evidence_on": None,
        "recorded_on": None,
        **fields,
    }


def submission(id, unit="甲", day=DAY, adopted=False, genre="news", person=None):
    return "submissions", {
        "id": id,
        "unit": unit,
        "person": person,
        "date": day,
        "piece": id,
        "genre": genre,
        "adopted": adopted,
    }


def submissions(count, unit="甲", day=DAY, adopted=0):
    return [
        submission(f"{unit}-{day}-{number}", unit, day, adopted=number <= adopted)
        for number in range(1, count + 1)
    ]


def event(id, kind, unit="甲", day=DAY, **fields):
    return "events", {
        "id": id,
        "kind": kind,
        "unit": unit,
        "person": None,
        "date": day,
        "count": 1,
        "amount": None,
        "placement": None,
        "piece": None,
        "track": None,
        **fields,
    }


def facts(rows):
    gathered = {"units": [], "placements": [], "submissions": [], "events": []}
    for kind, row in rows:
        gathered[kind].append(row)
    return gathered


def totals(rows, *books, quarter=Q3, track="", **options):
    """{unit: points} of one quarter and track, zeros left out."""
    found = score(facts(rows), list(books), **options)["units"]
    return {
        name: points
        for (of, name, when), points in found.items()
        if (of, when) == (track, quarter) and points
    }


def by_quarter(rows, *books, **options):
    """{(unit, quarter): points}, zeros left out."""
    found = score(facts(rows), list(books), **options)["units"]
    return {(name, when): points for (_, name, when), points in found.items() if points}


def persons(rows, *books, quarter=Q3, **options):
    """{(unit, person): points} of one quarter, zeros left out."""
    found = score(facts(rows), list(books), **options)["persons"]
    return {
        (unit, name): points
        for (_, unit, name, when), points in found.items()
        if when == quarter and points
    }


def errors(rows, *books):
    return score(facts(rows), list(books))["errors"]


def ranks(rows, *books, period=Q3):
    """{(group, unit): rank} of one period."""
    found = score(facts(rows), list(books))["ranks"]
    return {(group, name): rank for (when, _, group, name), rank in found.items() if when == period}


def both(rows, book, path, **options):
    """The totals with the rule and with the rule taken out."""
    return totals(rows, book, **options), totals(rows, without(book, path), **options)


def marks(rows, book, field="marks", of="unit", period=Q3):
    """{name: what the table of marks says in `field`}; empty when the book gives no marks."""
    read = Decimal if field == "marks" else lambda value: value
    return {
        row["name"]: read(row[field])
        for table in score_all(facts(rows), [book])["marks"]
        if (table["of"], table["period"]) == (of, period)
        for row in table["rows"]
    }
