"""上传Word, 粘贴文字, and the captions that are asked for afterwards. What is read how is the importer's,
what is written editorial.intake.uploads' and pasting's."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from editorial.intake import pasting, uploads
from editorial.intake.forms import CaptionForm, PasteForm, UploadForm
from editorial.intake.models import ManuscriptUpload
from editorial.people.seats import unit_ids_of
from editorial.pieces.models import stage_of_piece
from editorial.pieces.page import PiecePage, pieces_visible_to
from editorial.pieces.rules import may_edit
from editorial.screens.answers import refusal_told
from editorial.screens.pages import screen

SHOWN = 30


def refuse_whoever_writes_nothing(user):
    if not unit_ids_of(user):
        raise Http404


def _way():
    return [(reverse("desk:my_pieces"), "我的稿件")]


def upload(request):
    refuse_whoever_writes_nothing(request.user)
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        rows = uploads.take_uploads(
            request.user, form.cleaned_data["unit"].specific, form.cleaned_data["files"]
        )
        if waiting := sum(row.is_open for row in rows):
            messages.success(
                request,
                f"收到{waiting}个文稿，正在逐个读取。可以关掉本页，结果会留在这里。",
            )
        return redirect("intake:upload_word")
    return screen(
        request,
        "editorial/intake/upload.html",
        "上传Word",
        "upload",
        _way(),
        form=form,
        **results_context(request.user),
    )


@require_safe
def upload_results(request):
    """The results alone, which the page asks for while something is still being read."""
    refuse_whoever_writes_nothing(request.user)
    return render(request, "editorial/intake/_results.html", results_context(request.user))


def results_context(user):
    rows = list(ManuscriptUpload.objects.filter(user=user).select_related("piece", "unit")[:SHOWN])
    open_batches = {row.batch for row in rows if row.is_open}
    together = [row for row in rows if row.batch in open_batches]
    return {
        "uploads": rows,
        "total": len(together),
        "read": sum(not row.is_open for row in together),
    }


def paste(request):
    refuse_whoever_writes_nothing(request.user)
    form = PasteForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        piece, refusals = pasting.draft_from_text(
            request.user,
            form.cleaned_data["unit"].specific,
            form.cleaned_data["text"],
            form.cleaned_data["photos"],
        )
        for refusal in refusals:
            messages.error(request, refusal)
        if pasting.photo_blocks(piece):
            messages.success(request, "文字和照片已存为草稿。请给每张照片写说明。")
            return redirect("intake:captions", piece.pk)
        messages.success(request, "已存为草稿。请核对标题和署名，写好再提交。")
        return redirect("wagtailadmin_pages:edit", piece.pk)
    return screen(
        request,
        "editorial/intake/paste.html",
        "粘贴文字",
        "clipboard-list",
        _way(),
        form=form,
    )


def captions(request, pk):
    """图片说明: one photo after the other, large enough for a phone."""
    piece = get_object_or_404(pieces_visible_to(request.user), pk=pk)
    if not may_edit(piece, request.user, stage_of_piece(pk)):
        messages.warning(request, "这篇稿件现在不由您修改。")
        return redirect("desk:piece", pk)
    latest = piece.get_latest_revision_as_object()
    rows = [(block, _caption_form(request, block)) for block in pasting.photo_blocks(latest)]
    if request.method == "POST" and all(form.is_valid() for _, form in rows):
        return _save_captions(request, pk, rows)
    return screen(
        request,
        "editorial/intake/captions.html",
        "图片说明",
        "image",
        _way(),
        page=piece,
        rows=rows,
        page_subtitle=latest.title,
    )


def _caption_form(request, block):
    """What was typed for a photo; one that was added meanwhile has nothing typed and stays as it is."""
    as_it_is = {name: block.value[name] or "" for name in ("caption", "photographer")}
    if request.method != "POST":
        return CaptionForm(initial=as_it_is, prefix=block.id)
    if f"{block.id}-caption" in request.POST:
        return CaptionForm(request.POST, prefix=block.id)
    return CaptionForm(
        {f"{block.id}-{name}": value for name, value in as_it_is.items()}, prefix=block.id
    )


def _save_captions(request, pk, rows):
    written = {
        block.id: (form.cleaned_data["caption"], form.cleaned_data["photographer"])
        for block, form in rows
    }
    with refusal_told(request):
        pasting.write_captions(pk, request.user, written)
        messages.success(request, "图片说明已保存。请核对全文，写好再提交。")
        return redirect("wagtailadmin_pages:edit", pk)
    return redirect("desk:piece", pk)


@require_POST
def confirm_reading(request, pk):
    """核对过了: what was guessed is right, or has been put right."""
    get_object_or_404(pieces_visible_to(request.user), pk=pk)
    with refusal_told(request):
        uploads.confirm(pk, request.user)
    return redirect("wagtailadmin_pages:edit", pk)


def notes_of_reading(piece_id, user):
    """The uploads of a piece whose guesses this person has not confirmed yet."""
    return ManuscriptUpload.objects.filter(piece_id=piece_id, user=user, confirmed_at__isnull=True)


def original_of(piece: PiecePage):
    """The file that the piece was read from, for its page; None when it was typed."""
    return (
        ManuscriptUpload.objects.filter(piece=piece, original__isnull=False)
        .select_related("original")
        .first()
    )
