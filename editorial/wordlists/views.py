"""稿件 → 词库: the eight lists of the proof checks with search, a row to add, edit and delete, CSV in and
out. What a change does is editorial.wordlists.actions', what a file holds editorial.wordlists.files'."""

from django.core import signing
from django.db.models import Count, F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from editorial.checks.lists import (
    COLUMNS,
    HEADINGS,
    LIST_NAMES,
    STARTERS_LOOKED_AT,
    parse_csv,
    serialise_csv,
)
from editorial.people.seats import may_keep_words
from editorial.record.seen import token_of_save
from editorial.refused import Refused
from editorial.screens.answers import refusal_in_form, refusal_told
from editorial.screens.downloads import named
from editorial.screens.lists import LinkColumn, ListView
from editorial.screens.pages import screen
from editorial.wordlists import actions
from editorial.wordlists.files import write_list
from editorial.wordlists.forms import ListFileForm, RowForm
from editorial.wordlists.in_force import rows_of
from editorial.wordlists.models import FIELDS, ListedWord, WordListChange

# What each list is for, in one line above it.
FINDS = {
    "forbidden": "稿件里有这些词，会提醒作者改；级别是“禁止”的，改了才能提交。",
    "careful": "稿件里有这些词，会请作者核对。",
    "typos": "常见的错别字，会提示改法。不收“的地得”，那由检查自己看。",
    "bodies": "机构的错名和不规范的简称，会提示改成规范的名称。",
    "titles": "不规范的职务称谓，会提示改法。",
    "people": "稿件里姓名的先后和这里的排序不同，或职务不符，会请作者核对。",
    "places": "地名。各项检查都不会把它们当成错。",
    "exempt": "各项检查都放过的词：热线电话、专有名称等。",
}
SHOWN, CHANGES = 50, 10
# A list that nobody has read for so long may name what is out of date.
FRESH_DAYS = 365
# A preview older than this is uploaded again; the rows travel in the page, signed.
PREVIEW_SECONDS = 2 * 60 * 60
# Django takes 2.5 MB of form fields.
PREVIEW_BYTES = 2_000_000


@require_POST
def look_through(request, name):
    refuse_whoever_keeps_no_words(request.user, name)
    with refusal_told(request):
        actions.look_through(request.user, name)
        messages.success(request, f"已记下：您今天通看了{LIST_NAMES[name]}。")
    return redirect("wordlists:words", name)


def look_of(name):
    """When a list was last read through, by whom, and whether that is too long ago."""
    look = actions.last_look(name)
    day = localdate(look.at) if look else STARTERS_LOOKED_AT
    return {"day": day, "by": look, "is_old": (localdate() - day).days > FRESH_DAYS}


def refuse_whoever_keeps_no_words(user, name):
    if not may_keep_words(user) or name not in LIST_NAMES:
        raise Http404


class WordColumn(LinkColumn):
    def arguments(self, instance):
        return instance.list, instance.pk


class TextColumn(Column):
    """Empty cells are hidden on a phone; the others name themselves there."""

    cell_template_name = "editorial/wordlists/_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        return {**super().get_cell_context_data(instance, parent_context), "label": self.label}


class ChangedColumn(Column):
    """Who changed it last and on which day."""

    cell_template_name = "editorial/wordlists/_cell.html"

    def get_value(self, instance):
        by = instance.updated_by.name if instance.updated_by else "初始词表"
        return f"{localtime(instance.updated_at):%Y-%m-%d} {by}"


class WordsView(ListView):
    counted = "个"
    thing = "词"
    model = ListedWord
    header_icon = "clipboard-list"
    template_name = "editorial/wordlists/list.html"
    results_template_name = "editorial/wordlists/list_results.html"
    default_ordering = "-updated_at"
    paginate_by = 50
    page_title = "词库"
    searched = "词、改法、说明"
    plain_name = "words"
    form = None

    def dispatch(self, request, *args, name, **kwargs):
        refuse_whoever_keeps_no_words(request.user, name)
        self.name = name
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """加入 of one word; what is wrong stays in the fields."""
        self.form = RowForm(request.POST, name=self.name)
        if self.form.is_valid():
            with refusal_in_form(self.form):
                word = actions.add(request.user, self.name, self.form.cleaned_data)
                messages.success(request, f"“{word}”已加入{LIST_NAMES[self.name]}，马上生效。")
                return redirect("wordlists:words", self.name)
        return self.get(request, *args, **kwargs)

    def get_index_url(self):
        return reverse("wordlists:words", args=(self.name,))

    def get_index_results_url(self):
        return reverse("wordlists:words_results", args=(self.name,))

    @property
    def file_title(self):
        return f"词库-{LIST_NAMES[self.name]}"

    @property
    def search_fields(self):
        return [FIELDS.get(name, name) for name in COLUMNS[self.name] if name != "rank"]

    @property
    def columns(self):
        key, *others = COLUMNS[self.name]
        return [
            WordColumn("word", label=HEADINGS[key], sort_key="word", address="wordlists:edit_word"),
            *(
                TextColumn(
                    name,
                    label=HEADINGS[name],
                    sort_key=name,
                    classname="number" if name == "rank" else None,
                )
                for name in others
            ),
            ChangedColumn("updated_at", label="最近修改", sort_key="updated_at"),
        ]

    def get_base_queryset(self):
        return ListedWord.objects.filter(list=self.name).select_related("updated_by")

    def order_queryset(self, queryset):
        """What was changed last comes first, the people by their rank."""
        if self.name == "people" and not self.is_explicitly_ordered:
            return queryset.order_by(F("rank").asc(nulls_last=True), "pk")
        return super().order_queryset(queryset).order_by(self.ordering, "pk")

    @property
    def buttons(self):
        return [
            HeaderButton(
                "导入CSV",
                url=reverse("wordlists:import_words", args=(self.name,)),
                icon_name="upload",
            ),
            HeaderButton(
                "导出整表CSV",
                url=reverse("wordlists:export_words", args=(self.name,)),
                icon_name="download",
            ),
        ]

    def get_context_data(self, **kwargs):
        counts = dict(ListedWord.objects.order_by().values_list("list").annotate(count=Count("pk")))
        context = {
            "list": self.name,
            "list_name": LIST_NAMES[self.name],
            "finds": FINDS[self.name],
            "look": look_of(self.name),
            "tabs": [(name, label, counts.get(name, 0)) for name, label in LIST_NAMES.items()],
            "form": self.form or RowForm(name=self.name),
            "changes": WordListChange.objects.filter(list=self.name).select_related("actor")[
                :CHANGES
            ],
        }
        return super().get_context_data(**context, **kwargs)


