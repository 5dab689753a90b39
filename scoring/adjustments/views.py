"""计分 → 加减分: the list, 登记 in three steps that the address carries (whom, when and what; on which
placement; the rest), the page of one, and the chief's decision. What is done is scoring.adjustments.actions."""

import django_filters
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from editorial.people.seats import may_confirm_scores, may_keep_scores
from editorial.people.unit_select import UnitFilter
from editorial.refused import Incomplete
from editorial.screens.answers import forbidden, refusal_in_form, refusal_told
from editorial.screens.finding import matching
from editorial.screens.lists import ListView, MineFilter, StateColumn
from editorial.screens.pages import screen
from editorial.search_words import LONGEST_SEARCH
from scoring.adjustments import actions
from scoring.adjustments.forms import AdjustmentForm, DecisionForm, StartForm
from scoring.adjustments.panels import adjustments_to_confirm
from scoring.adjustments.reading import (
    change_foreseen,
    kind_of,
    lines_of,
    reminders,
    waits,
    with_points,
)
from scoring.models import Adjustment, Appeal, Quarter, ScoreEntry
from scoring.models.adjustments import AdjustmentState, AppealState
from scoring.models.ledger import EntryKind
from scoring.numbers import signed
from scoring.quarter import QuarterSpan
from scoring.visible import adjustments_visible_to, placements_to_adjust, sees_all_scores

SCORERS_ONLY = "加减分由计分人员登记、终审确认，您可以看，不能改。"
SHOWN_PLACEMENTS = 20


def _screen(request, template, title, **context):
    way = [(reverse("scoring:adjustments"), "加减分")] if sees_all_scores(request.user) else []
    file = f"scoring/adjustments/{template}.html"
    return screen(request, file, title, "plus-inverse", way, **context)


# -- the list --------------------------------------------------------------------------------------


class HeadColumn(Column):
    """The kind, which leads to the page of one, and why."""

    cell_template_name = "scoring/adjustments/_cell.html"

    def get_value(self, instance):
        times = f" {instance.count}次" if instance.count > 1 else ""
        return f"{instance.kind_name}{times}：{instance.reason}"


class PointsColumn(Column):
    def get_value(self, instance):
        counts = instance.state == AdjustmentState.CONFIRMED
        return signed(instance.points) if counts else "—"


class DayColumn(Column):
    def get_value(self, instance):
        return instance.happened_on.isoformat()


def kind_choices():
    rows = Adjustment.objects.order_by("kind_name").values_list("kind", "kind_name")
    return list(dict(rows).items())


class AdjustmentFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="状态", choices=AdjustmentState.choices)
    quarter = django_filters.ModelChoiceFilter(label="计入季度", queryset=Quarter.objects.all())
    unit = UnitFilter()
    kind = django_filters.ChoiceFilter(label="种类", choices=kind_choices)
    waits = MineFilter(label="等谁办", words="等我确认的", rows=adjustments_to_confirm)

    class Meta:
        model = Adjustment
        fields = []


