"""Wagtail groups as roles, and the rights they hold on pages and collections (decision 13)."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from editorial import roles
from editorial.people.models import RoleGroup


def name_of_unit_group(role, title):
    """Django keeps 150 characters of a group's name."""
    return f"{title}·{roles.ROLE_NAMES[role]}"[:150]


def group_of_role(role, unit, name):
    existing = RoleGroup.objects.filter(role=role, unit=unit).select_related("group").first()
    if existing:
        return existing.group
    group, _ = Group.objects.get_or_create(name=name[:150])
    RoleGroup.objects.create(group=group, role=role, unit=unit)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    return group


def grant_page(group, page, codename):
    permission = Permission.objects.get(
        content_type__app_label="wagtailcore", content_type__model="page", codename=codename
    )
    GroupPagePermission.objects.get_or_create(
        group=group, page=Page.objects.get(pk=page.pk), permission=permission
    )


def grant_collection(group, collection, codename):
    """Wagtail registers choose_* on the concrete asset model."""
    permission = Permission.objects.filter(codename__startswith=codename.split("_")[0]).filter(
        content_type__app_label="editorial",
        codename=_asset_codename(codename),
    )
    GroupCollectionPermission.objects.get_or_create(
        group=group, collection=collection, permission=permission.get()
    )


def _asset_codename(codename):
    action, kind = codename.split("_")
    if action == "choose":
        return codename
    return f"{action}_{'photoasset' if kind == 'image' else 'attachment'}"
