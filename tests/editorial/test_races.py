"""Two people who act on one thing at the same moment, on PostgreSQL with a connection each: one wins,
the other is told in words, and nothing happens twice."""

import os
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from editorial import stages
from editorial.outlets.models import Outlet
from editorial.people.models import User
from editorial.pieces.acts import ApprovedVersion, ReviewAct
from editorial.pieces.models import PieceStatus
from editorial.placements import actions as placements
from editorial.placements.models import Placement, PlacementAct
from editorial.review import moves as review
from editorial.routing import actions as routing
from editorial.routing import reopening
from editorial.routing.models import Routing
from tests.conftest import make_user
from tests.factories import bring_to, make_piece, seen
from tests.forms import edit_form_of, messages_in
from tests.rendezvous import race

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]

# All are forced to meet; more rounds, as in `make drill`, only change who is first.
ROUNDS = int(os.environ.get("RACE_ROUNDS", "5"))
# Each is held just before it asks for the row, or after the rules were asked and before it writes.
THE_LOCK = "FOR UPDATE"
THE_ACT = 'INSERT INTO "editorial_reviewact"'
EITHER = pytest.mark.parametrize(
    "at", [THE_LOCK, THE_ACT], ids=["before the lock", "before the write"]
)
TWO_PEOPLE_OR_TWO_TABS = pytest.mark.parametrize(
    "who", [("bianji", "bianji2"), ("bianji", "bianji")], ids=["two people", "two tabs"]
)
DONE = None
TOO_LATE = "这一步刚刚已经办过了，您的操作没有执行。请看最新状态。"
TOO_LATE_TO_WITHDRAW = "这篇稿件现在不能撤回。终审开始后请联系编辑。"
EDITED_BEFORE = "稿件在您打开之后有新的修改，您的操作没有执行。请看过最新一版再办。"
EDITED_TOO_LATE = "这篇稿件现在不由您修改，您的修改没有保存。请看最新状态。"
NOT_YOURS_TO_SUBMIT = "这篇稿件现在不能由您提交。"
NOT_APPROVED = "这篇稿件现在不是审定状态，不能送稿。请看稿件的最新状态。"
ALREADY_ROUTED = "九江日报：这篇稿件已经送过，没有重复送。要重新送，请先把原来那条撤回。"
PLACEMENT_TOO_LATE = "这条刊发刚刚已由他人办理，您的操作没有执行。请看最新状态。"
SUBMITTED = "已交到单位审签。办理情况随时在这里看。"


@pytest.fixture
def cast(cast):
    """With a second editor and a second chief, since two must be able to take the same step."""
    cast.bianji2 = make_user("bianji2", "沈宁", "editor")
    cast.zhongshen2 = make_user("zhongshen2", "万山", "chief")
    return cast


def piece_at(stage, cast):
    piece = make_piece(cast.duchang, cast.tongxun)
    return piece if stage == stages.DRAFT else bring_to(stage, piece, cast)


def stage(piece):
    return PieceStatus.objects.get(pk=piece.pk).stage


def acts(piece):
    return list(ReviewAct.objects.filter(piece=piece).values_list("act", "step"))


def turns(piece):
    """[step, status] of every turn there ever was, in order."""
    rows = TaskState.objects.filter(workflow_state__object_id=str(piece.pk)).order_by("pk")
    return [(row.task.specific.step, row.status) for row in rows.select_related("task")]


def again(user):
    """The same person as another request would have them."""
    return User.objects.get(pk=user.pk)


def approving(piece, user):
    token = seen(piece)
    return lambda: review.approve(piece.pk, again(user), seen_revision=token)


def returning(piece, user):
    token = seen(piece)
    return lambda: review.return_to_author(
        piece.pk, again(user), seen_revision=token, comment="时间有误"
    )


def reopening_of(piece, user):
    return lambda: reopening.reopen(piece.pk, again(user), comment="职务有误")


def withdrawing(piece, user):
    return lambda: review.withdraw(piece.pk, again(user))


def spiking(piece, user):
    return lambda: review.spike(piece.pk, again(user), comment="内容重复")


def submitting(piece, user):
    return lambda: (review.submit(piece.pk, again(user)), DONE)[1]


# -- one step --------------------------------------------------------------------------------------


@EITHER
@TWO_PEOPLE_OR_TWO_TABS
def test_a_step_is_taken_once(cast, who, at):
    piece = piece_at(stages.FIRST, cast)
    for n in range(1, ROUNDS + 1):
        answers = race(*[approving(piece, getattr(cast, name)) for name in who], at)
        assert sorted(answers, key=str) == [DONE, TOO_LATE]
        assert acts(piece)[-1] == (stages.APPROVE, stages.FIRST)
        assert acts(piece).count((stages.APPROVE, stages.FIRST)) == n
        assert turns(piece)[-2:] == [(stages.FIRST, "approved"), (stages.SECOND, "in_progress")]
        assert stage(piece) == stages.SECOND
        send_back_to_first(piece, cast)


