"""计分 → 考核接口: tokens, released quarters, the address with an example, the record of who read what.
The score keeper acts, the bureau looks. What is done is scoring.feed.actions."""

from datetime import datetime, time, timedelta

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column

from editorial.files.sheets_out import XLSX
from editorial.people.seats import may_keep_scores
from editorial.screens.answers import forbidden, refusal_in_form, refusal_told
from editorial.screens.downloads import named
from editorial.screens.lists import ListView
from editorial.screens.pages import screen
from scoring.feed import actions, content
from scoring.feed.sheet import workbook
from scoring.models import FeedAccess, FeedRelease, FeedToken, Quarter
from scoring.models.feed import Scope
from scoring.models.quarters import QuarterState
from scoring.screens.pages import quarter_of_code
from scoring.visible import sees_all_scores

SCORERS_ONLY = "考核接口由计分人员管理，您可以看，不能改。"
NAMED = (Scope.LINES, Scope.PERSONS)
SHOWN_QUARTERS = 12


class TokenForm(forms.Form):
    consumer = forms.CharField(
        label="使用方", max_length=60, help_text="哪个单位、哪个系统来读，如：市委考核办"
    )
    purpose = forms.CharField(label="用途", max_length=200, help_text="如：2026年度综合目标考核")
    scopes = forms.MultipleChoiceField(
        label="可读内容",
        choices=Scope.choices,
        initial=[Scope.STANDINGS, Scope.MARKS],
        widget=forms.CheckboxSelectMultiple,
        help_text="后两项含个人姓名，确有需要才勾选",
        error_messages={"required": "请至少选一项。"},
    )
    expires_on = forms.DateField(
        label="有效期至",
        help_text="这一天结束时失效，最长400天",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The day itself counts.
        self.last = timezone.localdate() + timedelta(days=actions.MAX_DAYS - 1)
        field = self.fields["expires_on"]
        field.initial = timezone.localdate() + timedelta(days=365)
        field.widget.attrs |= {
            "min": timezone.localdate().isoformat(),
            "max": self.last.isoformat(),
        }

    def clean_expires_on(self):
        day = self.cleaned_data["expires_on"]
        if not timezone.localdate() <= day <= self.last:
            raise forms.ValidationError(f"请填今天到{self.last:%Y年%-m月%-d日}之间的一天。")
        return day

    def values(self):
        """The arguments of make_token."""
        values = dict(self.cleaned_data)
        next_day = values.pop("expires_on") + timedelta(days=1)
        values["expires_at"] = timezone.make_aware(datetime.combine(next_day, time.min))
        return values


class ReleaseForm(forms.Form):
    note = forms.CharField(
        label="开放说明", max_length=200, required=False, help_text="如：经哪次会议研究、谁同意"
    )
    understood = forms.BooleanField(
        label="我已对照上面的规定，经领导同意，把这个季度提供给考核使用",
        error_messages={"required": "请先勾选确认，再开放。"},
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="收回的理由", max_length=200, error_messages={"required": "请写明收回的理由。"}
    )


def _screen(request, template, title, **context):
    way = [] if template == "feed" else [(reverse("scoring:feed"), "考核接口")]
    return screen(request, f"scoring/feed/{template}.html", title, "link", way, **context)


def _for_the_bureau(request):
    if not sees_all_scores(request.user):
        raise Http404


def for_score_keepers(view):
    """The rest of the bureau is told why not, everybody else finds nothing."""

    def guarded(request, *args, **kwargs):
        _for_the_bureau(request)
        if not may_keep_scores(request.user):
            return forbidden(request, SCORERS_ONLY)
        return view(request, *args, **kwargs)

    return guarded


def _root(request):
    return request.build_absolute_uri(reverse("feed:root"))


def feed(request):
    _for_the_bureau(request)
    closed = list(Quarter.objects.filter(state=QuarterState.CLOSED)[:SHOWN_QUARTERS])
    readable = content.readable(closed)
    newest = {}
    rows = FeedRelease.objects.filter(quarter__in=[row.pk for row in closed])
    for release in rows.select_related("released_by", "withdrawn_by").order_by("pk"):
        newest[release.quarter_id] = release
    return _screen(
        request,
        "feed",
        "考核接口",
        tokens=FeedToken.objects.select_related("created_by", "revoked_by"),
        quarters=[(quarter, newest.get(quarter.pk), quarter.pk in readable) for quarter in closed],
        may_manage=may_keep_scores(request.user),
        root=_root(request),
        example=next((quarter.code for quarter in closed), "2026Q3"),
    )


@for_score_keepers
def make_token(request):
    """The token itself is on the answer to the form alone: it is neither kept nor shown again, and
    no page of the admin is cached."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusal_in_form(form):
            row, secret = actions.make_token(request.user, **form.values())
            return _screen(
                request, "token", "新读取凭证", token=row, secret=secret, root=_root(request)
            )
    return _screen(request, "token_form", "新建读取凭证", form=form)


@for_score_keepers
def revoke_token(request, pk):
    token = get_object_or_404(FeedToken, pk=pk)
    if request.method != "POST":
        return _screen(request, "revoke", "停用读取凭证", token=token)
    return _done(
        request,
        lambda: actions.revoke_token(pk, request.user),
        f"“{token.consumer}”的读取凭证已停用，马上生效。",
    )


@for_score_keepers
def release(request, code):
    quarter = _closed(code)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _screen(request, "release", f"开放{quarter.label}", form=form, quarter=quarter)
    return _done(
        request,
        lambda: actions.release_quarter(quarter, request.user, **form.cleaned_data),
        f"{quarter.label}已向考核开放。",
    )


@for_score_keepers
def withdraw(request, code):
    quarter = _closed(code)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _screen(request, "withdraw", f"收回{quarter.label}", form=form, quarter=quarter)
    return _done(
        request,
        lambda: actions.withdraw_release(quarter, request.user, **form.cleaned_data),
        f"{quarter.label}已收回，考核方不能再读。",
    )


def sheet(request, code):
    _for_the_bureau(request)
    quarter = _closed(code)
    if quarter.pk not in content.readable([quarter]):
        raise Http404
    response = HttpResponse(workbook(quarter), content_type=XLSX)
    name = f"{quarter.label}考核用得分表.xlsx"
    return named(response, name, "assessment")


def _closed(code):
    quarter = quarter_of_code(code)
    if not quarter.is_closed:
        raise Http404
    return quarter


def _done(request, act, words):
    with refusal_told(request):
        act()
        messages.success(request, words)
    return redirect("scoring:feed")


class MomentColumn(Column):
    def get_value(self, instance):
        return f"{timezone.localtime(instance.at):%Y-%m-%d %H:%M:%S}"


class AccessView(ListView):
    """访问记录: what each token was answered, the newest first."""

    model = FeedAccess
    counted = "次"
    page_title = "考核接口访问记录"
    header_icon = "history"
    results_template_name = "scoring/feed/log_results.html"
    index_url_name = "scoring:feed_log"
    index_results_url_name = "scoring:feed_log_results"
    default_ordering = "-pk"
    search_fields = ["token__consumer", "quarter", "path"]
    searched = "使用方、季度、地址"
    plain_name = "feed-log"
    paginate_by = 50
    empty_text = "还没有人来读过。"
    columns = [
        MomentColumn("at", label="时间", classname="tabular"),
        Column("consumer", label="使用方", accessor="token.consumer"),
        Column("path", label="地址"),
        Column("status", label="答复", classname="tabular"),
    ]

    def dispatch(self, request, *args, **kwargs):
        _for_the_bureau(request)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return FeedAccess.objects.select_related("token")

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("scoring:feed"), "label": "考核接口"},
            {"url": "", "label": "访问记录"},
        ]
