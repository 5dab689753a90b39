"""A routing (送稿): one signed text on its way to one outlet. The moves are editorial.routing.actions;
采用 is not a state here but a verified placement (decision 10)."""

from django.conf import settings
from django.db import models

from editorial import stages


class Routing(models.Model):
    piece = models.ForeignKey("editorial.PiecePage", models.PROTECT, related_name="routings")
    version = models.ForeignKey(
        "editorial.ApprovedVersion", models.PROTECT, related_name="routings"
    )
    outlet = models.ForeignKey("editorial.Outlet", models.PROTECT, related_name="routings")
    state = models.CharField(
        "状态", max_length=10, choices=list(stages.ROUTING_NAMES.items()), default=stages.TO_SEND
    )
    routed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    routed_at = models.DateTimeField("送稿时间", auto_now_add=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    note = models.CharField("备注", max_length=200, blank=True)

    class Meta:
        verbose_name = "送稿"
        verbose_name_plural = "送稿"
        ordering = ["-pk"]
        constraints = [
            # A second routing of a signed text to an outlet only after the first was pulled; what was
            # signed again after a reopening is another text.
            models.UniqueConstraint(
                fields=["version", "outlet"],
                condition=~models.Q(state="pulled"),
                name="one_routing_per_outlet",
            )
        ]
        indexes = [
            models.Index(fields=["state", "routed_at"], name="routing_queue"),
            # Whether an approved piece stands at any outlet: 待送稿件 asks it of each.
            models.Index(fields=["piece", "state"], name="routing_of_piece"),
            # 送稿登记, the newest first.
            models.Index(fields=["routed_at"], name="routing_by_time"),
        ]

    def __str__(self):
        return f"{self.outlet} {self.get_state_display()}"
