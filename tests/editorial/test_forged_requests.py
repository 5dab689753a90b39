"""Requests that no screen of ours sends: another piece's turn, an edit under a signature, publishing,
deleting, disabling. Each is refused and leaves every row as it was."""

from contextlib import contextmanager

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import (
    Page,
    PageLogEntry,
    Revision,
    Task,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from editorial import stages
from editorial.outlets.models import Outlet
from editorial.pieces.acts import ApprovedVersion, ReviewAct
from editorial.pieces.models import Byline, PieceStatus
from editorial.pieces.page import PiecePage
from editorial.refused import NotAllowed, TooLate
from editorial.review import moves as review
from editorial.review.approval import NotEveryStep
from editorial.review.steps import ReviewStep
from editorial.routing import actions as routing
from editorial.routing import reopening
from editorial.routing.models import Routing
from editorial.series.models import SeriesPage
from tests.factories import bring_to, make_piece, pass_step, seen
from tests.forms import edit_form_of, messages_in

pytestmark = pytest.mark.shown

WATCHED = (
    Page,
    PiecePage,
    PieceStatus,
    Byline,
    Revision,
    Workflow,
    WorkflowPage,
    WorkflowTask,
    WorkflowState,
    Task,
    TaskState,
    ReviewAct,
    ApprovedVersion,
    Routing,
    PageLogEntry,
)
TOO_LATE = review.ACTED_FIRST
NOT_YOURS_TO_EDIT = "这篇稿件现在不由您修改，您的修改没有保存。请看最新状态。"
REVIEWERS = {"unit": "fuze", "first": "bianji", "second": "fushen", "final": "zhongshen"}


def every_row():
    return {model: list(model.objects.order_by("pk").values()) for model in WATCHED}


@contextmanager
def nothing_changes():
    before = every_row()
    yield
    for model, rows in every_row().items():
        assert rows == before[model], model


@pytest.fixture
def login(client, cast):
    def _login(name):
        client.force_login(getattr(cast, name))
        return client

    return _login


def piece_at(stage, cast, title="老干部重阳登高", owner=None):
    owner = owner or cast.tongxun
    piece = make_piece(cast.duchang, owner, title=title)
    return piece if stage == stages.DRAFT else bring_to(stage, piece, cast)


def stage(piece):
    return PieceStatus.objects.get(pk=piece.pk).stage


def turn_of(piece):
    return WorkflowState.objects.get(
        object_id=str(piece.pk), status="in_progress"
    ).current_task_state


def edit_url(piece):
    return reverse("wagtailadmin_pages:edit", args=(piece.pk,))


def stock(name, *args):
    return reverse(f"wagtailadmin_{name}", args=args)


def test_the_watch_sees_a_change(cast):
    piece = piece_at(stages.FIRST, cast)
    with pytest.raises(AssertionError), nothing_changes():
        pass_step(piece, cast.bianji)


# -- another piece's turn --------------------------------------------------------------------------


@pytest.fixture
def two(cast):
    """Two pieces that wait for the same editor."""
    return piece_at(stages.FIRST, cast, "甲稿"), piece_at(stages.FIRST, cast, "乙稿")


def approve_form(piece, **more):
    return {"action": "approve", "seen_revision": seen(piece), **more}


def test_a_step_is_not_approved_through_another_piece(cast, two, login):
    a, b = two
    client = login("bianji")
    with nothing_changes():
        url = reverse("desk:take_step", args=(b.pk,))
        response = client.post(url, approve_form(a, task_state=turn_of(a).pk), follow=True)
    assert messages_in(response) == [TOO_LATE]
    client.post(reverse("desk:take_step", args=(a.pk,)), approve_form(a))
    assert (stage(a), stage(b)) == (stages.SECOND, stages.FIRST)


def test_a_step_is_not_approved_through_a_piece_of_ones_own(cast, two, login):
    a, _ = two
    own = piece_at(stages.UNIT, cast, "负责人自己的稿件", owner=cast.fuze2)
    for piece in (a, own):
        with nothing_changes():
            url = reverse("desk:take_step", args=(own.pk,))
            login("fuze2").post(url, approve_form(piece), follow=True)


@pytest.mark.parametrize("who", ["bianji", "admin"])
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["workflow_action", "collect_workflow_action_data"])
def test_wagtails_own_approval_is_closed(cast, two, login, name, method, who):
    a, b = two
    client = login(who)
    for piece in (a, b):
        url = stock(f"pages:{name}", piece.pk, "approve", turn_of(a).pk)
        with nothing_changes():
            response = getattr(client, method)(url, {"comment": "", "seen_revision": seen(a)})
        assert response.status_code == 404


