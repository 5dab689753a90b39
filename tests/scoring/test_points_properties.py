"""What holds for any placements: order does not matter, twice is once, the lines add up."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from scoring.actions.setup import default_rules
from scoring.points import Credit, Fact, tally
from scoring.rulebook import parse

BOOKS = [
    parse({**default_rules(), "same_piece": {"mode": mode}, "split": {"remainder": remainder}})
    for mode in ("highest", "cumulative")
    for remainder in ("first", "largest")
]
credits = st.builds(
    Credit,
    unit_id=st.integers(1, 6),
    contributor_id=st.none() | st.integers(1, 9),
    share=st.decimals("0.01", "9.99", places=2),
)
cases = st.fixed_dictionaries(
    {
        "piece_id": st.none() | st.integers(1, 4),
        "outlet": st.just("o"),
        "level": st.sampled_from(["national", "province", "city", "county", "system", "moon"]),
        "genre": st.sampled_from(["news", "brief"]),
        "position": st.sampled_from(["front_lead", "inner"]),
        "use": st.sampled_from(["sole", "composite", "reprint"]),
        "published_on": st.integers(0, 90).map(lambda n: date(2026, 7, 1) + timedelta(n)),
        "credits": st.lists(credits, min_size=1, max_size=7).map(tuple),
    }
)
facts = st.lists(cases, max_size=12).map(
    lambda rows: [Fact(placement_id=n, **row) for n, row in enumerate(rows, start=1)]
)
books = st.sampled_from(BOOKS)


@given(facts, books, st.randoms())
def test_order_of_facts_does_not_matter(facts, book, random):
    shuffled = list(facts)
    random.shuffle(shuffled)
    assert tally(shuffled, book) == tally(facts, book)


@given(facts, books)
def test_tally_twice_equals_once(facts, book):
    assert tally(facts, book) == tally(facts, book)


@given(facts, books)
def test_piece_by_piece_equals_all_at_once(facts, book):
    groups = defaultdict(list)
    for fact in facts:
        groups[("alone", fact.placement_id) if fact.piece_id is None else fact.piece_id].append(
            fact
        )
    lines = [line for group in groups.values() for line in tally(group, book).lines]
    assert sorted(lines, key=lambda line: line.placement_id) == list(tally(facts, book).lines)


@given(facts, books)
def test_lines_add_up_to_the_worth_of_the_placement(facts, book):
    sums = defaultdict(Decimal)
    worth = {}
    for line in tally(facts, book).lines:
        sums[line.placement_id] += line.points
        split = line.steps[-1].name == "联合署名分摊"
        worth[line.placement_id] = line.steps[-2 if split else -1].value
        assert line.points >= 0
    assert sums == worth


@given(facts, books)
def test_every_placement_is_a_line_or_an_error(facts, book):
    counted = tally(facts, book)
    lines = {line.placement_id for line in counted.lines}
    errors = {error.placement_id for error in counted.errors}
    assert lines | errors == {fact.placement_id for fact in facts}
    assert lines & errors == set()
