"""What stands between an open quarter and its closing, in words with the place to settle it."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from scoring.facts import waiting_in
from scoring.models import Quarter, RateProblem
from scoring.models.quarters import QuarterState

# The screen of editorial on which placements are verified.
QUEUE_OF_PLACEMENTS = "placements_to_verify"


@dataclass(frozen=True)
class Gate:
    text: str
    url: str = ""
    link: str = ""


def quarter_gates(quarter, today=None):
    """The gates that still stand, as a list; empty when the quarter can be closed."""
    today = today or timezone.localdate()
    checks = (_end_not_reached, _earlier_open, _unverified, _problems)
    return [gate for check in checks if (gate := check(quarter, today))]


def _end_not_reached(quarter, today):
    last = quarter.span.last_day
    if today <= last:
        return Gate(f"{quarter.label}到{last.year}年{last.month}月{last.day}日才结束，之后才能关账")


def _earlier_open(quarter, today):
    rows = Quarter.objects.filter(state=QuarterState.OPEN).order_by("year", "number")
    first = rows.first()
    if first and first.span < quarter.span:
        url = reverse("scoring:quarter", args=[first.code])
        return Gate(f"{first.label}还没有关账，请按先后办理", url, "去关账")


def _unverified(quarter, today):
    count = waiting_in(quarter).count()
    if count:
        return Gate(f"还有{count}条刊发待核实", _placements_url(), "去核实")


def _problems(quarter, today):
    count = RateProblem.objects.filter(quarter=quarter).count()
    if count:
        return Gate(f"还有{count}个计分问题待解决", reverse("scoring:problems"), "去解决")


def _placements_url():
    try:
        return reverse(QUEUE_OF_PLACEMENTS)
    except NoReverseMatch:
        return ""
