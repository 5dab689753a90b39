"""试算: old and new standings side by side before a book is adopted. What is computed is scoring.whatif's."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin import messages

from editorial.models import Placement
from editorial.models.units import RankingGroup
from scoring.actions.rulebooks import faults_of
from scoring.models import Adjustment, Quarter, RuleBook
from scoring.panels import quarter_to_work_on
from scoring.querysets import sees_all_scores
from scoring.whatif import ZERO, UnitRow, compare

SORTS = {
    "difference": ("变动大的在前", lambda row: (-abs(row.difference), -abs(row.climb))),
    "up": ("多得最多的在前", lambda row: (-row.difference, -row.climb)),
    "down": ("少得最多的在前", lambda row: (row.difference, row.climb)),
    "rank": ("按新名次", lambda row: (row.new_rank is None, row.new_rank)),
    "name": ("按单位名称", lambda row: row.title),
}


def whatif(request, pk):
    if not sees_all_scores(request.user):
        raise Http404
    book = get_object_or_404(RuleBook, pk=pk)
    if book.is_draft and faults_of(book):
        messages.error(request, "草稿还有要改的地方，改好才能试算。")
        return redirect("scoring:book", pk)
    periods = _periods()
    if not periods:
        messages.error(request, "还没有计分的季度，没有什么可以试算。")
        return redirect("scoring:book", pk)
    code = request.GET.get("period") or _default(book, periods)
    if code not in periods:
        raise Http404
    label, quarters = periods[code]
    sort = request.GET.get("sort", "difference")
    if sort not in SORTS:
        raise Http404
    found = compare(book, quarters)
    opened = request.GET.get("unit", "")
    opened = int(opened) if opened.isdecimal() else None
    context = {
        "book": book,
        "period": code,
        "period_label": label,
        "periods": [(key, name) for key, (name, _) in periods.items()],
        "sorts": [(key, name) for key, (name, _) in SORTS.items()],
        "sort": sort,
        "groups": _groups(book, found.rows, SORTS[sort][1]),
        "moved": sum(1 for row in found.rows if row.difference or row.climb),
        "problems": _problems(found.problems),
        "opened": opened,
        "lines": found.lines_of(opened) if opened else [],
        "page_title": "试算",
        "header_icon": "order",
        "breadcrumbs_items": [
            {"url": reverse("scoring:books"), "label": "计分办法"},
            {"url": reverse("scoring:book", args=[pk]), "label": book.name},
            {"url": "", "label": "试算"},
        ],
    }
    return render(request, "scoring/whatif.html", context)


def _periods():
    """{code: (label, quarters)}: each year after its quarters, the newest first."""
    found, years = {}, {}
    for quarter in Quarter.objects.order_by("-year", "-number"):
        if not quarter.is_off:
            found[quarter.code] = (quarter.label, [quarter])
            years.setdefault(quarter.year, []).append(quarter)
    for year, quarters in years.items():
        found[str(year)] = (f"{year}年全年", quarters)
    return found


def _default(book, periods):
    """The quarter to work on next; the newest one when everything is closed."""
    quarter = quarter_to_work_on()
    return quarter.code if quarter and quarter.code in periods else next(iter(periods))


def _groups(book, rows, key):
    """[(track, group, rows, their sum)]: what is ranked apart stands apart."""
    names = {track.code: track.name for track in book.parsed.tracks}
    found = {}
    for row in sorted(rows, key=lambda row: (key(row), row.title)):
        found.setdefault((row.track, row.group), []).append(row)
    tracks = [*names, *sorted({track for track, _ in found} - set(names))]
    groups = dict(RankingGroup.choices)
    order = {group: n for n, group in enumerate(groups)}
    return [
        (
            names.get(track, track),
            groups.get(group, group),
            found[track, group],
            _total(found[track, group]),
        )
        for track, group in sorted(
            found, key=lambda pair: (tracks.index(pair[0]), order.get(pair[1], len(order)))
        )
    ]


def _total(rows):
    old, new = (
        sum((getattr(row, f"{side}_points") for row in rows), ZERO) for side in ("old", "new")
    )
    return UnitRow(0, "", "", "", old, new)


def _problems(problems):
    """[(what, address, message)]"""
    placements = Placement.objects.in_bulk([p.placement for p in problems if p.placement])
    rows = Adjustment.objects.select_related("unit")
    adjustments = rows.in_bulk([p.adjustment for p in problems if p.adjustment])
    found = []
    for problem in problems:
        if placement := placements.get(problem.placement):
            address = reverse("placement", args=[placement.pk])
            found.append((f"《{placement.headline}》", address, problem.message))
        elif adjustment := adjustments.get(problem.adjustment):
            about = f"{adjustment.unit.title}的加减分（{adjustment.reason}）"
            found.append((about, "", problem.message))
    return found
