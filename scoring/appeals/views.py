"""异议: raised by a unit's people from their score page while the quarter is published, listed for them and
the bureau, answered by the score keeper. What is done is scoring.appeals.actions."""

import django_filters
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from editorial.people.seats import may_keep_scores, seats_of, unit_ids_of
from editorial.people.unit_select import UnitFilter
from editorial.people.units import UnitPage
from editorial.screens.answers import forbidden, refusal_in_form, refusal_told
from editorial.screens.lists import ListView, StateColumn
from editorial.screens.pages import screen
from scoring.appeals import actions
from scoring.appeals.forms import AnswerForm, AppealForm
from scoring.models import Appeal, Quarter
from scoring.models.adjustments import AppealState
from scoring.screens.pages import quarter_of_code
from scoring.visible import (
    adjustments_visible_to,
    appeals_visible_to,
    entries_visible_to,
    sees_unit_score,
)

OWN_ONLY = "异议由本单位的通讯员或单位负责人提出，您可以看，不能提。"
NOT_PUBLIC = "只有公示期间可以提出异议。有疑问请直接联系老干部局。"


def _screen(request, template, title, **context):
    way = [(reverse("scoring:appeals"), "异议")]
    return screen(request, f"scoring/appeals/{template}.html", title, "comment", way, **context)


# -- the list --------------------------------------------------------------------------------------


class HeadColumn(Column):
    """What it is about, which leads to the page of one, and why."""

    cell_template_name = "scoring/appeals/_cell.html"

    def get_value(self, instance):
        return f"{instance.about}：{instance.reason}" if instance.about else instance.reason


class RaisedColumn(Column):
    def get_value(self, instance):
        return f"{localtime(instance.raised_at):%Y-%m-%d}"


class AppealFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="状态", choices=AppealState.choices)
    quarter = django_filters.ModelChoiceFilter(label="季度", queryset=Quarter.objects.all())

    class Meta:
        model = Appeal
        fields = []


class BureauFilterSet(AppealFilterSet):
    unit = UnitFilter()


class AppealsView(ListView):
    """For the bureau all, for a unit's people their own unit's."""

    model = Appeal
    page_title = "异议"
    header_icon = "comment"
    index_url_name = "scoring:appeals"
    index_results_url_name = "scoring:appeals_results"
    default_ordering = "-pk"
    counted = "件"
    thing = "异议"
    search_fields = [
        "about",
        "reason",
        "answer",
        "unit__title",
        "unit__short_name",
        "raised_by__name",
    ]
    searched = "关于什么、理由、单位"
    plain_name = "appeals"
    columns = [
        HeadColumn("reason", label="关于和理由", width="44%"),
        Column("unit", label="单位", accessor="unit.title"),
        Column("quarter", label="季度", accessor="quarter.label"),
        RaisedColumn("raised_at", label="提出日期", sort_key="raised_at", classname="tabular"),
        StateColumn("state", label="状态", template="scoring/appeals/_state_cell.html"),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not seats_of(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def filterset_class(self):
        return AppealFilterSet if unit_ids_of(self.request.user) else BureauFilterSet

    @property
    def empty_text(self):
        if unit_ids_of(self.request.user):
            return "还没有异议。公示期间，在本单位的得分页面点“对得分有异议”。"
        return "还没有异议。公示期间，各单位从自己的得分页面提出。"

    def get_base_queryset(self):
        return appeals_visible_to(self.request.user).select_related("unit", "quarter")


# -- raising ---------------------------------------------------------------------------------------


def raise_appeal(request, unit_id, code):
    """提出异议, of one line with ?line=."""
    if not sees_unit_score(request.user, unit_id):
        raise Http404
    unit, quarter = get_object_or_404(UnitPage, pk=unit_id), quarter_of_code(code)
    if unit_id not in unit_ids_of(request.user):
        return forbidden(request, OWN_ONLY)
    entry = _line(request, unit, quarter)
    if not quarter.is_public:
        messages.error(request, NOT_PUBLIC)
        return redirect("scoring:unit", unit_id, code)
    form = AppealForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        with refusal_in_form(form):
            row = actions.raise_appeal(
                quarter, unit, request.user, entry=entry, **form.cleaned_data
            )
            messages.success(request, "异议已提出，等老干部局答复。答复会显示在首页和这里。")
            return redirect("scoring:appeal", row.pk)
    return _screen(request, "form", "提出异议", form=form, unit=unit, quarter=quarter, entry=entry)


def _line(request, unit, quarter):
    if not (pk := request.GET.get("line")):
        return None
    if not pk.isdecimal():
        raise Http404
    return get_object_or_404(
        entries_visible_to(request.user), pk=int(pk), unit=unit, quarter=quarter
    )


# -- the page of one -------------------------------------------------------------------------------


def appeal(request, pk, form=None):
    rows = appeals_visible_to(request.user).select_related(
        "unit", "quarter", "entry", "raised_by", "answered_by"
    )
    row = get_object_or_404(rows, pk=pk)
    is_keeper = may_keep_scores(request.user)
    return _screen(
        request,
        "appeal",
        f"{row.unit.short_name}的异议",
        appeal=row,
        adjustments=adjustments_visible_to(request.user).filter(appeal=row),
        may_answer=is_keeper and row.state == AppealState.OPEN,
        may_adjust=is_keeper and row.state == AppealState.ACCEPTED,
        form=form or AnswerForm(),
    )


@require_POST
def answer(request, pk):
    """属实，更正 or 维持原计分: the button's name is the decision."""
    row = get_object_or_404(appeals_visible_to(request.user), pk=pk)
    decision = request.POST.get("decision")
    if decision not in ("accept", "decline"):
        raise Http404
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return appeal(request, pk, form)
    with refusal_told(request):
        actions.answer(
            pk,
            request.user,
            accepted=decision == "accept",
            words=form.cleaned_data["words"],
        )
        messages.success(request, "已答复，单位在首页看得到。")
    return redirect("scoring:appeal", row.pk)
