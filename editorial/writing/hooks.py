"""The editor of a piece in Wagtail's admin: its two buttons, what a new piece begins with, and a 404 for
whoever may not see it."""

from django.dispatch import receiver
from django.urls import path
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, PageLockedMenuItem, SaveDraftMenuItem
from wagtail.signals import init_new_page

from editorial.people.models import Contributor
from editorial.people.units import UnitPage
from editorial.pieces.models import Byline, stage_of_piece
from editorial.pieces.page import PiecePage
from editorial.screens.addresses import of_room
from editorial.stages import RETURNED
from editorial.writing import views as piece_editor


@hooks.register("register_admin_urls")
def writing_urls():
    return of_room("writing", [path("pieces/write/", piece_editor.write, name="write_piece")])


@hooks.register("register_admin_viewset")
def piece_viewset():
    return piece_editor.PieceViewSet()


class SubmitMenuItem(ActionMenuItem):
    name = "action-submit"
    icon_name = "check"
    label = "交单位审签"
    order = 1

    def is_shown(self, context):
        if context["view"] == "create":
            return True
        tester = self.get_user_page_permissions_tester(context)
        return tester.can_submit_for_moderation()

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        page = parent_context.get("page")
        if page and page.pk and stage_of_piece(page.pk) == RETURNED:
            context["label"] = "改好了，重新提交"
        return context


class SaveItem(SaveDraftMenuItem):
    """Wagtail's own 保存草稿, as the first of two buttons."""


@hooks.register("construct_page_action_menu")
def two_buttons_for_a_piece(menu_items, request, context):
    page = context.get("page")
    is_piece = isinstance(page, PiecePage) or (page is None and _is_unit(context))
    if not is_piece:
        return
    locked = [item for item in menu_items if isinstance(item, PageLockedMenuItem)]
    items = [SaveItem(order=0), SubmitMenuItem(order=1)]
    menu_items[:] = locked or [item for item in items if item.is_shown(context)]


def _is_unit(context):
    return isinstance(context.get("parent_page"), UnitPage)


@hooks.register("before_edit_page")
@hooks.register("before_copy_page")
@hooks.register("before_delete_page")
def invisible_pieces_are_not_there(request, page, *args):
    return piece_editor.refuse_invisible_piece(request, page)


@receiver(init_new_page)
def start_where_writing_starts(sender, page, parent, **kwargs):
    """An empty paragraph to type into, and the correspondent's own name, which a piece usually
    carries. (The signal's sender is Wagtail's view, not the model.)"""
    if not isinstance(page, PiecePage):
        return
    page.body = [("paragraph", "")]
    contributor = Contributor.objects.filter(
        user=page.owner, unit_id=parent.pk, merged_into=None
    ).first()
    if contributor:
        page.bylines = [Byline(contributor=contributor)]
