"""The frame of a screen in Wagtail's admin: its title, its icon and the way that leads to it."""

from django.shortcuts import render


def screen(request, template, title, icon, trail=(), here=None, **context):
    """The screen as an answer. `trail` are (address, words) of what leads to it; its own title ends
    them, or `here` where that says more. Without a way (None) no trail is shown at all."""
    context |= {"page_title": title, "header_icon": icon}
    if trail is not None:
        way = [{"url": url, "label": words} for url, words in trail]
        # The title of the window says what the page is of, e.g. which piece.
        context["within"] = trail[-1][1] if trail else ""
        context["breadcrumbs_items"] = [*way, {"url": "", "label": here or title}]
    return render(request, template, context)
