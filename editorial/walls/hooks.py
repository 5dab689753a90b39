"""What of Wagtail's admin is narrowed, hidden or taken out. Whole screens are closed by editorial.walls.gate;
this is about what the open ones show."""

from django.contrib import messages
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.search import SearchArea
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.wagtail_hooks import PageSearchArea
from wagtail.documents.wagtail_hooks import DocsSearchArea
from wagtail.images.views import chooser as image_chooser
from wagtail.images.wagtail_hooks import ImagesSearchArea
from wagtail.images.widgets import AdminImageChooser
from wagtail.models import TaskState, WorkflowState
from wagtail.permissions import register_permission_policy
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from editorial.assets.policies import POLICIES
from editorial.people.units import UnitPage
from editorial.pieces.page import PiecePage

# Stock entries of the menus. The rest of each menu is ours.
SUPERUSERS_MENU = frozenset({"explorer", "settings"})
NOBODYS_MENU = frozenset({"images", "documents", "reports", "help"})
CLOSED_SETTINGS = frozenset({"users", "groups", "workflows", "workflow-tasks", "collections"})

for model, policy in POLICIES.items():
    register_permission_policy(model, policy)


# No list of this product acts in bulk on pages or files: a bulk publish or delete would pass by the
# review. Without actions the lists have no tick boxes, and every bulk address is a 404.
bulk_action_registry.actions = {}
bulk_action_registry.has_scanned_for_bulk_actions = True


class UploadWithoutQuestion(image_chooser.ImageUploadView):
    """Stock asks about a second copy of a photo with links to screens that are closed here; a copy
    does no harm."""

    def render_duplicate_found_response(self, request, new_image, existing_image):
        return self.get_chosen_response(new_image)


class ChooseWithoutTags(image_chooser.ImageChooseView):
    """Stock offers the tags that all units use most."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"popular_tags": []}


image_chooser.viewset.create_view_class = UploadWithoutQuestion
image_chooser.viewset.choose_view_class = ChooseWithoutTags
image_chooser.viewset.choose_one_text = image_chooser.viewset.page_title = "选择照片"
AdminImageChooser.choose_one_text = "选择照片"
AdminImageChooser.choose_another_text = "换一张照片"
# "Edit this image" leads to the library, which is the administrator's.
AdminImageChooser.show_edit_link = False


def _for_superusers(self, request):
    return request.user.is_superuser


def hide_stock_search():
    """The search box of the sidebar finds pages, images and documents across all units."""
    for area in (PageSearchArea, ImagesSearchArea, DocsSearchArea):
        assert issubclass(area, SearchArea)
        area.is_shown = _for_superusers


hide_stock_search()


def silence_stock_mail():
    """Wagtail mails inside the request and to whoever holds a permission; ours are editorial.notices.sending."""
    for signal, uid, sender in (
        (task_submitted, "group_approval_task_submitted_email_notification", TaskState),
        (workflow_submitted, "workflow_state_submitted_email_notification", WorkflowState),
        (workflow_rejected, "workflow_state_rejected_email_notification", WorkflowState),
        (workflow_approved, "workflow_state_approved_email_notification", WorkflowState),
    ):
        signal.disconnect(dispatch_uid=uid, sender=sender)


silence_stock_mail()


@hooks.register("construct_main_menu", order=1000)
def hide_stock_menu(request, menu_items):
    hidden = NOBODYS_MENU if request.user.is_superuser else NOBODYS_MENU | SUPERUSERS_MENU
    menu_items[:] = [item for item in menu_items if item.name not in hidden]


@hooks.register("construct_settings_menu", order=1000)
def hide_closed_settings(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name not in CLOSED_SETTINGS]


@hooks.register("construct_explorer_page_queryset")
def leave_pieces_out_of_the_tree(parent_page, pages, request):
    """Pieces have lists of their own, which know who sees what."""
    return pages.not_type(PiecePage)


@hooks.register("construct_page_chooser_queryset")
def leave_pieces_out_of_the_chooser(pages, request):
    return pages.not_type(PiecePage)


class PagesWithoutPieces(PagesAdminAPIViewSet):
    """What the administrator's sidebar browses."""

    def get_base_queryset(self):
        return super().get_base_queryset().not_type(PiecePage)


@hooks.register("construct_admin_api")
def leave_pieces_out_of_the_api(router):
    router.register_endpoint("pages", PagesWithoutPieces)


@hooks.register("before_edit_page")
def change_units_on_their_own_screen(request, page):
    """The stock form would rename a unit without its groups and without keeping the old name."""
    return redirect("people:unit", page.pk) if isinstance(page, UnitPage) else None


@hooks.register("after_delete_page")
def go_back_to_my_pieces(request, page):
    """Stock goes on to the page tree, which is closed to the author."""
    if isinstance(page, PiecePage):
        messages.success(request, f"草稿“{page.title}”已删除。")
        return redirect("desk:my_pieces")
    return None
