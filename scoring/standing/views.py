"""A unit's points of a quarter, one line's explanation, and the sheet with all of it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from editorial.people.units import UnitPage
from editorial.placements.visible import placements_visible_to
from editorial.screens.pages import screen
from scoring.models import Quarter, ScoreEntry
from scoring.models.ledger import OF_PLACEMENTS, Account
from scoring.numbers import plain
from scoring.quarter import QuarterSpan
from scoring.screens.pages import quarter_of_code
from scoring.standing.missing_points import why_not_more
from scoring.standing.totals import ZERO, persons_of, standing_of_unit, task_rate, tracks_of
from scoring.visible import entries_visible_to, sees_all_scores, sees_unit_score


def unit(request, unit_id, code):
    """The lines that a unit's total is made of, and why it is not more."""
    account = _account(request, unit_id, code)
    return screen(request, "scoring/standing/unit.html", icon="order", **account)


def sheet(request, unit_id, code):
    """得分单: everything with every step, to print or keep."""
    context = _account(request, unit_id, code)
    context["title"] = f"{context['unit'].title} {context['quarter'].label}得分单"
    return render(request, "scoring/standing/unit_sheet.html", context)


def _account(request, unit_id, code):
    if not sees_unit_score(request.user, unit_id):
        raise Http404
    page, row = get_object_or_404(UnitPage, pk=unit_id), quarter_of_code(code)
    lines = list(
        entries_visible_to(request.user)
        .filter(unit=page, quarter=row)
        .exclude(account=Account.PERSON)
        .select_related("contributor", "quarter", "adjustment")
        .order_by("published_on", "place", "pk")
    )
    tracks = []
    for track, name in tracks_of(row):
        own = [line for line in lines if line.track == track]
        place, size = standing_of_unit(unit_id, row, track)
        tracks.append(
            {
                "name": name,
                "total": sum((line.points for line in own), ZERO),
                "placed": [line for line in own if line.kind in OF_PLACEMENTS],
                "other": [line for line in own if line.kind not in OF_PLACEMENTS],
                "place": place,
                "task_rate": place and task_rate(place),
                "group_size": size,
            }
        )
    return {
        "title": f"{page.title} {row.label}得分",
        "unit": page,
        "quarter": row,
        "quarters": Quarter.objects.all()[:12],
        "tracks": tracks,
        "persons": persons_of(row, unit=page),
        "reasons": why_not_more(page, row, lines, request.user),
        "shows_rank": row.shows_ranking or sees_all_scores(request.user),
        "belongs": not sees_all_scores(request.user),
    }


def line(request, pk):
    """Why so many points: each step with its clause and operands, and the placement it comes from."""
    lines = entries_visible_to(request.user).select_related(
        "quarter", "origin", "unit", "contributor", "book", "placement", "corrects", "adjustment"
    )
    entry = get_object_or_404(lines, pk=pk)
    placements = placements_visible_to(request.user)
    published_in = QuarterSpan.of(entry.published_on)
    siblings = ScoreEntry.objects.none()
    if entry.piece_id is not None:
        siblings = entries_visible_to(request.user).filter(piece=entry.piece_id).exclude(pk=pk)
    url = reverse("scoring:unit", args=[entry.unit_id, entry.quarter.code])
    return screen(
        request,
        "scoring/ledger/line.html",
        f"《{entry.headline}》为什么得{plain(entry.points)}分"
        if entry.placement_id
        else f"{entry.headline}：{plain(entry.points)}分",
        "order",
        [(url, f"{entry.unit.title} {entry.quarter.label}得分")],
        entry=entry,
        unkept=published_in if published_in < entry.origin.span else None,
        placement=placements.filter(pk=entry.placement_id).first(),
        siblings=siblings,
    )