class AdjustmentsView(ListView):
    model = Adjustment
    thing = "加减分"
    page_title = "加减分"
    header_icon = "plus-inverse"
    index_url_name = "scoring:adjustments"
    index_results_url_name = "scoring:adjustments_results"
    default_ordering = "-pk"
    search_fields = [
        "kind_name",
        "reason",
        "basis",
        "unit__title",
        "unit__short_name",
        "contributor__name",
        "placement__headline",
        "placement__outlet__name",
        "entered_by__name",
    ]
    searched = "种类、理由、依据、单位、作者"
    plain_name = "adjustments"
    filterset_class = AdjustmentFilterSet
    empty_text = "还没有加减分。批示、约稿、通报、失实等，由计分人员点“登记加减分”。"
    columns = [
        HeadColumn("kind_name", label="种类和理由", width="36%"),
        Column("unit", label="单位", accessor="unit.title"),
        DayColumn("happened_on", label="日期", sort_key="happened_on", classname="tabular"),
        Column("quarter", label="计入", accessor="quarter.label"),
        PointsColumn("points", label="得分", classname="number"),
        StateColumn("state", label="状态", template="scoring/adjustments/_state_cell.html"),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not sees_all_scores(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        rows = adjustments_visible_to(self.request.user)
        return with_points(rows).select_related("unit", "quarter")

    @property
    def buttons(self):
        if not may_keep_scores(self.request.user):
            return []
        return [
            HeaderButton("登记加减分", url=reverse("scoring:enter_adjustment"), icon_name="plus")
        ]


# -- entering --------------------------------------------------------------------------------------


def enter(request):
    """登记加减分: the address says whom, when and what, then on which placement; the form is the rest."""
    if not sees_all_scores(request.user):
        raise Http404
    if not may_keep_scores(request.user):
        return forbidden(request, SCORERS_ONLY)
    appeal = _appeal(request)
    asked = request.GET if "unit" in request.GET else None
    start = StartForm(asked, initial=_start(appeal), appeal=appeal)
    if not start.is_valid() or "change" in request.GET:
        return _screen(request, "start", "登记加减分", form=start, appeal=appeal)
    placement = None
    if start.chosen.rule.needs_target:
        placement = _placement(request, start.cleaned_data["unit"])
        if placement is None:
            return _choose_placement(request, start, appeal)
    return _write(request, start, placement, appeal)


def _appeal(request):
    """The accepted appeal from which it follows, if the address names one."""
    if not (pk := request.GET.get("appeal")):
        return None
    accepted = Appeal.objects.filter(state=AppealState.ACCEPTED)
    return get_object_or_404(accepted.select_related("unit", "quarter"), pk=_number(pk))


def _number(text):
    if not text.isdecimal():
        raise Http404
    return int(text)


def _start(appeal):
    if appeal is None:
        return {"day": localdate()}
    # Its own quarter's last day: that is where the unit misses the points.
    return {"unit": appeal.unit_id, "day": min(appeal.quarter.span.last_day, localdate())}


def _placement(request, unit):
    if not (pk := request.GET.get("placement")):
        return None
    rows = placements_to_adjust(unit).select_related("outlet")
    return get_object_or_404(rows, pk=_number(pk))


def _choose_placement(request, start, appeal):
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    unit = start.cleaned_data["unit"]
    found = placements_to_adjust(unit)
    if words:
        found = matching(found, words, ["headline", "outlet__name", "page", "published_on"])
    shown = list(found.select_related("outlet")[: SHOWN_PLACEMENTS + 1])
    counted = ScoreEntry.objects.filter(
        kind=EntryKind.LINE, unit=unit, placement__in=[row.pk for row in shown]
    )
    quarters = {entry.placement_id: entry.quarter for entry in counted.select_related("quarter")}
    return _screen(
        request,
        "placement",
        "登记加减分",
        **_plan(request, start, appeal),
        placements=[(row, quarters.get(row.pk)) for row in shown[:SHOWN_PLACEMENTS]],
        more=len(shown) > SHOWN_PLACEMENTS,
        words=words,
    )


def _plan(request, start, appeal, placement=None):
    """What every step after the first shows on top."""
    unit, day = start.cleaned_data["unit"], start.cleaned_data["day"]
    return {
        "unit": unit,
        "day": day,
        "kind": start.chosen,
        "quarter": start.quarter,
        "moved_from": QuarterSpan.of(day) if QuarterSpan.of(day) != start.quarter.span else None,
        "placement": placement,
        "appeal": appeal,
        "reminders": reminders(start.chosen, start.quarter, unit, placement),
        "address": request.GET.urlencode(),
    }


def _write(request, start, placement, appeal):
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AdjustmentForm(
        *posted, kind=start.chosen, unit=start.cleaned_data["unit"], initial=_rest(appeal)
    )
    if form.is_valid():
        with refusal_in_form(form):
            row = actions.enter(form.data_for(start.cleaned_data, placement, appeal), request.user)
            messages.success(request, f"已登记，计入{row.quarter.label}，等终审确认后计分。")
            return redirect("scoring:adjustment", row.pk)
    plan = _plan(request, start, appeal, placement)
    return _screen(request, "form", "登记加减分", form=form, **plan)


def _rest(appeal):
    if appeal is None:
        return {}
    said = appeal.about or appeal.reason
    return {
        "reason": f"异议属实：{said}"[:300],
        "basis": f"{appeal.quarter.label}异议的答复（{localdate(appeal.answered_at):%Y-%m-%d}）",
    }


# -- the page of one -------------------------------------------------------------------------------


def adjustment(request, pk, form=None):
    rows = adjustments_visible_to(request.user).select_related(
        "unit", "quarter", "contributor", "placement__outlet", "entered_by", "decided_by", "appeal"
    )
    row = get_object_or_404(rows, pk=pk)
    kind, waiting = kind_of(row), waits(row)
    lines = lines_of(row)
    day = QuarterSpan.of(row.happened_on)
    return _screen(
        request,
        "adjustment",
        f"{row.kind_name} {row.unit.title}",
        adjustment=row,
        kind=kind,
        waiting=waiting,
        foreseen=change_foreseen(row) if waiting and kind else None,
        reminders=reminders(kind, row.quarter, row.unit, row.placement)
        if kind and not row.quarter.is_closed
        else [],
        lines=lines,
        total=with_points(Adjustment.objects.filter(pk=pk)).get().points,
        moved_from=day if day != row.quarter.span else None,
        is_bureau=sees_all_scores(request.user),
        may_decide=waiting
        and may_confirm_scores(request.user)
        and row.entered_by_id != request.user.pk,
        may_withdraw=waiting and row.entered_by_id == request.user.pk,
        form=form or DecisionForm(),
    )


@require_POST
def decide(request, pk):
    """确认 or 不同意: the button's name is the decision."""
    row = get_object_or_404(adjustments_visible_to(request.user), pk=pk)
    decision = request.POST.get("decision")
    if decision not in ("confirm", "refuse"):
        raise Http404
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return adjustment(request, pk, form)
    comment = form.cleaned_data["comment"]
    with refusal_told(request), refusal_in_form(form, "comment", of=Incomplete):
        getattr(actions, decision)(pk, request.user, comment)
        done = "已确认，得分随之更新。" if decision == "confirm" else "已退给登记人，没有计分。"
        messages.success(request, done)
    return adjustment(request, pk, form) if form.errors else redirect("scoring:adjustment", row.pk)


@require_POST
def withdraw(request, pk):
    row = get_object_or_404(adjustments_visible_to(request.user), pk=pk)
    with refusal_told(request):
        actions.withdraw(pk, request.user)
        messages.success(request, "已撤回，没有计分。")
    return redirect("scoring:adjustment", row.pk)
