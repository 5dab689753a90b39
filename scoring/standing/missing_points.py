"""Why a unit has not more points: what was left out or cut and by which clause, what still waits, what
could not be counted. The lines themselves are the ledger's."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from editorial.placements.visible import placements_visible_to
from scoring.ledger.facts import waiting_in
from scoring.models import RateProblem
from scoring.models.ledger import EntryKind

# Steps of the arithmetic that take something away from a placement.
TAKING = frozenset(
    (
        "同稿就高",
        "同稿其余按比例",
        "同稿限级别",
        "自有载体不重复计分",
        "补差",
        "每次封顶",
        "缺少佐证",
    )
    + ("不计分", "过期", "迟报", "单位联合")
)


@dataclass(frozen=True)
class Reason:
    """`url` leads to where it is explained or settled; empty when there is nothing to open."""

    what: str
    why: str
    law: str = ""
    url: str = ""


def why_not_more(unit, quarter, entries, user):
    """Reasons in the order: what was taken from placements, what from the quarter, what waits."""
    reasons = []
    for entry in entries:
        if entry.kind == EntryKind.LINE:
            reasons += [_of_step(entry, step) for step in entry.steps if step["name"] in TAKING]
        elif entry.points < 0 and not entry.is_correction:
            reasons.append(_of_step(entry, entry.steps[-1]))
    return reasons + _waiting(unit, quarter, user)


def _of_step(entry, step):
    what = f"《{entry.headline}》{entry.outlet_name}" if entry.outlet_name else entry.headline
    law = f"{step['clause']} {step['text']}".strip()
    # A line of the unit's quarter is headed by its own step.
    why = step["working"] if what == step["name"] else f"{step['name']}：{step['working']}"
    return Reason(what, why, law, reverse("scoring:line", args=[entry.pk]))


def _waiting(unit, quarter, user):
    credited = Q(credits__unit=unit)
    seen = placements_visible_to(user)
    reasons = [
        Reason(
            f"《{row.headline}》{row.outlet}",
            "刊发还没有核实，核实后计分",
            url=reverse("placements:placement", args=[row.pk]),
        )
        for row in seen.filter(pk__in=waiting_in(quarter).filter(credited).values("pk"))
        .select_related("outlet")
        .distinct()
    ]
    problems = RateProblem.objects.filter(quarter=quarter, placement__credits__unit=unit)
    for problem in problems.select_related("placement__outlet").distinct():
        placement = problem.placement
        url = reverse("placements:placement", args=[placement.pk])
        text = f"{problem.message}，待计分人员解决"
        reasons.append(Reason(f"《{placement.headline}》{placement.outlet}", text, url=url))
    return reasons
