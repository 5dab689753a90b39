"""Adding, changing, moving and retiring people, and their first passwords. Pieces, credits and review
acts are never touched: they keep pointing at who did them and for which unit."""

from django.contrib.auth.hashers import get_hasher
from django.db import IntegrityError, transaction
from django.utils import timezone

from editorial import roles as all_roles
from editorial.folding import stored
from editorial.names import called
from editorial.people.models import Contributor, RoleGroup, User
from editorial.people.names import first_password, suggest_username
from editorial.people.rules import grantable_roles, why_not_manage
from editorial.people.seats import may_manage_people
from editorial.record.seen import refuse_if_stale, token_of_facts
from editorial.refused import Refused

# A first password has 59 random bits and lives one log-in: it needs no slow hash, and a file of
# hundreds of people is one request. Django hashes anew, slowly, when its owner logs in.
FIRST_PASSWORD_ITERATIONS = 20_000


class PersonRefused(Refused):
    """The person may not be managed by this one, or not like this."""


class PersonChanged(Refused):
    """Somebody changed the person after the form was opened."""

    def __init__(self):
        super().__init__("这个人的信息刚刚被别人改过，您的修改没有保存。请看过最新内容再改。")


class RoleNotGrantable(PersonRefused):
    """The role is not this manager's to hand out."""


@transaction.atomic
def add_person(actor, *, name, roles, unit=None, username="", email="", phone=""):
    """A new person with a first password: (user, password). The password is kept nowhere."""
    if not may_manage_people(actor):
        raise PersonRefused("人员由管理人员维护。")
    _check_roles(actor, roles, unit)
    username = stored(username) or suggest_username(name, taken_usernames())
    if User.objects.filter(username__iexact=username).exists():
        raise PersonRefused(f"用户名“{username}”已有人用。")
    user = User(username=username, name=name, email=email, phone=phone)
    password = _set_first_password(user)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # two managers at once
        raise PersonRefused(f"用户名“{username}”已有人用。") from error
    _seat(user, unit, roles)
    return user, password


def taken_usernames():
    return {name.lower() for name in User.objects.values_list("username", flat=True)}


@transaction.atomic
def change_person(actor, person_id, *, name, roles, unit=None, email="", phone="", seen=None):
    """Change a person's name, contact, roles or unit. A new unit is a move: past bylines and credits
    stay with the old one."""
    person = _locked(actor, person_id, seen)
    if not person.is_active:
        raise PersonRefused("这个人已不再担任，请先恢复。")
    _apply(actor, person, name, roles, unit, email, phone)
    return person


@transaction.atomic
def restore_person(actor, person_id, *, name, roles, unit=None, email="", phone="", seen=None):
    """Bring a retired person back with the roles given."""
    person = _locked(actor, person_id, seen)
    if person.is_active:
        raise PersonRefused("这个人在册，不用恢复。")
    person.is_active, person.retired_on = True, None
    _apply(actor, person, name, roles, unit, email, phone)
    return person


def _apply(actor, person, name, roles, unit, email, phone):
    _check_roles(actor, roles, unit)
    person.name, person.email, person.phone = name, email, phone
    person.save()
    _seat(person, unit, roles)


@transaction.atomic
def retire_person(actor, person_id, seen=None):
    """No log-in and no seat any more; everything the person did stays."""
    person = _locked(actor, person_id, seen)
    if not person.is_active:
        raise PersonRefused("这个人已经不再担任了。")
    person.is_active, person.retired_on = False, timezone.localdate()
    person.save(update_fields=["is_active", "retired_on"])
    person.groups.clear()
    person.contributors.update(is_active=False)
    return person


@transaction.atomic
def reset_password(actor, person_id):
    """A new first password; whoever was logged in with the old one is logged out."""
    person = _locked(actor, person_id, None)
    if not person.is_active:
        raise PersonRefused("这个人已不再担任，不能登录；请先恢复。")
    password = _set_first_password(person)
    person.save(update_fields=["password", "must_change_password"])
    return password


def token_of(person):
    """What a form shows of a person."""
    seats = sorted(
        RoleGroup.objects.filter(group__user=person).values_list("role", "unit_id"), key=str
    )
    return token_of_facts(person.name, person.email, person.phone, person.is_active, seats)


def _locked(actor, person_id, seen):
    person = User.objects.select_for_update().get(pk=person_id)
    if reason := why_not_manage(actor, person):
        raise PersonRefused(reason)
    if seen is not None:
        refuse_if_stale(seen, token_of(person), PersonChanged())
    return person


def _check_roles(actor, roles, unit):
    if not roles:
        raise PersonRefused("请至少选一个角色，没有角色的人不能登录。")
    if refused := set(roles) - grantable_roles(actor):
        names = "、".join(all_roles.ROLE_NAMES.get(role, role) for role in sorted(refused))
        raise RoleNotGrantable(f"“{names}”由系统管理员授予。")
    if set(roles) & set(all_roles.UNIT_ROLES) and unit is None:
        raise PersonRefused("通讯员和单位负责人要选单位。")
    if unit is not None and unit.is_retired:
        raise PersonRefused(f"“{unit.title}”已停用，不能再安排人员。")


def _seat(person, unit, roles):
    """Exactly these seats; group membership is the only record of them."""
    wanted = [
        RoleGroup.objects.get(role=role, unit=unit if role in all_roles.UNIT_ROLES else None)
        for role in roles
    ]
    wanted_ids = {role_group.group_id for role_group in wanted}
    held = RoleGroup.objects.filter(group__user=person).values_list("group_id", flat=True)
    person.groups.remove(*(set(held) - wanted_ids))
    person.groups.add(*wanted_ids)
    _credit_for(person, unit if set(roles) & set(all_roles.UNIT_ROLES) else None)


def _credit_for(person, unit):
    """One active contributor, of the present unit; those of former units keep their bylines. An
    author of the unit who had no account until now is the same person by name."""
    person.contributors.exclude(unit=unit).update(is_active=False)
    if unit is None:
        person.contributors.update(is_active=False)
        return
    rows = person.contributors.filter(unit=unit, merged_into=None)
    row = rows.order_by("-is_active", "pk").first()
    row = row or _author_without_account(person, unit) or Contributor(unit=unit)
    row.user, row.name, row.is_active = person, person.name, True
    row.save()
    row.merged_here.update(user=person)


def _author_without_account(person, unit):
    without = Contributor.objects.filter(unit=unit, user__isnull=True, merged_into=None)
    namesakes = called(without, person.name, "name")
    return namesakes[0] if len(namesakes) == 1 else None


def _set_first_password(user):
    password = first_password()
    hasher = get_hasher()
    options = {}
    if getattr(hasher, "iterations", 0) > FIRST_PASSWORD_ITERATIONS:
        options["iterations"] = FIRST_PASSWORD_ITERATIONS
    user.password = hasher.encode(password, hasher.salt(), **options)
    user.must_change_password = True
    return password
