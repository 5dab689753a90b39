"""People: who logs in (User), who is credited (Contributor), and which Wagtail group is which role
(RoleGroup). Membership of the group is the only record of a role (decision 13)."""

from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django.utils.functional import cached_property

from editorial.names import Named
from editorial.roles import BUREAU_ROLES, ROLE_CHOICES, Seat


class User(Named, AbstractUser):
    """Somebody who logs in. `name` is the one name shown; the two English name fields stay empty."""

    last_name = ""
    phone = models.CharField("联系电话", max_length=30, blank=True)
    must_change_password = models.BooleanField("首次登录须改密码", default=False)
    retired_on = models.DateField("不再担任的日期", null=True, blank=True)

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "人员"
        verbose_name_plural = "人员"

    def __str__(self):
        return self.name or self.username

    @property
    def first_name(self):
        """What Wagtail's sidebar greets with; not a field here."""
        return self.name

    @cached_property
    def seats(self):
        """The roles held, read once per user object: a screen asks dozens of times. Rules ask
        editorial.people.seats, which also knows who is inactive. A superuser holds every bureau role
        but no unit's."""
        # A retired unit's people keep their memberships, which count again when it comes back.
        held = RoleGroup.objects.filter(group__user=self, unit__retired_on__isnull=True)
        seats = {Seat(role, unit_id) for role, unit_id in held.values_list("role", "unit_id")}
        if self.is_superuser:
            seats |= {Seat(role, None) for role in BUREAU_ROLES}
        return frozenset(seats)

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)


class RoleGroup(models.Model):
    """A Wagtail group as a role: of one unit, or of the bureau when `unit` is empty."""

    group = models.OneToOneField(Group, models.CASCADE, related_name="role_group")
    role = models.CharField("角色", max_length=20, choices=ROLE_CHOICES)
    unit = models.ForeignKey(
        "editorial.UnitPage", models.PROTECT, null=True, blank=True, related_name="role_groups"
    )

    class Meta:
        verbose_name = "角色组"
        verbose_name_plural = "角色组"
        constraints = [
            models.UniqueConstraint(
                fields=["role", "unit"], condition=models.Q(unit__isnull=False), name="role_of_unit"
            ),
            models.UniqueConstraint(
                fields=["role"], condition=models.Q(unit__isnull=True), name="role_of_bureau"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=list(BUREAU_ROLES), unit__isnull=True)
                | (~models.Q(role__in=list(BUREAU_ROLES)) & models.Q(unit__isnull=False)),
                name="unit_roles_have_a_unit",
            ),
        ]

    def __str__(self):
        return (
            f"{self.unit.title}{self.get_role_display()}" if self.unit else self.get_role_display()
        )


class Contributor(Named):
    """A person who is credited; many never log in. Whoever moves to another unit gets a second row
    there and keeps the first, inactive: past bylines stay both theirs and the old unit's."""

    unit = models.ForeignKey(
        "editorial.UnitPage", models.PROTECT, related_name="contributors", verbose_name="单位"
    )
    user = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributors",
        verbose_name="账号",
    )
    is_active = models.BooleanField("在册", default=True)
    # Of a row that turned out to be another's person: whose, and who said so when. Its account is the
    # other's, so that every wall knows it.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_here"
    )
    merged_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    merged_at = models.DateTimeField("合并时间", null=True, blank=True)

    class Meta:
        verbose_name = "作者"
        verbose_name_plural = "作者"
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name"], name="contributor_by_name")]
        constraints = [
            # The one that new bylines take; former ones may be many.
            models.UniqueConstraint(
                fields=["user", "unit"],
                condition=models.Q(user__isnull=False, is_active=True),
                name="one_active_contributor_of_user_in_unit",
            )
        ]

    def __str__(self):
        return f"{self.name}（{self.unit.title}）"
