"""What every installation needs before anybody can work: the tree's fixed pages, the roles' groups
and the review workflow. Idempotent; `manage.py setup` and the tests call it."""

from django.db import transaction
from wagtail.models import Collection, Workflow, WorkflowPage, WorkflowTask

from editorial import roles, stages
from editorial.people.groups import grant_collection, grant_page, group_of_role
from editorial.people.unit_actions import found_unit
from editorial.people.units import UnitIndexPage
from editorial.pieces.workflow import NAME
from editorial.review.steps import ReviewStep
from editorial.series.models import SeriesIndexPage

__all__ = [
    "ensure_bureau_roles",
    "ensure_indexes",
    "ensure_series_editors",
    "ensure_workflow",
    "found_unit",
]


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
        group = group_of_role(role, None, f"本单位·{name}")
        grant_page(group, units_index, "change_page")
        for collection in Collection.objects.filter(depth=1):
            for codename in ("choose_image", "add_image", "choose_document", "add_document"):
                grant_collection(group, collection, codename)


@transaction.atomic
def ensure_series_editors(series_index):
    """The series editor opens series, changes them and puts them on the site."""
    group = group_of_role(roles.SERIES, None, f"本单位·{roles.BUREAU_ROLES[roles.SERIES]}")
    for codename in ("add_page", "change_page", "publish_page"):
        grant_page(group, series_index, codename)


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