@pytest.mark.parametrize("action", ["approve", "reject", "cancel"])
def test_the_editor_saves_a_reviewers_edit_but_takes_no_step(cast, two, login, action):
    a, _ = two
    form = edit_form_of(
        a,
        "初审改的标题",
        **{
            "action-workflow-action": "1",
            "workflow-action-name": action,
            "workflow-action-extra-data": '{"comment": "x"}',
            "action-cancel-workflow": "1",
            "action-restart-workflow": "1",
        },
    )
    before = every_row()
    login("bianji").post(edit_url(a), form)
    assert PiecePage.objects.get(pk=a.pk).latest_revision.content["title"] == "初审改的标题"
    for model in (ReviewAct, WorkflowState, TaskState, PieceStatus):
        assert every_row()[model] == before[model]


def test_a_task_does_not_take_another_pieces_turn(cast, two):
    a, b = two
    step = ReviewStep.objects.get(step=stages.FIRST)
    for token in (seen(b), seen(a).replace(str(turn_of(a).pk), str(turn_of(b).pk), 1), "", None):
        with nothing_changes(), pytest.raises(TooLate):
            step.on_action(turn_of(a), cast.bianji, "approve", seen_revision=token)
    step.on_action(turn_of(a), cast.bianji, "approve", seen_revision=seen(a))
    assert (stage(a), stage(b)) == (stages.SECOND, stages.FIRST)


def test_a_task_asks_who_may_take_the_turns_own_step(cast, two):
    a, _ = two
    last = ReviewStep.objects.get(step=stages.FINAL)
    with nothing_changes(), pytest.raises(NotAllowed):
        last.on_action(turn_of(a), cast.zhongshen, "approve", seen_revision=seen(a))


def test_wagtails_own_approve_reaches_no_signed_text(cast):
    piece = piece_at(stages.FINAL, cast)
    with nothing_changes(), pytest.raises(NotEveryStep):
        turn_of(piece).approve(user=cast.zhongshen)


def test_the_last_turn_is_not_used_twice(cast):
    piece = piece_at(stages.FINAL, cast)
    token, turn = seen(piece), turn_of(piece)
    review.act_on_step(turn, cast.zhongshen, "approve", seen_revision=token)
    with nothing_changes(), pytest.raises(TooLate):
        review.act_on_step(turn, cast.admin, "approve", seen_revision=token)


@pytest.mark.parametrize(
    "who, at, name, data",
    [
        ("tongxun", stages.APPROVED, "reopen", {"comment": "想再改改"}),
        ("tongxun", stages.FIRST, "spike", {"comment": "不要了"}),
        ("tongxun", stages.FINAL, "withdraw", {}),
        ("bianji", stages.FIRST, "withdraw", {}),
        ("bianji", stages.FIRST, "submit", {}),
        ("fushen", stages.FIRST, "spike", {"comment": "重复"}),
        ("fushen", stages.APPROVED, "reopen", {"comment": "有误"}),
        ("fuze", stages.APPROVED, "submit", {}),
    ],
)
def test_a_move_that_is_not_ones_own_is_refused(cast, login, who, at, name, data):
    piece = piece_at(at, cast)
    url = reverse("desk:move_piece", args=(piece.pk, name))
    with nothing_changes():
        response = login(who).post(url, data, follow=True)
    assert response.status_code == 200
    assert len(messages_in(response)) == 1


