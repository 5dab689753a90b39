"""A plain page type with the fields, blocks and bylines of a piece, as a stock project would write it."""

from django.conf import settings
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.snippets.models import register_snippet

from editorial.pieces.blocks import BODY_BLOCKS
from editorial.pieces.terms import BylineRole, Genre, Source


class Section(Page):
    """Stands where a unit stands; the one at the top holds them all."""

    subpage_types = ["stock.Section", "stock.Article"]


@register_snippet
class Person(models.Model):
    """Who is credited, chosen in stock's dialog for snippets."""

    name = models.CharField(max_length=40)
    unit = models.ForeignKey(Section, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    def __str__(self):
        return self.name


class Article(Page):
    kicker = models.CharField(max_length=60, blank=True)
    subtitle = models.CharField(max_length=80, blank=True)
    genre = models.CharField(max_length=10, choices=Genre.choices, default=Genre.NEWS)
    body = StreamField(BODY_BLOCKS, blank=True)
    topics = ParentalManyToManyField("editorial.Topic", blank=True, related_name="+")
    series = models.ForeignKey(
        "editorial.SeriesPage", models.PROTECT, null=True, blank=True, related_name="+"
    )
    event_date = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.OWN)
    source_note = models.CharField(max_length=100, blank=True)
    is_secret_free = models.BooleanField(default=False)
    web_allowed = models.BooleanField(default=False)
    people_consent = models.BooleanField(default=False)

    subpage_types = []
    content_panels = Page.content_panels + [
        FieldPanel("kicker"),
        FieldPanel("subtitle"),
        FieldPanel("body"),
        InlinePanel(
            "bylines",
            panels=[FieldPanel("contributor"), FieldPanel("role"), FieldPanel("share")],
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("genre", "event_date", "topics", "series", "source", "source_note")
            ]
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("is_secret_free", "web_allowed", "people_consent")]
        ),
    ]


class ArticleByline(Orderable):
    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="bylines")
    contributor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=5, choices=BylineRole.choices, default=BylineRole.TEXT)
    share = models.DecimalField(max_digits=5, decimal_places=2, default=1)
