"""The page of one piece: where it is, who acts next, its text, what happened to it, and the moves that
this person may make now. The moves themselves are editorial.review.moves."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from editorial import stages
from editorial.compare.changes_views import acts_of
from editorial.compare.likeness_views import likeness_context
from editorial.compare.pieces import edited_since_submission
from editorial.desk.stations import stations_of, who_acts_next
from editorial.intake.views import original_of
from editorial.pieces.acts import ApprovedVersion
from editorial.pieces.page import PiecePage, pieces_visible_to, visible_piece
from editorial.pieces.rules import (
    may_act,
    may_delete,
    may_edit,
    may_reopen,
    may_spike,
    may_submit,
    may_waive,
    may_withdraw,
    namesakes,
    why_not,
)
from editorial.pieces.terms import same_writing
from editorial.pieces.visible import own_pieces_of
from editorial.placements.views import placements_context
from editorial.proofs.reading import proofs_of
from editorial.refused import Incomplete
from editorial.review import moves as review
from editorial.review.forms import ReasonForm, StepForm
from editorial.review.queue import queue_of
from editorial.review.status import newest_workflow_state
from editorial.routing import reopening
from editorial.routing.views import routings_context
from editorial.screens.answers import refusal_in_form, refusal_told
from editorial.screens.pages import screen


def piece(request, pk, forms=None):
    """The page itself; `forms` carries bound forms back after a refused move."""
    page = visible_piece(request.user, pk)
    context = piece_context(request, page, forms or {})
    return screen(
        request,
        "editorial/desk/piece.html",
        "稿件",
        "doc-full",
        [list_that_holds(page, request.user)],
        **context,
    )


def piece_context(request, page, forms):
    user, stage = request.user, page.status_row.stage
    shown = page.get_latest_revision_as_object()
    if signed := page.status_row.approved_version:
        shown.signed_at = signed.approved_at
    acts = acts_of(page)
    moves = open_moves(page, user, stage)
    token = review.revision_token(page)
    return {
        "page": page,
        "shown": shown,
        "status": page.status_row,
        "stations": stations_of(page, acts),
        "next_actor": who_acts_next(page),
        "acts": acts,
        "moves": moves,
        "step_form": forms.get("step")
        or StepForm(
            initial={"seen_revision": token},
            steps=partial(earlier_step_choices, page, stage),
            needs_namesake=moves["act"] and namesakes(page, user),
        ),
        "reason_form": forms.get("reason") or ReasonForm(),
        "edits": edited_since_submission(page, acts),
        "changes": changes_since_approvals(page, acts) if moves["act"] else [],
        "why_not": blocked_reason(page, user, stage),
        "next_waiting": None if moves["act"] else next_waiting_for(user),
        "original": original_of(page),
        "proofs": proofs_of(shown) if is_still_open(stage) else [],
        "may_waive": may_waive(page, user, stage),
        "edit_url": reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        **likeness_context(page, user, shown.title),
        **routings_context(page, user),
        **placements_context(page, user),
    }


def is_still_open(stage):
    """Whether a finding could still be mended."""
    return stage in (stages.DRAFT, stages.RETURNED, *stages.IN_REVIEW)


def list_that_holds(page, user):
    """The way back: a co-author has the piece among their own too."""
    own = own_pieces_of(user).filter(pk=page.pk).exists()
    name, label = ("desk:my_pieces", "我的稿件") if own else ("desk:all_pieces", "全部稿件")
    return reverse(name), label


def open_moves(page, user, stage):
    """Which buttons the page shows; every action asks the same rules again."""
    return {
        "edit": may_edit(page, user, stage),
        "submit": may_submit(page, user, stage),
        "act": stage in stages.IN_REVIEW and may_act(stage, page, user),
        "withdraw": may_withdraw(page, user, stage),
        "spike": may_spike(page, user, stage),
        "reopen": may_reopen(page, user, stage),
        "delete": may_delete(page, user, stage),
    }


def next_waiting_for(user):
    """The piece that has waited longest for this reviewer, so that a pile is worked off in a row."""
    return queue_of(user).select_related("piece").first()


def blocked_reason(page, user, stage):
    """Why somebody who sits at this step may not take it; empty for everybody else."""
    if stage not in stages.IN_REVIEW:
        return ""
    refusal = why_not(stage, page, user)
    return refusal.text if refusal and refusal.explains else ""


def earlier_step_choices(page, stage):
    if stage not in stages.IN_REVIEW:
        return []
    state = newest_workflow_state(page.pk)
    return [(step, stages.STAGE_NAMES[step]) for step in review.earlier_steps(state, stage)]


def changes_since_approvals(page, acts):
    """For each approval of this round: did the text change since, and where to compare."""
    state = newest_workflow_state(page.pk)
    rows = []
    for act in acts:
        if act.workflow_state_id != state.pk or act.act != stages.APPROVE:
            continue
        changed = not same_writing(act.revision.content, page.latest_revision.content)
        compare = reverse(
            "wagtailadmin_pages:revisions_compare",
            args=(page.pk, act.revision_id, page.latest_revision_id),
        )
        rows.append({"act": act, "changed": changed, "compare_url": compare})
    return rows


@require_POST
def take_step(request, pk):
    """通过, 退回修改 or 发回: the button's name is the action."""
    page = visible_piece(request.user, pk)
    actions = {
        "approve": review.approve,
        "reject": review.return_to_author,
        "send_back": review.send_back,
    }
    action = actions.get(request.POST.get("action", ""))
    if action is None:
        raise Http404
    form = StepForm(
        request.POST,
        steps=partial(earlier_step_choices, page, page.status_row.stage),
        needs_namesake=namesakes(page, request.user),
    )
    if not form.is_valid():
        return piece(request, pk, {"step": form})
    return _carry_out(request, pk, lambda: action(pk, request.user, **form.cleaned_data), form)


