"""The real arithmetic against the naive one on random cases: units, persons, ranks and errors must be equal.
NAIVE_CASES says how many (400 if absent)."""

import os
import pprint

import pytest

from scoring.arithmetic import check
from tests.scoring.naive import comparing, rules
from tests.scoring.naive.random_cases import Case
from tests.scoring.naive.score import score
from tests.told import TOLD

CASES = int(os.environ.get("NAIVE_CASES", "400"))
# One of so many cases is computed again without each of its rules.
RULES_IN_EVERY = 8


def test_arithmetic_agrees_with_the_naive_one(record_property):
    for seed in range(CASES):
        case = Case(seed).arguments()
        if comparing.differences(score, check.score, case):
            pytest.fail(_told(seed, case))
    record_property(TOLD, f"{CASES} cases, no difference")


def _told(seed, case):
    less = comparing.smallest(score, check.score, case)
    facts, books, through, instructions = less
    found = comparing.differences(score, check.score, less)
    return "\n".join(
        [
            f"seed {seed}; (part, key, naive, real):",
            *map(str, found[:10]),
            pprint.pformat(books, sort_dicts=False, width=110),
            pprint.pformat(facts, sort_dicts=False, width=110),
            f"through {through}, instructions {instructions}",
        ]
    )


def test_every_rule_of_the_form_changes_results(record_property):
    """Otherwise the cases could agree because a rule never came to anything."""
    sample = [_case_and_result(seed) for seed in range(0, CASES, RULES_IN_EVERY)]
    counted = {name: _changed(name, sample) for name in rules.NAMES}
    rows = [f"{name}: {changes.count(True)} of {len(changes)}" for name, changes in counted.items()]
    told = f"{len(sample)} cases; a rule changed the result of so many of those that have it:\n"
    record_property(TOLD, told + "\n".join(rows))
    seldom = [name for name, changes in counted.items() if True not in changes]
    assert [name for name in seldom if not _ever_changes(name)] == []


def _case_and_result(seed):
    case = Case(seed).arguments()
    return case, score(*case)


def _changed(name, sample):
    """For each case that has the rule, whether it comes out otherwise without."""
    lesser = [(rules.without(name, case), result) for case, result in sample]
    return [score(*case) != result for case, result in lesser if case]


def _ever_changes(name):
    return any(True in _changed(name, [_case_and_result(seed)]) for seed in range(CASES))
