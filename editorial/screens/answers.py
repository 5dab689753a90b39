"""The answers that several screens give: a 403 in Chinese for a thing that is seen but not allowed.
Wagtail would turn PermissionDenied into a redirect, which tells nobody what happened."""

from django.shortcuts import render


def forbidden(request, text):
    context = {"page_title": "没有权限", "header_icon": "lock", "text": text}
    return render(request, "editorial/screens/forbidden.html", context, status=403)
