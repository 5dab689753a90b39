"""What the two implementations disagree on in one case, and the smallest case that still shows it. Takes
both as functions; knows nothing of either."""

import copy

from tests.scoring.naive import rules


def differences(naive, real, case):
    """[(where, key, naive's, real's)], the smallest key first."""
    expected, got = _outcome(naive, case), _outcome(real, case)
    if "refused" in expected or "refused" in got:
        return [("refused", "", expected.get("refused"), got.get("refused"))]
    found = []
    for part in ("units", "persons", "ranks"):
        mine, theirs = _without_zeros(expected[part]), _without_zeros(got[part])
        keys = sorted(mine.keys() | theirs.keys(), key=str)
        found += [
            (part, key, mine.get(key, 0), theirs.get(key, 0))
            for key in keys
            if mine.get(key, 0) != theirs.get(key, 0)
        ]
    odd = expected["errors"] ^ got["errors"]
    found += [
        ("errors", row, row in expected["errors"], row in got["errors"]) for row in sorted(odd)
    ]
    return found


def _outcome(implementation, case):
    try:
        return implementation(*copy.deepcopy(case))
    except Exception as refusal:
        return {"refused": repr(refusal)}


def _without_zeros(points):
    return {key: value for key, value in points.items() if value}


def smallest(naive, real, case):
    """Takes away facts and rules as long as a difference of the same kind is left."""
    kinds = {where for where, *_ in differences(naive, real, case)}
    again = True
    while again:
        again = False
        for less in _lesser(case):
            if {where for where, *_ in differences(naive, real, less)} & kinds:
                case, again = less, True
                break
    return case


def _lesser(case):
    facts, books, through, instructions = case
    if through is not None:
        yield facts, books, None, instructions
    for nth in range(len(books) - 1, -1, -1):
        if len(books) > 1:
            yield facts, books[:nth] + books[nth + 1 :], through, instructions
    for kind, rows in facts.items():
        for nth in range(len(rows)):
            yield facts | {kind: rows[:nth] + rows[nth + 1 :]}, books, through, instructions
    for nth, book in enumerate(books):
        for less in rules.lesser_books(book):
            yield facts, [*books[:nth], less, *books[nth + 1 :]], through, instructions
    for nth, placement in enumerate(facts["placements"]):
        for place in range(len(placement["credits"])):
            credits = placement["credits"][:place] + placement["credits"][place + 1 :]
            rows = [*facts["placements"]]
            rows[nth] = placement | {"credits": credits}
            yield facts | {"placements": rows}, books, through, instructions
