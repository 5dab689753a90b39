"""Pictures of the count as plain data: what a chart draws, the table beside it and one sentence that
says the same. Figures come from scoring.totals and the ledger in a fixed number of queries; drawing is
cms/static/js/charts.js's, who may see which is the views'."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from statistics import median

from django.db.models import Count, Exists, OuterRef, Q

from editorial import stages
from editorial.models import ApprovedVersion, PieceStatus, Placement, Routing
from editorial.models.outlets import Level
from editorial.models.placements import PlacementState
from editorial.models.units import RankingGroup
from scoring.arithmetic.closing import ranked_with
from scoring.arithmetic.lines import plain
from scoring.facts import quarter_edges
from scoring.models import FrozenQuarter, FrozenStanding, Quarter
from scoring.models.ledger import EntryKind
from scoring.reign import Reign, rules_of_book
from scoring.totals import of_units, standing_of, standing_of_unit, summary_of, tracks_of

# Columns of six quarters still have room for their figures on a phone, and show the same one last year.
QUARTERS = 6
OUTLETS = 10
BARS = 15
# In a smaller group a distribution would tell the others' points.
SMALLEST_DISTRIBUTION = 5
MOST_BANDS = 8
NO_RANKING = "这个季度不排名。"
ROUND = (Decimal(1), Decimal(2), Decimal(5))


@dataclass(frozen=True)
class Series:
    """`texts` are what stands at the bars; the numbers only make their length."""

    name: str
    values: list
    texts: list


@dataclass(frozen=True)
class Chart:
    """`form` is columns or bars; `own` the bar of the reader's unit. Without series there is nothing
    to draw, without rows nothing to list: the summary alone says why."""

    key: str
    title: str
    summary: str
    form: str = "bars"
    labels: tuple | list = ()
    series: tuple | list = ()
    own: int | None = None
    head: tuple | list = ()
    rows: tuple | list = ()
    note: str = ""

    @property
    def data_id(self):
        return f"{self.key}-data"

    @property
    def data(self):
        """What the script draws."""
        return {
            "form": self.form,
            "summary": f"{self.title}。{self.summary}",
            "labels": list(self.labels),
            "series": [vars(series) for series in self.series],
            "own": self.own,
        }


# -- the two screens -------------------------------------------------------------------------------


def charts_of_quarter(quarter):
    """For the bureau: all units."""
    placed = _placed_by_outlet(quarter)
    return [
        trend_chart(_quarter_figures(quarter)),
        funnel_chart(quarter.label, funnel_of(quarter)),
        level_chart(placed),
        outlet_chart(placed),
        *_standing_charts(quarter),
    ]


def charts_of_unit(unit, quarter):
    """For a unit's people: of other units nothing but how many stand in which band of points."""
    placed = _placed_by_outlet(quarter, unit_id=unit.pk)
    charts = []
    for track in tracks_of(quarter):
        lists = ranked_lists(quarter, track[0])
        charts.append(unit_trend_chart(_unit_figures(unit, quarter, track[0], lists), track))
        charts.append(place_chart(unit.pk, lists, track, quarter.shows_ranking))
    return [
        *charts,
        funnel_chart(quarter.label, funnel_of(quarter, unit_id=unit.pk)),
        level_chart(placed),
        outlet_chart(placed),
    ]


def ranked_lists(quarter, track):
    """{name: rows that are ranked together, the best first}; most books rank each group apart."""
    book = Reign().book_of(quarter)
    rules = book and rules_of_book(book)
    lists = defaultdict(list)
    for group, rows in standing_of(quarter, track).items():
        together = ranked_with(rules, group)
        lists[RankingGroup(together).label if together else "全部单位"] += rows
    for rows in lists.values():
        rows.sort(key=lambda row: (row.rank, row.unit_title))
    return dict(lists)


def _standing_charts(quarter):
    if not quarter.shows_ranking:
        yield Chart("standing", "得分排名", NO_RANKING)
        return
    for track in tracks_of(quarter):
        for place, (name, rows) in enumerate(ranked_lists(quarter, track[0]).items()):
            key, name = f"{track[0]}{place}", f"{track[1]}{name}"
            yield standing_chart(f"standing{key}", name, rows)
            if len(rows) > BARS:
                points = [row.points for row in rows]
                yield distribution_chart(f"bands{key}", f"{name}得分的分布", points)


# -- trend -----------------------------------------------------------------------------------------


def _kept_until(quarter):
    """The newest QUARTERS up to this one, the oldest first."""
    until = Q(year__lt=quarter.year) | Q(year=quarter.year, number__lte=quarter.number)
    return list(Quarter.objects.filter(until).order_by("-year", "-number")[:QUARTERS])[::-1]


