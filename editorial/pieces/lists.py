"""What every list of pieces shares: its columns, filters and base view. The lists are editorial.desk.lists."""

import django_filters
from django.db.models import Prefetch, Q
from django.utils.timezone import localtime
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.search.backends import get_search_backend

from editorial import stages
from editorial.people.unit_select import UnitFilter
from editorial.people.units import UnitPage
from editorial.pieces.models import Byline, PieceStatus
from editorial.pieces.page import PiecePage
from editorial.screens.finding import matching
from editorial.screens.lists import LinkColumn, ListView, StateColumn
from editorial.screens.moments import waited
from editorial.search_words import read_query


class HeadlineColumn(LinkColumn):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, address="desk:piece", **kwargs)

    def get_value(self, instance):
        return instance.piece.draft_title or instance.piece.title


class OwnHeadlineColumn(HeadlineColumn):
    """Marks what somebody else wrote and this user is credited for."""

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["is_bylined"] = instance.owner_id != parent_context["request"].user.pk
        return context


class WaitColumn(Column):
    def get_value(self, instance):
        return waited(instance.since)


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
    unit = UnitFilter()


class PieceListView(ListView):
    """What the three lists share; a subclass says which rows and what to do when there are none."""

    counted = "篇"
    thing = "稿件"
    model = PieceStatus
    is_searchable = True
    searched = "标题、正文、作者、单位"
    plain_name = "pieces"
    default_ordering = "-since"
    header_icon = "doc-full"
    filterset_class = StatusFilterSet
    columns = [
        HeadlineColumn("title", label="标题", width="44%"),
        StateColumn(
            "stage", label="阶段", sort_key="stage", template="editorial/desk/_stage_cell.html"
        ),
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

    def find(self, queryset, query):
        """Of the rows that may be seen, those whose piece has the words, as last written or live, or
        whose unit has them."""
        words = read_query(query)
        for word in words:
            found = get_search_backend().autocomplete(
                word, PiecePage.objects.all(), order_by_relevance=False
            )
            units = matching(UnitPage.objects.all(), word, ["title", "short_name"])
            queryset = queryset.filter(
                Q(pk__in=found.get_queryset().order_by().values("pk"))
                | Q(unit__in=units.values("pk"))
            )
        return queryset if words else queryset.none()
