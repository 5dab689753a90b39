"""Wagtail's create and edit screens for pieces: saving is Wagtail's, submitting is our action, and
every other workflow button of the stock screen is closed (the review happens on the piece's page)."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import CommentsSidePanel, PreviewSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import CollectWorkflowActionDataView, WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet

from editorial import stages
from editorial.compare.changes_views import PieceCompareView
from editorial.people.seats import unit_ids_of
from editorial.people.units import UnitPage
from editorial.pieces.completeness import missing_in
from editorial.pieces.models import stage_of_piece
from editorial.pieces.page import PiecePage
from editorial.pieces.visible import piece_is_visible_to
from editorial.refused import Incomplete
from editorial.review import moves as review
from editorial.screens.answers import refusal_told
from editorial.screens.kept import is_kept, told
from editorial.screens.pages import screen

TOO_LATE_TO_EDIT = "这篇稿件现在不由您修改，您的修改没有保存。请看最新状态。"


class SubmitThroughOurAction:
    """Save first, whatever is missing, so that nothing typed is lost; then try to submit."""

    @cached_property
    def action_name_and_method(self):
        if self.request.POST.get("action-submit"):
            return ("save", self.submit_action)
        return ("save", self.save_action)

    def submit_action(self):
        self.save_action()
        edit_url = self.get_edit_url()
        with refusal_told(self.request):
            with refusal_told(self.request, of=Incomplete):
                notes = review.submit(self.page.pk, self.request.user)
                messages.success(self.request, self.submitted_message())
                for note in notes:
                    messages.warning(self.request, note)
                return redirect("desk:piece", self.page.pk)
            return redirect(f"{edit_url}?missing=1")
        return redirect(edit_url)

    def post(self, request, *args, **kwargs):
        if "give-back" in request.POST:
            return self.give_back()
        if is_kept(request) and self.is_behind() and "overwrite-newer" not in request.POST:
            return told("newer", 409, to=self.get_edit_url(), may_overwrite=True)
        return super().post(request, *args, **kwargs)

    def is_behind(self):
        """Whether the piece was saved elsewhere since this form was opened."""
        return getattr(self, "is_out_of_date", False)

    def give_back(self):
        """The form with what the writer's device kept, to be looked at and saved; nothing is stored."""
        self.form = self.form_class(
            self.request.POST,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.page_it_stands_under(),
            for_user=self.request.user,
        )
        self.form.defer_required_fields()
        self.has_unsaved_changes = True
        return self.render_to_response(self.get_context_data())

    def submitted_message(self):
        stage = self.page.status_row.__class__.objects.get(pk=self.page.pk).stage
        return f"已交到{stages.STAGE_NAMES[stage]}。办理情况随时在这里看。"

    def redirect_away(self):
        return redirect("desk:piece", self.page.pk)

    def get_side_panels(self):
        """Preview and comments. Stock's status panel would say that anybody may edit and see it."""
        wanted = (PreviewSidePanel, CommentsSidePanel)
        return MediaContainer(
            panel for panel in super().get_side_panels() if isinstance(panel, wanted)
        )


class PieceCreateView(SubmitThroughOurAction, CreateView):
    page_title = "写稿件"

    def page_it_stands_under(self):
        return self.parent_page

    def get_page_subtitle(self):
        return self.parent_page.title


class PieceEditView(SubmitThroughOurAction, EditView):
    page_title = "改稿件"
    # Stock cancels the review when a form is not valid, without our ledger; 撤回 is on the piece's page.
    is_cancelling_workflow = False

    def page_it_stands_under(self):
        return self.parent

    def dispatch(self, request, page_id, **kwargs):
        """A save waits for a decision that is being taken, then asks whether it still may. Stock
        would send whoever may not home, with a word about missing rights."""
        pieces = PiecePage.objects.all()
        if request.method == "POST":
            pieces = pieces.select_for_update()
        page = get_object_or_404(pieces, pk=page_id)
        if page.permissions_for_user(request.user).can_edit():
            return super().dispatch(request, page_id, **kwargs)
        return self.too_late(page) if request.method == "POST" else self.not_now(page)

    def too_late(self, page):
        if self.expects_json_response:
            return self.json_error_response("locked", TOO_LATE_TO_EDIT)
        messages.error(self.request, TOO_LATE_TO_EDIT)
        return redirect("desk:piece", page.pk)

    def not_now(self, page):
        stage = stages.STAGE_NAMES[stage_of_piece(page.pk)]
        messages.warning(self.request, f"稿件现在是“{stage}”，您这时不能修改。")
        return redirect("desk:piece", page.pk)

    def get_page_title(self):
        return self.page_title

    def get_page_subtitle(self):
        return self.page.title

    def get_context_data(self, **kwargs):
        if self.request.GET.get("missing") and not self.form.is_bound:
            show_missing_parts(self.form, missing_in(self.page))
        return super().get_context_data(**kwargs)


def show_missing_parts(form, missing):
    """Put what is missing beside its field of a fresh form, where the eye looks for it."""
    # A form without data is not checked, but has a place for errors from now on.
    form.full_clean()
    form.cleaned_data = {}
    for part in missing:
        if part.field in form.fields:
            form.add_error(part.field, part.text)
        elif part.field in form.formsets:
            form.formsets[part.field].non_form_errors().append(part.text)


class ClosedView:
    """The stock modal acts without showing the text, and lets the address name another piece than
    the step it approves (measured); reviewing is done on the piece's page only."""

    def dispatch(self, request, *args, **kwargs):
        raise Http404


class PieceWorkflowActionView(ClosedView, WorkflowActionView):
    def setup(self, request, *args, **kwargs):
        self.request = request


class PieceCollectActionDataView(ClosedView, CollectWorkflowActionDataView):
    def setup(self, request, *args, **kwargs):
        self.request = request


class PieceViewSet(PageViewSet):
    model = PiecePage
    add_view_class = PieceCreateView
    edit_view_class = PieceEditView
    revisions_compare_view_class = PieceCompareView
    workflow_action_view_class = PieceWorkflowActionView
    collect_workflow_action_data_view_class = PieceCollectActionDataView


def refuse_invisible_piece(request, page):
    """For Wagtail's own page screens: somebody else's piece is not there at all."""
    if isinstance(page.specific, PiecePage) and not piece_is_visible_to(page, request.user):
        raise Http404
    return None


def own_unit_to_write_for(user):
    """The units the user may write for, as pages."""
    return UnitPage.objects.filter(pk__in=unit_ids_of(user), retired_on__isnull=True)


def write(request):
    """写稿件: straight to the form when there is one unit, else choose."""
    units = list(own_unit_to_write_for(request.user))
    if len(units) == 1:
        return redirect(new_piece_url(units[0]))
    choices = [(unit, new_piece_url(unit)) for unit in units]
    template = "editorial/writing/choose_unit.html"
    return screen(request, template, "写稿件", "edit", trail=None, choices=choices)


def new_piece_url(unit):
    return reverse("wagtailadmin_pages:add", args=("editorial", "piecepage", unit.pk))