def test_a_form_from_another_site_is_refused(cast):
    piece = piece_at(stages.FIRST, cast)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.bianji)
    with nothing_changes():
        response = client.post(reverse("desk:take_step", args=(piece.pk,)), approve_form(piece))
    assert response.status_code == 403


def test_an_address_of_a_move_does_nothing_when_followed(cast, login):
    piece = piece_at(stages.FIRST, cast)
    urls = [
        reverse("desk:take_step", args=(piece.pk,)),
        reverse("desk:move_piece", args=(piece.pk, "spike")),
    ]
    with nothing_changes():
        answers = [login("bianji").get(url, approve_form(piece)).status_code for url in urls]
    assert answers == [405, 405]


# -- an edit under a signature ---------------------------------------------------------------------


def autosave(client, piece, title, overwriting):
    """What the editor posts every ten seconds: rewrite this session's revision in place."""
    form = edit_form_of(piece, title, overwrite_revision_id=overwriting.pk)
    return client.post(edit_url(piece), form, headers={"accept": "application/json"})


def saved_by(user, piece, title):
    page = PiecePage.objects.get(pk=piece.pk).get_latest_revision_as_object()
    page.title = title
    return page.save_revision(user=user)


def test_autosave_rewrites_what_nobody_has_seen(cast, login):
    piece = piece_at(stages.DRAFT, cast)
    response = autosave(login("tongxun"), piece, "自动保存的标题", piece.latest_revision)
    assert response.json()["revision_id"] == piece.latest_revision_id
    piece.latest_revision.refresh_from_db()
    assert piece.latest_revision.content["title"] == "自动保存的标题"


def test_autosave_does_not_rewrite_what_was_submitted(cast, login):
    piece = piece_at(stages.FIRST, cast)
    review.return_to_author(piece.pk, cast.bianji, seen_revision=seen(piece), comment="请核对")
    with nothing_changes():
        response = autosave(login("tongxun"), piece, "悄悄改的", piece.latest_revision)
    assert response.status_code == 400
    assert response.json()["error_message"] == "这一版已送审，不能覆盖；请另存一版。"


def test_autosave_does_not_rewrite_what_its_reviewer_approved(cast, login):
    piece = piece_at(stages.FIRST, cast)
    revision = saved_by(cast.bianji, piece, "初审改的标题")
    pass_step(piece, cast.bianji)
    review.send_back(
        piece.pk, cast.fushen, seen_revision=seen(piece), comment="再核", to_step=stages.FIRST
    )
    piece.refresh_from_db()
    assert piece.latest_revision == revision
    with nothing_changes():
        response = autosave(login("bianji"), piece, "悄悄改的", revision)
    assert response.json()["error_message"] == "这一版已送审，不能覆盖；请另存一版。"


@pytest.mark.parametrize("who", ["tongxun", "zhongshen", "admin"])
def test_autosave_does_not_reach_an_approved_piece(cast, login, who):
    piece = piece_at(stages.FINAL, cast)
    revision = saved_by(getattr(cast, who), piece, "终审改的标题")
    pass_step(piece, cast.zhongshen)
    piece.refresh_from_db()
    with nothing_changes():
        response = autosave(login(who), piece, "悄悄改的", revision)
    assert response.status_code == 400
    assert response.json()["error_message"] == NOT_YOURS_TO_EDIT


def test_autosave_does_not_rewrite_another_pieces_revision(cast, login):
    approved = piece_at(stages.APPROVED, cast, "已审定的一篇")
    draft = piece_at(stages.DRAFT, cast, "草稿")
    with nothing_changes():
        response = autosave(login("tongxun"), draft, "悄悄改的", approved.latest_revision)
    assert response.status_code == 400


