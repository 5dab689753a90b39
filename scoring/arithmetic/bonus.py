"""PURE: the step `bonus` of a unit's quarter: what late placements cost and what its events add, take
away, wipe or void. The account is scoring.arithmetic.accounts'."""

from scoring.arithmetic import lines as kinds
from scoring.arithmetic.accounts import ZERO, Account, month_of
from scoring.arithmetic.facts import id_order
from scoring.arithmetic.lines import UNIT_ONLY
from scoring.arithmetic.worth import is_late
from scoring.numbers import plain


def settle(account: Account):
    _late(account)
    events = [
        (event, account.rules.event_rules[event.kind])
        for event in sorted(account.facts.events, key=lambda e: (e.happened_on, id_order(e.id)))
    ]
    for event, rule in events:
        _add(account, event, rule)
        if rule.needs_target:
            _touch_lines(account, event, rule)
    for event, rule in events:
        if rule.wipe:
            _wipe(account, event, rule)
    for event, rule in events:
        if rule.percent is not None:
            _percent(account, event, rule)


def _late(account: Account):
    late = account.rules.late
    if late is None or late.points is None:
        return
    seen = set()
    for line, worth in account.facts.placed:
        if line.source in seen or not is_late(worth.fact, late):
            continue
        seen.add(line.source)
        account.make(
            kinds.LATE,
            late.points,
            line.day,
            "迟报",
            late.law,
            f"刊发后超过{late.days}天才登记",
            source=line.source,
            piece=line.piece,
            account=UNIT_ONLY,
        )


def _add(account: Account, event, rule):
    amount, working = None, ""
    if rule.points is not None:
        amount = rule.points * event.count
        working = f"{plain(rule.points)} × {event.count}"
    elif rule.between is not None:
        low, high = rule.between
        amount, working = event.amount, f"在{plain(low)}到{plain(high)}之间定为"
    if amount is not None:
        _event_line(
            account, event, rule, amount, working, person=event.person, is_plain_loss=amount < 0
        )


def _event_line(account: Account, event, rule, amount, working, /, **fields):
    """`fields` are the line's, which has an `account` of its own."""
    return account.make(
        kinds.EVENT,
        amount,
        event.happened_on,
        rule.name or "加减分",
        rule.law,
        working,
        source=event.id,
        **fields,
    )


def _touch_lines(account: Account, event, rule):
    """`times` and `void`: a line for each line of the placement or piece that it names."""
    for entry in [entry for entry in account.entries if _is_about(entry.line, event)]:
        worth, person = entry.unit_net, entry.line.person
        fields = {"person": person, "piece": entry.line.piece}
        if rule.times is not None:
            working = f"{plain(worth)} × ({plain(rule.times)} − 1)"
            _event_line(account, event, rule, worth * (rule.times - 1), working, **fields)
        if rule.void:
            _event_line(account, event, rule, -worth, f"0 − {plain(worth)}", counts=False, **fields)
            entry.unit_net = entry.person_net = ZERO


def _is_about(line, event):
    if line.kind != kinds.PLACEMENT:
        return False
    if event.placement is not None:
        return line.source == event.placement
    return line.piece is not None and line.piece == event.piece


def _wipe(account: Account, event, rule):
    inside = [
        entry
        for entry in account.entries
        if entry.line.kind in (kinds.PLACEMENT, kinds.SUBMISSION, kinds.EVENT)
        and not entry.is_plain_loss
        and (rule.wipe == "quarter" or month_of(entry.line.day) == month_of(event.happened_on))
    ]
    total = sum((entry.unit_net for entry in inside), ZERO)
    if total <= 0:
        return
    name = "当月" if rule.wipe == "month" else "当季"
    _event_line(
        account,
        event,
        rule,
        -total,
        f"{name}得分清零：0 − {plain(total)}",
        account=UNIT_ONLY,
        counts=False,
    )
    for entry in inside:
        entry.unit_net = ZERO


def _percent(account: Account, event, rule):
    total = account.total()
    if total > 0:
        working = f"{plain(total)} × {plain(rule.percent)}%"
        _event_line(account, event, rule, total * rule.percent / 100, working, account=UNIT_ONLY)
