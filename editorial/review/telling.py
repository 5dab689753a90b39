"""Who is to hear of an act of the review; sending is editorial.notices."""

from django.utils import timezone
from wagtail.users.models import UserProfile

from editorial import stages
from editorial.jobs import ask
from editorial.notices.models import Notice
from editorial.notices.sending import send_due
from editorial.pieces.models import PieceStatus
from editorial.pieces.rules import eligible_heads

# What the author hears of, with the choice of the account page that it falls under.
TOLD_TO_AUTHOR = {
    stages.RETURN: "rejected_notifications",
    stages.SPIKE: "rejected_notifications",
    stages.REOPEN: "rejected_notifications",
    stages.APPROVE: "approved_notifications",
}


def notify_of(act):
    """Rows for whoever is to hear of this act; sent when the transaction is done."""
    notices = [Notice(act=act, recipient=user, due=timezone.now()) for user in _recipients_of(act)]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    if notices:
        ask(send_due)


def _recipients_of(act):
    """The author of what came back or was signed, the unit's heads of what they are to sign."""
    if act.act == stages.SUBMIT:
        return _heads_to_sign(act)
    choice = TOLD_TO_AUTHOR.get(act.act)
    if choice is None or (act.act == stages.APPROVE and act.step != stages.FINAL):
        return []
    author = act.piece.owner
    is_told = author and author.pk != act.actor_id and _wants(author, choice)
    return [author] if is_told else []


def _heads_to_sign(act):
    stage, unit_id = PieceStatus.objects.filter(pk=act.piece_id).values_list("stage", "unit").get()
    if stage != stages.UNIT:
        return []
    heads = eligible_heads(act.piece, unit_id)
    return [head for head in heads if _wants(head, "submitted_notifications")]


def _wants(user, choice):
    return user.is_active and bool(user.email) and getattr(UserProfile.get_for_user(user), choice)
