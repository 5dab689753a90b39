"""本季度, 得分排名, a unit's lines and one line's explanation."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from editorial.actions import Refused
from editorial.models import UnitPage
from editorial.models.units import RankingGroup
from editorial.permissions import may_keep_scores
from editorial.querysets import placements_visible_to
from scoring.actions.close import close_quarter
from scoring.arithmetic.lines import plain
from scoring.gates import quarter_gates
from scoring.models import Quarter, ScoreEntry
from scoring.panels import quarter_to_work_on
from scoring.quarter import Quarter as Span
from scoring.querysets import (
    entries_visible_to,
    sees_all_scores,
    sees_unit_score,
)
from scoring.totals import ZERO, SumOfPoints, standing_of, standing_of_unit, summary_of
from scoring.verifying import digest_holds


def _screen(request, template, title, **context):
    context |= {
        "page_title": title,
        "header_icon": "order",
        "breadcrumbs_items": [{"url": "", "label": title}],
    }
    return render(request, f"scoring/{template}.html", context)


def quarter_of_code(code):
    """'2026Q3' → the Quarter row, else 404."""
    year, _, number = code.partition("Q")
    if not (year.isdecimal() and number.isdecimal()):
        raise Http404
    return get_object_or_404(Quarter, year=int(year), number=int(number))


def _for_the_bureau(request):
    if not sees_all_scores(request.user):
        raise Http404


def this_quarter(request):
    """The oldest open quarter: the next one to close."""
    _for_the_bureau(request)
    quarter = quarter_to_work_on()
    if quarter is None:
        raise Http404
    return redirect("scoring:quarter", quarter.code)


def quarter(request, code):
    """Its figures, what stands in the way of closing, and the button."""
    _for_the_bureau(request)
    row = quarter_of_code(code)
    return _screen(
        request,
        "quarter",
        row.label,
        quarter=row,
        quarters=Quarter.objects.all()[:12],
        summary=summary_of(row),
        gates=[] if row.is_closed else quarter_gates(row),
        may_close=may_keep_scores(request.user) and not row.is_closed,
        digest_holds=row.is_closed and digest_holds(row),
    )


@require_POST
def close(request, code):
    _for_the_bureau(request)
    row = quarter_of_code(code)
    try:
        close_quarter(row, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{row.label}已关账，得分不再变动。")
    return redirect("scoring:quarter", code)


def standing(request, code):
    """得分排名 by ranking group; every total leads to its lines."""
    _for_the_bureau(request)
    row = quarter_of_code(code)
    names = dict(RankingGroup.choices)
    groups = [(names[group], rows) for group, rows in standing_of(row).items()]
    return _screen(
        request,
        "standing",
        f"{row.label}得分排名",
        quarter=row,
        quarters=Quarter.objects.all()[:12],
        groups=groups,
    )


def unit(request, unit_id, code):
    """The lines that a unit's total is made of."""
    if not sees_unit_score(request.user, unit_id):
        raise Http404
    page, row = get_object_or_404(UnitPage, pk=unit_id), quarter_of_code(code)
    lines = entries_visible_to(request.user).filter(unit=page, quarter=row)
    place, size = standing_of_unit(unit_id, row)
    return _screen(
        request,
        "unit",
        f"{page.title} {row.label}得分",
        unit=page,
        quarter=row,
        quarters=Quarter.objects.all()[:12],
        lines=lines.select_related("contributor"),
        total=lines.aggregate(total=SumOfPoints())["total"] or ZERO,
        place=place,
        group_size=size,
    )


def line(request, pk):
    """Why so many points: each step with its clause and operands, and the placement it comes from."""
    lines = entries_visible_to(request.user).select_related(
        "quarter", "origin", "unit", "contributor", "book", "placement", "corrects"
    )
    entry = get_object_or_404(lines, pk=pk)
    placements = placements_visible_to(request.user)
    published_in = Span.of(entry.published_on)
    return _screen(
        request,
        "line",
        f"《{entry.headline}》为什么得{plain(entry.points)}分",
        entry=entry,
        unkept=published_in if published_in < entry.origin.span else None,
        placement=placements.filter(pk=entry.placement_id).first(),
        siblings=ScoreEntry.objects.none()
        if entry.piece_id is None
        else entries_visible_to(request.user).filter(piece=entry.piece_id).exclude(pk=pk),
    )
