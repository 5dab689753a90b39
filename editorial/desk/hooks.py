"""Pieces in Wagtail's admin: the addresses of the desk and the menu group 稿件."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from editorial.desk import lists, piece
from editorial.people.seats import may_keep_words, seats_of, unit_ids_of
from editorial.roles import BUREAU_ROLES, HEAD
from editorial.screens.addresses import list_paths, of_room
from editorial.screens.menus import AllowedMenuItem


@hooks.register("register_admin_urls")
def desk_urls():
    return of_room(
        "desk",
        [
            *list_paths("pieces/mine/", lists.MyPiecesView, "my_pieces"),
            *list_paths("pieces/queue/", lists.QueueView, "piece_queue"),
            *list_paths("pieces/all/", lists.AllPiecesView, "all_pieces"),
            path("pieces/<int:pk>/", piece.piece, name="piece"),
            path("pieces/<int:pk>/step/", piece.take_step, name="take_step"),
            path("pieces/<int:pk>/move/<slug:name>/", piece.move, name="move_piece"),
            path("pieces/<int:pk>/sheet/", piece.sign_off_sheet, name="sign_off_sheet"),
        ],
    )


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
        WriterMenuItem("写稿件", reverse("writing:write_piece"), icon_name="edit", order=1),
        WriterMenuItem("我的稿件", reverse("desk:my_pieces"), icon_name="doc-full", order=2),
        SeatMenuItem(
            "待我办理", reverse("desk:piece_queue"), icon_name="tasks", order=3, wanted=reviewers
        ),
        SeatMenuItem(
            "全部稿件", reverse("desk:all_pieces"), icon_name="list-ul", order=4, wanted=reviewers
        ),
        AllowedMenuItem(
            "词库",
            reverse("wordlists:words", args=("forbidden",)),
            icon_name="clipboard-list",
            order=5,
            allowed=may_keep_words,
        ),
    ]
    return SubmenuMenuItem(
        "稿件", Menu(items=items), icon_name="doc-full", order=100, name="pieces"
    )
