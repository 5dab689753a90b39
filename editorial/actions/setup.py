"""What every installation needs before anybody can work: the tree's fixed pages, the roles' groups
and the review workflow. Idempotent; `manage.py setup` and the tests call it."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from editorial import roles, stages
from editorial.models import ReviewStep, RoleGroup, SeriesIndexPage, UnitIndexPage, UnitPage
from editorial.workflow import NAME


@transaction.atomic
def ensure_indexes(home):
    """The units' and the series' index under the home page."""
    units = UnitIndexPage.objects.first() or home.add_child(
        instance=UnitIndexPage(title="单位", slug="units")
    )
    series = SeriesIndexPage.objects.first() or home.add_child(
        instance=SeriesIndexPage(title="专栏", slug="series")
    )
    return units, series


@transaction.atomic
def ensure_bureau_roles(units_index):
    """The bureau's groups. Without rights on the units' index reviewers could not compare or see
    history (measured); what they may really do to a piece is PiecePermissionTester's."""
    for role, name in roles.BUREAU_ROLES.items():
        group = _group_of_role(role, None, f"本单位·{name}")
        grant_page(group, units_index, "change_page")
        for collection in Collection.objects.filter(depth=1):
            for codename in ("choose_image", "add_image", "choose_document", "add_document"):
                grant_collection(group, collection, codename)


@transaction.atomic
def ensure_workflow():
    """单位审签 → 初审 → 复审 → 终审; Wagtail's own root workflow would otherwise be inherited."""
    workflow, _ = Workflow.objects.get_or_create(name=NAME)
    for order, step in enumerate(stages.STEPS):
        task, _ = ReviewStep.objects.get_or_create(
            step=step, defaults={"name": stages.STAGE_NAMES[step]}
        )
        WorkflowTask.objects.get_or_create(
            workflow=workflow, task=task, defaults={"sort_order": order}
        )
    WorkflowPage.objects.exclude(workflow=workflow).delete()
    Workflow.objects.exclude(pk=workflow.pk).update(active=False)
    return workflow


@transaction.atomic
def open_unit(index, *, title, short_name, ranking_group, slug, quota_class=1):
    """Open a unit: its page, its two collections, its groups with their rights (design D2)."""
    unit = UnitPage(
        title=title,
        short_name=short_name,
        ranking_group=ranking_group,
        slug=slug,
        quota_class=quota_class,
    )
    root = Collection.get_first_root_node()
    unit.image_collection = unit.document_collection = root.add_child(name=title)
    index.add_child(instance=unit)
    correspondents = _group_of_role(roles.CORRESPONDENT, unit, f"{title}·通讯员")
    head_group = _group_of_role(roles.HEAD, unit, f"{title}·负责人")
    grant_page(correspondents, unit, "add_page")
    grant_page(head_group, unit, "add_page")
    grant_page(head_group, unit, "change_page")
    for group in (correspondents, head_group):
        for codename in ("add_image", "choose_image", "add_document", "choose_document"):
            grant_collection(group, unit.image_collection, codename)
    return unit


def _group_of_role(role, unit, name):
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
