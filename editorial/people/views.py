"""The screens of 单位与人员, for managers: lists, adding, changing, first passwords, retiring. The rules
are editorial.people.rules', the writing editorial.people.actions's and units'."""

import django_filters
from django.contrib.auth.models import Group
from django.db.models import Count, Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from editorial import roles as all_roles
from editorial.people import actions as people_actions
from editorial.people import unit_actions
from editorial.people.forms import PersonForm, UnitForm
from editorial.people.models import RoleGroup, User
from editorial.people.rules import why_not_manage
from editorial.people.seats import may_manage_people
from editorial.people.unit_select import UnitFilter
from editorial.people.units import UnitIndexPage, UnitPage
from editorial.people.visible import people_visible_to
from editorial.screens.answers import refusal_in_form, refusal_told
from editorial.screens.lists import LinkColumn, ListView
from editorial.screens.pages import screen


class ManagersOnly:
    """To everybody else these screens are not there."""

    def dispatch(self, request, *args, **kwargs):
        _check(request)
        return super().dispatch(request, *args, **kwargs)


def _check(request):
    if not may_manage_people(request.user):
        raise Http404


def seats_in_words(person):
    """都昌县委老干部局 通讯员、单位负责人；编辑 — from prefetched groups."""
    by_unit = {}
    for group in person.groups.all():
        seat = getattr(group, "role_group", None)
        if seat:
            where = seat.unit.title if seat.unit else ""
            by_unit.setdefault(where, []).append(all_roles.ROLE_NAMES[seat.role])
    words = [f"{unit} {'、'.join(names)}".strip() for unit, names in by_unit.items()]
    return "；".join(words) or ("系统管理员" if person.is_superuser else "没有角色")


class SeatsColumn(Column):
    def get_value(self, instance):
        return seats_in_words(instance)


class ActiveColumn(Column):
    def get_value(self, instance):
        if instance.is_active:
            return "在册"
        return f"{instance.retired_on}起不再担任" if instance.retired_on else "不再担任"


class PeopleFilterSet(WagtailFilterSet):
    unit = UnitFilter(field_name="groups__role_group__unit", distinct=True)
    role = django_filters.ChoiceFilter(
        label="角色",
        choices=all_roles.ROLE_CHOICES,
        field_name="groups__role_group__role",
        distinct=True,
    )
    is_active = django_filters.ChoiceFilter(
        label="状态", choices=[(True, "在册"), (False, "不再担任")], field_name="is_active"
    )

    first_password = django_filters.ChoiceFilter(
        label="首次密码",
        choices=[(True, "还没用过"), (False, "已经换过")],
        field_name="must_change_password",
    )

    class Meta:
        model = User
        fields = []


class ManagedListView(ManagersOnly, ListView):
    paginate_by = 50


class PeopleView(ManagedListView):
    model = User
    counted = "人"
    thing = "人员"
    page_title = "人员"
    index_url_name = "people:people"
    index_results_url_name = "people:people_results"
    header_icon = "user"
    search_fields = [
        "name",
        "username",
        "phone",
        "email",
        "groups__role_group__unit__title",
        "groups__role_group__unit__short_name",
    ]
    searched = "姓名、用户名、单位、电话"
    plain_name = "people"
    default_ordering = "name"
    filterset_class = PeopleFilterSet
    empty_text = "还没有人员。点“加人员”开始。"
    columns = [
        LinkColumn("name", label="姓名", sort_key="name", address="people:person"),
        Column("username", label="用户名", sort_key="username"),
        SeatsColumn("seats", label="单位和角色", width="45%"),
        ActiveColumn("active", label="状态"),
    ]

    def get_base_queryset(self):
        groups = Group.objects.select_related("role_group__unit")
        return people_visible_to(self.request.user).prefetch_related(
            Prefetch("groups", queryset=groups)
        )

    @property
    def buttons(self):
        return [
            HeaderButton("加人员", url=reverse("people:add_person"), icon_name="plus", priority=10),
            HeaderButton(
                "从表格导入", url=reverse("people:import_people"), icon_name="upload", priority=20
            ),
        ]


class UnitsView(ManagedListView):
    model = UnitPage
    counted = "个"
    thing = "单位"
    page_title = "单位"
    index_url_name = "people:units"
    index_results_url_name = "people:units_results"
    header_icon = "group"
    search_fields = ["title", "short_name"]
    searched = "名称、简称"
    plain_name = "units"
    default_ordering = ("ranking_group", "path")
    empty_text = "还没有单位。点“开设单位”开始。"
    columns = [
        LinkColumn("title", label="名称", sort_key="title", address="people:unit"),
        Column("group", label="排名组", accessor="get_ranking_group_display"),
        Column("quota", label="任务类别", accessor="get_quota_class_display"),
        Column("people", label="在册人数", accessor="people", classname="number"),
        Column("retired_on", label="停用日期"),
    ]

    def get_base_queryset(self):
        active = Q(role_groups__group__user__is_active=True)
        people = Count("role_groups__group__user", filter=active, distinct=True)
        return UnitPage.objects.annotate(people=people)

    @property
    def buttons(self):
        return [
            HeaderButton(
                "开设单位", url=reverse("people:open_unit"), icon_name="plus", priority=10
            ),
            HeaderButton(
                "从表格导入", url=reverse("people:import_units"), icon_name="upload", priority=20
            ),
        ]


