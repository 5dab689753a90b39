"""Who stands where among those ranked together, by name or, for a unit's own people, only how many stand
in which band of points."""

from collections import defaultdict
from decimal import Decimal
from math import ceil
from statistics import median

from editorial.people.units import RankingGroup
from scoring.arithmetic.closing import ranked_with
from scoring.charts.chart import Chart, Series
from scoring.ledger.in_force import BooksInForce, rules_of_book
from scoring.numbers import plain
from scoring.standing.totals import standing_of, tracks_of

BARS = 15
# In a smaller group a distribution would tell the others' points.
SMALLEST_DISTRIBUTION = 5
MOST_BANDS = 8
NO_RANKING = "这个季度不排名。"
ROUND = (Decimal(1), Decimal(2), Decimal(5))


def ranked_lists(quarter, track):
    """{name: rows that are ranked together, the best first}; most books rank each group apart."""
    book = BooksInForce().book_of(quarter)
    rules = book and rules_of_book(book)
    lists = defaultdict(list)
    for group, rows in standing_of(quarter, track).items():
        together = ranked_with(rules, group)
        lists[RankingGroup(together).label if together else "全部单位"] += rows
    for rows in lists.values():
        rows.sort(key=lambda row: (row.rank, row.unit_title))
    return dict(lists)


def found_in(lists, unit_id):
    """(name of the list, the unit's row), or (None, None)."""
    places = ((name, row) for name, rows in lists.items() for row in rows)
    return next((place for place in places if place[1].unit_id == unit_id), (None, None))


def standing_charts(quarter):
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
    name, own = found_in(lists, unit_id)
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
