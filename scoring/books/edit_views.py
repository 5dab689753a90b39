"""修订计分办法: a draft section by section, its JSON form, adopting and deleting it. What a section asks
is scoring.editor's, what is written scoring.books.actions'."""

import json
from collections import Counter
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from editorial import vocabulary
from editorial.outlets.models import Outlet
from editorial.people.seats import may_keep_scores
from editorial.people.units import RankingGroup
from editorial.record.seen import token_of_save
from editorial.refused import Refused
from editorial.screens.answers import forbidden, refusal_told
from editorial.screens.downloads import named
from editorial.screens.pages import screen
from editorial.storable import storable_data
from scoring.book import RuleBookFaulty, parse
from scoring.book.summary import summary
from scoring.books import actions as rulebooks
from scoring.books import reading
from scoring.books.views import placed_faults, sections_of
from scoring.editor import layout, sheet
from scoring.models import Quarter, RuleBook
from scoring.quarter import QuarterSpan
from scoring.visible import sees_all_scores

BASIC, FORM = "basic", "form"
TOLD_FAULTS = 8
MAX_FORM_BYTES = 2_000_000
NOT_WHOLE = "页面还没有载入完就交了上来，这次没有保存。请等页面载入完再填。"
NOT_A_FORM = "这不是计分办法的文件：应是本页“下载文件”得到的那种（JSON）。"


def _keeper_only(request):
    """The answer for whoever may not write, or None."""
    if not sees_all_scores(request.user):
        raise Http404
    if not may_keep_scores(request.user):
        return forbidden(request, rulebooks.SCORERS_ONLY)
    return None


def _screen(request, template, title, book, **context):
    way = [
        (reverse("scoring:books"), "计分办法"),
        (reverse("scoring:book", args=[book.pk]), book.name),
    ]
    file = f"scoring/books/{template}.html"
    return screen(request, file, title, "list-ol", way, book=book, **context)


# -- making and leaving drafts


@require_POST
def copy(request, pk):
    if barred := _keeper_only(request):
        return barred
    draft = rulebooks.copy_book(get_object_or_404(RuleBook, pk=pk), request.user, localdate())
    messages.success(request, "已复制成一份草稿。草稿怎么改都不影响计分，施行以后才算数。")
    return redirect("scoring:edit_book", draft.pk, BASIC)


@require_POST
def upload(request):
    """A new draft from a file."""
    if barred := _keeper_only(request):
        return barred
    with refusal_told(request, "没有新建：{}"):
        draft = rulebooks.draft_from_form(_uploaded(request), request.user, localdate())
        messages.success(request, "已按文件新建一份草稿。")
        return redirect("scoring:edit_book", draft.pk, BASIC)
    return redirect("scoring:books")


def download(request, pk):
    """The JSON form, for anybody who may read the book."""
    if not sees_all_scores(request.user):
        raise Http404
    book = get_object_or_404(RuleBook, pk=pk)
    response = HttpResponse(_form_text(book), content_type="application/json; charset=utf-8")
    name = f"rulebook-{book.valid_from}-{book.pk}.json"
    return named(response, name, "rulebook")


def delete(request, pk):
    if barred := _keeper_only(request):
        return barred
    book = get_object_or_404(RuleBook, pk=pk)
    if request.method != "POST":
        if not book.is_draft:
            messages.error(request, "这份计分办法已施行，不能删除。")
            return redirect("scoring:book", pk)
        return _screen(request, "delete", "删除草稿", book)
    with refusal_told(request):
        rulebooks.delete_draft(pk, request.user)
        messages.success(request, f"已删除草稿《{book.name}》。")
    return redirect("scoring:books")


def adopt(request, pk):
    """What will be counted by it, then 施行."""
    if barred := _keeper_only(request):
        return barred
    book = get_object_or_404(RuleBook, pk=pk)
    if request.method == "POST":
        with refusal_told(request, "没有施行：{}"):
            rulebooks.adopt(pk, request.user)
            messages.success(request, f"《{book.name}》已施行，没有定稿的季度已按它重新计分。")
        return redirect("scoring:book", pk)
    if not book.is_draft:
        messages.error(request, rulebooks.IN_FORCE)
        return redirect("scoring:book", pk)
    rows = Quarter.objects.order_by("year", "number")
    reached = [row for row in rows if reading.is_in_force(row.span.first_day, book)]
    barred = reading.why_barred(reached)
    same_day = RuleBook.objects.filter(state="adopted", valid_from=book.valid_from).first()
    return _screen(
        request,
        "adopt",
        "施行计分办法",
        book,
        faults=placed_faults(book),
        barred=barred,
        reached=reached,
        replaces=same_day,
    )


