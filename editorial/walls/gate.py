"""Which of Wagtail's own admin screens are open to whom. Closed unless listed here, so that a screen
which a new Wagtail brings is a 404 until somebody has thought about it (decision 15)."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.models import Page

from editorial import roles
from editorial.assets.visible import attachments_visible_to, photos_visible_to
from editorial.people.seats import has_role, unit_ids_of
from editorial.pieces.page import pieces_visible_to

# For whoever may enter the admin.
OPEN = frozenset(
    {
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_dismissibles",
        "wagtailadmin_block_preview",
        "wagtailadmin_editing_sessions:release",
        # What these list is narrowed by editorial.assets.policies.
        "wagtailimages_chooser:choose",
        "wagtailimages_chooser:choose_results",
        "wagtailimages_chooser:chosen_multiple",
        "wagtailimages_chooser:create",
        "wagtaildocs_chooser:choose",
        "wagtaildocs_chooser:choose_results",
        "wagtaildocs_chooser:chosen_multiple",
        "wagtaildocs_chooser:create",
    }
)
# For whoever sees the piece; what may be done there is PiecePermissionTester's.
OF_A_PIECE = frozenset(
    f"wagtailadmin_pages:{name}"
    for name in (
        "edit",
        "preview_on_edit",
        "view_draft",
        "delete",
        "revisions_view",
        "revisions_compare",
        "history",
        "history_results",
        "workflow_history",
        "workflow_history_detail",
    )
)
# The series editor's, on the pages of the series.
OF_A_SERIES = frozenset(
    f"wagtailadmin_pages:{name}" for name in ("edit", "preview_on_edit", "view_draft", "history")
)
ADDING = frozenset({"wagtailadmin_pages:add", "wagtailadmin_pages:preview_on_add"})
PING = "wagtailadmin_editing_sessions:ping"
OF_A_FILE = {
    "wagtailimages_chooser:chosen": photos_visible_to,
    "wagtaildocs_chooser:chosen": attachments_visible_to,
}
# The page tree says what stands under whom; its breadcrumbs lead here from the editor.
TREE = frozenset(
    {"wagtailadmin_explore_root", "wagtailadmin_explore", "wagtailadmin_explore_results"}
)
# For nobody, superusers included. Disabling a task lets every piece that waits there pass; bulk
# actions publish and delete below a page; the stock forms of users and groups hand out roles
# without the rules of editorial.people.rules; a collection belongs to its unit.
CLOSED = frozenset(
    {
        "wagtail_bulk_action",
        "wagtailadmin_api:pages:action",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_tag_model_autocomplete",
        "wagtailadmin_error_test",
        # These list pieces by title, drafts too; each list of ours has its own search.
        "wagtailadmin_pages:search",
        "wagtailadmin_pages:search_results",
        "wagtailadmin_pages:type_use",
        "wagtailadmin_pages:type_use_results",
        # Asks under which page; our screens know.
        "wagtailadmin_pages:choose_parent",
        # No form of ours chooses several pages, no text of ours has links.
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_pages:copy",
        "wagtailadmin_pages:lock",
        "wagtailadmin_pages:unlock",
        "wagtailadmin_pages:workflow_action",
        "wagtailadmin_pages:collect_workflow_action_data",
        "wagtailadmin_pages:confirm_workflow_cancellation",
        "wagtailadmin_pages:workflow_preview",
        "wagtailadmin_pages:revisions_revert",
        "wagtailadmin_pages:revisions_unschedule",
    }
)
CLOSED_GROUPS = (
    "wagtailadmin_workflows:",
    "wagtailadmin_collections:",
    "wagtailadmin_api:images:",
    "wagtailadmin_api:documents:",
    "wagtailadmin_reports:",
    "wagtailusers_users:",
    "wagtailusers_groups:",
    "wagtailredirects:",
    "wagtailstyleguide",
    "wagtailimages:url_generator",
)


class WagtailGate:
    """Middleware: asks before every view of Wagtail's admin. Our own screens ask for themselves."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name or ""
        if not name.startswith("wagtail") or not request.path.startswith(_admin_root()):
            return None
        if name in CLOSED or name.startswith(CLOSED_GROUPS):
            raise Http404
        if not request.user.is_authenticated:
            return None  # Wagtail sends them to the log-in
        if name in TREE and not request.user.is_superuser:
            return redirect("wagtailadmin_home")
        if not may_open(request.user, name, kwargs):
            raise Http404
        return None


def _admin_root():
    return reverse("wagtailadmin_home")


def may_open(user, name, kwargs):
    """Whether one of Wagtail's admin screens exists for this user at all."""
    if name in OPEN:
        return True
    if name in ADDING:
        return _may_add(user, kwargs)
    if _kind_of(kwargs.get("parent_page_id")) == "piecepage":
        return False  # nothing stands below a piece, and the screen would name it
    if name in OF_A_FILE:
        return _is_among(OF_A_FILE[name](user), kwargs["pk"])
    if name == PING:
        page_id = kwargs["object_id"]
        return user.is_superuser or _may_open_page(user, "wagtailadmin_pages:edit", page_id)
    page_id = kwargs.get("page_id") or kwargs.get("pk") or kwargs.get("page_to_move_id")
    if name.startswith("wagtailadmin_pages:") and page_id:
        return _may_open_page(user, name, page_id)
    return user.is_superuser


def _may_add(user, kwargs):
    """A piece is written by its unit's people, while the unit is open; other pages are added by
    superusers, units only through our own screen."""
    model = kwargs["content_type_model_name"]
    if model == "piecepage":
        return kwargs["parent_page_id"] in unit_ids_of(user)
    if model == "seriespage":
        return has_role(user, roles.SERIES)
    return user.is_superuser and model != "unitpage"


def _may_open_page(user, name, page_id):
    kind = _kind_of(page_id)
    if kind == "piecepage":
        return name in OF_A_PIECE and _is_among(pieces_visible_to(user), page_id)
    if kind in ("seriespage", "seriesindexpage") and name in OF_A_SERIES:
        return has_role(user, roles.SERIES)
    return user.is_superuser


def _kind_of(page_id):
    if not str(page_id).isdecimal():
        return ""
    kinds = Page.objects.filter(pk=page_id).values_list("content_type__model", flat=True)
    return kinds.first() or ""


def _is_among(rows, pk):
    return str(pk).isdecimal() and rows.filter(pk=int(pk)).exists()