def _screen(request, name, template, title, **context):
    list_name = LIST_NAMES[name]
    return screen(
        request,
        f"editorial/wordlists/{template}.html",
        title,
        "clipboard-list",
        [(reverse("wordlists:words", args=(name,)), f"词库：{list_name}")],
        list=name,
        list_name=list_name,
        **context,
    )


def edit(request, name, pk):
    refuse_whoever_keeps_no_words(request.user, name)
    word = get_object_or_404(ListedWord.objects.select_related("updated_by"), list=name, pk=pk)
    form = RowForm(request.POST or None, initial=word.as_row(), name=name)
    if request.method == "POST" and form.is_valid():
        with refusal_in_form(form):
            actions.change(request.user, pk, form.cleaned_data, request.POST.get("seen", ""))
            messages.success(request, f"“{form.cleaned_data[form.key]}”已保存，马上生效。")
            return redirect("wordlists:words", name)
    seen = request.POST.get("seen") or token_of_save(word)
    return _screen(request, name, "edit", word.word, word=word, form=form, seen=seen)


@require_POST
def remove(request, name, pk):
    refuse_whoever_keeps_no_words(request.user, name)
    with refusal_told(request, tell=messages.warning):
        word = actions.remove(request.user, pk)
        messages.success(request, f"“{word}”已从{LIST_NAMES[word.list]}删去，马上生效。")
    return redirect("wordlists:words", name)


@require_safe
def export(request, name):
    refuse_whoever_keeps_no_words(request.user, name)
    response = HttpResponse(write_list(name, rows_of(name)), content_type="text/csv; charset=utf-8")
    return named(response, f"{LIST_NAMES[name]}.csv", f"words-{name}")


def upload(request, name):
    """The form; a right file answers with its preview, and nothing is written."""
    refuse_whoever_keeps_no_words(request.user, name)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ListFileForm(*posted, name=name)
    if form.is_valid():
        sealed = _seal(request, name, form.read.rows)
        if len(sealed) <= PREVIEW_BYTES:
            return _preview(request, name, form.read.rows, sealed, doubled=form.read.doubled)
        form.add_error("file", "文件里的内容太多。请分成几个文件导入。")
    headings = [HEADINGS[column] for column in COLUMNS[name]]
    return _screen(
        request,
        name,
        "import",
        f"导入{LIST_NAMES[name]}",
        form=form,
        headings=headings,
        problems=form.problems[:SHOWN],
        more=max(0, len(form.problems) - SHOWN),
    )


def _preview(request, name, rows, sealed, **context):
    found = actions.compare(name, rows)
    key = COLUMNS[name][0]
    return _screen(
        request,
        name,
        "import_preview",
        f"导入{LIST_NAMES[name]}：预览",
        new=[(row[key], _rest(row)) for row in found.new[:SHOWN]],
        changed=[
            (row[key], _rest(word.as_row()), _rest(row)) for word, row in found.changed[:SHOWN]
        ],
        missing=[(word.word, _rest(word.as_row())) for word in found.missing[:SHOWN]],
        counts={
            "new": len(found.new),
            "changed": len(found.changed),
            "missing": len(found.missing),
            "same": found.same,
            "rows": len(rows),
        },
        shown=SHOWN,
        sealed=sealed,
        **context,
    )


def _rest(row):
    """What a row says beside its word."""
    _key, *cells = row.values()
    return " · ".join(cell for cell in cells if cell)


def _seal(request, name, rows):
    table = (actions.current_version(), serialise_csv(name, rows))
    return signing.dumps(table, salt=_salt(request, name), compress=True)


def _salt(request, name):
    return f"word list {name} {request.user.pk}"


@require_POST
def confirm(request, name):
    """Write what the preview showed, all of it or nothing."""
    refuse_whoever_keeps_no_words(request.user, name)
    try:
        seen, text = signing.loads(
            request.POST.get("sealed", ""), salt=_salt(request, name), max_age=PREVIEW_SECONDS
        )
    except signing.BadSignature:
        messages.error(request, "这份预览已过期，什么也没有写入。请重新上传文件。")
        return redirect("wordlists:import_words", name)
    rows, _problems = parse_csv(name, text)
    replaces = request.POST.get("how") == "replace"
    try:
        done = actions.import_list(request.user, name, rows, seen, replaces)
    except Refused as refusal:
        return _preview(request, name, rows, _seal(request, name, rows), refusal=str(refusal))
    gone = f"，删去{len(done.missing)}个" if replaces else ""
    messages.success(
        request,
        f"{LIST_NAMES[name]}已导入：新增{len(done.new)}个，修改{len(done.changed)}个{gone}。"
        "马上生效。",
    )
    return redirect("wordlists:words", name)
