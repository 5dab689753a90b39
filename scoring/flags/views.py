"""计分 → 核对提示: what is odd about a quarter, with the placements to look at, and 已核对 with a note. What
is odd is scoring.flags.hints's to say; no score changes here."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from editorial.people.seats import may_keep_scores
from editorial.people.units import UnitPage
from editorial.placements.models import Placement
from editorial.screens.answers import forbidden, refusal_told
from editorial.screens.pages import screen
from scoring.flags.actions import review_flag
from scoring.flags.hints import KIND_NAMES
from scoring.flags.reading import LIMITS, flags_in, reviews_in
from scoring.models import Quarter
from scoring.quarters.reading import quarter_to_work_on
from scoring.screens.pages import quarter_of_code
from scoring.visible import sees_all_scores

SCORERS_ONLY = "核对提示由计分人员核对，您可以看，不能改。"
SHOWN_PLACEMENTS = 12


@dataclass(frozen=True)
class Card:
    key: str
    name: str
    unit_id: int
    unit: str
    said: str
    placements: list
    more: int


def _for_the_bureau(request):
    if not sees_all_scores(request.user):
        raise Http404


def this_quarter(request):
    _for_the_bureau(request)
    quarter = quarter_to_work_on()
    if quarter is None:
        raise Http404
    return redirect("scoring:flags", quarter.code)


def flags(request, code):
    _for_the_bureau(request)
    quarter = quarter_of_code(code)
    reviews = reviews_in(quarter)
    return screen(
        request,
        "scoring/flags/integrity.html",
        f"{quarter.label}核对提示",
        "search",
        quarter=quarter,
        quarters=Quarter.objects.all()[:12],
        cards=_cards([flag for flag in flags_in(quarter) if flag.key not in reviews]),
        reviews=reviews.values(),
        limits=LIMITS,
        may_review=may_keep_scores(request.user),
    )


@require_POST
def review(request, code):
    _for_the_bureau(request)
    if not may_keep_scores(request.user):
        return forbidden(request, SCORERS_ONLY)
    quarter = quarter_of_code(code)
    with refusal_told(request):
        review_flag(
            quarter,
            request.user,
            key=request.POST.get("key", ""),
            note=request.POST.get("note", "")[:200],
        )
        messages.success(request, "已记下核对结果，得分没有变动。")
    return redirect("scoring:flags", code)


def _cards(flags):
    """With the names of units and placements, two queries for all."""
    shown = {pk for flag in flags for pk, _ in flag.placements[:SHOWN_PLACEMENTS]}
    placements = Placement.objects.select_related("outlet").in_bulk(shown)
    units = dict(
        UnitPage.objects.filter(pk__in={flag.unit_id for flag in flags}).values_list("pk", "title")
    )
    return [
        Card(
            key=flag.key,
            name=KIND_NAMES[flag.kind],
            unit_id=flag.unit_id,
            unit=units[flag.unit_id],
            said=flag.said,
            placements=[(placements[pk], why) for pk, why in flag.placements[:SHOWN_PLACEMENTS]],
            more=max(0, len(flag.placements) - SHOWN_PLACEMENTS),
        )
        for flag in flags
    ]
