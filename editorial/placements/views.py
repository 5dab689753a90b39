"""Recording placements and the page of one. What may be done is editorial.placements.rules', what is
written editorial.placements.actions'; the lists are editorial.placements.lists."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from editorial import stages
from editorial.people.seats import may_record_placements, unit_ids_of
from editorial.pieces.page import pieces_visible_to
from editorial.pieces.visible import of_visible_pieces
from editorial.placements import actions
from editorial.placements.forms import CreditFormSet, DecisionForm, PlacementForm, placement_data
from editorial.placements.models import Placement
from editorial.placements.rules import may_correct_placement, may_edit_placement, why_not_verify
from editorial.placements.visible import placements_visible_to
from editorial.refused import Incomplete
from editorial.screens.answers import forbidden, refusal_in_form, refusal_told
from editorial.screens.pages import screen

NOT_A_RECORDER = "登记刊发由通讯员、单位负责人和编辑办理，您没有这项权限。"


# -- recording -------------------------------------------------------------------------------------


def record(request):
    """登记刊发, free-standing or, with ?routing= or ?piece=, with what is known already filled in."""
    if not may_record_placements(request.user):
        return forbidden(request, NOT_A_RECORDER)
    routing, piece = _origin(request)
    if request.method != "POST":
        form = PlacementForm(initial=_initial(routing, piece))
        credits = CreditFormSet(
            initial=_credit_rows(request.user, piece), prefix="credits", user=request.user
        )
        return _form_screen(request, form, credits, "登记刊发", piece)
    form = PlacementForm(request.POST, request.FILES)
    credits = CreditFormSet(request.POST, prefix="credits", user=request.user)
    if form.is_valid() & credits.is_valid():
        with refusal_in_form(form):
            row = actions.record_placement(
                placement_data(form, credits, piece, routing), request.user
            )
            messages.success(request, "已登记，等另一位同志核实后计分。")
            return redirect("placements:placement", row.pk)
    return _form_screen(request, form, credits, "登记刊发", piece)


def _origin(request):
    """(routing, piece) that the address names, each only if this person sees it."""
    source = request.GET
    if source.get("routing"):
        # Asked for through the key: routing is the room above.
        routings = of_visible_pieces(Placement.routing.get_queryset(), request.user)
        routings = routings.select_related("piece", "outlet")
        routing = get_object_or_404(routings, pk=_number(source["routing"]))
        return routing, routing.piece
    if source.get("piece"):
        return None, get_object_or_404(pieces_visible_to(request.user), pk=_number(source["piece"]))
    return None, None


def _number(text):
    if not text.isdecimal():
        raise Http404
    return int(text)


def _initial(routing, piece):
    initial = {"headline": piece.title, "genre": piece.genre} if piece else {}
    if routing:
        initial["outlet"] = routing.outlet_id
    return initial


def _credit_rows(user, piece):
    if piece is None:
        return [{"unit": pk, "share": 1} for pk in sorted(unit_ids_of(user))[:1]]
    # Of a reopened piece some names may be text still; those are nobody's credit yet.
    bylines = piece.bylines.filter(contributor__isnull=False).select_related("contributor")
    return [
        {"unit": line.contributor.unit_id, "name": line.contributor.name, "share": line.share}
        for line in bylines
    ]


def _form_screen(request, form, credits, title, piece=None, placement=None):
    return screen(
        request,
        "editorial/placements/form.html",
        title,
        "doc-full-inverse",
        [(reverse("placements:placements"), "刊发台账")],
        form=form,
        credits=credits,
        piece=piece,
        placement=placement,
    )


# -- one placement ---------------------------------------------------------------------------------


def _visible(request, pk):
    rows = placements_visible_to(request.user).select_related(
        "outlet", "piece", "recorded_by", "decided_by"
    )
    return get_object_or_404(rows, pk=pk)


def placement(request, pk, form=None):
    return _placement_screen(request, _visible(request, pk), form)


def _placement_screen(request, row, form=None):
    user = request.user
    why_not = why_not_verify(row, user)
    return screen(
        request,
        "editorial/placements/placement.html",
        row.headline,
        "doc-full-inverse",
        [(reverse("placements:placements"), "刊发台账")],
        placement=row,
        credits=row.credits.select_related("unit", "contributor"),
        evidence=row.evidence.all(),
        acts=row.acts.select_related("actor").order_by("-pk"),
        may_decide=not why_not,
        may_edit=may_edit_placement(row, user),
        may_correct=may_correct_placement(row, user),
        piece_visible=row.piece_id and pieces_visible_to(user).filter(pk=row.piece_id).exists(),
        form=form or DecisionForm(initial={"seen_act": actions.newest_act_id(row)}),
    )


@require_POST
def decide(request, pk):
    """核实 or 不通过: the button's name is the decision."""
    row = _visible(request, pk)
    form = DecisionForm(request.POST)
    decision = request.POST.get("decision")
    if decision not in ("verify", "reject"):
        raise Http404
    if not form.is_valid():
        return _placement_screen(request, row, form)
    seen, reason = form.cleaned_data["seen_act"], form.cleaned_data["reason"]
    with refusal_told(request), refusal_in_form(form, "reason", of=Incomplete):
        if decision == "verify":
            actions.verify_placement(pk, request.user, seen_act=seen)
            messages.success(request, "已核实，计分随之更新。")
        else:
            actions.reject_placement(pk, request.user, seen_act=seen, reason=reason)
            messages.success(request, "已退给登记人，理由会显示给对方。")
    return (
        _placement_screen(request, row, form)
        if form.errors
        else redirect("placements:placement", pk)
    )