@pytest.mark.parametrize(
    "at, who",
    [
        (stages.UNIT, "tongxun"),
        (stages.FIRST, "fuze"),
        (stages.FINAL, "bianji"),
        (stages.FINAL, "tongxun"),
        (stages.APPROVED, "tongxun"),
        (stages.APPROVED, "zhongshen"),
        (stages.APPROVED, "admin"),
    ],
)
def test_an_edit_by_somebody_whose_turn_it_is_not_is_refused(cast, login, at, who):
    piece = piece_at(at, cast)
    with nothing_changes():
        response = login(who).post(edit_url(piece), edit_form_of(piece, "改了"), follow=True)
    assert messages_in(response)[-1:] == [NOT_YOURS_TO_EDIT]


@pytest.mark.parametrize("at, who", [(stages.RETURNED, "tongxun"), (stages.FINAL, "zhongshen")])
def test_a_faulty_form_does_not_cancel_the_review(cast, login, at, who):
    piece = piece_at(stages.FIRST if at == stages.RETURNED else at, cast)
    if at == stages.RETURNED:
        review.return_to_author(piece.pk, cast.bianji, seen_revision=seen(piece), comment="请核对")
    form = edit_form_of(piece, "改" * 300, **{"action-cancel-workflow": "1"})
    with nothing_changes():
        response = login(who).post(edit_url(piece), form)
    assert response.status_code == 200
    assert stage(piece) == at


@pytest.mark.parametrize("who", ["tongxun", "zhongshen", "admin"])
def test_an_earlier_revision_is_not_put_back(cast, login, who):
    piece = piece_at(stages.FINAL, cast)
    first = piece.latest_revision
    saved_by(cast.zhongshen, piece, "终审改的标题")
    pass_step(piece, cast.zhongshen)
    url = stock("pages:revisions_revert", piece.pk, first.pk)
    with nothing_changes():
        answers = [
            login(who).get(url).status_code,
            login(who).post(url, edit_form_of(piece, "老标题")).status_code,
        ]
    assert answers == [404, 404]


def test_purging_revisions_keeps_what_was_signed(cast):
    piece = piece_at(stages.FIRST, cast)
    unseen = saved_by(cast.bianji, piece, "存了又改的")
    saved_by(cast.bianji, piece, "初审定的标题")
    for user in (cast.bianji, cast.fushen):
        pass_step(piece, user)
    saved_by(cast.zhongshen, piece, "终审定的标题")
    pass_step(piece, cast.zhongshen)
    reopening.reopen(piece.pk, cast.bianji, comment="职务有误")
    saved_by(cast.tongxun, piece, "重开后改的")
    rows = every_row()
    call_command("purge_revisions")
    kept = every_row()
    assert [row for row in rows[Revision] if row not in kept[Revision]] == [
        row for row in rows[Revision] if row["id"] == unseen.pk
    ]
    for model in (ReviewAct, TaskState, WorkflowState, ApprovedVersion, PieceStatus):
        assert kept[model] == rows[model]


# -- publishing ------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
def test_the_superuser_does_nothing_in_bulk(cast, login, action):
    pieces = [piece_at(stages.APPROVED, cast), piece_at(stages.FIRST, cast, "审中")]
    ids = "&".join(f"id={piece.pk}" for piece in pieces)
    url = f"{reverse('wagtail_bulk_action', args=('wagtailcore', 'page', action))}?{ids}"
    with nothing_changes():
        response = login("admin").post(url, {"include_descendants": "on"})
    assert response.status_code == 404


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move", "copy"])
def test_the_superuser_does_nothing_through_the_admins_api(cast, login, action):
    piece = piece_at(stages.APPROVED, cast)
    url = reverse("wagtailadmin_api:pages:action", args=(piece.pk, action))
    data = {"destination_page_id": cast.hukou.pk, "recursive": False}
    with nothing_changes():
        response = login("admin").post(url, data, content_type="application/json")
    assert response.status_code == 404


