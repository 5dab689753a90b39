"""PURE: the step `caps` of a unit's quarter: what goes beyond a cap is taken off, from the latest lines
first. The account is scoring.arithmetic.accounts'."""

from collections import defaultdict

from scoring.arithmetic import lines as kinds
from scoring.arithmetic.accounts import ZERO, Account, month_of
from scoring.arithmetic.facts import id_order
from scoring.arithmetic.lines import PERSON_ONLY, UNIT_ONLY
from scoring.numbers import plain

# On one day, which of the lines a cap takes from first.
KIND_ORDER = {
    kinds.PLACEMENT: 0,
    kinds.SUBMISSION: 1,
    kinds.EVENT: 2,
    kinds.LATE: 3,
    kinds.TASK: 4,
    kinds.ADOPTION: 5,
    kinds.FLOOR: 6,
}
OF_KINDS = {
    "placements": (kinds.PLACEMENT,),
    "submissions": (kinds.SUBMISSION,),
    "events": (kinds.EVENT,),
    "all": tuple(KIND_ORDER),
}


def settle(account: Account):
    for cap in account.rules.caps:
        if cap.per == "placement" or (cap.per == "person" and account.rules.persons is None):
            continue
        own = [entry for entry in account.entries if _matches(cap, entry)]
        earlier = []
        if cap.period == "year":
            earlier = [pair for pair in account.year.snapshots if _matches(cap, pair[0])]
        for key, group in _grouped(cap, own).items():
            before = sum(
                (_net(cap, nets) for entry, nets in earlier if _key(cap, entry)[1:] == key[1:]),
                ZERO,
            )
            _cut(account, cap, group, before)
    account.year.snapshots += [(e, (e.unit_net, e.person_net)) for e in account.entries]


def _cut(account: Account, cap, group, before):
    of_person = cap.per == "person"
    nets = {id(e): e.person_net if of_person else e.unit_net for e in group}
    total = sum(nets.values(), before)
    available = sum((net for net in nets.values() if net > 0), ZERO)
    excess = min(account.rules.round(total - cap.points), available)
    if excess <= 0:
        return
    last = group[-1].line
    name = "封顶"
    working = f"{plain(total)} 超过上限 {plain(cap.points)}，减 {plain(excess)}：{_taken(total, cap, excess)}"
    account.make(
        kinds.CAP,
        -excess,
        max(entry.line.day for entry in group),
        name,
        cap.law,
        working,
        person=last.person if of_person else None,
        account=PERSON_ONLY if of_person else UNIT_ONLY,
    )
    for entry in sorted(group, key=_latest_first):
        part = min(excess, max(nets[id(entry)], ZERO))
        if of_person:
            entry.person_net -= part
        else:
            entry.unit_net -= part
        excess -= part


def _taken(total, cap, excess):
    """What the line's negative points come from; not the plain difference where it was rounded or less
    was there to take."""
    if total - cap.points == excess:
        return f"{plain(cap.points)} − {plain(total)}"
    return f"0 − {plain(excess)}"


def _matches(cap, entry):
    if entry.line.kind not in OF_KINDS[cap.of]:
        return False
    if cap.per == "person" and (entry.line.person is None or entry.line.account == UNIT_ONLY):
        return False
    if cap.per != "person" and entry.line.account == PERSON_ONLY:
        return False
    return cap.of != "placements" or cap.condition.fits(entry.case)


def _key(cap, entry):
    """(month, outlet or person): which sum an entry belongs to."""
    who = None
    if cap.per == "outlet":
        who = entry.case.outlet
    elif cap.per == "person":
        who = entry.line.person
    return (month_of(entry.line.day) if cap.period == "month" else None, who)


def _grouped(cap, entries):
    groups = defaultdict(list)
    for entry in entries:
        groups[_key(cap, entry)].append(entry)
    return groups


def _net(cap, nets):
    return nets[1] if cap.per == "person" else nets[0]


def _latest_first(entry):
    line = entry.line
    number = tuple(-n for n in _sortable(line.source))
    return (-line.day.toordinal(), KIND_ORDER[line.kind], number, -entry.number)


def _sortable(source):
    """An id as numbers, so that the order can be turned round."""
    kind, number, text = id_order("" if source is None else source)
    return (kind, number, *(ord(letter) + 1 for letter in text), 0)
