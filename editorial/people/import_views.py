"""单位与人员 → 导入, for managers: upload a sheet, see what it would make and what is wrong beside each
row, confirm, and get the first passwords once. Reading is editorial.files.sheets_in, checking
editorial.people.sheet, writing editorial.people.importing."""

import base64
from collections.abc import Callable
from dataclasses import dataclass

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from editorial import roles
from editorial.files.sheets_out import XLSX, workbook
from editorial.people import importing as imports
from editorial.people.forms import SheetForm
from editorial.people.models import Contributor
from editorial.people.rules import grantable_roles
from editorial.people.seats import may_manage_people
from editorial.people.sheet import (
    PEOPLE_COLUMNS,
    RANKING_GROUPS,
    UNIT_COLUMNS,
    check_people,
    check_units,
)
from editorial.screens.downloads import named
from editorial.screens.pages import screen

# A preview older than this is uploaded again; the sheet travels in the page, signed.
PREVIEW_SECONDS = 2 * 60 * 60
# Django takes 2.5 MB of form fields.
PREVIEW_BYTES = 2_000_000


@dataclass(frozen=True)
class Kind:
    """What differs between a sheet of units and one of people."""

    name: str
    title: str
    counter: str
    columns: tuple
    required: int
    check: Callable
    write: Callable
    back: tuple


KINDS = {
    "people": Kind(
        "people",
        "导入人员",
        "人",
        PEOPLE_COLUMNS,
        3,
        check_people,
        imports.import_people,
        ("people:people", "人员"),
    ),
    "units": Kind(
        "units",
        "导入单位",
        "个单位",
        UNIT_COLUMNS,
        3,
        check_units,
        imports.import_units,
        ("people:units", "单位"),
    ),
}


def _kind(request, name):
    if not may_manage_people(request.user):
        raise Http404
    return KINDS[name]


def _screen(request, kind, template, title, **context):
    name, label = kind.back
    way = [(reverse(name), label)]
    return screen(
        request, f"editorial/people/{template}.html", title, "upload", way, kind=kind, **context
    )


def upload(request, kind):
    """The form; a readable file answers with its preview and writes nothing."""
    kind = _kind(request, kind)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SheetForm(*posted, columns=kind.columns)
    if form.is_valid():
        rows = kind.check(form.table, imports.known_to(request.user))
        sealed = _seal(request, kind, [row for row in rows if row.is_right])
        if len(sealed) <= PREVIEW_BYTES:
            return _preview(request, kind, rows, sealed)
        form.add_error("sheet", "表里的内容太多。请分成几个文件导入。")
    return _screen(
        request,
        kind,
        "import",
        kind.title,
        form=form,
        role_names=[
            name for role, name in roles.ROLE_NAMES.items() if role in grantable_roles(request.user)
        ],
        ranking_groups=list(RANKING_GROUPS),
    )


def _preview(request, kind, rows, sealed="", is_stale=False):
    right = [row for row in rows if row.is_right]
    return _screen(
        request,
        kind,
        "import_preview",
        f"{kind.title}：预览",
        wrong=[_shown(row, kind) for row in rows if not row.is_right],
        right=[_shown(row, kind) for row in right],
        sealed=sealed if right else "",
        is_stale=is_stale,
    )


def _shown(row, kind):
    """A row for the screen: its cells with the wrong ones marked; the log-in that will be made."""
    wrong = {fault.column for fault in row.faults}
    cells = [(name, row.cells.get(name, ""), name in wrong) for name in kind.columns]
    made = "" if row.cells.get("用户名") else row.values.get("username", "")
    faults = sorted(row.faults, key=lambda fault: kind.columns.index(fault.column))
    return {"number": row.number, "cells": cells, "faults": faults, "made": made}


def _seal(request, kind, rows):
    """The right rows as the preview shows them, log-ins included, for nobody else and no other
    use."""
    table = [(row.number, row.cells | _username_of(row)) for row in rows]
    return signing.dumps(table, salt=_salt(request, kind), compress=True)


def _username_of(row):
    username = row.values.get("username")
    return {"用户名": username} if username else {}


def _salt(request, kind):
    return f"import {kind.name} {request.user.pk}"


@require_POST
@sensitive_variables("made")
def confirm(request, kind):
    """Write what the preview showed, all of it or nothing; people's first passwords are on the
    answer to this very request and nowhere else."""
    kind = _kind(request, kind)
    try:
        table = signing.loads(
            request.POST.get("sealed", ""), salt=_salt(request, kind), max_age=PREVIEW_SECONDS
        )
    except signing.BadSignature:
        messages.error(request, "这份预览已过期，什么也没有写入。请重新上传表格。")
        return redirect(f"people:import_{kind.name}")
    try:
        made = kind.write(request.user, table)
    except imports.SheetHasFaults as refusal:
        return _preview(request, kind, refusal.rows, is_stale=True)
    if kind.name == "people":
        return _hand_over(request, kind, made)
    messages.success(request, f"已开设{len(made)}个单位，可以加人员了。")
    return redirect("people:units")


@sensitive_variables("made", "people")
def _hand_over(request, kind, made):
    users = [user for user, _password in made]
    seats = Contributor.objects.filter(user__in=users, is_active=True)
    units = dict(seats.values_list("user", "unit__title"))
    people = [
        {
            "name": user.name,
            "unit": units.get(user.pk, ""),
            "username": user.username,
            "password": password,
        }
        for user, password in made
    ]
    columns = ("姓名", "单位", "用户名", "首次密码")
    sheet = workbook(columns, [person.values() for person in people], widths=(12, 28, 18, 20))
    return _screen(
        request,
        kind,
        "first_passwords",
        "首次密码",
        people=people,
        download=f"data:{XLSX};base64,{base64.b64encode(sheet).decode()}",
    )


def template(request, kind):
    """An empty sheet with the right header; columns that must be filled are marked."""
    kind = _kind(request, kind)
    heads = [f"{name}*" if at < kind.required else name for at, name in enumerate(kind.columns)]
    response = HttpResponse(workbook(heads, [], widths=(24, 24)), content_type=XLSX)
    return named(response, f"{kind.title}模板.xlsx", "template")
