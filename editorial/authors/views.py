"""单位与人员 → 作者: whom bylines and credits name, and the form that makes one author of two."""

from collections import Counter

import django_filters
from django import forms
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from editorial.authors.actions import merge_authors
from editorial.authors.visible import authors_seen
from editorial.folding import compared
from editorial.people.models import Contributor
from editorial.people.seats import may_merge_authors
from editorial.people.unit_select import UnitFilter
from editorial.screens.answers import refusal_in_form
from editorial.screens.lists import LinkColumn, ListView
from editorial.screens.pages import screen


def _check(request):
    if not may_merge_authors(request.user):
        raise Http404


def alike_ids():
    """Those whose name, however it is spelled, stands more than once in their unit."""
    rows = authors_seen().filter(merged_into=None).values_list("pk", "unit_id", "name")
    keys = {pk: (unit_id, compared(name)) for pk, unit_id, name in rows}
    times = Counter(keys.values())
    return [pk for pk, key in keys.items() if times[key] > 1]


class AuthorFilterSet(WagtailFilterSet):
    unit = UnitFilter()
    alike = django_filters.ChoiceFilter(
        label="同名", choices=[("yes", "可能是同一个人")], method="only_alike", empty_label="不限"
    )

    class Meta:
        model = Contributor
        fields = []

    def only_alike(self, queryset, name, wanted):
        return queryset.filter(pk__in=alike_ids()) if wanted else queryset


def account_in_words(author):
    """Whether there is one; log-ins are the managers' to know."""
    return "有账号" if author.user_id else "没有账号"


class AccountColumn(Column):
    def get_value(self, instance):
        return account_in_words(instance)


class OfficeColumn(Column):
    def get_value(self, instance):
        return "在册" if instance.is_active else "不在册"


class AuthorsView(ListView):
    model = Contributor
    counted = "人"
    thing = "作者"
    page_title = "作者"
    plain_name = "authors"
    header_icon = "user"
    index_url_name = "authors:authors"
    index_results_url_name = "authors:authors_results"
    search_fields = ["name", "unit__title", "unit__short_name"]
    searched = "姓名、单位"
    default_ordering = ("unit__ranking_group", "unit__path", "name", "pk")
    filterset_class = AuthorFilterSet
    empty_text = "没有这样的作者。"
    columns = [
        LinkColumn("name", label="姓名", address="authors:author"),
        Column("unit", label="单位", accessor="unit.title"),
        AccountColumn("account", label="账号"),
        Column("written", label="署名（篇）", classname="number"),
        OfficeColumn("office", label="状态"),
    ]

    def dispatch(self, request, *args, **kwargs):
        _check(request)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        rows = authors_seen().filter(merged_into=None).select_related("unit")
        submitted = Q(bylines__piece__status_row__submitted_at__isnull=False)
        return rows.annotate(written=Count("bylines__piece", filter=submitted, distinct=True))


class MergeForm(forms.Form):
    """Into whom; whose name is alike stands first."""

    kept = forms.ModelChoiceField(
        label="合并到",
        queryset=Contributor.objects.none(),
        empty_label="请选择",
        error_messages={"required": "请选择合并到哪一位。", "invalid_choice": "请从列表里选择。"},
    )
    is_one_person = forms.BooleanField(
        label="我核对过，这两位是同一个人",
        error_messages={"required": "请先核对，再勾选。"},
    )

    def __init__(self, *args, author, **kwargs):
        super().__init__(*args, **kwargs)
        rows = authors_seen().filter(unit=author.unit_id, merged_into=None)
        others = rows.exclude(pk=author.pk)
        field = self.fields["kept"]
        field.queryset = others
        name = compared(author.name)
        ordered = sorted(others, key=lambda one: (compared(one.name) != name, one.name, one.pk))
        field.choices = [("", "请选择"), *((one.pk, _said(one)) for one in ordered)]


def _said(author):
    return f"{author.name}（{account_in_words(author)}，署名{_submitted(author).count()}篇）"


def _submitted(author):
    return author.bylines.filter(piece__status_row__submitted_at__isnull=False)


def author(request, pk):
    _check(request)
    rows = authors_seen().select_related("unit", "merged_into", "merged_by")
    row = get_object_or_404(rows, pk=pk)
    form = MergeForm(request.POST or None, author=row)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data["kept"]
        with refusal_in_form(form):
            merge_authors(request.user, row.pk, kept.pk)
            messages.success(request, f"“{row.name}”已合并到“{kept.name}”，得分已重新计算。")
            return redirect("authors:author", kept.pk)
    return screen(
        request,
        "editorial/authors/author.html",
        row.name,
        "user",
        [(reverse("authors:authors"), "作者")],
        author=row,
        form=None if row.merged_into else form,
        written=_submitted(row).values("piece").distinct().count(),
        credited=row.credits.values("placement").distinct().count(),
        account=account_in_words(row),
        merged=row.merged_here.select_related("merged_by").order_by("merged_at"),
    )
