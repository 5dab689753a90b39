"""Fills the same database with as many articles: one of each state goes through stock Wagtail's own
workflow, the rest are copies of its rows."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    PageLogEntry,
    ReferenceIndex,
    Revision,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)
from wagtail.search.models import IndexEntry

from cms.models import HomePage
from editorial.people.models import User
from editorial.people.units import UnitPage
from editorial.pieces.models import Topic
from tests.bench.clone import Copy, Original, Parent, write_numbers_of_children
from tests.bench.people import add_people, swaps_between
from tests.bench.plan import IN_REVIEW, body_with, places_by_stage
from tests.bench.stock.models import Article, ArticleByline, Person, Section
from tests.factories import make_photo

STEPS = tuple(IN_REVIEW)
BUREAU = {"unit": "s0h", "first": "sbianji", "second": "sfushen", "final": "szhongshen"}


def build(size):
    """Everything of stock's side; our side is there already. Returns the number of articles."""
    top = HomePage.objects.get().add_child(instance=Section(title="栏目", slug="sections"))
    groups = groups_of_roles(top)
    sections = [
        top.add_child(instance=Section(title=f"第{n}栏目", slug=f"section{n}"))
        for n in range(size.units)
    ]
    groups_of_sections = [writers_and_heads(section) for section in sections]
    people = add_people("s", Person, [section.pk for section in sections], groups_of_sections)
    seat_the_bureau(groups)
    workflow = four_steps(top, groups)
    parents = [Parent(Page.objects.get(pk=section.pk)) for section in sections]
    for stage, places in places_by_stage(size).items():
        with transaction.atomic():
            original = original_at(stage, sections[0], people[0], workflow)
            parents[0].children += 1
            copies = [copy_at(place, parents, people) for place in places]
            original.multiply(copies)
    write_numbers_of_children(parents)
    return Article.objects.count()


def groups_of_roles(top):
    """A group for each step, with rights on all sections; the last may publish."""
    groups = {}
    for step in STEPS:
        groups[step] = group(f"stock {step}")
        grant(groups[step], top, "change_page")
    grant(groups["final"], top, "publish_page")
    return groups


def group(name):
    made = Group.objects.create(name=name)
    made.permissions.add(Permission.objects.get(codename="access_admin"))
    return made


def grant(to, page, codename):
    permission = Permission.objects.get(content_type__model="page", codename=codename)
    GroupPagePermission.objects.create(group=to, page_id=page.pk, permission=permission)


def writers_and_heads(section):
    writers, heads = group(f"{section.title} writers"), group(f"{section.title} heads")
    grant(writers, section, "add_page")
    grant(heads, section, "add_page")
    grant(heads, section, "change_page")
    return writers.pk, heads.pk


def seat_the_bureau(groups):
    for step, username in BUREAU.items():
        user, _ = User.objects.get_or_create(username=username, defaults={"name": username})
        user.groups.add(groups[step])


def four_steps(top, groups):
    workflow = Workflow.objects.create(name="stock")
    for order, step in enumerate(STEPS):
        task = GroupApprovalTask.objects.create(name=step)
        task.groups.add(groups[step])
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.create(workflow=workflow, page_id=top.pk)
    return workflow


def original_at(stage, section, people, workflow):
    article = new_article(section, people)
    bring_to(stage, article, workflow)
    return Original(article, rows_of(article))


def new_article(section, people):
    unit = UnitPage.objects.order_by("pk").first()
    photos = [make_photo(unit, color=color) for color in ("red", "blue")]
    article = Article(
        title="都昌老干部重阳登高",
        slug=f"original{Article.objects.count()}",
        owner_id=people[0][0],
        live=False,
        body=body_with(photos),
        event_date=timezone.localdate(),
        is_secret_free=True,
        web_allowed=True,
        people_consent=True,
    )
    article.bylines = [ArticleByline(contributor_id=person) for _user, person in people[:2]]
    article.topics = [Topic.objects.first()]
    section.add_child(instance=article)
    article.save_revision(user=article.owner, log_action=True)
    return Article.objects.get(pk=article.pk)


def bring_to(stage, article, workflow):
    """Routing and placements have no like here: a piece that is past its review is a published one."""
    if stage == "draft":
        return
    state = workflow.start(article, article.owner)
    for step in STEPS:
        if step == stage:
            return
        user = User.objects.get(username=BUREAU[step])
        if step == "first" and stage == "returned":
            return state.current_task_state.reject(user=user, comment="请补充")
        if step == "first" and stage in ("withdrawn", "spiked"):
            return state.cancel(user=user)
        state.current_task_state.specific.approve(user=user)
        state.refresh_from_db()


def rows_of(article):
    states = WorkflowState.objects.filter(object_id=str(article.pk))
    of_page = {"object_id": str(article.pk), "content_type__model__in": ("article", "page")}
    return [
        Page.objects.filter(pk=article.pk),
        Article.objects.filter(pk=article.pk),
        ArticleByline.objects.filter(article=article),
        Article.topics.through.objects.filter(article=article),
        Revision.objects.filter(**of_page),
        states,
        TaskState.objects.filter(workflow_state__in=states),
        PageLogEntry.objects.filter(page=article.pk),
        ReferenceIndex.objects.filter(**of_page),
        IndexEntry.objects.filter(**of_page),
    ]


def copy_at(place, parents, people):
    parent = parents[place.unit]
    swaps = swaps_between(Person, people[0], people[place.unit], place.writer)
    swaps[(Page, parents[0].pk)] = parent.pk
    return Copy(place.number, parent, swaps, place.earlier)
