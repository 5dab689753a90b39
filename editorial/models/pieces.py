"""A piece (稿件): the page that is drafted, its bylines and topics, and beside it the PieceStatus
row that holds its stage (design D4). Who may do what to it is in editorial.permissions."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from editorial import stages
from editorial.blocks import BODY_BLOCKS

# The headline of a draft that has none yet; it can't be submitted so.
UNTITLED = "（无标题）"


# What people write into a piece, as its revisions name it; the rest of a revision is Wagtail's.
WRITTEN = (
    "title", "kicker", "subtitle", "genre", "body", "bylines", "topics", "series", "event_date",
    "source", "source_note", "is_secret_free", "web_allowed", "people_consent",
)  # fmt: skip


def same_writing(one, other):
    """Whether two revisions' contents say the same: a revision is saved without a change too."""
    return all(one.get(name) == other.get(name) for name in WRITTEN)


class Genre(models.TextChoices):
    NEWS = "news", "消息"
    BRIEF = "brief", "简讯"
    FEATURE = "feature", "通讯"
    RESEARCH = "research", "经验材料/调研"
    THEORY = "theory", "理论文章"
    PICTURE = "picture", "图片新闻"
    VIDEO = "video", "视频"
    LITERARY = "literary", "文艺作品"


class Source(models.TextChoices):
    OWN = "own", "本单位采写"
    REPRINT = "reprint", "转载"


class BylineRole(models.TextChoices):
    TEXT = "text", "文"
    PHOTO = "photo", "图"
    VIDEO = "video", "视频"


class Topic(models.Model):
    """What a piece tells of, e.g. 养老防诈 or one of the bureau's four projects."""

    name = models.CharField("主题", max_length=40, unique=True)
    sort_order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = "主题"
        verbose_name_plural = "主题"
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return self.name


class LiveTitle(index.SearchField):
    """A draft's own row holds the headline it began with; its words are `latest_words`."""

    def get_value(self, obj):
        return obj.title if obj.live else ""


class PiecePage(Page):
    """A piece under its unit. `title` is the headline; its review is a Wagtail workflow; it goes
    live only when an editor routes its ApprovedVersion to the bureau's own series."""

    kicker = models.CharField("引题", max_length=60, blank=True)
    subtitle = models.CharField("副题", max_length=80, blank=True)
    genre = models.CharField("体裁", max_length=10, choices=Genre.choices, default=Genre.NEWS)
    body = StreamField(BODY_BLOCKS, verbose_name="正文", blank=True)
    topics = ParentalManyToManyField(Topic, verbose_name="主题", blank=True)
    series = models.ForeignKey(
        "editorial.SeriesPage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pieces",
        verbose_name="投给专栏",
    )
    event_date = models.DateField("事件日期", null=True, blank=True)
    source = models.CharField("来源", max_length=10, choices=Source.choices, default=Source.OWN)
    source_note = models.CharField("转载自", max_length=100, blank=True)
    is_secret_free = models.BooleanField(
        "本稿不涉及国家秘密和工作秘密，已经保密审查", default=False
    )
    web_allowed = models.BooleanField("同意在互联网公开发布", default=False)
    people_consent = models.BooleanField("照片中的人已同意公开；没有照片也请勾选", default=False)

    parent_page_types = ["editorial.UnitPage"]
    subpage_types = []
    template = "cms/piece.html"
    # search() finds what is live, autocomplete(), which the admin asks, also what was last written.
    search_fields = [
        *Page.search_fields,
        LiveTitle("title"),
        index.SearchField("live_words"),
        index.AutocompleteField("latest_words"),
        index.FilterField("series"),
    ]
    # Copying a page must not carry what belongs to one piece's own history.
    exclude_fields_in_copy = ["status_row"]

    class Meta:
        verbose_name = "稿件"
        verbose_name_plural = "稿件"

    def full_clean(self, *args, **kwargs):
        self._give_an_address()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self._give_an_address()
        super().minimal_clean()

    def _give_an_address(self):
        """Chinese headlines make no address: a piece's is its first day and a random word, which
        also tells nobody what an unpublished piece is about."""
        if not self.slug:
            self.slug = f"{timezone.localdate():%Y%m%d}-{secrets.token_hex(4)}"

    def permissions_for_user(self, user):
        from editorial.permissions import PiecePermissionTester

        return PiecePermissionTester(user, self)

    def get_lock(self):
        from editorial.locks import lock_of

        return lock_of(self)

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        from editorial.actions.approval import refuse_to_overwrite_what_was_reviewed

        refuse_to_overwrite_what_was_reviewed(overwrite_revision)
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def get_workflow(self):
        from editorial.workflow import piece_workflow

        return piece_workflow()

    @property
    def unit(self):
        return self.get_parent().specific

    def live_words(self):
        from editorial.piece_words import live_words

        return live_words(self)

    def latest_words(self):
        from editorial.piece_words import latest_words

        return latest_words(self)

    @classmethod
    def get_search_fields(cls):
        """Without the two of Page that read the row's headline, which of a draft is an old one."""
        fields = super().get_search_fields()
        of_page = (index.SearchField, index.AutocompleteField)
        return [f for f in fields if not (f.field_name == "title" and type(f) in of_page)]

    @classmethod
    def get_indexed_objects(cls):
        pieces = super().get_indexed_objects().select_related("latest_revision")
        return pieces.prefetch_related("bylines__contributor")


