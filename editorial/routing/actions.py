"""Routing a signed text to outlets and what becomes of it there. Going live on the own site is one of
the ways of being sent; nothing but the ApprovedVersion ever leaves (decision 10)."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Revision

from editorial import stages
from editorial.outlets.editors import EDITORS_ONLY
from editorial.outlets.fits import is_online
from editorial.outlets.models import Channel, Outlet
from editorial.people.seats import may_route
from editorial.pieces.models import PieceStatus
from editorial.pieces.page import PiecePage
from editorial.record.canonical import digest
from editorial.record.seen import refuse_if_stale
from editorial.refused import NotAllowed, Refused, TooLate
from editorial.review.signed_text import refuse_unless_as_signed
from editorial.routing.models import Routing
from editorial.series.models import SeriesPage

LIVE_STATES = (stages.TO_SEND, stages.SENT, stages.NOT_USED)
ACTED_FIRST = "这条送稿刚刚已由他人办理，您的操作没有执行。请看最新状态。"


class AlreadyRouted(Refused):
    def __init__(self, outlets=""):
        named = f"{outlets}：" if outlets else ""
        super().__init__(f"{named}这篇稿件已经送过，没有重复送。要重新送，请先把原来那条撤回。")


class NotForTheWeb(Refused):
    def __init__(self, outlets):
        super().__init__(
            f"作者没有同意在互联网公开发布，不能送{outlets}。可改送纸质报刊，或请作者重开稿件后改声明。"
        )


class SeriesNeeded(Refused):
    def __init__(self):
        super().__init__("送本单位网站要先选一个专栏。")


@transaction.atomic
def route(piece_id, outlet_ids, user, *, version_id, series_id=None):
    """A Routing for each outlet, all or none; the own site's goes live at once.

    `version_id` is the signed text that was on the screen. `series_id` is asked for only when the
    own site is among the outlets and the signed text names no series.
    """
    if not may_route(user):
        raise NotAllowed(EDITORS_ONLY)
    piece = PiecePage.objects.select_for_update().get(pk=piece_id)
    version = _standing_version(piece, version_id)
    outlets = list(Outlet.objects.filter(pk__in=outlet_ids))
    _refuse_unsuitable(outlets, outlet_ids, version)
    series = _series_for(outlets, version, series_id)
    routings = [_add(piece, version, outlet, user) for outlet in outlets]
    for routing in routings:
        if routing.outlet.channel == Channel.SITE:
            _publish_signed_text(piece, version, user, series)
            _move(routing, "mark_sent", user)
    return routings


def _standing_version(piece, version_id):
    status = PieceStatus.objects.select_related("approved_version").get(pk=piece.pk)
    version = status.approved_version
    if status.stage != stages.APPROVED or version is None:
        raise TooLate("这篇稿件现在不是审定状态，不能送稿。请看稿件的最新状态。")
    signed_again = TooLate("稿件在您打开之后重新审定过，没有送出。请看过最新一版再送。")
    refuse_if_stale(version_id, version.pk, signed_again)
    refuse_unless_as_signed(version)
    return version


def _refuse_unsuitable(outlets, outlet_ids, version):
    if not outlets or len(outlets) != len(set(outlet_ids)):
        raise Refused("请至少勾选一家媒体。")
    if retired := [o for o in outlets if not o.is_active]:
        raise TooLate(f"{_names(retired)}已停用，没有送出。请重新选择。")
    live = Routing.objects.filter(version=version, outlet__in=outlets, state__in=LIVE_STATES)
    if taken := [routing.outlet for routing in live.select_related("outlet")]:
        raise AlreadyRouted(_names(taken))
    online = [outlet for outlet in outlets if is_online(outlet)]
    if online and not version.content.get("web_allowed"):
        raise NotForTheWeb(_names(online))


def _names(outlets):
    return "、".join(outlet.name for outlet in outlets)


def _series_for(outlets, version, series_id):
    """The signed text's own series, else the chosen one; None when the site is not asked for."""
    if all(outlet.channel != Channel.SITE for outlet in outlets):
        return None
    wanted = version.content.get("series") or series_id
    series = SeriesPage.objects.live().filter(pk=wanted).first() if wanted else None
    if series is None:
        raise SeriesNeeded
    return series


