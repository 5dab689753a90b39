"""The lists of pieces: 我的稿件, 待我办理, 全部稿件. Rows are PieceStatus, so that a list costs the same
whatever its size; who sees which rows is editorial.pieces.visible."""

from django.urls import reverse
from wagtail.admin.widgets.button import HeaderButton

from editorial.people.seats import is_bureau, unit_ids_of
from editorial.pieces.lists import (
    BureauStatusFilterSet,
    OwnHeadlineColumn,
    PieceListView,
    StatusFilterSet,
    WaitColumn,
)
from editorial.pieces.models import PieceStatus
from editorial.pieces.visible import own_pieces_of, statuses_visible_to
from editorial.review.queue import queue_of
from editorial.screens.lists import MineFilter


class OwnStatusFilterSet(StatusFilterSet):
    mine = MineFilter(
        label="作者", words="我写的", rows=lambda user: PieceStatus.objects.filter(owner=user)
    )


class MyPiecesView(PieceListView):
    filterset_class = OwnStatusFilterSet
    page_title = "我的稿件"
    index_url_name = "desk:my_pieces"
    index_results_url_name = "desk:my_pieces_results"
    empty_text = (
        "您还没有写过稿件。点右上角“写稿件”，写好一篇随时可以保存，写完再提交；"
        "已经写在 Word 里的，点“上传Word”。"
    )
    columns = [
        OwnHeadlineColumn("title", label="标题", width="44%"),
        *PieceListView.columns[1:],
    ]

    def get_rows(self):
        return own_pieces_of(self.request.user)

    @property
    def buttons(self):
        if not unit_ids_of(self.request.user):
            return []
        return [
            HeaderButton(
                "写稿件", url=reverse("writing:write_piece"), icon_name="plus", priority=10
            ),
            HeaderButton(
                "上传Word", url=reverse("intake:upload_word"), icon_name="upload", priority=20
            ),
            HeaderButton(
                "粘贴文字",
                url=reverse("intake:paste_text"),
                icon_name="clipboard-list",
                priority=30,
            ),
        ]


class QueueView(PieceListView):
    page_title = "待我办理"
    index_url_name = "desk:piece_queue"
    index_results_url_name = "desk:piece_queue_results"
    default_ordering = "since"
    filterset_class = BureauStatusFilterSet
    empty_text = "没有等您办理的稿件。有新稿件到您这一环节，会出现在这里和首页上。"
    columns = [
        *PieceListView.columns[:4],
        WaitColumn("wait", label="已等", sort_key="since", classname="tabular"),
    ]

    def get_rows(self):
        return queue_of(self.request.user)


class AllPiecesView(PieceListView):
    page_title = "全部稿件"
    index_url_name = "desk:all_pieces"
    index_results_url_name = "desk:all_pieces_results"
    empty_text = "还没有稿件。通讯员写好或上传以后，会出现在这里。"

    def get_rows(self):
        return statuses_visible_to(self.request.user)

    @property
    def filterset_class(self):
        return BureauStatusFilterSet if is_bureau(self.request.user) else StatusFilterSet
