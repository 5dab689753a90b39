"""The buttons beside what the checks found: to let it pass, and to mend a habit of typing at once."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from editorial.pieces.page import visible_piece
from editorial.proofs import mending, waivers
from editorial.screens.answers import refusal_told


@require_POST
def waive_finding(request, pk):
    """保留原文 one finding; the form names it by its words, since the text may have moved."""
    visible_piece(request.user, pk)
    named = {name: request.POST.get(name, "") for name in ("kind", "text", "message", "reason")}
    with refusal_told(request):
        waivers.waive(pk, request.user, **named)
        messages.success(request, "已保留原文，理由会印在审批单上。")
    return redirect(reverse("desk:piece", args=(pk,)) + "#checks")


@require_POST
def widen_marks(request, pk):
    visible_piece(request.user, pk)
    with refusal_told(request):
        count = mending.widen_marks(pk, request.user)
        messages.success(request, f"已把{count}处半角标点改成全角，存成新的一版。")
    return redirect(reverse("desk:piece", args=(pk,)))
