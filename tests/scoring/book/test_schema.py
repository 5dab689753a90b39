"""The form of a rule book twice, as JSON schema and as parser: they accept and refuse the same books. What only
the parser can say stands in a list of its own."""

import json
from pathlib import Path

import pytest

from scoring.book import RuleBookFaulty, parse, reading
from tests.scoring.arithmetic.book_facts import book, instead, rule, without
from tests.scoring.json_schema import Schema

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "scoring" / "book" / "schema.json").read_text(encoding="utf-8"))
BOOKS = sorted((ROOT / "docs" / "rulebooks").glob("*.json"))
ANY = {
    "outlet": ["jjrb", "xywb"],
    "level": "city",
    "kind": ["paper", "web"],
    "genre": ["news", "brief"],
    "position": "front",
    "use": "sole",
}
ONE = {name: code if isinstance(code, str) else code[0] for name, code in ANY.items()}
UP_TO_LEVEL = {name: code for name, code in ONE.items() if name != "outlet"}
UP_TO_OUTLET = {name: code for name, code in ONE.items() if name != "level"}
TASK = {"period": "month", "classes": {"1": "6"}, "units": {"甲": 8}}


def full_book():
    """A book that uses everything that the form knows."""
    return {
        "name": "测试办法",
        "valid_from": "2026-10-01",
        "rates": [rule(**UP_TO_LEVEL, points="5.25"), rule(**UP_TO_OUTLET, points=8)],
        "listed": rule(outlets=["jjrb"], unlisted=rule()),
        "multipliers": [rule(**ANY, factor="1.5"), rule(**ANY, add="-1")],
        "uses": {"reprint": rule(factor="0.5"), "excerpt": rule(add=1)},
        "length": {
            "as_genre": [rule(genre="research", of=["news"], **{"from": 800})],
            "growth": rule(step=100, per_step="0.1", max=3, **{"from": 800}),
        },
        "requires": {"bureau": rule(), "evidence": [rule(**ANY, any_of=["original", "link"])]},
        "deadline": rule(day=5, after="month", then="move"),
        "late": rule(days=30, points="-1"),
        "own_carriers": rule(**ANY),
        "same_piece": rule(mode="highest_plus", fraction="0.2", levels=2, window="year"),
        "split": rule(
            mode="ratio",
            ratio=["3", 2],
            remainder="largest",
            units=rule(mode="half"),
            each_in=["composite"],
            journalists=rule(),
        ),
        "persons": rule(),
        "submissions": rule(points="1", limit=rule(items=2, per="week")),
        "events": {
            "instruction": rule(name="批示", points="20", times="2", instruction=True),
            "false": rule(name="失实", range=["-100", "-50"], void=True, disqualify=True),
            "incident": rule(name="事故", wipe="month", percent="-50", items=3),
        },
        "caps": [
            rule(**ANY, of="placements", per="outlet", period="year", points="10"),
            rule(per="placement", points="10"),
            rule(of="all", per="person", period="month", points="10"),
        ],
        "tasks": [
            rule(what="points", **ANY, **TASK, shortfall={"times": "2"}),
            rule(what="submissions", **TASK, shortfall={"each": "-1"}),
            rule(what="placements", **TASK, shortfall={"growing": ["-1", -2]}),
            rule(what="placements", **TASK, met={"points": "10", "year_cap": 120}),
        ],
        "adoption": rule(below="0.3", points="-1", period="month"),
        "floor": rule(points="0"),
        "tracks": [rule(code="news", name="新闻宣传", **ANY)],
        "ranking": rule(by="group", apart=["own"], ties=["national"]),
        "marks": rule(method="linear", full="5", period="year", below="1", scale=1),
        "minima": [rule(points="8", levels=["national", "province"])],
        "awards": rule(units=15, persons=30),
        "rounding": {"scale": 1, "step": "0.5", "mode": "down"},
        "order": [
            "base",
            "use",
            "length",
            "position",
            "genre",
            "same_piece",
            "split",
            "tasks",
            "bonus",
            "caps",
            "floor",
        ],
    }


ROWS = {
    "thresholds": [{"at_least": "20", "marks": "5"}],
    "bands": [{"to_rank": 3, "marks": "5"}],
}


