"""Who sees what, decided once per model: lists, single objects, exports and choosers all ask here."""

from django.db.models import Exists, OuterRef, Q

from editorial import stages
from editorial.models import (
    Attachment,
    Byline,
    Contributor,
    PhotoAsset,
    PiecePage,
    PieceStatus,
    Placement,
    PlacementAct,
    PlacementCredit,
    ReviewAct,
    Routing,
    UnitPage,
    User,
)
from editorial.models.placements import PlacementState
from editorial.permissions import (
    has_role,
    is_bureau,
    may_manage_people,
    may_route,
    may_verify_placements,
    reads_all_pieces,
    seats_of,
    unit_ids_of,
)
from editorial.review_rules import without_eligible_head
from editorial.roles import HEAD


def statuses_visible_to(user):
    """PieceStatus rows. An author sees their own; a unit's head sees the unit's; the bureau sees
    whatever was ever submitted. A colleague's piece is not a correspondent's business, except one
    that carries their byline."""
    if not seats_of(user):
        return PieceStatus.objects.none()
    headed = {seat.unit_id for seat in seats_of(user) if seat.role == HEAD}
    submitted = Q(submitted_at__isnull=False)
    in_unit = Q(owner=user, unit__in=unit_ids_of(user)) | Q(unit__in=headed)
    if reads_all_pieces(user):
        return PieceStatus.objects.filter(submitted | in_unit)
    # As a subquery: a join to the bylines would read them all before it knows whose piece it is.
    bylined = Byline.objects.filter(contributor__user=user).values("piece")
    mine = Q(owner=user) | Q(pk__in=bylined)
    return PieceStatus.objects.filter(in_unit | (submitted & mine))


def own_pieces_of(user):
    """我的稿件: what the user wrote, in any stage, and what was submitted with their byline."""
    bylined = Byline.objects.filter(contributor__user=user).values("piece")
    carried = Q(submitted_at__isnull=False, pk__in=bylined)
    return statuses_visible_to(user).filter(Q(owner=user) | carried)


def pieces_visible_to(user):
    """PiecePage rows, by the same rule as their statuses."""
    # EXISTS looks one piece up; a list of ids would be read whole for it.
    return PiecePage.objects.filter(Exists(statuses_visible_to(user).filter(pk=OuterRef("pk"))))


def piece_is_visible_to(piece, user):
    return statuses_visible_to(user).filter(pk=piece.pk).exists()


def routings_visible_to(user):
    """A piece's routings are seen by whoever sees the piece; only submitted ones have any."""
    if reads_all_pieces(user):
        return Routing.objects.all()
    return Routing.objects.filter(piece__in=statuses_visible_to(user).values("pk"))


def with_use(routings):
    """Routings with `is_used`: 采用 is a verified placement of the piece at that outlet (design D6),
    whether it was recorded from the routing or not."""
    used = Placement.objects.filter(
        piece=OuterRef("piece"), outlet=OuterRef("outlet"), state=PlacementState.VERIFIED
    )
    return routings.annotate(is_used=Exists(used))


def routable_statuses(user):
    """待送稿件: signed pieces that stand at no outlet, the longest waiting first. A routing that the
    outlet turned down still counts as one: the editor has dealt with the piece."""
    if not may_route(user):
        return PieceStatus.objects.none()
    routed = Routing.objects.filter(piece=OuterRef("pk")).exclude(state=stages.PULLED)
    # The stage alone says that there is a signed text; with it the index of the queue answers.
    approved = PieceStatus.objects.filter(stage=stages.APPROVED)
    return approved.filter(~Exists(routed)).order_by("since", "pk")


def placements_visible_to(user):
    """The bureau sees all; a unit's people those that credit the unit or that they recorded."""
    if is_bureau(user):
        return Placement.objects.all()
    if not seats_of(user):
        return Placement.objects.none()
    of_unit = PlacementCredit.objects.filter(unit__in=unit_ids_of(user)).values("placement")
    return Placement.objects.filter(Q(pk__in=of_unit) | Q(recorded_by=user))


def placements_to_verify(user):
    """待核实 that this user may decide, the longest waiting first: not what they wrote themselves, nor
    what credits them (editorial.placement_rules asks the same for one placement)."""
    if not may_verify_placements(user):
        return Placement.objects.none()
    wrote = PlacementAct.objects.filter(
        placement=OuterRef("pk"), actor=user, act__in=PlacementAct.WRITING
    )
    credited = PlacementCredit.objects.filter(placement=OuterRef("pk"), contributor__user=user)
    waiting = Placement.objects.filter(state=PlacementState.RECORDED).exclude(recorded_by=user)
    return waiting.filter(~Exists(wrote), ~Exists(credited)).order_by("recorded_at", "pk")


def placements_turned_down(user):
    """未通过 of what this user recorded, to mend, the newest first."""
    mine = Placement.objects.filter(state=PlacementState.REJECTED, recorded_by=user)
    return mine.order_by("-decided_at", "-pk")


def units_visible_to(user):
    """Units are public by name; whose *inside* one sees is unit_ids_of."""
    return UnitPage.objects.all() if seats_of(user) else UnitPage.objects.none()


def contributors_visible_to(user):
    """Whom one may credit: the bureau anybody, a unit's people their own unit and, since joint
    bylines are common, whoever is active elsewhere by exact name (the chooser asks for it)."""
    if is_bureau(user):
        return Contributor.objects.all()
    return Contributor.objects.filter(unit__in=unit_ids_of(user))


def people_visible_to(user):
    if may_manage_people(user):
        return User.objects.all()
    return User.objects.filter(pk=user.pk)


def photos_visible_to(user):
    """A unit's people see their unit's collection, the bureau every unit's."""
    return _assets_visible_to(PhotoAsset, "image_collection", user)


def attachments_visible_to(user):
    """A manuscript as it was sent in is its sender's; others see it with its piece, which
    editorial.media asks."""
    seen = _assets_visible_to(Attachment, "document_collection", user)
    return seen.filter(Q(uploads__isnull=True) | Q(uploaded_by_user=user))


def _assets_visible_to(model, collection_field, user):
    if is_bureau(user):
        return model.objects.all()
    collections = UnitPage.objects.filter(pk__in=unit_ids_of(user)).values(collection_field)
    return model.objects.filter(Q(collection__in=collections) | Q(uploaded_by_user=user))


def queue_of(user):
    """PieceStatus rows that wait for this user's review, the longest waiting first. Own pieces,
    bylines and steps already taken in this round are left out (design D5a)."""
    wanted = Q(pk__in=[])
    for step, role in stages.STEP_ROLES.items():
        if step == stages.UNIT:
            headed = [seat.unit_id for seat in seats_of(user) if seat.role == HEAD]
            wanted |= Q(stage=step, unit__in=headed)
            if may_manage_people(user):
                at_step = PieceStatus.objects.filter(stage=step)
                wanted |= Q(pk__in=without_eligible_head(at_step).values("pk"))
        elif has_role(user, role):
            wanted |= Q(stage=step)
    took_another_step = ReviewAct.objects.filter(
        piece=OuterRef("pk"),
        actor=user,
        act__in=stages.TAKING_A_STEP,
        workflow_state__status="in_progress",
    ).exclude(step=OuterRef("stage"))
    bylined = Byline.objects.filter(piece=OuterRef("pk"), contributor__user=user)
    return (
        PieceStatus.objects.filter(wanted)
        .exclude(owner=user)
        .filter(~Exists(took_another_step), ~Exists(bylined))
        .order_by("since", "pk")
    )
