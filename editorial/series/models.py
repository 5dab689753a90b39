"""Series (专栏): the bureau's own columns on the public site. What they look like is cms's."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager, PagePermissionTester
from wagtail.query import PageQuerySet

from editorial.folding import stored
from editorial.names import called
from editorial.people.fixed import FixedPagePermissionTester, UnderTheHomePage


class SeriesIndexPage(UnderTheHomePage, Page):
    subpage_types = ["editorial.SeriesPage"]
    max_count = 1
    template = "cms/site/series_index.html"

    class Meta:
        verbose_name = "专栏目录"

    def permissions_for_user(self, user):
        return FixedPagePermissionTester(user, self)


class SeriesQuerySet(PageQuerySet):
    def open(self):
        """Those on the site. By their type too: by `live` alone SQLite reads the table of all pages."""
        return self.live().filter(content_type=ContentType.objects.get_for_model(self.model))


class SeriesPermissionTester(PagePermissionTester):
    """The series editor opens series and changes them; what takes one away, with the addresses that were
    given out, is the administrator's (editorial.walls.gate opens no such screen to anybody else)."""

    def can_delete(self, ignore_bulk=False):
        return self.user.is_superuser and super().can_delete(ignore_bulk)

    def can_unpublish(self):
        return self.user.is_superuser and super().can_unpublish()

    def can_move(self):
        return self.user.is_superuser and super().can_move()

    def can_copy(self):
        return False


SeriesManager = PageManager.from_queryset(SeriesQuerySet)


class SeriesPage(Page):
    """One series, e.g. 《养老防诈》. Its pieces stand under their units and point here."""

    introduction = models.TextField("专栏说明", blank=True, max_length=500)

    objects = SeriesManager()

    parent_page_types = ["editorial.SeriesIndexPage"]
    subpage_types = []
    template = "cms/site/series.html"
    content_panels = Page.content_panels + [FieldPanel("introduction")]

    class Meta:
        verbose_name = "专栏"
        verbose_name_plural = "专栏"

    def full_clean(self, *args, **kwargs):
        """Asked for by every save of a page: its name is a name like all others."""
        self.title = stored(self.title)
        super().full_clean(*args, **kwargs)

    def clean(self):
        super().clean()
        if twins := called(SeriesPage.objects.exclude(pk=self.pk), self.title, "title"):
            raise ValidationError({"title": f"已经有叫“{twins[0].title}”的专栏。"})

    def permissions_for_user(self, user):
        return SeriesPermissionTester(user, self)
