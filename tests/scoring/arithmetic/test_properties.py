"""What holds for any facts under any books: the random cases of tests/scoring/naive, found by their seed."""

import json
import random
from collections import defaultdict
from copy import deepcopy
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.arithmetic.check import score, score_all
from tests.scoring.arithmetic.book_facts import rule, submission
from tests.scoring.naive.random_cases import Case

# The slowest cases span two years; a deadline would speak of the machine.
settings.register_profile("sums", max_examples=60, deadline=None)
sums = settings(settings.get_profile("sums"))
seeds = st.integers(0, 10**9)

# Rules about a unit and its period; without them every piece is counted by itself.
OF_UNITS = ("submissions", "events", "tasks", "adoption", "floor")
# Steps that no clause of a paper rule speaks of.
PLAIN_STEPS = {"取整", "不低于零"}
LAST = "base genre position length use same_piece split bonus tasks"
YEARS = (2025, 2026, 2027, 2028)


def case_of(seed):
    """(facts, books, through, instructions), every book with a split, so that each step has a clause."""
    facts, books, through, instructions = Case(seed).arguments()
    for book in books:
        book.setdefault("split", rule("第九十九条"))
    return facts, books, through, instructions


def in_any_order(result):
    """A result of which only the order of lines, errors and equals is left open."""
    return {part: sorted(map(json.dumps, rows)) for part, rows in result.items()}


def lines_of(facts, books, *rest):
    return score_all(facts, books, *rest)["lines"]


def as_set(lines):
    return sorted(map(json.dumps, lines))


def without_rules_of_units(book):
    kept = {key: value for key, value in book.items() if key not in OF_UNITS}
    kept["caps"] = [cap for cap in book.get("caps", ()) if cap.get("per") == "placement"]
    if "points" in book.get("late", ()):
        del kept["late"]
    return kept


def one_book(seed):
    """The case with the later of its books only, in force from the beginning."""
    facts, books, through, instructions = case_of(seed)
    book = max(books, key=lambda book: book["valid_from"]) | {"valid_from": "2025-01-01"}
    return facts, book, through, instructions


def sum_by(lines, key):
    sums = defaultdict(Decimal)
    for line in lines:
        sums[key(line)] += Decimal(line["points"])
    return sums


def of_units(lines):
    return [line for line in lines if line["account"] != "person"]


def of_persons(lines):
    return [line for line in lines if line["account"] != "unit" and line["person"] is not None]


@sums
@given(seeds, st.randoms(use_true_random=False))
def test_order_of_facts_and_books_does_not_matter(seed, rng):
    facts, books, *rest = case_of(seed)
    before = score_all(facts, books, *rest)
    for rows in (*facts.values(), books):
        rng.shuffle(rows)
    assert in_any_order(score_all(facts, books, *rest)) == in_any_order(before)


@sums
@given(seeds)
def test_scoring_twice_equals_once_and_changes_nothing(seed):
    case = case_of(seed)
    given_case = deepcopy(case)
    assert score_all(*case) == score_all(*case)
    assert case == given_case


@sums
@given(seeds)
def test_piece_by_piece_equals_all_at_once(seed):
    facts, books, *rest = case_of(seed)
    books = [without_rules_of_units(book) for book in books]
    none = {"units": facts["units"], "submissions": [], "events": []}
    groups = defaultdict(list)
    for row in facts["placements"]:
        groups[row["piece"] or ("alone", row["id"])].append(row)
    apart = [
        line
        for group in groups.values()
        for line in lines_of({**none, "placements": group}, books, *rest)
    ]
    together = lines_of({**none, "placements": facts["placements"]}, books, *rest)
    assert as_set(apart) == as_set(together)


@sums
@given(seeds)
def test_what_others_do_by_themselves_does_not_touch_a_unit(seed):
    facts, books, through, instructions = case_of(seed)
    # Something in every quarter, so that the same quarters are gone through.
    anchors = [
        submission(f"{year}-{month}", "锚", date(year, month, 1))[1]
        for year in YEARS
        for month in (1, 4, 7, 10)
    ]
    min(books, key=lambda book: book["valid_from"])["valid_from"] = "2025-01-01"
    facts["submissions"] += anchors
    everything = lines_of(facts, books, through, instructions)
    for name in {row["unit"] for row in facts["events"]}:
        own = {
            part: [row for row in rows if row["unit"] in (name, "锚")]
            for part, rows in facts.items()
            if part in ("submissions", "events")
        }
        alone = lines_of({**facts, **own}, books, through, instructions)
        assert as_set(line for line in alone if line["unit"] == name) == as_set(
            line for line in everything if line["unit"] == name
        )


@sums
@given(seeds)
def test_lines_add_up_to_the_standings(seed):
    result = score_all(*case_of(seed))
    added = {
        "unit": (of_units(result["lines"]), lambda line: line["unit"]),
        "person": (of_persons(result["lines"]), lambda line: f"{line['unit']} {line['person']}"),
    }
    for standing in result["standings"]:
        if standing["of"] == "person" and "Q" not in standing["period"]:
            continue  # of a year only the quarters whose book gives persons an account
        lines, name = added[standing["of"]]
        own = [
            line
            for line in lines
            if line["track"] == standing["track"] and line["quarter"].startswith(standing["period"])
        ]
        points = sum_by(own, name)
        assert {row["name"]: Decimal(row["points"]) for row in standing["rows"]} == {
            row["name"]: points[row["name"]] for row in standing["rows"]
        }


