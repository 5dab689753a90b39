"""The lists of placements: 待核实, 刊发台账 and its spreadsheet. One placement and its form are
editorial.placements.views."""

from itertools import chain

import django_filters
from django.db.models import Prefetch
from django.http import HttpResponse
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from editorial.files.sheets_out import BOLD, XLSX, Cell, Sheet, book_of, head_of
from editorial.outlets.models import Level
from editorial.people.seats import may_record_placements
from editorial.people.units import UnitPage
from editorial.placements import actions
from editorial.placements.models import Placement, PlacementCredit, PlacementState
from editorial.placements.visible import placements_to_verify, placements_visible_to
from editorial.screens.downloads import named
from editorial.screens.lists import ListView


class PrintedHeadlineColumn(Column):
    cell_template_name = "editorial/screens/_headline_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["title"] = instance.headline
        context["url"] = reverse("placements:placement", args=(instance.pk,))
        return context


class CreditedUnitsColumn(Column):
    def get_value(self, instance):
        units = [credit.unit.title for credit in instance.credits.all()]
        return "、".join(dict.fromkeys(units))


class PublishedColumn(Column):
    def get_value(self, instance):
        return instance.published_on.isoformat()


class StateColumn(Column):
    cell_template_name = "editorial/placements/_state_cell.html"


class PlacementFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="状态", choices=PlacementState.choices)
    outlet__level = django_filters.ChoiceFilter(label="级别", choices=Level.choices)
    credits__unit = django_filters.ModelChoiceFilter(
        label="单位", queryset=UnitPage.objects.order_by("ranking_group", "title"), distinct=True
    )
    published_on = django_filters.DateFromToRangeFilter(label="刊发日期")

    class Meta:
        model = Placement
        fields = ["outlet"]


class PlacementListView(ListView):
    """What both lists share; a subclass says which rows and what to do when there are none."""

    counted = "条"
    model = Placement
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "editorial/screens/list_results.html"
    search_fields = ["headline", "piece__title"]
    header_icon = "doc-full-inverse"
    columns = [
        PrintedHeadlineColumn("headline", label="刊发标题", width="40%"),
        Column("outlet", label="媒体", accessor="outlet.name"),
        CreditedUnitsColumn("units", label="计入单位"),
        PublishedColumn(
            "published_on", label="刊发日期", sort_key="published_on", classname="tabular"
        ),
        StateColumn("state", label="状态"),
    ]

    def get_base_queryset(self):
        credits = PlacementCredit.objects.select_related("unit")
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
    def header_buttons(self):
        buttons = [
            HeaderButton(
                "导出表格", url=reverse("placements:export_placements"), icon_name="download"
            )
        ]
        if may_record_placements(self.request.user):
            record = HeaderButton(
                "登记刊发", url=reverse("placements:record_placement"), icon_name="plus"
            )
            buttons.insert(0, record)
        return buttons


EXPORT_HEADS = (
    "刊发标题",
    "媒体",
    "级别",
    "刊发日期",
    "位置",
    "版面",
    "链接",
    "采用方式",
    "计入",
    "状态",
)


def export(request):
    """All rows this person sees, as a spreadsheet; nothing in it is ever taken for a formula."""
    credits = PlacementCredit.objects.select_related("unit", "contributor")
    rows = placements_visible_to(request.user).select_related("outlet")
    rows = rows.prefetch_related(Prefetch("credits", queryset=credits))
    # What is not known leaves its cell empty, so that a long address before it is seen whole.
    lines = (
        [Cell(text or None) for text in _export_row(row)] for row in rows.iterator(chunk_size=500)
    )
    book = book_of([Sheet("刊发台账", chain([head_of(EXPORT_HEADS, BOLD)], lines))])
    return named(HttpResponse(book, content_type=XLSX), "刊发台账.xlsx", "placements")


def _export_row(row):
    return (
        row.headline,
        row.outlet.name,
        row.outlet.get_level_display(),
        row.published_on.isoformat(),
        row.get_position_display(),
        row.page,
        row.url,
        row.get_use_display(),
        actions.credits_in_words(row.credits.all()),
        row.get_state_display(),
    )
