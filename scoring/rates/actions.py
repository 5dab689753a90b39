"""Settling a placement that no rule counts: a new version of the rule book with one rate more. What was
in force stays as a row, so who changed what is in the books. Closed quarters keep theirs."""

from django.db import transaction

from editorial.people.seats import may_keep_scores
from editorial.refused import Refused
from scoring.book import RuleBookFaulty, parse
from scoring.books.actions import adopt
from scoring.books.reading import vocabulary
from scoring.ledger.tally import lock_quarters
from scoring.models import RuleBook
from scoring.numbers import plain
from scoring.rates.cases import NO_RATE, case_of, start_of_version


class Settled(Refused):
    """Somebody settled the problem after the form was opened."""

    def __init__(self):
        super().__init__("这个问题刚刚已经解决了，没有再写一次。")


@transaction.atomic
def add_rate(problem_id, user, *, points, clause, text, **scope):
    """The new RuleBook, already counted with. `scope` is what the rate is for: by_outlet (else the
    whole level), by_genre, by_position; so it always fits the placement."""
    case = _case(problem_id, user)
    rate = {"clause": clause, "text": text, "points": plain(points), **condition(case, **scope)}
    rules = case.book.rules | {"rates": [*case.book.rules["rates"], rate]}
    try:
        parse(rules, vocabulary())
    except RuleBookFaulty as faulty:
        raise Refused("；".join(faulty.faults)) from faulty
    start = start_of_version(case.book, case.problem.quarter.span)
    draft = RuleBook.objects.create(name=case.book.name, valid_from=start.first_day, rules=rules)
    return adopt(draft.pk, user)


def condition(case, *, by_outlet, by_genre, by_position):
    """The case's own codes, as many as the score keeper wants the rate bound to."""
    fact = case.fact
    bound = {"outlet": fact.outlet} if by_outlet else {"level": fact.level}
    if by_genre:
        bound["genre"] = fact.genre
    if by_position:
        bound["position"] = fact.position
    return bound


def _case(problem_id, user):
    """Read after the quarters are locked: two score keepers never copy the same version."""
    if not may_keep_scores(user):
        raise Refused("计分办法由计分人员维护。")
    lock_quarters()
    case = case_of(problem_id)
    if case is None or case.kind != NO_RATE:
        raise Settled
    return case
