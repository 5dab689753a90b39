"""The assessment feed's own rows: who may read with a token, which closed quarters were released, and
what was read. Making, revoking, releasing are scoring.feed.actions; what is answered scoring.feed."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from editorial.record.models import InsertOnlyModel
from editorial.record.seals import declare, ledger


class Scope(models.TextChoices):
    """The last two carry names of people."""

    STANDINGS = "standings", "得分排名"
    MARKS = "marks", "考核分"
    LINES = "lines", "计分明细（含作者姓名）"
    PERSONS = "persons", "个人得分（含姓名）"


class FeedToken(models.Model):
    """A consumer's key. Only its SHA-256 is kept: a lost one is revoked and made anew."""

    consumer = models.CharField("使用方", max_length=60)
    purpose = models.CharField("用途", max_length=200)
    scopes = models.JSONField("可读内容", default=list)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    expires_at = models.DateTimeField("有效期至")
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    last_used_at = models.DateTimeField("最近使用", null=True, blank=True)

    class Meta:
        verbose_name = "考核接口读取凭证"
        verbose_name_plural = "考核接口读取凭证"
        ordering = ["-pk"]

    def __str__(self):
        return self.consumer

    @property
    def is_revoked(self):
        return self.revoked_at is not None

    @property
    def is_expired(self):
        return self.expires_at <= timezone.now()

    @property
    def is_usable(self):
        return not self.is_revoked and not self.is_expired

    @property
    def valid_through(self):
        """The last day on which it reads: most end at the midnight after it."""
        return timezone.localtime(self.expires_at - timedelta(seconds=1)).date()

    @property
    def scope_names(self):
        return [Scope(scope).label for scope in self.scopes]


class FeedRelease(models.Model):
    """A closed quarter opened to the feed. Withdrawing ends a release; a later one is a new row."""

    quarter = models.ForeignKey("scoring.Quarter", models.PROTECT, related_name="releases")
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    released_at = models.DateTimeField("开放时间", auto_now_add=True)
    note = models.CharField("开放说明", max_length=200, blank=True)
    withdrawn_at = models.DateTimeField("收回时间", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField("收回的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "考核接口开放"
        verbose_name_plural = "考核接口开放"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_release_a_quarter",
            )
        ]


class FeedAccess(InsertOnlyModel):
    """One answer given to the holder of a known token, refusals included; the quarter as it was
    asked for, whether it exists or not. `remote` is a keyed hash of the address, empty without one."""

    token = models.ForeignKey(FeedToken, models.PROTECT, related_name="accesses")
    quarter = models.CharField("季度", max_length=6, blank=True)
    path = models.CharField("地址", max_length=200)
    at = models.DateTimeField("时间", auto_now_add=True)
    remote = models.CharField("来源", max_length=64, blank=True)
    status = models.PositiveSmallIntegerField("答复")

    class Meta:
        verbose_name = "考核接口访问记录"
        verbose_name_plural = "考核接口访问记录"
        ordering = ["-pk"]
        # How many came in this minute.
        indexes = [models.Index(fields=["token", "at"], name="access_of_token")]


declare(*ledger("scoring_feedaccess", "考核接口访问记录"))