def send_back_to_first(piece, cast):
    review.send_back(
        piece.pk, cast.fushen, seen_revision=seen(piece), comment="再核一遍", to_step=stages.FIRST
    )
    assert stage(piece) == stages.FIRST


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def posting(user, name, *args, **data):
    """A press of a button in a browser of this person's; the last message that they then read."""
    client = browser(user)

    def press():
        response = client.post(reverse(name, args=args), data, follow=True)
        assert response.status_code == 200
        return messages_in(response)[-1]

    return press


@TWO_PEOPLE_OR_TWO_TABS
def test_a_step_is_taken_once_through_the_page(cast, who):
    piece = piece_at(stages.FIRST, cast)
    for n in range(1, ROUNDS + 1):
        form = {"action": "approve", "seen_revision": seen(piece)}
        presses = [posting(getattr(cast, name), "desk:take_step", piece.pk, **form) for name in who]
        answers = race(*presses, THE_LOCK)
        assert sorted(answers) == ["已办好。稿件现在：复审。", TOO_LATE]
        assert acts(piece).count((stages.APPROVE, stages.FIRST)) == n
        assert turns(piece)[-2:] == [(stages.FIRST, "approved"), (stages.SECOND, "in_progress")]
        send_back_to_first(piece, cast)


@EITHER
def test_one_approves_while_the_other_returns(cast, at):
    for _ in range(ROUNDS):
        piece = piece_at(stages.FIRST, cast)
        answers = race(approving(piece, cast.bianji), returning(piece, cast.bianji2), at)
        approved = answers == [DONE, TOO_LATE]
        assert approved or answers == [TOO_LATE, DONE]
        act = stages.APPROVE if approved else stages.RETURN
        assert acts(piece)[-1:] == [(act, stages.FIRST)] and len(acts(piece)) == 3
        assert stage(piece) == (stages.SECOND if approved else stages.RETURNED)


# -- the last step ---------------------------------------------------------------------------------


@EITHER
def test_the_last_approval_is_given_once(cast, at):
    for _ in range(ROUNDS):
        piece = piece_at(stages.FINAL, cast)
        answers = race(approving(piece, cast.zhongshen), approving(piece, cast.zhongshen2), at)
        assert sorted(answers, key=str) == [DONE, TOO_LATE]
        assert ApprovedVersion.objects.filter(piece=piece).count() == 1
        assert [step for act, step in acts(piece) if act == stages.APPROVE] == list(stages.STEPS)
        assert stage(piece) == stages.APPROVED


def test_withdrawing_comes_too_late_for_the_last_approval(cast):
    for _ in range(ROUNDS):
        piece = piece_at(stages.FINAL, cast)
        both = approving(piece, cast.zhongshen), withdrawing(piece, cast.tongxun)
        assert race(*both, THE_LOCK) in ([DONE, TOO_LATE_TO_WITHDRAW], [DONE, TOO_LATE])
        assert stage(piece) == stages.APPROVED


@EITHER
def test_withdrawing_meets_the_approval_that_opens_the_last_step(cast, at):
    for _ in range(ROUNDS):
        piece = piece_at(stages.SECOND, cast)
        answers = race(approving(piece, cast.fushen), withdrawing(piece, cast.tongxun), at)
        approved = answers[0] is DONE
        assert answers == ([DONE, TOO_LATE_TO_WITHDRAW] if approved else [TOO_LATE, DONE])
        last = (stages.APPROVE, stages.SECOND) if approved else (stages.WITHDRAW, "")
        assert (len(acts(piece)), acts(piece)[-1]) == (4, last)
        assert stage(piece) == (stages.FINAL if approved else stages.WITHDRAWN)


@EITHER
def test_one_chief_approves_while_the_other_spikes(cast, at):
    for _ in range(ROUNDS):
        piece = piece_at(stages.FINAL, cast)
        answers = race(approving(piece, cast.zhongshen), spiking(piece, cast.zhongshen2), at)
        approved = answers[0] is DONE
        refusal = "这篇稿件现在不能由您定为不采用。"
        assert answers in ([DONE, refusal], [DONE, TOO_LATE], [TOO_LATE, DONE])
        assert acts(piece)[-1] == (stages.APPROVE if approved else stages.SPIKE, stages.FINAL)
        assert len(acts(piece)) == 5
        assert ApprovedVersion.objects.filter(piece=piece).count() == approved
        assert stage(piece) == (stages.APPROVED if approved else stages.SPIKED)


