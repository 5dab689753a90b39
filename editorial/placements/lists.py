"""The lists of placements: 待核实 and 刊发台账. One placement and its form are editorial.placements.views."""

import django_filters
from django.db.models import Prefetch
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from editorial.outlets.models import Level
from editorial.people.seats import may_record_placements
from editorial.people.unit_select import UnitFilter
from editorial.placements import actions
from editorial.placements.models import Placement, PlacementCredit, PlacementState
from editorial.placements.visible import placements_to_verify, placements_visible_to
from editorial.screens.lists import LinkColumn, ListView, MineFilter, StateColumn


class CreditedUnitsColumn(Column):
    def get_value(self, instance):
        units = [credit.unit.title for credit in instance.credits.all()]
        return "、".join(dict.fromkeys(units))


class PublishedColumn(Column):
    def get_value(self, instance):
        return instance.published_on.isoformat()


class PlacementFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="状态", choices=PlacementState.choices)
    outlet__level = django_filters.ChoiceFilter(label="级别", choices=Level.choices)
    credits__unit = UnitFilter(distinct=True)
    published_on = django_filters.DateFromToRangeFilter(label="刊发日期")
    mine = MineFilter(
        label="登记人",
        words="我登记的",
        rows=lambda user: Placement.objects.filter(recorded_by=user),
    )

    class Meta:
        model = Placement
        fields = ["outlet"]


class PlacementListView(ListView):
    """What both lists share; a subclass says which rows and what to do when there are none."""

    counted = "条"
    thing = "刊发"
    model = Placement
    search_fields = [
        "headline",
        "piece__title",
        "piece__draft_title",
        "outlet__name",
        "page",
        "url",
        "published_on",
        "recorded_by__name",
        "credits__unit__title",
        "credits__unit__short_name",
        "credits__contributor__name",
    ]
    searched = "标题、媒体、单位、作者、版面"
    plain_name = "placements"
    header_icon = "doc-full-inverse"
    columns = [
        LinkColumn("headline", label="刊发标题", width="40%", address="placements:placement"),
        Column("outlet", label="媒体", accessor="outlet.name"),
        CreditedUnitsColumn("units", label="计入单位"),
        PublishedColumn(
            "published_on", label="刊发日期", sort_key="published_on", classname="tabular"
        ),
        StateColumn("state", label="状态", template="editorial/placements/_state_cell.html"),
    ]
    in_file_alone = [
        ("级别", lambda row: row.outlet.get_level_display()),
        ("位置", lambda row: row.get_position_display()),
        ("版面", lambda row: row.page),
        ("链接", lambda row: row.url),
        ("采用方式", lambda row: row.get_use_display()),
        ("计入", lambda row: actions.credits_in_words(row.credits.all())),
    ]

    def get_base_queryset(self):
        credits = PlacementCredit.objects.select_related("unit", "contributor")
        rows = self.get_rows().select_related("outlet")
        return rows.prefetch_related(Prefetch("credits", queryset=credits))


class ToVerifyView(PlacementListView):
    page_title = "待核实"
    index_url_name = "placements:placements_to_verify"
    index_results_url_name = "placements:placements_to_verify_results"
    empty_text = "没有等您核实的刊发。"

    def get_rows(self):
        return placements_to_verify(self.request.user)


class PlacementsView(PlacementListView):
    page_title = "刊发台账"
    index_url_name = "placements:placements"
    index_results_url_name = "placements:placements_results"
    default_ordering = "-published_on"
    filterset_class = PlacementFilterSet
    empty_text = "还没有刊发记录。稿件见报、上网以后，点“登记刊发”。"

    def get_rows(self):
        return placements_visible_to(self.request.user)

    @property
    def buttons(self):
        if not may_record_placements(self.request.user):
            return []
        return [
            HeaderButton("登记刊发", url=reverse("placements:record_placement"), icon_name="plus")
        ]
