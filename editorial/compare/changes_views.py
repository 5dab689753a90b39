"""The two screens that show what changed in a piece: any two of its versions, in the place of Wagtail's
comparison, and what the reviewers changed since the author's last submission."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.admin.views.pages.revisions import RevisionsCompareView

from editorial import stages
from editorial.compare.pieces import compare_contents, edited_since_submission
from editorial.pieces.acts import ReviewAct
from editorial.pieces.page import pieces_visible_to
from editorial.screens.moments import moment
from editorial.screens.pages import screen


def acts_of(page):
    """The newest first, with who acted and on what."""
    acts = ReviewAct.objects.filter(piece=page).select_related("actor", "revision")
    return list(acts.order_by("-pk"))


@require_safe
def changes(request, pk):
    """编辑改了什么: for whoever sees the piece. Both ends are what they see or saw anyhow: what was
    submitted, and what stands there now."""
    pieces = pieces_visible_to(request.user).select_related(
        "status_row__approved_version", "latest_revision"
    )
    page = get_object_or_404(pieces, pk=pk)
    acts = acts_of(page)
    submission = next((act for act in acts if act.act == stages.SUBMIT), None)
    if submission is None:
        raise Http404
    headline = (page.latest_revision.content or {}).get("title") or page.title
    return screen(
        request,
        "editorial/compare/changes.html",
        "编辑改了什么",
        "doc-full",
        [(reverse("desk:piece", args=(pk,)), headline)],
        comparison=edited_since_submission(page, acts),
        old_heading=f"{submission.actor.name_on(submission.at)}提交的（{moment(submission.at)}）",
        new_heading=_heading_of_now(page),
        page=page,
    )


def _heading_of_now(page):
    status = page.status_row
    if status.approved_version_id:
        return f"终审定稿（{moment(status.approved_version.approved_at)}）"
    if status.stage in stages.IN_REVIEW:
        return f"{status.get_stage_display()}时的稿件"
    return f"{status.get_stage_display()}时的稿件（{moment(status.since)}）"


class PieceCompareView(RevisionsCompareView):
    """Who may look is decided by Wagtail's view and the gate; what they see is our comparison."""

    page_title = "比较两个版本"
    template_name = "editorial/compare/changes.html"

    def get_breadcrumbs_items(self):
        here = self.object.latest_revision
        label = here.content["title"] if here else self.object.title
        return [
            {"url": reverse("desk:piece", args=(self.object.pk,)), "label": label},
            {"url": self.get_history_url(), "label": "历史版本"},
            {"url": "", "label": self.page_title},
        ]

    def _get_revision_and_heading(self, revision_id):
        """The stored content in the place of a page made of it."""
        if revision_id == "live":
            return self.object.serializable_data(), "网站上的"
        revisions = self.object.revisions.select_related("user").order_by("created_at", "id")
        if revision_id in ("earliest", "latest"):
            revision = revisions.first() if revision_id == "earliest" else revisions.last()
        else:
            revision = get_object_or_404(revisions, pk=revision_id)
        if revision is None:
            raise Http404
        name = revision.user.name if revision.user else ""
        return revision.content, f"{name}保存的（{moment(revision.created_at)}）"

    def _get_comparison(self, old, new):
        return compare_contents(old, new)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "page": self.object,
            "old_heading": context["revision_a_heading"],
            "new_heading": context["revision_b_heading"],
        }
