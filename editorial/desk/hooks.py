"""Pieces in Wagtail's admin: our addresses, the menu group 稿件, the two buttons of the editor and a
404 for whoever may not see a piece."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from editorial.compare import changes_views as piece_changes
from editorial.compare import likeness_views as likeness
from editorial.desk import lists as piece_lists
from editorial.desk import piece
from editorial.people.seats import may_keep_words, seats_of, unit_ids_of
from editorial.proofs.views import waive_finding
from editorial.roles import BUREAU_ROLES, HEAD
from editorial.screens.menus import AllowedMenuItem
from editorial.writing import views as piece_editor


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
        path("pieces/<int:pk>/waive/", waive_finding, name="waive_finding"),
        path("pieces/<int:pk>/changes/", piece_changes.changes, name="piece_changes"),
        path("pieces/<int:pk>/likeness/<int:other>/", likeness.likeness, name="likeness"),
        path("pieces/<int:pk>/sheet/", piece.sign_off_sheet, name="sign_off_sheet"),
    ]


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
