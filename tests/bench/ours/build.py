"""Fills the database with our pieces: one of each stage goes through the real actions, the rest are
copies of its rows. Units are opened by the real action."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import (
    Page,
    PageLogEntry,
    ReferenceIndex,
    Revision,
    TaskState,
    WorkflowState,
)
from wagtail.search.models import IndexEntry

from cms.running.installation import install
from editorial import roles, stages
from editorial.outlets.models import Outlet
from editorial.people.models import Contributor, RoleGroup, User
from editorial.people.unit_actions import found_unit
from editorial.people.units import UnitIndexPage, UnitPage
from editorial.pieces.acts import ApprovedVersion, ReviewAct
from editorial.pieces.models import Byline, PieceStatus, Topic
from editorial.pieces.page import PiecePage
from editorial.placements import actions as placements
from editorial.placements.models import Placement, PlacementAct, PlacementCredit
from editorial.review import moves as review
from editorial.review.status import compute_stage
from editorial.routing import actions as routing
from editorial.routing.models import Routing
from scoring.ledger.tally import ensure_quarter, retally_quarter
from scoring.quarter import QuarterSpan
from tests.bench.clone import Copy, Original, Parent, write_numbers_of_children
from tests.bench.people import add_people, swaps_between
from tests.bench.plan import body_with, places_by_stage
from tests.factories import make_photo
from tests.scoring.makers import shut

BUREAU = {
    "bianji": roles.EDITOR,
    "fushen": roles.REVIEWER,
    "zhongshen": roles.CHIEF,
    "jifen": roles.SCORER,
    "guanli": roles.MANAGER,
}


def build(size):
    """Everything of our side; the stock side comes after it. Returns the number of pieces."""
    install()
    bureau()
    units = [unit_number(n, UnitIndexPage.objects.get()) for n in range(size.units)]
    groups = [[group_of(role, unit) for role in roles.UNIT_ROLES] for unit in units]
    people = add_people("u", Contributor, [unit.pk for unit in units], groups)
    quarters = last_two_quarters()
    parents = [Parent(Page.objects.get(pk=unit.pk)) for unit in units]
    for stage, places in places_by_stage(size).items():
        with transaction.atomic():
            original = original_at(stage, units[0], people[0])
            parents[0].children += 1
            copies = [copy_at(place, stage, parents, people, quarters) for place in places]
            original.multiply(copies)
    write_numbers_of_children(parents)
    count_the_quarters(quarters)
    prove_stages()
    return PiecePage.objects.count()


def bureau():
    for username, role in BUREAU.items():
        user = User.objects.create_user(username, password="bench", name=username)
        user.groups.add(RoleGroup.objects.get(role=role, unit=None).group)
    User.objects.create_superuser("admin", password="bench", name="admin")


def unit_number(n, index):
    return found_unit(
        index,
        title=f"第{n}单位老干部局",
        short_name=f"单位{n}",
        ranking_group="county" if n % 2 else "city",
        slug=f"unit{n}",
    )


def group_of(role, unit):
    return RoleGroup.objects.get(role=role, unit=unit).group_id


def last_two_quarters():
    """This quarter's span and the one before it, which is closed at the end."""
    now = QuarterSpan.of(timezone.localdate())
    return now, QuarterSpan.of(now.first_day - timedelta(days=1))


def original_at(stage, unit, people):
    """A piece brought to `stage` by its people, as rows."""
    piece = new_piece(unit, people)
    bring_to(stage, piece)
    return Original(piece, rows_of(piece))


def new_piece(unit, people):
    photos = [make_photo(unit, color=color) for color in ("red", "blue")]
    piece = PiecePage(
        title="都昌老干部重阳登高",
        owner_id=people[0][0],
        live=False,
        body=body_with(photos),
        event_date=timezone.localdate(),
        is_secret_free=True,
        web_allowed=True,
        people_consent=True,
    )
    piece.bylines = [Byline(contributor_id=person) for _user, person in people[:2]]
    piece.topics = [Topic.objects.first()]
    unit.add_child(instance=piece)
    piece.save_revision(user=piece.owner, log_action=True)
    return PiecePage.objects.get(pk=piece.pk)


