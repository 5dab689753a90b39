"""What every list of pieces shares: its columns, filters and base view. The lists are editorial.desk.lists."""

import django_filters
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.timezone import localtime
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.search.backends import get_search_backend

from editorial import stages
from editorial.people.units import UnitPage
from editorial.pieces.models import Byline, PieceStatus
from editorial.pieces.page import PiecePage
from editorial.screens.lists import ListView


class HeadlineColumn(Column):
    cell_template_name = "editorial/screens/_headline_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["title"] = instance.piece.draft_title or instance.piece.title
        context["url"] = reverse("desk:piece", args=(instance.pk,))
        return context


class OwnHeadlineColumn(HeadlineColumn):
    """Marks what somebody else wrote and this user is credited for."""

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["is_bylined"] = instance.owner_id != parent_context["request"].user.pk
        return context


class StageColumn(Column):
    cell_template_name = "editorial/desk/_stage_cell.html"


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
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "editorial/screens/list_results.html"
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
