"""The piece as a Wagtail page. What Wagtail asks of it is answered by the rules beside it; who sees pages is
asked here, by the same rule as their statuses."""

import secrets

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page, TaskState
from wagtail.search import index

from editorial.pieces.acts import ApprovedVersion, ReviewAct
from editorial.pieces.blocks import BODY_BLOCKS
from editorial.pieces.body_field import BodyField
from editorial.pieces.lock import lock_of
from editorial.pieces.models import Topic, stage_of_piece
from editorial.pieces.terms import Genre, Source
from editorial.pieces.tester import PiecePermissionTester
from editorial.pieces.visible import statuses_visible_to
from editorial.pieces.words import latest_words, live_words
from editorial.pieces.workflow import piece_workflow


def refuse_to_overwrite_what_was_reviewed(revision):
    """Autosave rewrites a revision in place; one that a step or an approval points at must stay."""
    if revision is None:
        return
    reviewed = TaskState.objects.filter(revision=revision).exists()
    acted = ReviewAct.objects.filter(revision=revision).exists()
    if reviewed or acted or ApprovedVersion.objects.filter(revision=revision).exists():
        raise PermissionDenied("这一版已送审，不能覆盖；请另存一版。")


class LiveTitle(index.SearchField):
    """A draft's own row holds the headline it began with; its words are `latest_words`."""

    def get_value(self, obj):
        return obj.title if obj.live else ""


class PiecePage(Page):
    """A piece under its unit. `title` is the headline; its review is a Wagtail workflow; it goes
    live only when an editor routes its ApprovedVersion to the bureau's own series."""

    # When the text was signed that this object holds; its authors are named as on that day.
    signed_at = None

    kicker = models.CharField("引题", max_length=60, blank=True)
    subtitle = models.CharField("副题", max_length=80, blank=True)
    genre = models.CharField("体裁", max_length=10, choices=Genre.choices, default=Genre.NEWS)
    body = BodyField(BODY_BLOCKS, verbose_name="正文", blank=True)
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
    template = "cms/site/piece.html"
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
        return PiecePermissionTester(user, self)

    def get_lock(self):
        return lock_of(self)

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        refuse_to_overwrite_what_was_reviewed(overwrite_revision)
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def get_workflow(self):
        return piece_workflow()

    @cached_property
    def stage(self):
        """Where its review stands, read once per page object: Wagtail asks a screen's worth of
        permissions and the lock. Whoever acts asks stage_of_piece again under the lock of the row."""
        return stage_of_piece(self.pk)

    @property
    def unit(self):
        return self.get_parent().specific

    def live_words(self):
        return live_words(self)

    def latest_words(self):
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


def pieces_visible_to(user):
    """PiecePage rows, by the same rule as their statuses."""
    # EXISTS looks one piece up; a list of ids would be read whole for it.
    return PiecePage.objects.filter(Exists(statuses_visible_to(user).filter(pk=OuterRef("pk"))))


def visible_piece(user, pk):
    """The piece, or 404 for one that is not this person's to see."""
    pieces = pieces_visible_to(user).select_related(
        "status_row__unit", "status_row__approved_version", "owner", "latest_revision"
    )
    return get_object_or_404(pieces, pk=pk)
