"""Stock Wagtail's screens."""

from django.urls import reverse
from wagtail.models import TaskState

from tests.bench.requests import reading, writing
from tests.bench.stock.models import Article, Section


def screens():
    section = Section.objects.get(slug="section0")
    home = reverse("wagtailadmin_home")
    waiting, last = _turns("first"), _turns("final")
    own = Article.objects.filter(owner__username="s0w0", _specific_workflow_states=None).first().pk
    task = waiting[0].task_id
    tasks = reverse("wagtailadmin_reports:workflow_tasks")
    return {
        "dashboard of a writer": reading("s0w0", home),
        "dashboard of an editor": reading("sbianji", home),
        "dashboard of all steps": reading("admin", home),
        "dashboard of a head": reading("s0h", home),
        "explorer of a section": reading(
            "s0w0", reverse("wagtailadmin_explore", args=(section.pk,))
        ),
        "workflow tasks report": reading("sbianji", f"{tasks}?status=in_progress&task={task}"),
        "usage of the type": reading(
            "sbianji", reverse("wagtailadmin_pages:type_use", args=("stock", "article"))
        ),
        "usage of the type, found": reading(
            "sbianji",
            reverse("wagtailadmin_pages:type_use", args=("stock", "article")) + "?q=重阳",
        ),
        "edit own draft": reading("s0w0", _edit(own)),
        "edit in review": reading("sbianji", _edit(_page_of(waiting[-1]))),
        "approve": writing("sbianji", waiting, _approve),
        "approve finally": writing("szhongshen", last, _approve),
    }


def _turns(step):
    """Task states that wait at a step, the longest waiting first, of other sections."""
    section = Section.objects.get(slug="section0")
    own = {str(pk) for pk in section.get_children().values_list("pk", flat=True)}
    turns = TaskState.objects.filter(task__name=step, status="in_progress").order_by("started_at")
    turns = turns.filter(workflow_state__workflow__name="stock").select_related("workflow_state")
    return [turn for turn in turns if turn.workflow_state.object_id not in own]


def _page_of(turn):
    return int(turn.workflow_state.object_id)


def _edit(pk):
    return reverse("wagtailadmin_pages:edit", args=(pk,))


def _approve(turn):
    url = reverse("wagtailadmin_pages:workflow_action", args=(_page_of(turn), "approve", turn.pk))
    return url, {"comment": "同意"}
