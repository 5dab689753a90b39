"""Who may manage whom and hand out which role. Managers can promote neither themselves nor anybody to
their own height; that is the administrator's (decision 13)."""

from editorial import roles
from editorial.people.models import RoleGroup
from editorial.people.seats import may_manage_people

OUT_OF_REACH = frozenset(roles.ROLE_NAMES) - roles.GRANTABLE_BY_MANAGER


def grantable_roles(actor):
    """The roles that `actor` may hand out and take back."""
    if not may_manage_people(actor):
        return frozenset()
    return frozenset(roles.ROLE_NAMES) if actor.is_superuser else roles.GRANTABLE_BY_MANAGER


def why_not_manage(actor, person):
    """A sentence, or an empty string when `actor` may change, move, retire or reset `person`."""
    if not may_manage_people(actor):
        return "人员由管理人员维护。"
    if actor.pk == person.pk:
        return "自己的角色和密码不能在这里改。改密码请点左下角自己的名字；其他请找另一位管理人员。"
    if not actor.is_superuser and is_out_of_reach(person):
        return f"{person}是终审、管理人员或系统管理员，由系统管理员维护。"
    return ""


def is_out_of_reach(person):
    """Whether only a superuser may touch this person: a manager who could reset the chief's
    password could sign as the chief."""
    if person.is_superuser:
        return True
    return RoleGroup.objects.filter(group__user=person, role__in=OUT_OF_REACH).exists()
