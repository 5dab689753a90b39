"""The bureau's word lists (词库) as rows. What a row may hold is editorial.checks.lists'; every change
goes through editorial.wordlists.actions, which keeps the version and the record of changes."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from editorial.checks.lists import COLUMNS, FORBIDDEN_LEVELS, LIST_NAMES, MAX_WORD
from editorial.record.models import InsertOnlyModel
from editorial.record.seals import declare, ledger

LISTS = list(LIST_NAMES.items())
MAX_TEXT = 200
# The other columns are fields of the same name.
FIELDS = {"name": "word"}


class ListedWord(models.Model):
    """A row of one list; columns that its list has not stay empty. `word` is a name in 人员排序."""

    list = models.CharField("词库", max_length=10, choices=LISTS)
    word = models.CharField("词语", max_length=MAX_WORD)
    instead = models.CharField("改为", max_length=MAX_TEXT, blank=True)
    note = models.CharField("说明", max_length=MAX_TEXT, blank=True)
    level = models.CharField(
        "级别", max_length=4, blank=True, choices=[(name, name) for name in FORBIDDEN_LEVELS]
    )
    title = models.CharField("职务", max_length=MAX_TEXT, blank=True)
    rank = models.PositiveIntegerField("排序", null=True, blank=True)
    updated_at = models.DateTimeField("最近修改", default=timezone.now)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "词"
        verbose_name_plural = "词库"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["list", "word"], name="one_row_a_listed_word")
        ]

    def __str__(self):
        return self.word

    def as_row(self):
        """{column: text} of its list, as the files have it."""
        cells = {name: getattr(self, FIELDS.get(name, name)) for name in COLUMNS[self.list]}
        return {name: "" if value is None else str(value) for name, value in cells.items()}

    def take_row(self, row, actor, at):
        """Set the columns of its list from a checked row, and who did so when."""
        self.updated_by, self.updated_at = actor, at
        for name in COLUMNS[self.list]:
            value = row[name]
            if name == "rank":
                value = int(value) if value else None
            setattr(self, FIELDS.get(name, name), value)


class WordListVersion(models.Model):
    """One row, whose token is another after every change; without it the lists were never filled. Its
    lock makes changes wait for each other."""

    token = models.UUIDField(default=uuid.uuid4)

    class Meta:
        verbose_name = "词库版本"


class WordListChange(InsertOnlyModel):
    """Who changed what in a list; nobody for the starter lists."""

    list = models.CharField("词库", max_length=10, choices=LISTS)
    act = models.CharField("操作", max_length=10)
    detail = models.TextField("内容")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "词库改动"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["list", "-id"], name="changes_of_a_list")]

    def __str__(self):
        return f"{self.act} {self.detail}"


declare(*ledger("editorial_wordlistchange", "词库改动"))
