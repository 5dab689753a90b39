"""PURE: the step `tasks` of a unit's quarter: tasks met and missed and the rate of adoption, judged for
each period that ends in it. The account is scoring.arithmetic.accounts'."""

from datetime import date
from decimal import Decimal

from scoring.arithmetic import lines as kinds
from scoring.arithmetic.accounts import ZERO, Account
from scoring.arithmetic.lines import UNIT_ONLY
from scoring.book import words
from scoring.numbers import plain


def settle(account: Account):
    for task in account.rules.tasks:
        target = task.target(account.unit.name, account.unit.quota_class)
        if target is not None:
            for first, last in _periods(account, task.period):
                _judge(account, task, target, first, last)
    if account.rules.adoption:
        for first, last in _periods(account, account.rules.adoption.period):
            _judge_adoption(account, first, last)


def _periods(account: Account, period):
    """(first, last day) of those that end in this quarter and have ended."""
    year, number = account.quarter.year, account.quarter.number
    if period == "month":
        periods = [_month_span(year, number * 3 - n) for n in (2, 1, 0)]
    elif period == "quarter":
        periods = [(account.quarter.first_day, account.quarter.last_day)]
    else:
        periods = [(date(year, 1, 1), account.quarter.last_day)] if number == 4 else []
    return [p for p in periods if account.through is None or p[1] <= account.through]


def _month_span(year, month):
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return first, date.fromordinal(after.toordinal() - 1)


def _judge(account: Account, task, target, first, last):
    have = sum((_done(task, part, first, last) for part in _parts(account, first)), ZERO)
    missing = max(ZERO, target - have)
    if missing:
        _shortfall(account, task, target, have, missing, last)
    elif task.met is not None:
        _reward(account, task, target, have, last)


def _parts(account: Account, first):
    """The accounts that a period reaches: this one, and for a year those before it."""
    return [*account.year.quarters, account] if first < account.quarter.first_day else [account]


def _done(task, account: Account, first, last):
    """How much of the task an account brings between two days."""
    if task.what == "points":
        return sum(
            (
                entry.unit_net
                for entry in account.entries
                if entry.line.kind == kinds.PLACEMENT
                and first <= entry.line.day <= last
                and task.condition.fits(entry.case)
            ),
            ZERO,
        )
    if task.what == "submissions":
        found = sum(first <= submission.sent_on <= last for submission in account.counted)
    else:
        found = len(
            {
                line.source
                for line, worth in account.facts.placed
                if first <= line.day <= last and worth.value > 0 and task.condition.fits(worth.case)
            }
        )
    equivalents = sum(
        account.rules.event_rules[event.kind].items * event.count
        for event in account.facts.events
        if first <= event.happened_on <= last
    )
    return Decimal(found + equivalents)


def _shortfall(account: Account, task, target, have, missing, last):
    what = words.TASK_OF[task.what]
    account.year.missed[task.key] += 1
    base = f"任务{plain(target)}，{what}{plain(have)}，缺{plain(missing)}"
    if task.each is not None:
        points, working = task.each * missing, f"{base}：{plain(task.each)} × {plain(missing)}"
    elif task.times is not None:
        points = -task.times * missing
        working = f"{base}：−{plain(task.times)} × {plain(missing)}"
    elif task.growing:
        n = account.year.missed[task.key]
        points = task.growing[min(n, len(task.growing)) - 1]
        working = f"{base}；本年第{n}次未完成"
    else:
        return
    account.make(kinds.TASK, points, last, "任务未完成", task.law, working, account=UNIT_ONLY)


def _reward(account: Account, task, target, have, last):
    points = task.met
    working = f"任务{plain(target)}，完成{plain(have)}"
    if task.met_year_cap is not None:
        left = max(ZERO, task.met_year_cap - account.year.met[task.key])
        if left < points:
            points, working = left, f"{working}，全年最多{plain(task.met_year_cap)}"
    line = account.make(kinds.TASK, points, last, "完成任务", task.law, working, account=UNIT_ONLY)
    account.year.met[task.key] += line.points if line else ZERO


def _judge_adoption(account: Account, first, last):
    rule = account.rules.adoption
    inside = [
        submission
        for part in _parts(account, first)
        for submission in part.counted
        if first <= submission.sent_on <= last
    ]
    adopted = sum(submission.adopted for submission in inside)
    if inside and Decimal(adopted) / len(inside) < rule.below:
        working = f"报送{len(inside)}，采用{adopted}，低于{plain(rule.below * 100)}%"
        account.make(
            kinds.ADOPTION, rule.points, last, "采用率", rule.law, working, account=UNIT_ONLY
        )
