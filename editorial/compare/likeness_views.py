"""可能重复: the section of a piece's page and the two texts side by side. Whoever may not see the other
piece is told that there is one, and nothing of it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from editorial.compare.duplicates import near_duplicates_of, submission_of
from editorial.compare.likeness import containment, cut, prints_of, shared_parts
from editorial.pieces.page import pieces_visible_to
from editorial.pieces.visible import statuses_visible_to
from editorial.pieces.words import words_of
from editorial.placements.visible import placements_visible_to
from editorial.screens.pages import screen


def likeness_context(page, user, headline):
    """`likenesses` that this person may see in full, and whether there are `hidden_likenesses`."""
    if not page.status_row.submitted_at:
        return {}
    found = near_duplicates_of(page.pk, headline)
    if not found:
        return {}
    pieces = _seen(statuses_visible_to(user), [like.status for like in found])
    placements = _seen(placements_visible_to(user), [like.placement for like in found])
    shown = [
        {"like": like, "headline": _headline(like)}
        for like in found
        if (like.status and like.status.pk in pieces)
        or (like.placement and like.placement.pk in placements)
    ]
    return {"likenesses": shown, "hidden_likenesses": len(shown) < len(found)}


def _seen(visible, rows):
    wanted = [row.pk for row in rows if row]
    return set(visible.filter(pk__in=wanted).values_list("pk", flat=True))


def _headline(like):
    if like.placement:
        return cut(like.placement.headline, like.spans)
    return [(like.status.piece.draft_title, False)]


@require_safe
def likeness(request, pk, other):
    """Both as they were last submitted; 404 unless this person sees both."""
    if pk == other:
        raise Http404
    seen = pieces_visible_to(request.user).select_related("status_row__unit")
    pages = [get_object_or_404(seen, pk=pk), get_object_or_404(seen, pk=other)]
    acts = [submission_of(page.pk) for page in pages]
    if None in acts:
        raise Http404
    texts = [words_of(act.revision.content) for act in acts]
    sides = [
        {
            "page": page,
            "act": act,
            "headline": act.revision.content["title"],
            "parts": cut(text, shared_parts(text, against)),
        }
        for page, act, text, against in zip(pages, acts, texts, texts[::-1], strict=True)
    ]
    return screen(
        request,
        "editorial/compare/likeness.html",
        "可能重复",
        "copy",
        [(reverse("desk:piece", args=(pk,)), sides[0]["headline"])],
        sides=sides,
        page_subtitle="与".join(f"《{side['headline']}》" for side in sides),
        percent=round(containment(*map(prints_of, texts)) * 100),
    )
