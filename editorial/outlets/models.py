"""Outlets (媒体/平台): where pieces are sent and where they appear, with a profile that the bureau
fills in."""

from django.db import models

from editorial.names import NameField
from editorial.vocabulary import BYLINE_FORMS, KINDS, LEVELS, members

Level = models.TextChoices("Level", members(LEVELS))


Kind = models.TextChoices("Kind", members(KINDS))


class Channel(models.TextChoices):
    HAND = "hand", "人工投送"
    SITE = "site", "本单位网站"


BylineForm = models.TextChoices("BylineForm", members(BYLINE_FORMS))


class Outlet(models.Model):
    """An outlet. `code` is its stable name in rule books and files."""

    name = NameField("名称", max_length=40, unique=True)
    code = models.SlugField("代码", max_length=40, unique=True, help_text="计分办法按代码认媒体")
    level = models.CharField("级别", max_length=10, choices=Level.choices)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    channel = models.CharField(
        "投送方式", max_length=10, choices=Channel.choices, default=Channel.HAND
    )
    name_pattern = models.CharField(
        "文件命名",
        max_length=80,
        default="{unit}_{headline}",
        help_text="可用 {unit} 单位、{headline} 标题、{author} 作者、{date} 日期、{genre} 体裁",
    )
    byline_form = models.CharField(
        "署名位置", max_length=12, choices=BylineForm.choices, default=BylineForm.UNDER_TITLE
    )
    embed_photos = models.BooleanField("照片同时放进Word", default=True)
    headline_limit = models.PositiveSmallIntegerField("标题字数上限", null=True, blank=True)
    length_limit = models.PositiveIntegerField("正文字数上限", null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField("通常几天答复", null=True, blank=True)
    contact = models.CharField("联系方式", max_length=100, blank=True)
    note = models.TextField("备注", blank=True)
    is_active = models.BooleanField("在用", default=True)
    sort_order = models.PositiveSmallIntegerField("次序", default=100)

    class Meta:
        verbose_name = "媒体"
        verbose_name_plural = "媒体"
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return self.name
