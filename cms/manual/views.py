"""The screen on which the manual is read."""

from django.http import Http404
from django.shortcuts import redirect

from cms.manual.pages import FIRST, address_of_page, body_of, page_names, title_of
from editorial.screens.pages import screen


def first(request):
    return redirect("manual", FIRST)


def page(request, name):
    if name not in page_names():
        raise Http404
    trail = () if name == FIRST else [(address_of_page(FIRST), title_of(FIRST))]
    return screen(
        request, "cms/manual/page.html", title_of(name), "help", trail, body=body_of(name)
    )
