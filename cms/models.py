"""The pages that only show, and the site's own settings."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page

from cms.pulse import Pulse  # noqa: F401  (Django looks for rows here)
from cms.site import front
from editorial.people.fixed import FixedPagePermissionTester


class HomePage(Page):
    """The front of the public site; what stands on it is computed (cms.site.front)."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["editorial.UnitIndexPage", "editorial.SeriesIndexPage"]
    template = "cms/site/home.html"

    class Meta:
        verbose_name = "首页"

    def permissions_for_user(self, user):
        """Everything stands below it."""
        return FixedPagePermissionTester(user, self)

    def get_context(self, request, *args, **kwargs):
        lead = front.lead_piece()
        context = super().get_context(request, *args, **kwargs)
        return context | {"lead": lead, "groups": front.newest_by_series(except_for=lead)}


@register_setting(icon="cog")
class SiteFooter(BaseSiteSetting):
    """What the law and the reader want at the foot of every page."""

    host = models.CharField("主办单位", max_length=60, default="中共九江市委老干部局")
    record_number = models.CharField("备案号", max_length=40, blank=True)
    privacy_note = models.TextField(
        "隐私说明", blank=True, default="本站不收集浏览者的个人信息，不使用跟踪工具。"
    )
    contact = models.CharField("联系方式", max_length=100, blank=True)

    panels = [
        FieldPanel("host"),
        FieldPanel("record_number"),
        FieldPanel("privacy_note"),
        FieldPanel("contact"),
    ]

    class Meta:
        verbose_name = "页脚"