# -- editing a draft


def edit(request, pk, slug):
    """One section of a draft. Going to another section saves this one."""
    if barred := _keeper_only(request):
        return barred
    book = get_object_or_404(RuleBook, pk=pk)
    if not book.is_draft:
        messages.error(request, rulebooks.IN_FORCE)
        return redirect("scoring:book", pk)
    if slug == BASIC:
        return _edit_basic(request, book)
    if slug == FORM:
        return _edit_form(request, book)
    if slug not in layout.BY_SLUG:
        raise Http404
    return _edit_section(request, book, layout.BY_SLUG[slug])


def _edit_section(request, book, section):
    filled, faults, focus = None, [], ""
    if request.method == "POST" and "whole" not in request.POST:
        # Its last field: rows that the browser had not got yet would be taken for deleted ones.
        messages.error(request, NOT_WHOLE)
    elif request.method == "POST":
        filled = {name: request.POST.getlist(name) for name in request.POST}
        focus = _changed_rows(request.POST, section, filled)
        if not focus:
            parts, faults = sheet.collect(section, filled)
            rules = sheet.merge(book.rules, parts)
            if not faults:
                with refusal_told(request):
                    return _saved(request, book, section.slug, rules=rules)
    return _editor(
        request,
        book,
        section.slug,
        section.title,
        parts=sheet.shown(section, filled or sheet.flatten(section, book.rules), _lists()),
        own_faults=faults,
        focus=focus,
        unsaved=filled is not None,
        summaries=_summaries(book, section),
        section=section,
    )


def _changed_rows(post, section, filled):
    """One row more, one fewer, one moved: the sheet is changed and shown again, nothing is saved. The
    id of what is to have the focus, or "" when no such button was pressed."""
    for act in ("add", "drop", "up"):
        path, _, number = post.get(act, "").partition(":")
        table = sheet.table_of(section, path) if path else None
        if table is None or (number and not number.isdecimal()):
            continue
        row = int(number or 0)
        if act == "add":
            row = sheet.with_row(table, filled)
        elif act == "drop":
            sheet.without_row(table, filled, row)
            row = min(row, sheet.count_of(table, filled) - 1)
        else:
            sheet.moved_up(table, filled, row)
            row = max(row - 1, 0)
        return f"row-{path.replace('.', '-')}-{row}"
    return ""


def _edit_basic(request, book):
    name, day = book.name, book.valid_from.isoformat()
    if request.method == "POST":
        name, day = request.POST.get("name", "").strip(), request.POST.get("valid_from", "")
        with refusal_told(request):
            return _saved(request, book, BASIC, name=name, valid_from=_day(day))
    return _editor(request, book, BASIC, "名称与施行日期", name=name, days=_first_days(book, day))


def _edit_form(request, book):
    """全文和文件: the whole book in plain Chinese, and a file that replaces it; what is wrong with the
    file is told and nothing is saved."""
    faults = []
    if request.method == "POST" and not request.FILES:
        # Going to another section, with nothing to save here.
        return _saved(request, book, FORM)
    if request.method == "POST":
        try:
            rules, name, valid_from = reading.read_form(_uploaded(request))
            columns = {"name": name or book.name, "valid_from": valid_from or book.valid_from}
            return _saved(request, book, FORM, rules=rules, **columns)
        except Refused as refusal:
            faults = str(refusal).split("；")
    outlets = dict(Outlet.objects.values_list("code", "name"))
    return _editor(
        request,
        book,
        FORM,
        "全文和文件",
        sections=sections_of(book, outlets),
        own_faults=faults,
    )


