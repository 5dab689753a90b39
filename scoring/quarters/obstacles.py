"""What stands between a quarter and its publication (公示), and between that and its closing, in words with
the place to settle it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from editorial import stages
from editorial.people.seats import may_route
from editorial.routing.models import Routing
from scoring.arithmetic.count import event_fault
from scoring.arithmetic.worth import Worth
from scoring.ledger.facts import event_of, facts_of, quarter_edges, verified_in, waiting_in
from scoring.ledger.in_force import BooksInForce, rules_of_book
from scoring.models import Adjustment, Appeal, Quarter, RateProblem
from scoring.models.adjustments import AdjustmentState, AppealState
from scoring.models.quarters import QuarterState

# The screens of editorial on which placements are verified and pieces sent out.
QUEUE_OF_PLACEMENTS, QUEUE_OF_ROUTINGS = "placements:placements_to_verify", "routing:routing_desk"


class Doer(NamedTuple):
    name: str
    may: Callable


EDITORS = Doer("编辑", may_route)


@dataclass(frozen=True)
class Obstacle:
    """`url` and `link` lead to where it is settled; `by` is who may do that, None: whoever may read
    the quarter."""

    text: str
    url: str = ""
    link: str = ""
    by: Doer | None = None

    def told_to(self, user):
        """The same for one reader: who may not settle it gets no link but is told who does."""
        if self.by is None or self.by.may(user):
            return self
        return Obstacle(f"{self.text}，由{self.by.name}办理")


def quarter_obstacles(quarter, today=None):
    """What still stands before the quarter's next step, as a list; a closed quarter has none."""
    if quarter.is_closed:
        return []
    return (closing_obstacles if quarter.is_public else publishing_obstacles)(quarter, today)


def obstacles_told_to(user, quarter):
    return [obstacle.told_to(user) for obstacle in quarter_obstacles(quarter)]


def publishing_obstacles(quarter, today=None):
    """Before 公示."""
    return _standing(
        quarter,
        today,
        (
            _end_not_reached,
            _earlier_open,
            _unverified,
            _undelivered,
            _problems,
            _evidence,
            *_BY_HAND,
        ),
    )


def closing_obstacles(quarter, today=None):
    """Before 季度定稿."""
    return _standing(
        quarter,
        today,
        (
            _end_not_reached,
            _earlier_open,
            _not_public,
            _still_public,
            _appeals,
            _unverified,
            _problems,
            *_BY_HAND,
        ),
    )


def _standing(quarter, today, checks):
    today = today or timezone.localdate()
    return [obstacle for check in checks if (obstacle := check(quarter, today))]


def _end_not_reached(quarter, today):
    last = quarter.span.last_day
    if today <= last:
        return Obstacle(
            f"{quarter.label}到{last.year}年{last.month}月{last.day}日才结束，之后才能公示"
        )


def _earlier_open(quarter, today):
    rows = Quarter.objects.exclude(state=QuarterState.CLOSED).order_by("year", "number")
    first = rows.first()
    if first and first.span < quarter.span:
        url = reverse("scoring:quarter", args=[first.code])
        return Obstacle(f"{first.label}还没有定稿，请按先后办理", url, "去办理")


def _not_public(quarter, today):
    if not quarter.is_public:
        return Obstacle("还没有公示，请先公示")


def _still_public(quarter, today):
    until = quarter.public_until
    if quarter.is_public and until is not None and today <= until:
        return Obstacle(f"公示到{until.year}年{until.month}月{until.day}日，之后才能定稿")


def _appeals(quarter, today):
    count = Appeal.objects.filter(quarter=quarter, state=AppealState.OPEN).count()
    if count:
        return Obstacle(f"还有{count}条异议待答复", reverse("scoring:appeals"), "去答复")


def _unverified(quarter, today):
    count = waiting_in(quarter).count()
    if count:
        return Obstacle(f"还有{count}条刊发待核实", reverse(QUEUE_OF_PLACEMENTS), "去核实")


def _undelivered(quarter, today):
    """Pieces that were to go to an outlet in the quarter and never went."""
    count = undelivered_in(quarter).count()
    if count:
        return Obstacle(f"还有{count}次送稿没有送出", reverse(QUEUE_OF_ROUTINGS), "去送稿", EDITORS)


def undelivered_in(quarter):
    start, end = quarter_edges(quarter.span, quarter.span)
    return Routing.objects.filter(state=stages.TO_SEND, routed_at__gte=start, routed_at__lt=end)


def _problems(quarter, today):
    count = RateProblem.objects.filter(quarter=quarter).count()
    if count:
        return Obstacle(f"还有{count}个计分问题待解决", reverse("scoring:problems"), "去解决")


def _evidence(quarter, today):
    """Placements that count nothing only for want of evidence: somebody may still have it."""
    in_force = BooksInForce()
    book = in_force.book_of(quarter)
    if book is None or not rules_of_book(book).evidence:
        return None
    facts = facts_of(verified_in(quarter), with_evidence=True)
    lacking = [
        fact
        for fact in facts
        if isinstance(worth := in_force.value(fact)[0], Worth)
        and worth.steps[-1].name == "缺少佐证"
    ]
    if lacking:
        return Obstacle(
            f"有{len(lacking)}条刊发缺少办法要求的佐证材料，现计0分",
            reverse("placements:placements"),
            "去补佐证材料",
        )


def _adjustments_waiting(quarter, today):
    rows = Adjustment.objects.filter(quarter=quarter, state=AdjustmentState.WAITING)
    if count := rows.count():
        return Obstacle(f"还有{count}条加减分待确认", reverse("scoring:adjustments"), "去确认")


def _adjustments_faulty(quarter, today):
    """A changed book may no longer know what was entered under the old one."""
    book = BooksInForce().book_of(quarter)
    rules = book and rules_of_book(book)
    rows = Adjustment.objects.filter(
        Q(quarter=quarter), state=AdjustmentState.CONFIRMED
    ).select_related("quarter", "placement")
    faulty = [row for row in rows if event_fault(event_of(row), rules)]
    if faulty:
        text = f"有{len(faulty)}条加减分与现行计分办法不符"
        return Obstacle(text, reverse("scoring:adjustments"), "去核对")


_BY_HAND = (_adjustments_waiting, _adjustments_faulty)
