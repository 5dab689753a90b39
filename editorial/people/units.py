"""Units: a unit *is* its page; the index holds them all. Opening, renaming and retiring one is an
action (editorial.people.unit_actions)."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from editorial.folding import stored
from editorial.names import NameField
from editorial.people.fixed import FixedPagePermissionTester, UnderTheHomePage


class RankingGroup(models.TextChoices):
    COUNTY = "county", "县（市、区）"
    CITY = "city", "市直单位"


class UnitIndexPage(UnderTheHomePage, Page):
    """The one page under which all units stand; the bureau's groups have their rights here."""

    subpage_types = ["editorial.UnitPage"]
    max_count = 1
    template = "cms/site/unit_index.html"

    class Meta:
        verbose_name = "单位目录"

    def permissions_for_user(self, user):
        return FixedPagePermissionTester(user, self)


class UnitQuerySet(PageQuerySet):
    def in_order(self):
        """The official order, which is the one that they were opened in."""
        return self.order_by("ranking_group", "path")

    def at_work(self):
        return self.in_order().filter(retired_on__isnull=True)


class UnitPage(Page):
    """A unit, e.g. 都昌县委老干部局. `title` is its name today; `former_names` what it was."""

    short_name = NameField("简称", max_length=20)
    ranking_group = models.CharField("排名组", max_length=10, choices=RankingGroup.choices)
    quota_class = models.PositiveSmallIntegerField(
        "任务类别", default=1, choices=[(n, f"{n}类") for n in range(1, 5)]
    )
    former_names = models.JSONField("曾用名", default=list, blank=True)
    retired_on = models.DateField("停用日期", null=True, blank=True)
    image_collection = models.ForeignKey(
        "wagtailcore.Collection", models.PROTECT, null=True, related_name="+"
    )
    document_collection = models.ForeignKey(
        "wagtailcore.Collection", models.PROTECT, null=True, related_name="+"
    )

    objects = PageManager.from_queryset(UnitQuerySet)()

    parent_page_types = ["editorial.UnitIndexPage"]
    subpage_types = ["editorial.PiecePage"]
    template = "cms/site/unit.html"

    content_panels = Page.content_panels + [
        FieldPanel("short_name"),
        FieldPanel("ranking_group"),
        FieldPanel("quota_class"),
    ]

    class Meta:
        verbose_name = "单位"
        verbose_name_plural = "单位"

    def full_clean(self, *args, **kwargs):
        """Asked for by every save of a page: its name is a name like all others."""
        self.title = stored(self.title)
        super().full_clean(*args, **kwargs)

    @property
    def is_retired(self):
        return self.retired_on is not None

    def permissions_for_user(self, user):
        return FixedPagePermissionTester(user, self)
