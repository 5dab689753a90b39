"""Pieces in Wagtail's admin: our addresses, the menu group 稿件, the two buttons of the editor and a
404 for whoever may not see a piece."""

from django.dispatch import receiver
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, PageLockedMenuItem, SaveDraftMenuItem
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.signals import init_new_page

from editorial.hooks.menus import AllowedMenuItem
from editorial.models import Byline, Contributor, PiecePage
from editorial.permissions import may_keep_words, seats_of, unit_ids_of
from editorial.roles import BUREAU_ROLES, HEAD
from editorial.stages import RETURNED
from editorial.status import stage_of_piece
from editorial.views import likeness, piece, piece_changes, piece_editor, piece_lists


@hooks.register("register_admin_urls")
def piece_urls():
    lists = [
        ("pieces/mine/", piece_lists.MyPiecesView, "my_pieces"),
        ("pieces/queue/", piece_lists.QueueView, "piece_queue"),
        ("pieces/all/", piece_lists.AllPiecesView, "all_pieces"),
    ]
    urls = []
    for address, view, name in lists:
        urls.append(path(address, view.as_view(), name=name))
        urls.append(
            path(f"{address}results/", view.as_view(results_only=True), name=f"{name}_results")
        )
    return urls + [
        path("pieces/write/", piece_editor.write, name="write_piece"),
        path("pieces/<int:pk>/", piece.piece, name="piece"),
        path("pieces/<int:pk>/step/", piece.take_step, name="take_step"),
        path("pieces/<int:pk>/move/<slug:name>/", piece.move, name="move_piece"),
        path("pieces/<int:pk>/waive/", piece.waive_finding, name="waive_finding"),
        path("pieces/<int:pk>/changes/", piece_changes.changes, name="piece_changes"),
        path("pieces/<int:pk>/likeness/<int:other>/", likeness.likeness, name="likeness"),
        path("pieces/<int:pk>/sheet/", piece.sign_off_sheet, name="sign_off_sheet"),
    ]


@hooks.register("register_admin_viewset")
def piece_viewset():
    return piece_editor.PieceViewSet()


class SeatMenuItem(MenuItem):
    """Shown to whoever holds one of these roles; no roles given means every seat."""

    def __init__(self, *args, wanted=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.wanted = wanted

    def is_shown(self, request):
        seats = seats_of(request.user)
        return any(self.wanted is None or seat.role in self.wanted for seat in seats)


class WriterMenuItem(MenuItem):
    def is_shown(self, request):
        return bool(unit_ids_of(request.user))


@hooks.register("register_admin_menu_item")
def pieces_menu():
    reviewers = {HEAD, *BUREAU_ROLES}
    items = [
        WriterMenuItem("写稿件", reverse("write_piece"), icon_name="edit", order=1),
        WriterMenuItem("我的稿件", reverse("my_pieces"), icon_name="doc-full", order=2),
        SeatMenuItem(
            "待我办理", reverse("piece_queue"), icon_name="tasks", order=3, wanted=reviewers
        ),
        SeatMenuItem(
            "全部稿件", reverse("all_pieces"), icon_name="list-ul", order=4, wanted=reviewers
        ),
        AllowedMenuItem(
            "词库",
            reverse("words", args=("forbidden",)),
            icon_name="clipboard-list",
            order=5,
            allowed=may_keep_words,
        ),
    ]
    return SubmenuMenuItem(
        "稿件", Menu(items=items), icon_name="doc-full", order=100, name="pieces"
    )


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
    from editorial.models import UnitPage

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
    contributor = Contributor.objects.filter(user=page.owner, unit_id=parent.pk).first()
    if contributor:
        page.bylines = [Byline(contributor=contributor)]
