"""计分问题: what could not be counted, and settling it. What a problem is about is scoring.rates.cases,
what is written scoring.rates.actions'."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from editorial.people.seats import may_keep_scores
from editorial.screens.answers import forbidden, refusal_in_form, refusal_told
from editorial.screens.pages import screen
from scoring.ledger.tally import quarter_for
from scoring.models import RateProblem, ScoreEntry
from scoring.numbers import plain
from scoring.quarter import QuarterSpan
from scoring.rates import actions as rates
from scoring.rates.cases import NO_RATE, case_of, cases_of, closed_behind, start_of_version
from scoring.rates.forms import RateForm
from scoring.standing.totals import ZERO, SumOfPoints
from scoring.visible import problems_visible_to, sees_all_scores

SCORERS_ONLY = "计分办法由计分人员维护，您可以看，不能改。"


def _screen(request, template, title, **context):
    way = [] if template == "problems" else [(reverse("scoring:problems"), "计分问题")]
    return screen(request, f"scoring/rates/{template}.html", title, "warning", way, **context)


def _for_the_bureau(request):
    if not sees_all_scores(request.user):
        raise Http404


def problems(request):
    """Placements that no rule counts: an error to settle, never zero points."""
    _for_the_bureau(request)
    cases = cases_of(problems_visible_to(request.user))
    return _screen(
        request,
        "problems",
        "计分问题",
        cases=cases,
        may_settle=may_keep_scores(request.user),
    )


def add_rate(request, pk):
    """补一条分值 for one placement; saving counts again at once."""
    _for_the_bureau(request)
    if not may_keep_scores(request.user):
        return forbidden(request, SCORERS_ONLY)
    case = case_of(pk)
    if case is None or case.kind != NO_RATE:
        messages.success(request, "这个问题已经解决了。")
        return redirect("scoring:problems")
    form = RateForm(request.POST if request.method == "POST" else None, case=case)
    if form.is_valid():
        with refusal_in_form(form):
            with refusal_told(request, tell=messages.warning, of=rates.Settled):
                rates.add_rate(pk, request.user, **form.values())
                _tell_what_came_out(request, case)
            return redirect("scoring:problems")
    return _screen(
        request,
        "rate",
        "补一条分值",
        form=form,
        case=case,
        origin=quarter_for(QuarterSpan.of(case.fact.published_on)),
        behind=closed_behind(case.book, case.problem.quarter.span),
        start=start_of_version(case.book, case.problem.quarter.span),
    )


def _tell_what_came_out(request, case):
    placement = case.problem.placement
    left = RateProblem.objects.filter(placement=placement).first()
    if left:
        messages.warning(
            request, f"分值已补上，但《{placement.headline}》还不能计分：{left.message}。"
        )
        return
    entries = ScoreEntry.objects.filter(placement=placement)
    points = entries.aggregate(total=SumOfPoints())["total"] or ZERO
    messages.success(request, f"分值已补上，《{placement.headline}》计{plain(points)}分。")
