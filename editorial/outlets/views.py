"""The outlets' own screens: list, add, edit, retire. Only editors keep them."""

import django_filters
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from editorial import stages
from editorial.outlets import actions
from editorial.outlets.editors import EditorsOnly
from editorial.outlets.forms import OutletForm
from editorial.outlets.models import Kind, Level, Outlet
from editorial.people.seats import may_route
from editorial.screens.answers import forbidden
from editorial.screens.lists import LinkColumn, ListView
from editorial.screens.pages import screen


class OutletFilterSet(WagtailFilterSet):
    level = django_filters.ChoiceFilter(label="级别", choices=Level.choices, empty_label="全部")
    kind = django_filters.ChoiceFilter(label="类别", choices=Kind.choices, empty_label="全部")
    is_active = django_filters.ChoiceFilter(
        label="状态", choices=[("True", "在用"), ("False", "已停用")], empty_label="全部"
    )

    class Meta:
        model = Outlet
        fields = []


class ChoiceColumn(Column):
    """The words of a choice field."""

    def get_value(self, instance):
        return getattr(instance, f"get_{self.name}_display")()


class ActiveColumn(Column):
    def get_value(self, instance):
        return "在用" if instance.is_active else "已停用"


class LimitColumn(Column):
    def get_value(self, instance):
        value = super().get_value(instance)
        return f"{value}字" if value else "不限"


class OutletsView(EditorsOnly, ListView):
    counted = "家"
    thing = "媒体"
    model = Outlet
    page_title = "媒体"
    header_icon = "globe"
    results_template_name = "editorial/outlets/list_results.html"
    index_url_name = "outlets:outlets"
    index_results_url_name = "outlets:outlets_results"
    search_fields = ["name", "code"]
    searched = "名称、代码"
    plain_name = "outlets"
    empty_text = "还没有媒体。点右上角“添加媒体”，填好后送稿时就能勾选。"
    default_ordering = "sort_order"
    paginate_by = 50
    filterset_class = OutletFilterSet
    columns = [
        LinkColumn("name", label="名称", sort_key="name", address="outlets:edit_outlet"),
        ChoiceColumn("level", label="级别", sort_key="level"),
        ChoiceColumn("kind", label="类别", sort_key="kind"),
        LimitColumn("headline_limit", label="标题上限", classname="number"),
        LimitColumn("length_limit", label="正文上限", classname="number"),
        Column("sent", label="已送", accessor="sent", classname="number"),
        ActiveColumn("is_active", label="状态", sort_key="is_active"),
    ]

    def get_base_queryset(self):
        sent = Count("routings", filter=Q(routings__state=stages.SENT))
        return Outlet.objects.annotate(sent=sent)

    @property
    def buttons(self):
        return [HeaderButton("添加媒体", url=reverse("outlets:add_outlet"), icon_name="plus")]


def add(request):
    if not may_route(request.user):
        return forbidden(request, actions.EDITORS_KEEP_THEM)
    return _edit(request, Outlet(), "添加媒体", "已添加“%s”，送稿时可以勾选。")


def edit(request, pk):
    if not may_route(request.user):
        return forbidden(request, actions.EDITORS_KEEP_THEM)
    outlet = get_object_or_404(Outlet, pk=pk)
    return _edit(request, outlet, outlet.name, "“%s”已保存。")


def _edit(request, outlet, title, done):
    form = OutletForm(request.POST or None, instance=outlet)
    if request.method == "POST" and form.is_valid():
        actions.save_outlet(form.save(commit=False), request.user)
        messages.success(request, done % form.instance.name)
        return redirect("outlets:outlets")
    return screen(
        request,
        "editorial/outlets/edit.html",
        title,
        "globe",
        [(reverse("outlets:outlets"), "媒体")],
        form=form,
        outlet=outlet,
    )


@require_POST
def retire(request, pk):
    """停用, or 恢复使用; the button says which, so a double click does no harm."""
    if not may_route(request.user):
        return forbidden(request, actions.EDITORS_KEEP_THEM)
    outlet = get_object_or_404(Outlet, pk=pk)
    is_active = request.POST.get("active") == "yes"
    actions.set_active(pk, request.user, is_active)
    word = "恢复使用" if is_active else "停用，以前的送稿和刊发都保留"
    messages.success(request, f"“{outlet.name}”已{word}。")
    return redirect("outlets:outlets")
