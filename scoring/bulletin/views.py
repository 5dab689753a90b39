"""通报: the circular of a quarter as a page and as files, its written words, and its way to being issued."""

from django import forms
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from editorial.people.seats import may_keep_scores
from editorial.record.canonical import digest
from editorial.screens.answers import refusal_told
from editorial.screens.downloads import named
from editorial.screens.pages import screen
from scoring.bulletin import actions as bulletins
from scoring.bulletin import files as bulletin_files
from scoring.bulletin.content import sections_of
from scoring.models import Bulletin, BulletinFile, Quarter
from scoring.models.bulletins import FileKind
from scoring.screens.pages import quarter_of_code
from scoring.visible import sees_all_scores

TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# The page of a whole province would be slow to open; the files have every row.
ROWS_ON_PAGE = 500


class BulletinForm(forms.ModelForm):
    """With a text for each section of the circular; `opened_with` tells what the figures said when the
    form was opened."""

    class Meta:
        model = Bulletin
        fields = ["number", "addressees", "issuer"]

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.sections = sections
        for section in sections:
            said = section.automatic if section.written is None else section.written
            rows = min(12, 2 + sum(1 + len(text) // 40 for text in said))
            self.fields[section.key] = forms.CharField(
                label=section.heading,
                initial="\n".join(said),
                required=False,
                max_length=10_000,
                widget=forms.Textarea(attrs={"rows": rows}),
                help_text="一行一段；清空就恢复自动文字",
            )
            self.fields[f"{section.key}_opened"] = forms.CharField(
                initial=digest(section.automatic), required=False, widget=forms.HiddenInput
            )

    def clean_number(self):
        """Brackets as people type them become those of the standard."""
        number = "".join(self.cleaned_data["number"].split())
        for bracket in "[【（(":
            number = number.replace(bracket, "〔")
        for bracket in "]】）)":
            number = number.replace(bracket, "〕")
        if number and not bulletins.NUMBER.fullmatch(number):
            raise forms.ValidationError("文号要写成“九老干通〔2026〕3号”的样子。")
        return number

    def words(self):
        """The arguments of save_words."""
        data = self.cleaned_data
        keys = [section.key for section in self.sections]
        return {
            **{name: data[name] for name in self.Meta.fields},
            "texts": {key: data[key] for key in keys},
            "opened_with": {key: data[f"{key}_opened"] for key in keys},
        }

    def section_fields(self):
        return [
            (section, self[section.key], self[f"{section.key}_opened"]) for section in self.sections
        ]

    def other_fields(self):
        return [self[name] for name in self.Meta.fields]


def _quarter(request, code):
    if not sees_all_scores(request.user):
        raise Http404
    return quarter_of_code(code)


def bulletins_list(request):
    if not sees_all_scores(request.user):
        raise Http404
    return screen(
        request,
        "scoring/bulletin/bulletins.html",
        "通报",
        "doc-full",
        quarters=Quarter.objects.select_related("bulletin"),
    )


def bulletin(request, code):
    """The circular as a page; the score keeper writes its words, the chief signs."""
    quarter = _quarter(request, code)
    row = bulletins.bulletin_of(quarter)
    form = None
    if may_keep_scores(request.user) and row.is_draft:
        sections = sections_of(quarter, row)
        # A row of its own: an invalid form has written into its instance.
        instance = bulletins.bulletin_of(quarter)
        form = BulletinForm(request.POST or None, instance=instance, sections=sections)
        if request.method == "POST" and form.is_valid():
            return _done(
                request,
                code,
                "已保存。",
                bulletins.save_words,
                quarter,
                request.user,
                **form.words(),
            )
    content = bulletins.content_of(quarter)
    return screen(
        request,
        "scoring/bulletin/bulletin.html",
        f"{quarter.label}通报",
        "doc-full",
        quarter=quarter,
        bulletin=row,
        content=content,
        rows_on_page=ROWS_ON_PAGE,
        form=form,
        acts=row.acts.select_related("user") if row.pk else [],
        may_take_back=row.is_handed_in and may_keep_scores(request.user),
        may_sign=row.is_handed_in and bulletins.may_sign_bulletins(request.user),
        is_own=row.pk and bulletins.has_written(row, request.user),
        seen=digest(row.content) if row.is_handed_in else "",
        **_files(quarter, content),
    )


def _done(request, code, said, act, *args, **kwargs):
    with refusal_told(request):
        act(*args, **kwargs)
        messages.success(request, said)
    return redirect("scoring:bulletin", code)


@require_POST
def restore_section(request, code, key):
    said, act = "已恢复自动文字。", bulletins.restore_section
    return _done(request, code, said, act, _quarter(request, code), request.user, key)


@require_POST
def keep_section(request, code, key):
    said, act = "仍用改过的文字。", bulletins.keep_section
    return _done(request, code, said, act, _quarter(request, code), request.user, key)


@require_POST
def hand_in(request, code):
    said = "已送签，等终审签发。"
    return _done(request, code, said, bulletins.hand_in, _quarter(request, code), request.user)


@require_POST
def take_back(request, code):
    said = "已撤回，可以再改。"
    return _done(request, code, said, bulletins.take_back, _quarter(request, code), request.user)


@require_POST
def send_back(request, code):
    quarter, reason = _quarter(request, code), request.POST.get("reason", "")
    return _done(
        request, code, "已退回计分人员。", bulletins.send_back, quarter, request.user, reason
    )


@require_POST
def sign(request, code):
    quarter, seen = _quarter(request, code), request.POST.get("seen", "")
    return _done(request, code, "通报已签发印发。", bulletins.issue, quarter, request.user, seen)


# -- files -----------------------------------------------------------------------------------------


def _files(quarter, content):
    """Each kind with how it is had: at once, or its row where making it takes a while."""
    rows = {row.kind: row for row in BulletinFile.objects.filter(quarter=quarter)}
    fingerprint = digest(content)
    files = []
    for kind in FileKind:
        heavy = bulletin_files.is_heavy(kind, content)
        row = rows.get(kind) if heavy else None
        is_current = row is not None and row.fingerprint == fingerprint
        files.append(
            {
                "kind": kind,
                "row": row,
                "is_heavy": heavy,
                "is_ready": not heavy or (is_current and row.state == "done"),
                "is_outdated": row is not None and not row.is_open and not is_current,
            }
        )
    return {"files": files, "files_open": any(f["row"] and f["row"].is_open for f in files)}


@require_safe
def bulletin_files_now(request, code):
    """The files alone, which the page asks for while one is being made."""
    quarter = _quarter(request, code)
    context = {"quarter": quarter, **_files(quarter, bulletins.content_of(quarter))}
    return render(request, "scoring/bulletin/_files.html", context)


def bulletin_file(request, code, kind):
    """GET: the file. POST: have one made that takes a while."""
    quarter = _quarter(request, code)
    if kind not in FileKind.values:
        raise Http404
    content = bulletins.content_of(quarter)
    is_heavy = bulletin_files.is_heavy(kind, content)
    if request.method == "POST" and is_heavy:
        said = f"正在制作{FileKind(kind).label}，可以先做别的。"
        ask = bulletin_files.ask_for
        return _done(request, code, said, ask, quarter, request.user, kind, content)
    if not is_heavy:
        with refusal_told(request):
            return _sent(HttpResponse(bulletin_files.MAKERS[kind](content)), content, kind)
        return redirect("scoring:bulletin", code)
    row = bulletin_files.ready_file(quarter, kind, content)
    if row is None:
        messages.warning(request, "这个文件行数多，要先点“制作”。")
        return redirect("scoring:bulletin", code)
    return _sent(FileResponse(row.file.open("rb")), content, kind)


def _sent(response, content, kind):
    name = f"{content['title']}.{kind}"
    response["Content-Type"] = TYPES[kind]
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return named(response, name, "circular")