THE_REVISION = 'INSERT INTO "wagtailcore_revision"'


@pytest.mark.parametrize(
    "edit_at", [THE_LOCK, THE_REVISION], ids=["before the lock", "before the revision"]
)
def test_an_edit_never_slips_under_the_last_approval(cast, edit_at):
    for _ in range(ROUNDS):
        piece = piece_at(stages.FINAL, cast)
        form = edit_form_of(piece, "终审时改的标题")
        edit = posting(cast.zhongshen2, "wagtailadmin_pages:edit", piece.pk, **form)
        answers = race(approving(piece, cast.zhongshen), edit, THE_ACT, edit_at)
        piece.refresh_from_db()
        approved = answers[0] is DONE
        if approved:
            signed = ApprovedVersion.objects.get(piece=piece)
            assert signed.content["title"] == piece.title == "老干部重阳登高"
            assert piece.latest_revision == signed.revision
            assert answers[1] == EDITED_TOO_LATE
        else:
            assert answers[0] == EDITED_BEFORE
            assert piece.latest_revision.content["title"] == "终审时改的标题"
        assert stage(piece) == (stages.APPROVED if approved else stages.FINAL)


# -- submitting ------------------------------------------------------------------------------------


@EITHER
def test_a_draft_is_submitted_once(cast, at):
    for _ in range(ROUNDS):
        piece = piece_at(stages.DRAFT, cast)
        answers = race(submitting(piece, cast.tongxun), submitting(piece, cast.tongxun), at)
        assert sorted(answers, key=str) == [DONE, NOT_YOURS_TO_SUBMIT]
        assert acts(piece) == [(stages.SUBMIT, "")]
        assert WorkflowState.objects.filter(object_id=str(piece.pk)).count() == 1
        assert turns(piece) == [(stages.UNIT, "in_progress")]


@EITHER
def test_a_returned_piece_is_resubmitted_once(cast, at):
    for _ in range(ROUNDS):
        piece = piece_at(stages.FIRST, cast)
        review.return_to_author(
            piece.pk, cast.bianji, seen_revision=seen(piece), comment="姓名有误"
        )
        answers = race(submitting(piece, cast.tongxun), submitting(piece, cast.fuze), at)
        assert sorted(answers, key=str) == [DONE, NOT_YOURS_TO_SUBMIT]
        assert [act for act, _ in acts(piece)] == ["submit", "approve", "return", "submit"]
        assert turns(piece)[-2:] == [(stages.FIRST, "rejected"), (stages.FIRST, "in_progress")]


def test_a_draft_is_submitted_once_from_two_open_editors(cast):
    for _ in range(ROUNDS):
        piece = piece_at(stages.DRAFT, cast)
        form = edit_form_of(piece, "两个窗口里的标题", **{"action-submit": "1"})
        tabs = [
            posting(cast.tongxun, "wagtailadmin_pages:edit", piece.pk, **form) for _ in range(2)
        ]
        answers = race(*tabs, THE_LOCK)
        assert sorted(answers) == [SUBMITTED, EDITED_TOO_LATE]
        assert acts(piece) == [(stages.SUBMIT, "")]
        assert turns(piece) == [(stages.UNIT, "in_progress")]


# -- after the review ------------------------------------------------------------------------------


@pytest.fixture
def paper(db):
    return Outlet.objects.create(
        code="jjrb", name="九江日报", level="city", kind="paper", channel="hand"
    )


def routing_to(outlet, piece, user):
    version = PieceStatus.objects.get(pk=piece.pk).approved_version_id
    return lambda: routing.route(piece.pk, [outlet.pk], again(user), version_id=version) and DONE


THE_ROUTING = 'INSERT INTO "editorial_routing"'


@pytest.mark.parametrize("at", [THE_LOCK, THE_ROUTING], ids=["before the lock", "before the write"])
def test_a_piece_goes_to_an_outlet_once(cast, paper, at):
    for _ in range(ROUNDS):
        piece = piece_at(stages.APPROVED, cast)
        both = [routing_to(paper, piece, user) for user in (cast.bianji, cast.bianji2)]
        assert sorted(race(*both, at), key=str) == [DONE, ALREADY_ROUTED]
        assert Routing.objects.filter(piece=piece).count() == 1