@pytest.mark.parametrize("at", [stages.DRAFT, stages.FIRST, stages.APPROVED])
def test_the_superuser_holds_no_permission_that_passes_by_the_review(cast, at):
    piece = piece_at(at, cast)
    permissions = piece.permissions_for_user(cast.admin)
    held = [
        name
        for name in (
            "can_publish",
            "can_unpublish",
            "can_delete",
            "can_move",
            "can_copy",
            "can_lock",
            "can_unlock",
            "can_unschedule",
            "can_set_view_restrictions",
        )
        if getattr(permissions, name)()
    ]
    assert held == []


ACTIONS = {
    "publish": lambda piece, cast, user: PublishPageRevisionAction(
        piece.latest_revision, user=user
    ),
    "unpublish": lambda piece, cast, user: UnpublishPageAction(piece, user=user),
    "delete": lambda piece, cast, user: DeletePageAction(piece, user=user),
    "move": lambda piece, cast, user: MovePageAction(piece, cast.hukou, "last-child", user=user),
    "copy": lambda piece, cast, user: CopyPageAction(piece, to=cast.hukou, user=user),
}


@pytest.mark.parametrize("who", ["tongxun", "zhongshen", "admin"])
@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_wagtails_own_actions_ask_the_pieces_permissions(cast, action, who):
    piece = piece_at(stages.APPROVED, cast)
    with nothing_changes(), pytest.raises(PermissionDenied):
        ACTIONS[action](piece, cast, getattr(cast, who)).execute()


@pytest.mark.parametrize("who", ["zhongshen", "admin"])
def test_the_publish_button_of_the_editor_only_saves(cast, login, who):
    piece = piece_at(stages.FINAL, cast)
    form = edit_form_of(piece, "终审改的标题", **{"action-publish": "1"})
    login(who).post(edit_url(piece), form)
    piece.refresh_from_db()
    assert piece.latest_revision.content["title"] == "终审改的标题"
    assert (piece.live, piece.live_revision, stage(piece)) == (False, None, stages.FINAL)
    assert not ApprovedVersion.objects.exists()


def test_a_date_slipped_into_the_form_publishes_nothing(cast, login):
    piece = piece_at(stages.FINAL, cast)
    now = timezone.now().isoformat()
    form = edit_form_of(piece, "定时的标题", go_live_at=now, live="on", **{"action-publish": "1"})
    login("zhongshen").post(edit_url(piece), form)
    assert PiecePage.objects.get(pk=piece.pk).latest_revision.content["title"] == "定时的标题"
    with nothing_changes():
        call_command("publish_scheduled")
    row = PiecePage.objects.get(pk=piece.pk)
    assert (row.live, row.go_live_at, row.owner) == (False, None, cast.tongxun)


@pytest.fixture
def on_the_site(cast):
    """A piece that is live in a series."""
    series = cast.site.series.add_child(instance=SeriesPage(title="养老防诈", slug="yanglao"))
    outlet = Outlet.objects.create(
        code="site", name="本站专栏", level="city", kind="web", channel="site"
    )
    piece = piece_at(stages.APPROVED, cast)
    version = ApprovedVersion.objects.get(piece=piece)
    routing.route(piece.pk, [outlet.pk], cast.bianji, version_id=version.pk, series_id=series.pk)
    piece.refresh_from_db()
    assert piece.live
    return piece


@pytest.mark.parametrize(
    "name",
    ["unpublish", "delete", "move", "copy", "lock", "unlock", "set_privacy", "convert_alias"],
)
@pytest.mark.parametrize("who", ["tongxun", "zhongshen", "admin"])
def test_no_stock_form_touches_a_piece_on_the_site(cast, on_the_site, login, name, who):
    with nothing_changes():
        response = login(who).post(
            stock(f"pages:{name}", on_the_site.pk), {"new_title": "副本", "new_slug": "copy"}
        )
    assert response.status_code == (302 if name == "delete" else 404)


