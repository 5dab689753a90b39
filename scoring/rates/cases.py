"""What a problem of the count is about and how it can be settled: by one rate more or by correcting the
placement. Adding the rate is scoring.rates.actions'."""

from dataclasses import dataclass

from editorial.placements.models import Placement
from scoring.arithmetic.facts import Placement as Fact
from scoring.books.reading import is_in_force
from scoring.ledger.facts import facts_of
from scoring.ledger.tally import book_for, first_book_day
from scoring.models import Quarter, RateProblem, RuleBook
from scoring.models.quarters import QuarterState
from scoring.quarter import QuarterSpan

NO_RATE, NO_BOOK, OTHER = "no_rate", "no_book", "other"


@dataclass(frozen=True)
class RateCase:
    """A problem with its placement as the arithmetic sees it. `book` is the one that has to answer:
    of the quarter where the points will stand, also for a late entry of a closed quarter."""

    problem: RateProblem
    fact: Fact
    kind: str
    book: RuleBook | None
    is_late: bool


def cases_of(problems):
    """Cases in the order of the problems; the number of queries grows with the quarters alone."""
    problems = list(problems.select_related("placement__outlet", "quarter"))
    placements = Placement.objects.filter(pk__in=[problem.placement_id for problem in problems])
    facts = {fact.id: fact for fact in facts_of(placements)}
    quarters = {problem.quarter for problem in problems}
    books = {quarter.pk: book_for(quarter.span) for quarter in quarters}
    rules = {pk: book.parsed for pk, book in books.items() if book}
    counts_from = {quarter.pk: quarter.counts_from for quarter in quarters}
    first_day = first_book_day()
    return [
        RateCase(
            problem,
            fact,
            _kind(fact, rules.get(problem.quarter_id), first_day),
            books[problem.quarter_id],
            is_late=fact.published_on < counts_from[problem.quarter_id],
        )
        for problem in problems
        for fact in [facts[problem.placement_id]]
    ]


def case_of(problem_id):
    """One case, or None when the problem is gone: settled meanwhile."""
    return next(iter(cases_of(RateProblem.objects.filter(pk=problem_id))), None)


def _kind(fact, rules, first_day):
    if rules is None:
        return NO_BOOK
    if fact.published_on < first_day:
        return OTHER
    return NO_RATE if rules.rate_for(fact) is None else OTHER


def closed_behind(book, span):
    """The newest quarter closed or in 公示 that counted by `book` before an open one, or None: a new
    version starts after it."""
    shut = [
        quarter
        for quarter in Quarter.objects.exclude(state=QuarterState.OPEN)
        if quarter.span < span and is_in_force(quarter.span.first_day, book)
    ]
    return max(shut, key=lambda quarter: quarter.span, default=None)


def start_of_version(book, span):
    """The quarter from which a new version of `book` may count in an open one."""
    behind = closed_behind(book, span)
    return behind.span.next if behind else QuarterSpan.of(book.valid_from)