def test_a_piece_goes_to_an_outlet_once_through_the_page(cast, paper):
    for _ in range(ROUNDS):
        piece = piece_at(stages.APPROVED, cast)
        version = PieceStatus.objects.get(pk=piece.pk).approved_version_id
        form = {"outlets": [paper.pk], "version": version}
        presses = [
            posting(user, "routing:route_piece", piece.pk, **form)
            for user in (cast.bianji, cast.bianji2)
        ]
        answers = race(*presses, THE_LOCK)
        assert sorted(answers) == sorted(["《老干部重阳登高》待送1家。", ALREADY_ROUTED])
        assert Routing.objects.filter(piece=piece).count() == 1


@pytest.mark.parametrize("at", [THE_LOCK, THE_ACT], ids=["before the lock", "before the write"])
def test_a_reopened_text_is_not_routed(cast, paper, at):
    for _ in range(ROUNDS):
        piece = piece_at(stages.APPROVED, cast)
        both = reopening_of(piece, cast.bianji), routing_to(paper, piece, cast.bianji2)
        answers = race(*both, at, THE_LOCK)
        assert answers in ([DONE, DONE], [DONE, NOT_APPROVED])
        routed = answers[1] is DONE
        assert list(Routing.objects.filter(piece=piece).values_list("state", flat=True)) == (
            [stages.PULLED] if routed else []
        )
        assert stage(piece) == stages.REOPENED


def test_a_routing_is_sent_or_pulled(cast, paper):
    for _ in range(ROUNDS):
        piece = piece_at(stages.APPROVED, cast)
        routing_to(paper, piece, cast.bianji)()
        row = Routing.objects.get(piece=piece)

        def moving(name, user, pk=row.pk):
            return lambda: (
                getattr(routing, name)(pk, again(user), seen_state=stages.TO_SEND) and DONE
            )

        answers = race(moving("mark_sent", cast.bianji), moving("pull", cast.bianji2), THE_LOCK)
        assert sorted(answers, key=str) == [DONE, routing.ACTED_FIRST]
        row.refresh_from_db()
        assert row.state == (stages.SENT if answers[0] is DONE else stages.PULLED)


# -- placements ------------------------------------------------------------------------------------


def recorded(cast, paper):
    data = placements.PlacementData(
        fields={"outlet": paper, "published_on": date(2026, 10, 23), "headline": "重阳登高"},
        credits=[placements.CreditData(cast.duchang)],
    )
    return placements.record_placement(data, cast.tongxun)


def decisions(row):
    written = PlacementAct.objects.filter(placement=row).order_by("pk")
    return list(written.values_list("act", flat=True))


THE_PLACEMENT_ACT = 'INSERT INTO "editorial_placementact"'
ON_PLACEMENTS = pytest.mark.parametrize(
    "at", [THE_LOCK, THE_PLACEMENT_ACT], ids=["before the lock", "before the write"]
)


def verifying(row, user):
    shown = placements.newest_act_id(row)
    return lambda: placements.verify_placement(row.pk, again(user), seen_act=shown) and DONE


@ON_PLACEMENTS
@TWO_PEOPLE_OR_TWO_TABS
def test_a_placement_is_verified_once(cast, paper, who, at):
    for _ in range(ROUNDS):
        row = recorded(cast, paper)
        answers = race(*[verifying(row, getattr(cast, name)) for name in who], at)
        assert sorted(answers, key=str) == [DONE, PLACEMENT_TOO_LATE]
        assert decisions(row) == ["record", "verify"]


@ON_PLACEMENTS
def test_a_placement_is_verified_or_rejected(cast, paper, at):
    for _ in range(ROUNDS):
        row = recorded(cast, paper)
        shown = placements.newest_act_id(row)

        def reject(row=row, shown=shown):
            placements.reject_placement(
                row.pk, again(cast.fushen), seen_act=shown, reason="没有佐证材料"
            )

        answers = race(verifying(row, cast.bianji), reject, at)
        assert sorted(answers, key=str) == [DONE, PLACEMENT_TOO_LATE]
        verified = answers[0] is DONE
        assert decisions(row) == ["record", "verify" if verified else "reject"]
        assert Placement.objects.get(pk=row.pk).state == ("verified" if verified else "rejected")


def test_a_placement_is_verified_once_through_the_page(cast, paper):
    for _ in range(ROUNDS):
        row = recorded(cast, paper)
        form = {"decision": "verify", "seen_act": placements.newest_act_id(row)}
        presses = [
            posting(user, "placements:decide_placement", row.pk, **form)
            for user in (cast.bianji, cast.fushen)
        ]
        answers = race(*presses, THE_LOCK)
        assert sorted(answers) == ["已核实，计分随之更新。", PLACEMENT_TOO_LATE]
        assert decisions(row) == ["record", "verify"]
