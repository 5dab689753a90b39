"""The answers that several screens give: a 403 in Chinese for a thing that is seen but not allowed, and an
action's refusal as a message or beside a form's field. Wagtail would turn PermissionDenied into a redirect,
which tells nobody what happened."""

from contextlib import contextmanager

from django.shortcuts import render
from wagtail.admin import messages

from editorial.refused import Refused


def forbidden(request, text):
    context = {"page_title": "没有权限", "header_icon": "lock", "text": text}
    return render(request, "editorial/screens/forbidden.html", context, status=403)


@contextmanager
def refusal_told(request, words="{}", tell=messages.error, of=Refused):
    """A refusal within becomes a message and ends the block, so what follows the block is the answer to
    a refusal and what stands in it after the action is done only when the action is."""
    try:
        yield
    except of as refusal:
        tell(request, words.format(refusal))


@contextmanager
def refusal_in_form(form, field=None, of=Refused):
    """As refusal_told, but said by the form: at `field`, else above all fields. `of` is the kind of
    refusal that the field can mend; others go on."""
    try:
        yield
    except of as refusal:
        form.add_error(field if field in form.fields else None, str(refusal))
