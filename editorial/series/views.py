"""The list of series. Opening and changing one is Wagtail's own form; who may is the gate's."""

import django_filters
from django.db.models import Count, Q
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from editorial import roles
from editorial.people.seats import has_role
from editorial.screens.answers import forbidden
from editorial.screens.lists import LinkColumn, ListView
from editorial.series.models import SeriesIndexPage, SeriesPage


class OpenColumn(Column):
    def get_value(self, instance):
        return "已公开" if instance.live else "未公开"


class SeriesFilterSet(WagtailFilterSet):
    live = django_filters.ChoiceFilter(label="状态", choices=[(True, "已公开"), (False, "未公开")])

    class Meta:
        model = SeriesPage
        fields = []


class SeriesListView(ListView):
    filterset_class = SeriesFilterSet
    model = SeriesPage
    counted = "个"
    thing = "专栏"
    page_title = "专栏"
    header_icon = "list-ul"
    index_url_name = "series:series_list"
    index_results_url_name = "series:series_list_results"
    search_fields = ["title"]
    searched = "专栏的名称"
    plain_name = "series"
    default_ordering = "path"
    empty_text = "还没有专栏。点右上角“开设专栏”。"
    columns = [
        LinkColumn("title", label="专栏", width="50%", address="wagtailadmin_pages:edit"),
        Column("published", label="已刊出（篇）", classname="number"),
        OpenColumn("live", label="状态"),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not has_role(request.user, roles.SERIES):
            return forbidden(request, "专栏由专栏编辑维护，您没有这项权限。")
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return SeriesPage.objects.annotate(published=Count("pieces", filter=Q(pieces__live=True)))

    @property
    def buttons(self):
        index = SeriesIndexPage.objects.values_list("pk", flat=True).get()
        url = reverse("wagtailadmin_pages:add", args=("editorial", "seriespage", index))
        return [HeaderButton("开设专栏", url=url, icon_name="plus")]
