"""How the quarters up to this one went, for all units and for one. Open quarters are counted as they
stand, closed ones read as they were frozen."""

from django.db.models import Q

from scoring.charts.chart import Chart, Series
from scoring.charts.standing import found_in
from scoring.models import FrozenQuarter, FrozenStanding, Quarter
from scoring.numbers import plain
from scoring.standing.totals import standing_of_unit, summary_of

# Columns of six quarters still have room for their figures on a phone, and show the same one last year.
QUARTERS = 6


def _kept_until(quarter):
    """The newest QUARTERS up to this one, the oldest first."""
    until = Q(year__lt=quarter.year) | Q(year=quarter.year, number__lte=quarter.number)
    return list(Quarter.objects.filter(until).order_by("-year", "-number")[:QUARTERS])[::-1]


def quarter_figures(quarter):
    """[(quarter, summary)]; of a closed one as it was frozen, read without its thousands of lines."""
    quarters = _kept_until(quarter)
    frozen = FrozenQuarter.objects.filter(quarter__in=[q for q in quarters if q.is_closed])
    summaries = dict(frozen.values_list("quarter", "content__summary"))
    return [(q, summaries[q.pk] if q.is_closed else summary_of(q)) for q in quarters]


def trend_chart(figures):
    rows = [
        [_dated(quarter), str(f["submitted"]), str(f["placed"]), f"{float(f['points']):.2f}"]
        for quarter, f in figures
    ]
    counts = {
        "报送": ("篇", [f["submitted"] for _, f in figures]),
        "采用": ("篇次", [f["placed"] for _, f in figures]),
    }
    return Chart(
        "trend",
        "各季度报送和采用",
        _trend_summary([quarter for quarter, _ in figures], counts),
        "columns",
        labels=[_short(quarter) for quarter, _ in figures],
        series=_unless_single(
            [Series(name, c, [str(n) for n in c]) for name, (_, c) in counts.items()]
        ),
        head=["季度", "报送", "采用", "得分"],
        rows=rows,
    )


def unit_figures(unit, quarter, track, lists):
    """[(quarter, the unit's row of its standing or None)]."""
    quarters = _kept_until(quarter)
    frozen = FrozenStanding.objects.filter(
        unit=unit.pk, track=track, quarter__in=[q for q in quarters if q.is_closed]
    )
    rows = {row.quarter_id: row for row in frozen}
    rows |= {q.pk: standing_of_unit(unit.pk, q, track)[0] for q in quarters[:-1] if not q.is_closed}
    rows[quarter.pk] = found_in(lists, unit.pk)[1]
    return [(q, rows.get(q.pk)) for q in quarters]


def unit_trend_chart(figures, track=("", "")):
    points = [row and row.points for _, row in figures]
    texts = ["—" if p is None else plain(p) for p in points]
    return Chart(
        f"trend{track[0]}",
        f"各季度{track[1]}得分",
        _trend_summary([quarter for quarter, _ in figures], {"得": ("分", points)}),
        "columns",
        labels=[_short(quarter) for quarter, _ in figures],
        series=_unless_single([Series("得分", [float(p or 0) for p in points], texts)]),
        head=["季度", "报送", "采用", "名次", "得分"],
        rows=[[_dated(quarter), *_cells_of(quarter, row)] for quarter, row in figures],
    )


def _cells_of(quarter, row):
    if row is None:
        return ["—"] * 4
    rank = str(row.rank) if quarter.shows_ranking else "—"
    return [str(row.submitted), str(row.placed), rank, f"{row.points:.2f}"]


def _unless_single(series):
    """One column is no trend."""
    return series if len(series[0].values) > 1 else []


def _trend_summary(quarters, counts):
    """`counts` is {name: (unit of measure, one number a quarter, None for one without)}."""
    said = [
        f"{name}{plain(c[-1] or 0)}{unit}{_change(quarters, c, unit)}"
        for name, (unit, c) in counts.items()
    ]
    text = f"{quarters[-1].label}{'，'.join(said)}。"
    if len(quarters) == 1:
        text += "只有这一个季度，下一个季度起画出走势。"
    return text if quarters[-1].is_closed else f"{text}季度还没有定稿，数字会变。"


def _change(quarters, counts, unit):
    if len(quarters) == 1 or counts[-2] is None:
        return ""
    this, before = quarters[-1], quarters[-2]
    then = "上一季度" if before.span.next == this.span else before.label
    more = (counts[-1] or 0) - counts[-2]
    if not more:
        return f"（与{then}持平）"
    return f"（比{then}{'多' if more > 0 else '少'}{plain(abs(more))}{unit}）"


def _dated(quarter):
    return (
        quarter.label if quarter.is_closed else f"{quarter.label}（{quarter.get_state_display()}）"
    )


def _short(quarter):
    """Two short lines under a column."""
    year, label = quarter.label.split("第")
    return f"{year}\n{label}"
