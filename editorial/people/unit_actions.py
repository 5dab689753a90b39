"""Opening, changing and retiring a unit. A unit is never deleted: its pieces, credits and scores stay
under its address whatever it is called and whoever works there."""

from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection

from editorial import roles
from editorial.folding import compared, stored
from editorial.names import called, same_name
from editorial.people.groups import grant_collection, grant_page, group_of_role, name_of_unit_group
from editorial.people.names import pinyin_of
from editorial.people.seats import may_manage_people
from editorial.people.units import UnitPage
from editorial.record.seen import refuse_if_stale, token_of_facts
from editorial.refused import NotAllowed, Refused


class UnitRefused(Refused):
    """The unit can't be opened or changed like this."""


class UnitChanged(Refused):
    """Somebody changed the unit after the form was opened."""

    def __init__(self):
        super().__init__("这个单位刚刚被别人改过，您的修改没有保存。请看过最新内容再改。")


def open_unit(actor, index, **values):
    """By a manager; `values` are found_unit's."""
    _refuse_others(actor)
    return found_unit(index, **values)


@transaction.atomic
def found_unit(index, *, title, short_name, ranking_group, slug="", quota_class=1):
    """A unit's page, its two collections, its groups with their rights (decision 13). It asks nobody's leave: set-up
    and the demo act before there is a manager. Whatever a person asks for goes through open_unit."""
    title = stored(title)
    refuse_taken_name(title)
    unit = UnitPage(
        title=title,
        short_name=short_name,
        ranking_group=ranking_group,
        slug=slug or free_slug(index, short_name),
        quota_class=quota_class,
    )
    root = Collection.get_first_root_node()
    unit.image_collection = unit.document_collection = root.add_child(name=title)
    index.add_child(instance=unit)
    _open_groups(unit)
    return unit


def _open_groups(unit):
    correspondents, heads = (
        group_of_role(role, unit, name_of_unit_group(role, unit.title)) for role in roles.UNIT_ROLES
    )
    grant_page(correspondents, unit, "add_page")
    grant_page(heads, unit, "add_page")
    grant_page(heads, unit, "change_page")
    for group in (correspondents, heads):
        for codename in ("add_image", "choose_image", "add_document", "choose_document"):
            grant_collection(group, unit.image_collection, codename)


def refuse_taken_name(title, but=None):
    if twins := called(UnitPage.objects.exclude(pk=but), title, "title"):
        raise UnitRefused(f"已经有叫“{twins[0].title}”的单位。")


def free_slug(index, short_name):
    """The address of a unit: its short name in pinyin, numbered when taken. It never changes."""
    stem = pinyin_of(short_name)[:80] or "unit"
    taken = set(index.get_children().filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 2
    while slug in taken:
        slug, number = f"{stem}{number}", number + 1
    return slug


def token_of(unit):
    """What a form shows of a unit."""
    return token_of_facts(
        unit.title, unit.short_name, unit.ranking_group, unit.quota_class, str(unit.retired_on)
    )


@transaction.atomic
def change_unit(actor, unit_id, *, title, short_name, ranking_group, quota_class, seen=None):
    """Rename a unit (the former name is kept) and set its group and class."""
    unit, title = _locked(actor, unit_id, seen), stored(title)
    refuse_taken_name(title, but=unit.pk)
    if title != unit.title:
        _rename(unit, title)
    unit.short_name = short_name
    unit.ranking_group = ranking_group
    unit.quota_class = quota_class
    unit.save()
    return unit


def _rename(unit, title):
    known = {compared(title), compared(unit.title)}
    former = [name for name in unit.former_names if compared(name) not in known]
    if not same_name(title, unit.title):
        former.append(unit.title)
    unit.former_names = former
    unit.title = unit.draft_title = title
    for role_group in unit.role_groups.select_related("group"):
        role_group.group.name = name_of_unit_group(role_group.role, title)
        role_group.group.save(update_fields=["name"])
    for collection in {unit.image_collection, unit.document_collection} - {None}:
        collection.name = title
        collection.save(update_fields=["name"])


@transaction.atomic
def retire_unit(actor, unit_id, seen=None):
    """Nobody writes for it any more; memberships stay, so that bringing it back is one step."""
    unit = _locked(actor, unit_id, seen)
    if unit.is_retired:
        raise UnitRefused("这个单位已经停用了。")
    unit.retired_on = timezone.localdate()
    unit.save(update_fields=["retired_on"])
    return unit


@transaction.atomic
def bring_unit_back(actor, unit_id, seen=None):
    unit = _locked(actor, unit_id, seen)
    if not unit.is_retired:
        raise UnitRefused("这个单位没有停用。")
    unit.retired_on = None
    unit.save(update_fields=["retired_on"])
    return unit


def _refuse_others(actor):
    if not may_manage_people(actor):
        raise NotAllowed("单位由管理人员维护。")


def _locked(actor, unit_id, seen):
    _refuse_others(actor)
    unit = UnitPage.objects.select_for_update(of=("self",)).get(pk=unit_id)
    if seen is not None:
        refuse_if_stale(seen, token_of(unit), UnitChanged())
    return unit