def _quarter_figures(quarter):
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


def _unit_figures(unit, quarter, track, lists):
    """[(quarter, the unit's row of its standing or None)]."""
    quarters = _kept_until(quarter)
    frozen = FrozenStanding.objects.filter(
        unit=unit.pk, track=track, quarter__in=[q for q in quarters if q.is_closed]
    )
    rows = {row.quarter_id: row for row in frozen}
    rows |= {q.pk: standing_of_unit(unit.pk, q, track)[0] for q in quarters[:-1] if not q.is_closed}
    rows[quarter.pk] = _found_in(lists, unit.pk)[1]
    return [(q, rows.get(q.pk)) for q in quarters]


def _found_in(lists, unit_id):
    """(name of the list, the unit's row), or (None, None)."""
    places = ((name, row) for name, rows in lists.items() for row in rows)
    return next((place for place in places if place[1].unit_id == unit_id), (None, None))


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
    return text if quarters[-1].is_closed else f"{text}季度还没有关账，数字会变。"


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


# -- funnel ----------------------------------------------------------------------------------------


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


# -- shares ----------------------------------------------------------------------------------------


def _placed_by_outlet(quarter, unit_id=None):
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


# -- standing in the group -------------------------------------------------------------------------


def standing_chart(key, name, rows):
    """The best of those ranked together by name; the table has them all."""
    title = f"{name}得分"
    if not rows:
        return Chart(key, title, "这一组还没有单位。")
    scored = [row for row in rows if row.points]
    if not scored:
        return Chart(key, title, f"这一组{len(rows)}个单位，还没有单位得分。")
    shown, best = scored[:BARS], rows[0]
    summary = (
        f"{len(rows)}个单位里{len(scored)}个有得分，最高的是{best.unit_title}，{plain(best.points)}分；"
        f"中位数{plain(median(row.points for row in rows))}分。"
    )
    if len(shown) < len(rows):
        summary += f"图上是前{len(shown)}个，全部在表里。"
    points = [row.points for row in shown]
    return Chart(
        key,
        title,
        summary,
        labels=[row.unit_title for row in shown],
        series=[Series("得分", [float(p) for p in points], [f"{plain(p)}分" for p in points])],
        head=["单位", "名次", "得分"],
        rows=[[row.unit_title, str(row.rank), f"{row.points:.2f}"] for row in rows],
    )


def place_chart(unit_id, lists, track=("", ""), shows_ranking=True):
    """A unit's own place, and how many stand in which band; no other unit's figure."""
    key, title = f"place{track[0]}", f"{track[1]}得分在组内的位置"
    name, own = _found_in(lists, unit_id)
    if own is None:
        return Chart(key, title, "这个季度没有参加排名。")
    if not shows_ranking:
        return Chart(key, title, NO_RANKING)
    points = [row.points for row in lists[name]]
    if not any(points):
        return Chart(key, title, f"{name}共{len(points)}个单位，还没有单位得分。")
    summary = f"得{plain(own.points)}分，在{name}{len(points)}个单位里列第{own.rank}名。"
    if len(points) < SMALLEST_DISTRIBUTION:
        few = f"单位不到{SMALLEST_DISTRIBUTION}个，不画得分的分布。"
        return Chart(key, title, f"{summary}{few}")
    return distribution_chart(key, title, points, own=own.points, summary=summary)


def distribution_chart(key, title, points, own=None, summary=""):
    """How many of a group stand in which band of points."""
    step, number = bands(max(points))
    places = [band_of(p, step) for p in points]
    counts = [places.count(band) for band in range(number + 1)]
    lowest = "0分及以下" if min(points) < 0 else "0分"
    labels = [lowest, *(f"{plain(n * step)}～{plain((n + 1) * step)}分" for n in range(number))]
    mine = None if own is None else band_of(own, step)
    texts = [f"{n}个" + ("，本单位在内" if band == mine else "") for band, n in enumerate(counts)]
    return Chart(
        key,
        title,
        summary or f"{len(points)}个单位按得分分段，每一段有几个。",
        labels=labels,
        series=[Series("单位", counts, texts)],
        own=mine,
        head=["得分", "单位"],
        rows=[[label, text] for label, text in zip(labels, texts, strict=True)],
        note="每一段含上限，不含下限。",
    )


def bands(top):
    """(step, number) of the bands that reach from zero to `top`; the step is a round number."""
    for step in (round_number * 10**power for power in range(8) for round_number in ROUND):
        if top <= step * MOST_BANDS:
            return step, max(1, ceil(top / step))
    raise ValueError(f"no band for {top}")


def band_of(points, step):
    """0 for no points and less, then 1, 2, …"""
    return max(0, ceil(points / step))
