"""试算: old and new standings side by side before a book is adopted. What is computed is scoring.whatif's."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages

from editorial.people.units import RankingGroup
from editorial.placements.models import Placement
from editorial.screens.pages import screen
from scoring.books.reading import faults_of
from scoring.models import Adjustment, Quarter, RuleBook
from scoring.quarters.reading import quarter_to_work_on
from scoring.visible import sees_all_scores
from scoring.whatif import compare
from scoring.whatif.comparison import ZERO, Row

SORTS = {
    "difference": ("变动大的在前", lambda row: (-abs(row.difference), -abs(row.climb))),
    "up": ("多得最多的在前", lambda row: (-row.difference, -row.climb)),
    "down": ("少得最多的在前", lambda row: (row.difference, row.climb)),
    "rank": ("按新名次", lambda row: (row.new_rank is None, row.new_rank)),
    "name": ("按单位名称", lambda row: row.unit_title),
}
FIRST_PERSONS = 100
# Whose standing it is, and how many of them moved.
WHO = {"units": "单位（{}个有变动）", "persons": "个人（{}人有变动）"}


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
    asked = Asked.of(request, book, periods)
    label, quarters = periods[asked.period]
    return screen(
        request,
        "scoring/whatif/whatif.html",
        "试算",
        "order",
        [(reverse("scoring:books"), "计分办法"), (reverse("scoring:book", args=[pk]), book.name)],
        book=book,
        period_label=label,
        periods=[(key, name) for key, (name, _) in periods.items()],
        sorts=[(key, name) for key, (name, _) in SORTS.items()],
        asked=asked,
        **_compared(book, compare(book, quarters), asked),
    )


@dataclass(frozen=True)
class Asked:
    """What the screen is to show; `opened` is the (unit, person or None) whose lines stand below its row."""

    period: str
    sort: str
    who: str
    opened: tuple | None
    is_full: bool

    @classmethod
    def of(cls, request, book, periods):
        period = request.GET.get("period") or _default(book, periods)
        sort, who = request.GET.get("sort", "difference"), request.GET.get("who", "units")
        if period not in periods or sort not in SORTS or who not in WHO:
            raise Http404
        unit, person = request.GET.get("unit", ""), request.GET.get("person", "")
        opened = None
        if unit.isdecimal() and who == "units":
            opened = int(unit), None
        elif unit.isdecimal() and person.isdecimal():
            opened = int(unit), int(person)
        return cls(period, sort, who, opened, bool(request.GET.get("all")))

    @property
    def is_of_persons(self):
        return self.who == "persons"

    @property
    def most(self):
        return FIRST_PERSONS if self.is_of_persons and not self.is_full else None

    @property
    def address(self):
        """The same with nothing opened."""
        query = {"period": self.period, "sort": self.sort, "who": self.who}
        return "?" + urlencode(query | ({"all": 1} if self.is_full else {}))


def _compared(book, found, asked):
    rows = {"units": found.rows, "persons": found.persons}
    moved = {who: sum(row.is_moved for row in rows[who]) for who in WHO}
    # Without a person on either side there is nothing to choose between.
    sides = [
        (who, replace(asked, who=who, opened=None).address, words.format(moved[who]))
        for who, words in WHO.items()
        if found.persons
    ]
    return {
        "sides": sides,
        "moved": moved[asked.who],
        "groups": _groups(book, rows[asked.who], asked),
        "lines": found.lines_of(*asked.opened) if asked.opened else [],
        "problems": _problems(found.problems),
    }


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


def _groups(book, rows, asked):
    """[(track, group, rows, how many, their sum)]: what is ranked apart stands apart; persons are ranked
    together, and only the first of them shown until all are asked for."""
    names = {track.code: track.name for track in book.parsed.tracks}
    key = SORTS[asked.sort][1]
    found = {}
    for row in sorted(rows, key=lambda row: (key(row), row.title)):
        group = "" if asked.is_of_persons else row.group
        found.setdefault((row.track, group), []).append(row)
    tracks = [*names, *sorted({track for track, _ in found} - set(names))]
    groups = dict(RankingGroup.choices)
    order = {group: n for n, group in enumerate(groups)}
    return [
        (
            names.get(track, track),
            groups.get(group, group),
            found[track, group][: asked.most],
            len(found[track, group]),
            _total(found[track, group]),
        )
        for track, group in sorted(
            found, key=lambda pair: (tracks.index(pair[0]), order.get(pair[1], len(order)))
        )
    ]


def _total(rows):
    """Their sum, as a row without a name."""
    old, new = (
        sum((getattr(row, f"{side}_points") for row in rows), ZERO) for side in ("old", "new")
    )
    return Row("", 0, None, "", "", old_points=old, new_points=new)


def _problems(problems):
    """[(what, address, message)]"""
    placements = Placement.objects.in_bulk([p.placement for p in problems if p.placement])
    rows = Adjustment.objects.select_related("unit")
    adjustments = rows.in_bulk([p.adjustment for p in problems if p.adjustment])
    found = []
    for problem in problems:
        if placement := placements.get(problem.placement):
            address = reverse("placements:placement", args=[placement.pk])
            found.append((f"《{placement.headline}》", address, problem.message))
        elif adjustment := adjustments.get(problem.adjustment):
            about = f"{adjustment.unit.title}的加减分（{adjustment.reason}）"
            found.append((about, "", problem.message))
    return found