def _screen(request, template, title, parent, **context):
    name, label = parent
    way = [(reverse(name), label)]
    return screen(request, f"editorial/people/{template}.html", title, "user", way, **context)


PEOPLE, UNITS = ("people:people", "人员"), ("people:units", "单位")


@sensitive_variables("password")
def add_person(request):
    """The first password is shown once, on the answer to this very request."""
    _check(request)
    form = PersonForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        with refusal_in_form(form):
            person, password = people_actions.add_person(request.user, **form.values())
            return _hand_over(request, person, password)
    return _screen(request, "form", "加人员", PEOPLE, form=form, back=reverse("people:people"))


@sensitive_variables("password")
def _hand_over(request, person, password):
    return _screen(request, "first_password", "首次密码", PEOPLE, person=person, password=password)


def person(request, pk):
    """One person: change, move to another unit; reset and retire beside it."""
    _check(request)
    row = get_object_or_404(people_visible_to(request.user), pk=pk)
    why_not = why_not_manage(request.user, row)
    seats = RoleGroup.objects.filter(group__user=row).select_related("unit")
    held = next((seat.unit for seat in seats if seat.unit), None)
    initial = {
        "name": row.name,
        "unit": held,
        "roles": [seat.role for seat in seats],
        "email": row.email,
        "phone": row.phone,
        "seen": people_actions.token_of(row),
    }
    form = PersonForm(request.POST or None, initial=initial, actor=request.user, person=row)
    if request.method == "POST" and form.is_valid():
        write = people_actions.change_person if row.is_active else people_actions.restore_person
        with refusal_in_form(form):
            write(request.user, pk, seen=form.cleaned_data["seen"], **form.values())
            messages.success(request, f"{row.name}的信息已保存。")
            return redirect("people:person", pk)
    return _screen(
        request,
        "person",
        row.name,
        PEOPLE,
        person=row,
        form=None if why_not else form,
        why_not=why_not,
        former=row.contributors.filter(is_active=False, merged_into=None).select_related("unit"),
    )


@require_POST
def reset_password(request, pk):
    _check(request)
    row = get_object_or_404(people_visible_to(request.user), pk=pk)
    with refusal_told(request):
        password = people_actions.reset_password(request.user, pk)
        return _hand_over(request, row, password)
    return redirect("people:person", pk)


@require_POST
def retire_person(request, pk):
    _check(request)
    row = get_object_or_404(people_visible_to(request.user), pk=pk)
    return _carry_out(
        request,
        lambda: people_actions.retire_person(request.user, pk),
        f"{row.name}已不再担任，不能再登录；写过的稿件和得分都还在。",
        redirect("people:person", pk),
    )


def _carry_out(request, action, done, answer):
    with refusal_told(request):
        action()
        messages.success(request, done)
    return answer


def open_unit(request):
    _check(request)
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_in_form(form):
            row = unit_actions.open_unit(request.user, UnitIndexPage.objects.get(), **form.values())
            messages.success(request, f"“{row.title}”已开设，可以加人员了。")
            return redirect("people:units")
    return _screen(request, "form", "开设单位", UNITS, form=form, back=reverse("people:units"))


def unit(request, pk):
    _check(request)
    row = get_object_or_404(UnitPage, pk=pk)
    initial = {
        "title": row.title,
        "short_name": row.short_name,
        "ranking_group": row.ranking_group,
        "quota_class": row.quota_class,
        "seen": unit_actions.token_of(row),
    }
    form = UnitForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusal_in_form(form):
            seen = form.cleaned_data["seen"]
            unit_actions.change_unit(request.user, pk, seen=seen, **form.values())
            messages.success(request, "单位信息已保存。")
            return redirect("people:unit", pk)
    return _screen(request, "unit", row.title, UNITS, unit=row, form=form)


@require_POST
def retire_unit(request, pk):
    _check(request)
    row = get_object_or_404(UnitPage, pk=pk)
    write = unit_actions.bring_unit_back if row.is_retired else unit_actions.retire_unit
    done = "已恢复使用。" if row.is_retired else "已停用；稿件、得分和人员记录都还在。"
    return _carry_out(request, lambda: write(request.user, pk), done, redirect("people:unit", pk))