def _add(piece, version, outlet, user):
    """The unique constraint settles a race of two editors; the loser hears it in words."""
    try:
        with transaction.atomic():
            return Routing.objects.create(
                piece=piece, version=version, outlet=outlet, routed_by=user
            )
    except IntegrityError as error:
        raise AlreadyRouted(outlet.name) from error


def _publish_signed_text(piece, version, user, series):
    """Put exactly the signed content live. The series is a place, not a part of the text: one that
    was chosen here goes to the live page's column only."""
    revision = version.revision
    if digest(revision.content) != version.sha256:
        revision = _revision_of_signed(piece, version, user)
    revision.publish(user=user, skip_permission_checks=True)
    if version.content.get("series") != series.pk:
        PiecePage.objects.filter(pk=piece.pk).update(series=series)


def _revision_of_signed(piece, version, user):
    """A revision that was tampered with stays as it is, as evidence; what goes live is a new one."""
    revision = Revision.objects.create(
        content_object=piece,
        base_content_type=piece.get_base_content_type(),
        user=user,
        object_str=str(piece),
        content=version.content,
    )
    PiecePage.objects.filter(pk=piece.pk).update(latest_revision=revision)
    return revision


# -- moves -----------------------------------------------------------------------------------------


def mark_sent(routing_id, user, *, seen_state, note=""):
    """标记已送: the package has left. Only what is still signed may."""
    with transaction.atomic():
        routing = _locked(routing_id, user, seen_state)
        refuse_voided(routing)
        _move(routing, "mark_sent", user, note)
    return routing


def mark_not_used(routing_id, user, *, seen_state, note=""):
    """未采用: the outlet said no, or did not answer in time."""
    with transaction.atomic():
        routing = _locked(routing_id, user, seen_state)
        if routing.outlet.channel == Channel.SITE:
            raise Refused("本单位网站上的稿件没有“未采用”，要取下请用“撤回”。")
        _move(routing, "mark_not_used", user, note)
    return routing


def pull(routing_id, user, *, seen_state, note=""):
    """撤回; from the own site this takes the piece down."""
    with transaction.atomic():
        routing = _locked(routing_id, user, seen_state)
        was_live = routing.state == stages.SENT and routing.outlet.channel == Channel.SITE
        _move(routing, "pull", user, note)
        if was_live:
            _take_down(routing.piece, user)
    return routing


def pull_for_reopening(piece, user):
    """Pull what was not yet sent, and take the piece off the own site: its text is void. What other
    outlets already have can't be called back from here and stays as sent."""
    rows = (
        Routing.objects.select_for_update(of=("self",)).select_related("outlet").filter(piece=piece)
    )
    for routing in rows:
        on_site = routing.state == stages.SENT and routing.outlet.channel == Channel.SITE
        if routing.state == stages.TO_SEND or on_site:
            _move(routing, "pull", user, "稿件重开")
        if on_site:
            _take_down(piece, user)


def refuse_voided(routing):
    """A text whose approval was voided by 重开 must not go out again."""
    current = PieceStatus.objects.values_list("approved_version_id", flat=True)
    if current.get(pk=routing.piece_id) != routing.version_id:
        raise TooLate(
            "这条送稿用的是重开之前的审定稿，已经作废，不能再送。重新审定以后，请按新的审定稿再送。"
        )


def _locked(routing_id, user, seen_state):
    if not may_route(user):
        raise NotAllowed(EDITORS_ONLY)
    # The piece first: reopening takes the same locks in the same order.
    piece_id = Routing.objects.values_list("piece_id", flat=True).get(pk=routing_id)
    PiecePage.objects.select_for_update().get(pk=piece_id)
    routing = Routing.objects.select_for_update().get(pk=routing_id)
    refuse_if_stale(seen_state, routing.state, TooLate(ACTED_FIRST))
    return routing


def _move(routing, move, user, note=""):
    target = stages.routing_after(move, routing.state)
    if target is None:
        raise TooLate(f"这条送稿现在是“{routing.get_state_display()}”，不能这样办。请看最新状态。")
    routing.state = target
    now = timezone.now()
    if target == stages.SENT:
        routing.sent_by, routing.sent_at = user, now
    else:
        routing.ended_at = now
    routing.note = note.strip()[:200] or routing.note
    routing.save()


def _take_down(piece, user):
    page = PiecePage.objects.get(pk=piece.pk)
    if page.live:
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
