"""本季度 and its way to 公示 and 季度定稿, and 得分排名. A unit's own page is scoring.standing.views."""

from datetime import timedelta

from django import forms
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from editorial.people.seats import may_keep_scores
from editorial.people.units import RankingGroup, UnitPage
from editorial.screens.answers import refusal_told
from editorial.screens.dates import DayInput
from editorial.screens.downloads import named
from editorial.screens.pages import screen
from scoring.models import Quarter
from scoring.models.quarters import Mode, QuarterState
from scoring.quarters import close as moves
from scoring.quarters.content import file_name
from scoring.quarters.obstacles import obstacles_told_to
from scoring.quarters.reading import quarter_to_work_on
from scoring.quarters.verify import digest_holds
from scoring.screens.pages import quarter_of_code
from scoring.standing.totals import persons_of, standing_of, summary_of, tracks_of
from scoring.visible import sees_all_scores

SWITCH = [("", "随用途"), ("on", "开"), ("off", "关")]
SWITCHED = {"": None, "on": True, "off": False}


def _for_the_bureau(request):
    if not sees_all_scores(request.user):
        raise Http404


class PurposeForm(forms.Form):
    """用途 and its switches."""

    mode = forms.ChoiceField(label="用途", choices=Mode.choices)
    ranking = forms.ChoiceField(label="排名", choices=SWITCH, required=False)
    instructions = forms.ChoiceField(label="批示加分", choices=SWITCH, required=False)

    @classmethod
    def of(cls, quarter, data=None):
        names = {value: key for key, value in SWITCHED.items()}
        return cls(
            data,
            initial={
                "mode": quarter.mode,
                "ranking": names[quarter.ranking_switch],
                "instructions": names[quarter.instruction_switch],
            },
        )


class NoticeForm(forms.Form):
    """公示到哪一天."""

    until = forms.DateField(
        label="公示到",
        widget=DayInput,
        error_messages={"required": "请填公示到哪一天。", "invalid": "日期请写成2026-10-12这样。"},
    )

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError("公示的截止日不能早于今天。")
        return until


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="撤回的理由", max_length=200, error_messages={"required": "撤回公示必须写明理由。"}
    )


def this_quarter(request):
    """The oldest open quarter: the next one to close."""
    _for_the_bureau(request)
    row = quarter_to_work_on()
    if row is None:
        raise Http404
    return redirect("scoring:quarter", row.code)


def quarter(request, code):
    """Its figures, what stands in the way of the next step, and the button."""
    _for_the_bureau(request)
    row = quarter_of_code(code)
    until = timezone.localdate() + timedelta(days=moves.DAYS_OF_NOTICE)
    return screen(
        request,
        "scoring/quarters/quarter.html",
        row.label,
        "order",
        quarter=row,
        quarters=Quarter.objects.all()[:12],
        summary=summary_of(row),
        obstacles=obstacles_told_to(request.user, row),
        may_close=may_keep_scores(request.user) and not row.is_closed,
        digest_holds=row.is_closed and digest_holds(row),
        purpose=PurposeForm.of(row),
        notice=NoticeForm(initial={"until": until}),
        withdrawal=ReasonForm(),
        way=QuarterState.choices,
        acts=row.acts.select_related("actor").order_by("-pk")[:20],
    )


def _move(request, code, form, act, said):
    """One of the quarter's moves: what is wrong or refused is said on the quarter's screen."""
    _for_the_bureau(request)
    row = quarter_of_code(code)
    if form is not None and not form.is_valid():
        messages.error(request, " ".join(e for errors in form.errors.values() for e in errors))
        return redirect("scoring:quarter", code)
    with refusal_told(request):
        act(row)
        messages.success(request, said.format(row.label))
    return redirect("scoring:quarter", code)


@require_POST
def publish(request, code):
    form = NoticeForm(request.POST)
    return _move(
        request,
        code,
        form,
        lambda row: moves.publish_quarter(row, request.user, form.cleaned_data["until"]),
        "{}已公示，各单位可以看到得分并提出异议。",
    )


@require_POST
def withdraw(request, code):
    form = ReasonForm(request.POST)
    return _move(
        request,
        code,
        form,
        lambda row: moves.withdraw_publication(row, request.user, form.cleaned_data["reason"]),
        "{}已撤回公示。",
    )


@require_POST
def close(request, code):
    return _move(
        request,
        code,
        None,
        lambda row: moves.close_quarter(row, request.user),
        "{}已定稿，得分不再变动。",
    )


@require_POST
def set_purpose(request, code):
    form = PurposeForm(request.POST)
    return _move(
        request,
        code,
        form,
        lambda row: moves.set_purpose(
            row,
            request.user,
            mode=form.cleaned_data["mode"],
            ranking=SWITCHED[form.cleaned_data["ranking"]],
            instructions=SWITCHED[form.cleaned_data["instructions"]],
        ),
        "{}的用途已保存，得分已重新计算。",
    )


@require_POST
def count_anew(request, code):
    return _move(
        request, code, None, lambda row: moves.count_anew(row, request.user), "{}已重新计算。"
    )


def closing_file(request, code):
    """The canonical file of a closed quarter."""
    _for_the_bureau(request)
    row = quarter_of_code(code)
    name = file_name(row)
    if not row.is_closed or not default_storage.exists(name):
        raise Http404
    answer = FileResponse(default_storage.open(name))
    return named(answer, f"{row.code}定稿文件.json", "quarter")


def standing(request, code):
    """得分排名 by ranking group; every total leads to its lines."""
    _for_the_bureau(request)
    row = quarter_of_code(code)
    tracks = tracks_of(row)
    track = request.GET.get("track", tracks[0][0])
    if track not in dict(tracks):
        raise Http404
    names = dict(RankingGroup.choices)
    groups = [(names[group], rows) for group, rows in standing_of(row, track).items()]
    if not row.shows_ranking:
        order = {
            pk: n for n, pk in enumerate(UnitPage.objects.in_order().values_list("pk", flat=True))
        }
        groups = [(name, sorted(rows, key=lambda r: order[r.unit_id])) for name, rows in groups]
    return screen(
        request,
        "scoring/standing/standing.html",
        f"{row.label}得分排名",
        "order",
        quarter=row,
        quarters=Quarter.objects.all()[:12],
        groups=groups,
        tracks=tracks if len(tracks) > 1 else [],
        track=track,
        persons=persons_of(row, track=track)[:100],
    )