class Byline(Orderable):
    """One credited person of a piece, with what they did and their share of the credit. A name that
    no contributor has is text until the piece is submitted (editorial.actions.authors)."""

    piece = ParentalKey("editorial.PiecePage", on_delete=models.CASCADE, related_name="bylines")
    contributor = models.ForeignKey(
        "editorial.Contributor",
        models.PROTECT,
        null=True,
        related_name="bylines",
        verbose_name="作者",
    )
    typed_name = models.CharField("姓名", max_length=40, blank=True)
    # Empty for the piece's own unit.
    typed_unit = models.ForeignKey(
        "editorial.UnitPage", models.PROTECT, null=True, related_name="+", verbose_name="单位"
    )
    role = models.CharField(
        "分工", max_length=5, choices=BylineRole.choices, default=BylineRole.TEXT
    )
    share = models.DecimalField("份额", max_digits=5, decimal_places=2, default=1)

    class Meta(Orderable.Meta):
        verbose_name = "署名"
        verbose_name_plural = "署名"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(contributor__isnull=False) | ~models.Q(typed_name=""),
                name="byline_names_somebody",
            )
        ]

    @property
    def name(self):
        return self.contributor.name if self.contributor_id else self.typed_name


class PieceStatus(models.Model):
    """The stage of a piece, kept beside it so that lists filter fast. One writer:
    editorial.status.refresh_status. `submitted_at` is the first submission."""

    piece = models.OneToOneField(
        "editorial.PiecePage", models.CASCADE, primary_key=True, related_name="status_row"
    )
    unit = models.ForeignKey("editorial.UnitPage", models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    stage = models.CharField("阶段", max_length=10, choices=list(stages.STAGE_NAMES.items()))
    since = models.DateTimeField("进入本阶段")
    submitted_at = models.DateTimeField("首次提交", null=True, blank=True)
    # The signed text that may go out; empty unless the stage is `approved`.
    approved_version = models.ForeignKey(
        "editorial.ApprovedVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "稿件阶段"
        indexes = [
            # An editor's queue: all pieces at a stage, the longest waiting first.
            models.Index(fields=["stage", "since"], name="status_queue"),
            # A unit's own list, the newest first.
            models.Index(fields=["unit", "stage", "since"], name="status_of_unit"),
            # 我的稿件.
            models.Index(fields=["owner", "since"], name="status_of_owner"),
            # 全部稿件, the newest first.
            models.Index(fields=["since"], name="status_by_time"),
        ]

    def __str__(self):
        return self.get_stage_display()