@sums
@given(seeds)
def test_year_is_the_sum_of_its_quarters(seed):
    quarters, years = defaultdict(Decimal), defaultdict(Decimal)
    for standing in score_all(*case_of(seed))["standings"]:
        of = quarters if "Q" in standing["period"] else years
        for row in standing["rows"]:
            key = (standing["period"][:4], standing["track"], standing["of"], row["name"])
            of[key] += Decimal(row["points"])
    # The book of the last quarter says whether persons have a standing of the year.
    assert years == {key: quarters[key] for key in years}
    assert {key for key in quarters if key[2] == "unit"} <= years.keys()


@sums
@given(seeds)
def test_totals_are_those_of_the_standings(seed):
    case = case_of(seed)
    totals, result = score(*case), score_all(*case)
    standings = {
        (standing["track"], row["name"], standing["period"]): Decimal(row["points"])
        for standing in result["standings"]
        if standing["of"] == "unit" and "Q" in standing["period"]
        for row in standing["rows"]
        if Decimal(row["points"])
    }
    assert {key: points for key, points in totals["units"].items() if points} == standings
    assert totals["errors"] == {(error["row"], error["id"]) for error in result["errors"]}


@sums
@given(seeds)
def test_every_line_and_step_names_its_clause(seed):
    lines = lines_of(*case_of(seed))
    silent = {step["name"] for line in lines for step in line["steps"] if not step["clause"]}
    assert silent <= PLAIN_STEPS
    assert [line for line in lines if not line["clause"] or not line["steps"]] == []


@sums
@given(seeds)
def test_last_step_of_a_line_is_its_points(seed):
    lines = lines_of(*case_of(seed))
    assert [line for line in lines if line["steps"][-1]["value"] != line["points"]] == []


@sums
@given(seeds)
def test_every_placement_is_a_line_or_an_error(seed):
    facts, *rest = case_of(seed)
    result = score_all(facts, *rest)
    counted = {line["source"] for line in result["lines"] if line["kind"] == "placement"}
    wrong = {error["id"] for error in result["errors"] if error["row"] == "placement"}
    assert counted | wrong == {row["id"] for row in facts["placements"]}
    assert counted & wrong == set()


@sums
@given(seeds)
def test_no_placement_is_worth_less_than_nothing(seed):
    lines = lines_of(*case_of(seed))
    assert [
        line for line in lines if line["kind"] == "placement" and line["points"][0] == "-"
    ] == []


@sums
@given(seeds, st.sampled_from(["shares", "equal", "ratio"]))
def test_parts_of_a_split_add_up_to_what_was_split(seed, mode):
    facts, book, *rest = one_book(seed)
    book["split"] = rule(mode=mode, remainder=random.Random(seed).choice(["first", "largest"]))
    if mode == "ratio":
        book["split"]["ratio"] = ["3", "2", "1"]
    for row in facts["placements"]:
        row["journalists"] = 0
    placed = [line for line in lines_of(facts, [book], *rest) if line["kind"] == "placement"]
    worth = {}
    for line in placed:
        is_part = line["steps"][-1]["name"] == "联合署名分摊"
        worth[line["source"]] = Decimal(line["steps"][-2 if is_part else -1]["value"])
    assert sum_by(placed, lambda line: line["source"]) == worth


@sums
@given(seeds, st.sampled_from(["quarter", "year"]))
def test_cap_of_a_unit_holds_when_it_comes_last(seed, period):
    facts, book, *rest = one_book(seed)
    book["order"] = f"{LAST} floor caps".split()
    book.pop("floor", None)
    cap = rule("封顶条", of="all", period=period, points="12")
    book["caps"] = [*book.get("caps", ()), cap]
    lines = of_units(lines_of(facts, [book], *rest))
    length = {"quarter": 6, "year": 4}[period]
    held = sum_by(lines, lambda line: (line["track"], line["unit"], line["quarter"][:length]))
    assert [key for key, points in held.items() if points > 12] == []


@sums
@given(seeds)
def test_cap_of_a_person_holds(seed):
    facts, book, *rest = one_book(seed)
    book["persons"] = rule()
    cap = rule("封顶条", of="all", per="person", period="quarter", points="6")
    book["caps"] = [*book.get("caps", ()), cap]
    book["order"] = f"{LAST} floor caps".split()
    lines = of_persons(lines_of(facts, [book], *rest))
    held = sum_by(
        lines, lambda line: (line["track"], line["unit"], line["person"], line["quarter"])
    )
    assert [key for key, points in held.items() if points > 6] == []


@sums
@given(seeds)
def test_floor_holds_when_it_comes_last(seed):
    facts, book, *rest = one_book(seed)
    book["floor"] = rule("保底条", points="3")
    book["order"] = f"{LAST} caps floor".split()
    result = score_all(facts, [book], *rest)
    quarters = [table for table in result["standings"] if "Q" in table["period"]]
    low = [
        row
        for table in quarters
        if table["of"] == "unit"
        for row in table["rows"]
        if Decimal(row["points"]) < 3
    ]
    assert low == []
