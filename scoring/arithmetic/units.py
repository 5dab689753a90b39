"""PURE: a unit's quarter within one track: bonus, caps, tasks, floor on top of its placements' lines, in
the order of the book. What the lines of one placement are is scoring.arithmetic.split's."""

from scoring.arithmetic import bonus, caps, tasks
from scoring.arithmetic import lines as kinds
from scoring.arithmetic.accounts import Account, QuarterFacts, YearSoFar
from scoring.arithmetic.facts import Unit
from scoring.arithmetic.lines import UNIT_ONLY
from scoring.book import words
from scoring.book.form import Rules
from scoring.numbers import plain


def settle_unit(
    unit: Unit, track: str, facts: QuarterFacts, rules: Rules, year: YearSoFar, through
):
    """All lines of the unit's quarter, its placements' first. `through`: periods that end later are
    not judged yet (None: all are)."""
    account = Account(unit, track, facts, rules, year, through)
    _reward_submissions(account)
    steps = {
        words.BONUS: bonus.settle,
        words.CAPS: caps.settle,
        words.TASKS: tasks.settle,
        words.FLOOR: _lift_to_floor,
    }
    for name in rules.order[7:]:
        steps[name](account)
    year.quarters.append(account)
    return account.lines


def _reward_submissions(account: Account):
    rule = account.rules.submissions
    if rule is None or rule.points is None:
        return
    for submission in account.counted:
        if not submission.adopted:
            account.make(
                kinds.SUBMISSION,
                rule.points,
                submission.sent_on,
                "报送计分",
                rule.law,
                "报送未采用",
                person=submission.person,
                source=submission.id,
                piece=submission.piece,
            )


def _lift_to_floor(account: Account):
    rule = account.rules.floor
    if rule is None:
        return
    total = account.total()
    if total < rule.points:
        working = (
            f"合计 {plain(total)}，不低于 {plain(rule.points)}：补 {plain(rule.points - total)}"
        )
        account.make(
            kinds.FLOOR,
            rule.points - total,
            account.quarter.last_day,
            "保底",
            rule.law,
            working,
            account=UNIT_ONLY,
        )