def bring_to(stage, piece):
    if stage == stages.DRAFT:
        return
    review.submit(piece.pk, piece.owner)
    head = User.objects.get(username="u0h")
    reviewers = [head, *User.objects.filter(username__in=BUREAU).order_by("pk")[:3]]
    for step, user in zip(stages.STEPS, reviewers, strict=True):
        if step == stage:
            return
        token = review.revision_token(PiecePage.objects.get(pk=piece.pk))
        if step == stages.FIRST and stage == stages.RETURNED:
            return review.return_to_author(piece.pk, user, seen_revision=token, comment="请补充")
        if step == stages.FIRST and stage == stages.SPIKED:
            return review.spike(piece.pk, user, comment="不宜采用")
        if step == stages.FIRST and stage == stages.WITHDRAWN:
            return review.withdraw(piece.pk, piece.owner)
        review.approve(piece.pk, user, seen_revision=token)
    if stage in ("routed", "placed", "recorded"):
        go_out(piece, reviewers[1], reviewers[2], stage)


def go_out(piece, editor, verifier, stage):
    """Routed to two outlets; for two of the three stages one ran it."""
    version = PieceStatus.objects.get(pk=piece.pk).approved_version_id
    outlets = list(Outlet.objects.filter(code__in=("laoyou", "jjrb")))
    routings = routing.route(piece.pk, [o.pk for o in outlets], editor, version_id=version)
    for sent in routings:
        routing.mark_sent(sent.pk, editor, seen_state="to_send")
    if stage == "routed":
        return
    byline = piece.bylines.first()
    placement = placements.record_placement(
        placements.PlacementData(
            fields={
                "outlet": outlets[0],
                "published_on": timezone.localdate(),
                "headline": piece.title,
            },
            credits=[placements.CreditData(byline.contributor.unit, byline.contributor)],
            piece=piece,
            routing=routings[0],
        ),
        editor,
    )
    if stage == "placed":
        act = placements.newest_act_id(placement)
        placements.verify_placement(placement.pk, verifier, seen_act=act)


def rows_of(piece):
    """Every row that belongs to the piece, in an order in which later ones may point at earlier. The
    ledger's lines are left out: they are counted anew at the end."""
    states = WorkflowState.objects.filter(object_id=str(piece.pk))
    of_page = {"object_id": str(piece.pk), "content_type__model__in": ("piecepage", "page")}
    placed = Placement.objects.filter(piece=piece)
    return [
        Page.objects.filter(pk=piece.pk),
        PiecePage.objects.filter(pk=piece.pk),
        Byline.objects.filter(piece=piece),
        PiecePage.topics.through.objects.filter(piecepage=piece),
        Revision.objects.filter(**of_page),
        states,
        TaskState.objects.filter(workflow_state__in=states),
        ReviewAct.objects.filter(piece=piece),
        ApprovedVersion.objects.filter(piece=piece),
        PieceStatus.objects.filter(piece=piece),
        Routing.objects.filter(piece=piece),
        placed,
        PlacementCredit.objects.filter(placement__in=placed),
        PlacementAct.objects.filter(placement__in=placed),
        PageLogEntry.objects.filter(page=piece.pk),
        ReferenceIndex.objects.filter(**of_page),
        IndexEntry.objects.filter(**of_page),
    ]


def copy_at(place, stage, parents, people, quarters):
    parent = parents[place.unit]
    swaps = swaps_between(Contributor, people[0], people[place.unit], place.writer)
    for space in (Page, UnitPage):
        swaps[(space, parents[0].pk)] = parent.pk
    current, before = quarters
    span = before if stage == "placed" and place.number % 2 else current
    days = {"editorial.Placement.published_on": str(span.first_day + timedelta(days=5))}
    return Copy(place.number, parent, swaps, place.earlier, days)


def count_the_quarters(quarters):
    current, before = (ensure_quarter(span) for span in quarters)
    retally_quarter(before)
    shut(before, User.objects.get(username="jifen"), today=quarters[0].first_day)
    retally_quarter(current)


def prove_stages():
    """Copies must be what the product itself would call them: ask it for some of each stage."""
    for stage in stages.STAGE_NAMES:
        rows = PieceStatus.objects.filter(stage=stage).order_by("-pk")[:5]
        for row in rows:
            found = compute_stage(row.pk)[0]
            assert found == stage, f"piece {row.pk} is stored as {stage} and is {found}"