def _saved(request, book, slug, **changes):
    """Saves with what the browser had seen; goes to the section that was asked for."""
    values = {"name": book.name, "valid_from": book.valid_from, "rules": book.rules} | changes
    saved = rulebooks.save_draft(book.pk, request.user, request.POST.get("seen", ""), **values)
    then = request.POST.get("then", "")
    goes_on = then in layout.BY_SLUG or then in (BASIC, FORM)
    faults = placed_faults(saved)
    if goes_on:
        faults = [found for found in faults if found[0] and found[0].slug == slug]
    if faults:
        messages.warning(request, _told(saved, faults))
    elif not goes_on:
        messages.success(request, "已保存。")
    return redirect("scoring:edit_book", book.pk, then if goes_on else slug)


def _told(book, faults):
    """Saved, and where it must be mended, each place a link."""
    links = format_html_join(
        "；",
        '<a href="{}">{}</a>',
        (
            (f"{_address(book, section)}#{place}", fault)
            for section, fault, place in faults[:TOLD_FAULTS]
        ),
    )
    more = f"；另有{len(faults) - TOLD_FAULTS}处" if len(faults) > TOLD_FAULTS else ""
    return format_html("已保存，有{}处需要改：{}{}。", len(faults), links, more)


def _address(book, section):
    return reverse("scoring:edit_book", args=[book.pk, section.slug if section else BASIC])


def _editor(request, book, slug, title, own_faults=(), **context):
    faults = placed_faults(book)
    here = [fault for section, fault, _ in faults if section and section.slug == slug]
    faults_here = list(own_faults) or here
    counts = Counter(section.slug for section, _, _ in faults if section)
    tabs = [(BASIC, "名称与日期", 0)]
    tabs += [(s.slug, s.title, counts[s.slug]) for s in layout.SECTIONS]
    tabs.append((FORM, "全文和文件", 0))
    return _screen(
        request,
        "edit",
        f"修订：{title}",
        book,
        slug=slug,
        tabs=tabs,
        seen=request.POST.get("seen") or token_of_save(book),
        faults=faults_here,
        places=[(fault, layout.place_of(fault)[1]) for fault in faults_here],
        elsewhere=len(faults) - len(here),
        homeless=[fault for section, fault, _ in faults if section is None],
        **context,
    )


def _summaries(book, section):
    """The section in plain Chinese, None as long as the draft has faults."""
    try:
        found = summary(parse(book.rules), dict(Outlet.objects.values_list("code", "name")))
    except RuleBookFaulty:
        return None
    return [part for part in found if part.title in section.summaries]


def _lists():
    """What the choices of the cells offer."""
    outlets = Outlet.objects.order_by("level", "name").values_list("code", "name")
    return {
        "outlet": list(outlets),
        "level": list(vocabulary.LEVELS.items()),
        "genre": list(vocabulary.GENRES.items()),
        "use": list(vocabulary.USES.items()),
        "position": list(vocabulary.POSITIONS.items()),
        "kind": list(vocabulary.KINDS.items()),
        "evidence": list(vocabulary.EVIDENCE.items()),
        "group": list(RankingGroup.choices),
    }


def _first_days(book, chosen):
    """[(day, words, chosen)] of the quarters from last year's first to next year's last."""
    this_year = localdate().year
    spans = {
        QuarterSpan(year, n) for year in range(this_year - 1, this_year + 2) for n in range(1, 5)
    }
    spans.add(QuarterSpan.of(book.valid_from))
    states = {row.span: row.get_state_display() for row in Quarter.objects.exclude(state="open")}
    found = []
    for span in sorted(spans):
        day, state = span.first_day, states.get(span)
        text = (
            f"{day.year}年{day.month}月1日（{span.label}{f'，{state}，不能改' if state else ''}）"
        )
        found.append((day.isoformat(), text, day.isoformat() == chosen))
    return found


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused("请选施行日期。") from error


def _form_text(book):
    return json.dumps(reading.form_of(book), ensure_ascii=False, indent=2) + "\n"


def _uploaded(request):
    file = request.FILES.get("file")
    if file is None:
        raise Refused("请先选一个文件。")
    if file.size > MAX_FORM_BYTES:
        raise Refused("文件太大了，计分办法的文件一般不到100 KB。")
    return _decoded(file.read())


def _decoded(content):
    try:
        return storable_data(json.loads(content.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise Refused(NOT_A_FORM) from error