def edit(request, pk):
    """修改 by the recorder, or 更正 of a verified one by an editor."""
    row = _visible(request, pk)
    correcting = may_correct_placement(row, request.user)
    if not correcting and not may_edit_placement(row, request.user):
        return forbidden(request, "只有登记人在核实之前可以修改；已核实的由编辑更正。")
    title = "更正刊发" if correcting else "修改刊发"
    if request.method != "POST":
        form = PlacementForm(
            instance=row,
            correcting=correcting,
            initial={"seen_act": actions.newest_act_id(row)},
        )
        rows = [
            {
                "unit": credit.unit_id,
                "name": credit.contributor.name if credit.contributor else "",
                "share": credit.share,
            }
            for credit in row.credits.select_related("contributor")
        ]
        credits = CreditFormSet(initial=rows, prefix="credits", user=request.user)
        return _form_screen(request, form, credits, title, placement=row)
    # The form writes into its instance while it validates; the row itself stays untouched.
    form = PlacementForm(
        request.POST, request.FILES, instance=_visible(request, pk), correcting=correcting
    )
    credits = CreditFormSet(request.POST, prefix="credits", user=request.user)
    if form.is_valid() & credits.is_valid():
        with refusal_in_form(form):
            _save_edit(pk, form, credits, request.user, correcting, row)
            messages.success(request, "已保存，等另一位同志核实后计分。")
            return redirect("placements:placement", pk)
    return _form_screen(request, form, credits, title, placement=row)


def _save_edit(pk, form, credits, user, correcting, row):
    data = placement_data(form, credits, row.piece, row.routing)
    seen = form.cleaned_data["seen_act"]
    if correcting:
        reason = form.cleaned_data["reason"]
        actions.correct_placement(pk, data, user, seen_act=seen, reason=reason)
    else:
        actions.edit_placement(pk, data, user, seen_act=seen)


# -- on the piece's page ---------------------------------------------------------------------------


def placements_context(piece, user):
    """For the piece's page: its placements that this person sees, and whether they may add one."""
    rows = placements_visible_to(user).filter(piece=piece).select_related("outlet")
    approved = piece.status_row.stage == stages.APPROVED
    return {"placements": rows, "may_record": approved and may_record_placements(user)}
