"""通报: the circular of a quarter as a page and as a Word file, its few written words, and issuing."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from wagtail.admin import messages

from editorial.actions import Refused
from editorial.permissions import may_keep_scores
from scoring.actions.bulletins import bulletin_of, issue, save_words
from scoring.bulletin.content import compose
from scoring.bulletin.word import bulletin_docx
from scoring.models import Bulletin, Quarter
from scoring.querysets import sees_all_scores
from scoring.views.quarters import quarter_of_code

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class BulletinForm(forms.ModelForm):
    class Meta:
        model = Bulletin
        fields = ["number", "addressees", "issuer", "requirements"]
        widgets = {"requirements": forms.Textarea(attrs={"rows": 4})}


def _quarter(request, code):
    if not sees_all_scores(request.user):
        raise Http404
    return quarter_of_code(code)


def _content(bulletin, quarter):
    """As issued, or as the ledger has it now."""
    return bulletin.content or compose(quarter, bulletin)


def bulletins(request):
    if not sees_all_scores(request.user):
        raise Http404
    context = {
        "quarters": Quarter.objects.select_related("bulletin"),
        "page_title": "通报",
        "header_icon": "doc-full",
        "breadcrumbs_items": [{"url": "", "label": "通报"}],
    }
    return render(request, "scoring/bulletins.html", context)


def bulletin(request, code):
    """The circular as a page; the score keeper writes its words and issues it."""
    quarter = _quarter(request, code)
    row = bulletin_of(quarter)
    form = BulletinForm(request.POST or None, instance=bulletin_of(quarter))
    may_write = may_keep_scores(request.user) and not row.is_issued
    if request.method == "POST" and may_write and form.is_valid():
        try:
            save_words(quarter, **form.cleaned_data)
            if "issue" in request.POST:
                issue(quarter, request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "通报已印发。" if "issue" in request.POST else "已保存。")
        return redirect("scoring:bulletin", code)
    context = {
        "quarter": quarter,
        "bulletin": row,
        "content": _content(row, quarter),
        "form": form if may_write else None,
        "page_title": f"{quarter.label}通报",
        "header_icon": "doc-full",
        "breadcrumbs_items": [{"url": "", "label": f"{quarter.label}通报"}],
    }
    return render(request, "scoring/bulletin.html", context)


def bulletin_word(request, code):
    quarter = _quarter(request, code)
    content = _content(bulletin_of(quarter), quarter)
    response = HttpResponse(bulletin_docx(content), content_type=WORD)
    name = f"{content['title']}.docx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