def accepted():
    full = full_book()
    yield "full", full
    yield "late counts nothing", instead(full, "late", rule(days=0, zero=True))
    yield "fixed marks", instead(full, "marks.method", "fixed")
    for method, rows in ROWS.items():
        marks = rule(method=method, rows=rows, rest="1", below="0", scale=0, period="quarter")
        yield method, instead(full, "marks", marks)
    yield "smallest", without(without(book(), "name"), "valid_from")
    yield from ((path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in BOOKS)


ACCEPTED = dict(accepted())
# (path in the full book, what stands there instead)
BROKEN = [
    ("rates", []),
    ("rates.0.points", 20.5),  # a JSON float
    ("rates.0.points", "二十"),
    ("rates.0.points", "NaN"),
    ("rates.0.points", "1.00001"),
    ("rates.0.points", "-1"),
    ("rates.0.points", True),
    ("rates.0.clause", ""),
    ("rates.0.clause", "  "),
    ("rates.0.outlet", "jjrb"),  # beside its level
    ("rates.0", rule(position="front", use="sole", kind="paper", points="3")),
    ("rates.0.level", ["city", "county"]),  # a rate takes single codes
    ("rates.0.level", "village"),
    ("rates.0.levl", "city"),
    ("rates.0.text2", ""),
    ("listed.outlets", []),
    ("listed.unlisted.outlets", ["jjrb"]),
    ("multipliers.0", rule(factor="2")),  # without a condition
    ("multipliers.0.add", "1"),  # beside the factor
    ("multipliers.0.position", ["front", "back"]),
    ("uses.whole", rule(factor="1")),
    ("uses.reprint.factor", "x"),
    ("length.growth.step", "100"),
    ("length.growth.step", 0),
    ("length.as_genre.0.genre", None),
    ("requires.evidence.0.any_of", []),
    ("deadline.day", 31),
    ("deadline.then", "warn"),
    ("late.zero", True),  # beside the points
    ("late.points", "1"),
    ("own_carriers", rule()),
    ("same_piece", None),
    ("same_piece.mode", "best"),
    ("same_piece.window", "month"),
    ("same_piece", rule(mode="highest_plus")),
    ("same_piece.levels", 6),
    ("same_piece.clause", ""),
    ("split", rule(mode="ratio")),
    ("split.mode", "equal"),  # with a ratio
    ("split.remainder", "nobody"),
    ("split.each_in", ["whole"]),
    ("split.clause", ""),
    ("persons.points", "1"),
    ("submissions.limit.per", "day"),
    ("events.incident", rule(name="什么也不做")),
    ("events.instruction.range", ["1", "2"]),  # beside the points
    ("events.false.range", ["1"]),
    ("events.false.void", "yes"),
    ("caps.0.period", "week"),
    ("caps.0.of", "events"),  # with a condition
    ("caps.1.period", "month"),  # for one placement
    ("caps.2.per", "outlet"),  # of all
    ("tasks.0.what", "submissions"),  # with a condition
    ("tasks", {"submissions": {"1": "6"}}),
    ("tasks.0.classes", {"1": "-6"}),
    ("tasks.0.classes", {"1": "many"}),
    ("tasks.0.shortfall.each", "-1"),  # beside times
    ("tasks.1.shortfall.each", "1"),
    ("tasks.2.shortfall.growing", ["1", "2"]),
    ("tasks.3.met.points", None),
    ("tasks.3", rule(what="points", period="month")),  # for nobody
    ("adoption.below", 0.3),
    ("floor.points", None),
    ("tracks.0.code", ""),
    ("ranking.by", "level"),
    ("ranking.ties", ["village"]),
    ("marks.method", "best"),
    ("marks.rows", [{"at_least": "1", "marks": "1"}]),
    ("minima.0.levels", ["national", "national"]),
    ("awards.units", "15"),
    ("rounding.scale", 3),
    ("rounding.mode", "guess"),
    ("order", ["base", "genre"]),
    ("order.0", "genre"),
    ("valid_from", "2026-02-01"),
    ("valid_from", "2026-10-02"),
    ("caps", False),
    ("events", []),
    ("bonus", {}),
]
# What no schema can say: two things compared with each other.
ONLY_THE_PARSER = [
    ("rates", [rule(level="city", points="5"), rule(level="city", points="6")]),
    ("tracks", [rule(code="news", genre="news"), rule(code="news")]),
    ("events.false.range", ["-50", "-100"]),
    ("rounding.step", "0.25"),  # with a scale of 1
]


def refused_by_parser(data):
    try:
        parse(data)
    except RuleBookFaulty as faulty:
        return all(faulty.faults)
    return False


def test_the_schema_keeps_to_the_keywords_of_the_standard():
    assert Schema(SCHEMA).unknown_keywords() == set()


@pytest.mark.parametrize("name", ACCEPTED)
def test_book_is_accepted_by_both(name):
    assert parse(ACCEPTED[name])
    assert Schema(SCHEMA).accepts(ACCEPTED[name])


def test_the_accepted_books_use_all_that_the_schema_knows():
    schema = Schema(SCHEMA)
    assert all(schema.accepts(data) for data in ACCEPTED.values())
    assert schema.properties() - schema.seen == set()


def test_schema_and_parser_know_the_same_parts():
    assert set(SCHEMA["properties"]) == reading.TOP_KEYS == set(full_book())


@pytest.mark.parametrize(("path", "value"), BROKEN)
def test_broken_book_is_refused_by_both(path, value):
    broken = instead(full_book(), path, value)
    assert (refused_by_parser(broken), Schema(SCHEMA).accepts(broken)) == (True, False)


@pytest.mark.parametrize(("path", "value"), ONLY_THE_PARSER)
def test_broken_book_is_refused_by_the_parser(path, value):
    broken = instead(full_book(), path, value)
    assert refused_by_parser(broken)


@pytest.mark.parametrize("path", ["rates", "same_piece", "rates.0.clause", "rates.0.points"])
def test_book_without_what_it_must_have_is_refused_by_both(path):
    broken = without(full_book(), path)
    assert (refused_by_parser(broken), Schema(SCHEMA).accepts(broken)) == (True, False)
