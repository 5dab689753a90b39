"""How stages, stations, dates and the parts of a piece look in the admin, and which of Wagtail's links
are shown to whom; what the stages are is editorial.stages, who may open what editorial.walls.gate."""

from urllib.parse import urlsplit

from django import template
from django.urls import resolve

from editorial import stages
from editorial.desk import sign_off
from editorial.manuscripts.blocks import characters, counted_words
from editorial.pieces.body import parts_of, photos_in
from editorial.screens.moments import moment, short_moment
from editorial.walls.gate import may_open

register = template.Library()
register.filter("moment", moment)
register.filter("short_moment", short_moment)


@register.filter
def opens_for(url, user):
    """Whether one of Wagtail's own screens opens for this user."""
    found = resolve(urlsplit(url).path)
    return may_open(user, found.view_name, found.kwargs)


ICONS = {
    stages.DRAFT: "edit",
    stages.RETURNED: "rotate",
    stages.WITHDRAWN: "undo",
    stages.REOPENED: "lock-open",
    stages.APPROVED: "success",
    stages.SPIKED: "no-view",
}

KIND_NAMES = {
    "paragraph": "一段",
    "item": "一条",
    "subheading": "小标题",
    "photo": "照片",
    "table": "表格",
    "quote": "引文",
}


@register.filter
def stage_icon(stage):
    return ICONS.get(stage, "time")


@register.filter
def byline_names(piece):
    """The names of a piece's bylines, each once, in their order."""
    names = [byline.name_on(piece.signed_at) for byline in piece.bylines.all()]
    return "、".join(dict.fromkeys(names))


@register.filter
def name_on(person, moment):
    """The name of a user or author as it was then; empty for nobody."""
    return person.name_on(moment) if person else ""


@register.filter
def has_photos(piece):
    return bool(photos_in(piece.body.raw_data))


@register.filter
def body_length(piece):
    """As outlets count it: the words of the text without captions."""
    return characters(counted_words(parts_of(piece.body.raw_data)))


@register.filter
def photographers(piece):
    return "、".join(sign_off.photographers_of(piece))


@register.filter
def originality(piece):
    return sign_off.originality_of(piece)


@register.filter
def publications(page):
    return sign_off.publications_of(page)


@register.filter
def named(mapping, key):
    """The value that a dict has for a key that is only known in the template."""
    return mapping.get(key)


@register.filter
def kind_name(kind):
    """What a reader calls a part of the body."""
    return KIND_NAMES.get(kind, "内容")
