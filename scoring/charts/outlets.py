"""Which outlets and levels printed how much of a quarter."""

from collections import Counter

from django.db.models import Count

from editorial.outlets.models import Level
from scoring.charts.chart import Chart, Series
from scoring.models.ledger import EntryKind
from scoring.standing.totals import of_units

OUTLETS = 10


def placed_by_outlet(quarter, unit_id=None):
    """[(outlet, level, placements)], the most first."""
    lines = of_units(quarter).filter(kind=EntryKind.LINE)
    if unit_id is not None:
        lines = lines.filter(unit=unit_id)
    counted = lines.values_list("outlet_name", "outlet_level").annotate(
        n=Count("placement", distinct=True)
    )
    return list(counted.order_by("-n", "outlet_name"))


def level_chart(placed):
    counts = Counter()
    for _, level, n in placed:
        counts[level] += n
    named = [(label, counts[level]) for level, label in Level.choices]
    return _share_chart("levels", "各级别采用", "级别", named)


def outlet_chart(placed):
    named = [(name, n) for name, _, n in placed]
    rest = named[OUTLETS:] if len(named) > OUTLETS + 1 else []
    return _share_chart("outlets", "各媒体采用", "媒体", named[: len(named) - len(rest)], rest)


def _share_chart(key, title, what, named, rest=()):
    """`rest` is added up in one bar, which leads nothing however long it is."""
    if not any(n for _, n in named):
        return Chart(key, title, "这个季度还没有核实过的刊发。")
    shown = [*named, (f"其余{len(rest)}家", sum(n for _, n in rest))] if rest else named
    counts = [n for _, n in shown]
    shares = per_cent(counts)
    return Chart(
        key,
        title,
        f"共采用{sum(counts)}篇次。最多的是{_leaders(named)}篇次。",
        labels=[name for name, _ in shown],
        series=[
            Series("采用", counts, [f"{n}篇次，{s}%" for n, s in zip(counts, shares, strict=True)])
        ],
        head=[what, "采用（篇次）", "占比"],
        rows=[[name, str(n), f"{s}%"] for (name, n), s in zip(shown, shares, strict=True)],
    )


def _leaders(named):
    """九江日报，7 or 江西日报、老友等，各5."""
    most = max(n for _, n in named)
    names = [name for name, n in named if n == most]
    said = "、".join(names[:3]) + ("等" if len(names) > 3 else "")
    return f"{said}，{'各' if len(names) > 1 else ''}{most}"


def per_cent(counts):
    """Whole numbers that add up to a hundred: what is left goes to the largest remainders."""
    total = sum(counts)
    shares = [n * 100 // total for n in counts]
    by_remainder = sorted(range(len(counts)), key=lambda i: -(counts[i] * 100 % total))
    for i in by_remainder[: 100 - sum(shares)]:
        shares[i] += 1
    return shares
