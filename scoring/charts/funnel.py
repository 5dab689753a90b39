"""How far the pieces of a quarter have come, from submission to print."""

from django.db.models import Count, Exists, OuterRef, Q

from editorial import stages
from editorial.pieces.acts import ApprovedVersion
from editorial.pieces.models import PieceStatus
from editorial.placements.models import Placement, PlacementState
from editorial.routing.models import Routing
from scoring.charts.chart import Chart, Series
from scoring.ledger.facts import quarter_edges


def funnel_of(quarter, unit_id=None):
    """How far the pieces first submitted in a quarter have come by today; `unrouted` were placed
    without having been sent from here."""
    start, end = quarter_edges(quarter.span, quarter.span)
    pieces = PieceStatus.objects.filter(submitted_at__gte=start, submitted_at__lt=end)
    if unit_id is not None:
        pieces = pieces.filter(unit=unit_id)
    of_piece = {"piece": OuterRef("pk")}
    sent = Routing.objects.filter(**of_piece, state__in=(stages.SENT, stages.NOT_USED))
    placed = Placement.objects.filter(**of_piece, state=PlacementState.VERIFIED)
    return pieces.annotate(
        is_signed=Exists(ApprovedVersion.objects.filter(**of_piece)),
        is_sent=Exists(sent),
        is_placed=Exists(placed),
    ).aggregate(
        submitted=Count("pk"),
        approved=Count("pk", filter=Q(is_signed=True)),
        routed=Count("pk", filter=Q(is_sent=True)),
        placed=Count("pk", filter=Q(is_placed=True)),
        unrouted=Count("pk", filter=Q(is_placed=True, is_sent=False)),
    )


def funnel_chart(label, counts):
    title = "从报送到刊发"
    submitted = counts["submitted"]
    if not submitted:
        return Chart("funnel", title, f"{label}还没有报送的稿件。")
    steps = [
        ("报送", submitted),
        ("审定", counts["approved"]),
        ("送出", counts["routed"]),
        ("刊发", counts["placed"]),
    ]
    shares = [round(n * 100 / submitted) for _, n in steps]
    summary = (
        f"{label}报送的{submitted}篇里，{counts['approved']}篇已审定，"
        f"{counts['routed']}篇已送出，{counts['placed']}篇已刊发。"
    )
    if counts["unrouted"]:
        summary += f"刊发的里面有{counts['unrouted']}篇没有经过这里送出。"
    texts = [f"{n}篇，{share}%" for (_, n), share in zip(steps, shares, strict=True)]
    return Chart(
        "funnel",
        title,
        summary,
        labels=[name for name, _ in steps],
        series=[Series("稿件", [n for _, n in steps], texts)],
        head=["走到", "篇数", "占报送"],
        rows=[[name, str(n), f"{s}%"] for (name, n), s in zip(steps, shares, strict=True)],
        note="按首次报送的季度算，到今天为止；以后才审定、送出、刊发的也算在报送的季度里。",
    )