@require_POST
def move(request, pk, name):
    """提交, 撤回, 不采用, 重开."""
    visible_piece(request.user, pk)
    if name == "submit":
        return _submit(request, pk)
    form = ReasonForm(request.POST)
    actions = {"withdraw": review.withdraw, "spike": review.spike, "reopen": reopening.reopen}
    if name not in actions:
        raise Http404
    if not form.is_valid():
        return piece(request, pk, {"reason": form})
    comment = form.cleaned_data["comment"]
    return _carry_out(
        request, pk, lambda: actions[name](pk, request.user, comment=comment), form, "reason"
    )


def _submit(request, pk):
    with refusal_told(request):
        with refusal_told(request, of=Incomplete):
            notes = review.submit(pk, request.user)
            messages.success(request, "已提交。办理情况随时在这里看。")
            for note in notes:
                messages.warning(request, note)
            return redirect("desk:piece", pk)
        return redirect(reverse("wagtailadmin_pages:edit", args=(pk,)) + "?missing=1")
    return redirect("desk:piece", pk)


def _carry_out(request, pk, action, form, form_name="step"):
    with refusal_told(request):
        with refusal_in_form(form, "comment", of=Incomplete):
            action()
            return _carried_out(request, pk)
        return piece(request, pk, {form_name: form})
    return redirect("desk:piece", pk)


def _carried_out(request, pk):
    visible = pieces_visible_to(request.user).select_related("status_row").filter(pk=pk).first()
    page = visible or PiecePage.objects.select_related("status_row").get(pk=pk)
    messages.success(request, f"已办好。稿件现在：{page.status_row.get_stage_display()}。")
    return redirect("desk:piece", pk) if visible else redirect("wagtailadmin_home")


@login_required
def sign_off_sheet(request, pk):
    """稿件审批单, for print: who did what when, over the text that was signed."""
    page = visible_piece(request.user, pk)
    version = page.status_row.approved_version or (
        ApprovedVersion.objects.filter(piece=page).first()
    )
    shown = page.get_latest_revision_as_object() if version is None else signed_text(page, version)
    acts = acts_of(page)
    is_void = version is not None and page.status_row.approved_version_id is None
    context = {
        "page": page,
        "shown": shown,
        "version": version,
        "is_void": is_void,
        "acts": acts[::-1],
        # A void sheet shows another text than the one that is compared.
        "edits": None if is_void else edited_since_submission(page, acts),
        "status": page.status_row,
        "routings": page.routings.filter(version=version).select_related("outlet"),
        "waivers": page.waivers.select_related("actor"),
    }
    return render(request, "editorial/desk/sign_off_sheet.html", context)


def signed_text(page, version):
    """The page as the signed content has it."""
    shown = page.with_content_json(version.content)
    shown.signed_at = version.approved_at
    return shown
