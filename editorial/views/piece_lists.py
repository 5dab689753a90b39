"""The lists of pieces: 我的稿件, 待我办理, 全部稿件. Rows are PieceStatus, so that a list costs the same
whatever its size; who sees which rows is editorial.querysets."""

import django_filters
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.timezone import localtime
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.search.backends import get_search_backend

from editorial import stages
from editorial.models import Byline, PiecePage, PieceStatus, UnitPage
from editorial.permissions import is_bureau, unit_ids_of
from editorial.querysets import own_pieces_of, queue_of, statuses_visible_to
from editorial.views.lists import ListView


class HeadlineColumn(Column):
    cell_template_name = "editorial/pieces/_headline_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["title"] = instance.piece.draft_title or instance.piece.title
        context["url"] = reverse("piece", args=(instance.pk,))
        return context


class OwnHeadlineColumn(HeadlineColumn):
    """Marks what somebody else wrote and this user is credited for."""

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["is_bylined"] = instance.owner_id != parent_context["request"].user.pk
        return context


class StageColumn(Column):
    cell_template_name = "editorial/pieces/_stage_cell.html"


class WaitColumn(Column):
    def get_value(self, instance):
        return timesince(instance.since, depth=1)


class DayColumn(Column):
    def get_value(self, instance):
        value = super().get_value(instance)
        return f"{localtime(value):%Y-%m-%d %H:%M}" if value else "—"


class BylinesColumn(Column):
    def get_value(self, instance):
        names = [byline.name for byline in instance.piece.bylines.all()]
        return "、".join(dict.fromkeys(names)) or "—"


class StatusFilterSet(WagtailFilterSet):
    stage = django_filters.MultipleChoiceFilter(
        label="阶段", choices=list(stages.STAGE_NAMES.items()), widget=None
    )
    submitted_at = django_filters.DateFromToRangeFilter(label="提交日期")

    class Meta:
        model = PieceStatus
        fields = []


class BureauStatusFilterSet(StatusFilterSet):
    unit = django_filters.ModelChoiceFilter(
        label="单位", queryset=UnitPage.objects.order_by("ranking_group", "title")
    )


class PieceListView(ListView):
    """What the three lists share; a subclass says which rows and what to do when there are none."""

    counted = "篇"
    model = PieceStatus
    template_name = "editorial/pieces/list.html"
    results_template_name = "editorial/pieces/list_results.html"
    is_searchable = True
    default_ordering = "-since"
    header_icon = "doc-full"
    filterset_class = StatusFilterSet
    columns = [
        HeadlineColumn("title", label="标题", width="44%"),
        StageColumn("stage", label="阶段", sort_key="stage"),
        Column("unit", label="单位", accessor="unit.title"),
        BylinesColumn("bylines", label="署名"),
        DayColumn("since", label="进入本阶段", sort_key="since", classname="tabular"),
    ]

    def get_base_queryset(self):
        bylines = Byline.objects.select_related("contributor").order_by("sort_order")
        return (
            self.get_rows()
            .select_related("piece", "unit")
            .prefetch_related(Prefetch("piece__bylines", queryset=bylines))
        )

    def get_rows(self):
        raise NotImplementedError

    def search_queryset(self, queryset):
        """Of the rows that may be seen, those whose piece has the words, as last written or live."""
        if not self.is_searching:
            return queryset
        found = get_search_backend().autocomplete(
            self.search_query, PiecePage.objects.all(), order_by_relevance=False
        )
        return queryset.filter(pk__in=found.get_queryset().order_by().values("pk"))


class MyPiecesView(PieceListView):
    page_title = "我的稿件"
    index_url_name = "my_pieces"
    index_results_url_name = "my_pieces_results"
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
    def header_buttons(self):
        if not unit_ids_of(self.request.user):
            return []
        return [
            HeaderButton("写稿件", url=reverse("write_piece"), icon_name="plus", priority=10),
            HeaderButton("上传Word", url=reverse("upload_word"), icon_name="upload", priority=20),
            HeaderButton(
                "粘贴文字", url=reverse("paste_text"), icon_name="clipboard-list", priority=30
            ),
        ]


class QueueView(PieceListView):
    page_title = "待我办理"
    index_url_name = "piece_queue"
    index_results_url_name = "piece_queue_results"
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
    index_url_name = "all_pieces"
    index_results_url_name = "all_pieces_results"
    empty_text = "没有符合条件的稿件。"

    def get_rows(self):
        return statuses_visible_to(self.request.user)

    @property
    def filterset_class(self):
        return BureauStatusFilterSet if is_bureau(self.request.user) else StatusFilterSet