# -- deleting --------------------------------------------------------------------------------------


def test_the_author_deletes_a_draft_that_was_never_submitted(cast, login):
    piece = piece_at(stages.DRAFT, cast)
    login("tongxun").post(stock("pages:delete", piece.pk))
    assert not PiecePage.objects.filter(pk=piece.pk).exists()


@pytest.mark.parametrize("at", stages.STEPS)
def test_a_reviewer_does_not_delete_the_piece_that_waits_for_them(cast, login, at):
    piece = piece_at(at, cast)
    with nothing_changes():
        login(REVIEWERS[at]).post(stock("pages:delete", piece.pk))
    with nothing_changes(), pytest.raises(PermissionDenied):
        piece.delete(user=getattr(cast, REVIEWERS[at]))


@pytest.mark.parametrize(
    "doomed",
    [
        lambda piece, cast: piece,
        lambda piece, cast: Page.objects.get(pk=piece.pk),
        lambda piece, cast: Page.objects.filter(pk=piece.pk),
        lambda piece, cast: cast.duchang,
        lambda piece, cast: piece.latest_revision,
        lambda piece, cast: TaskState.objects.filter(workflow_state__object_id=str(piece.pk)),
        lambda piece, cast: WorkflowState.objects.filter(object_id=str(piece.pk)),
        lambda piece, cast: Workflow.objects.get(name="三审"),
        lambda piece, cast: cast.bianji,
    ],
    ids=["piece", "page", "query", "unit", "revision", "turns", "round", "workflow", "reviewer"],
)
def test_nothing_that_proves_a_review_is_deleted_from_under_it(cast, doomed):
    piece = piece_at(stages.APPROVED, cast)
    # Atomic as every request is: the tree's own delete counts the children down before it is refused.
    with nothing_changes(), pytest.raises(ProtectedError), transaction.atomic():
        doomed(piece, cast).delete()


# -- disabling -------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", stages.STEPS)
def test_a_step_is_not_deactivated(cast, step):
    piece_at(step, cast)
    with nothing_changes(), pytest.raises(review.StepsStay):
        ReviewStep.objects.get(step=step).deactivate(user=cast.admin)


@pytest.mark.parametrize("name", ["disable_task", "edit_task", "enable_task"])
def test_the_superuser_has_no_form_that_disables_a_step(cast, login, name):
    piece_at(stages.FINAL, cast)
    for step in ReviewStep.objects.all():
        with nothing_changes():
            response = login("admin").post(stock(f"workflows:{name}", step.pk), {"name": "x"})
        assert response.status_code == 404


@pytest.mark.parametrize("step", stages.STEPS[1:])
def test_a_step_that_was_disabled_in_the_database_is_not_skipped(cast, step):
    piece = piece_at(stages.UNIT, cast)
    Task.objects.filter(reviewstep__step=step).update(active=False)
    takers = [(s, getattr(cast, REVIEWERS[s])) for s in stages.STEPS if s != step]
    for _, user in takers[:-1]:
        pass_step(piece, user)
    with nothing_changes(), pytest.raises(NotEveryStep):
        pass_step(piece, takers[-1][1])


def test_the_workflow_is_not_deactivated(cast):
    for at in (stages.FIRST, stages.FINAL):
        piece_at(at, cast)
    with nothing_changes(), pytest.raises(review.StepsStay):
        Workflow.objects.get(name="三审").deactivate(user=cast.admin)


@pytest.mark.parametrize("name", ["disable", "edit", "enable"])
def test_the_superuser_has_no_form_that_disables_the_workflow(cast, login, name):
    piece_at(stages.FIRST, cast)
    workflow = Workflow.objects.get(name="三审")
    with nothing_changes():
        response = login("admin").post(stock(f"workflows:{name}", workflow.pk), {"name": "x"})
    assert response.status_code == 404
