"""The circular's way: the score keeper writes and hands it in (送签), the chief (终审) signs it (签发), which
issues it, or returns it with a reason. From handing in on it says what it says; nobody signs their own."""

import re

from django.db import transaction
from django.utils import timezone

from editorial import roles
from editorial.people.seats import has_role, may_keep_scores
from editorial.record.canonical import digest
from editorial.record.seen import refuse_if_stale
from editorial.refused import Refused
from scoring.bulletin.content import chinese_date, compose, paragraphs_of, sections_of
from scoring.models import Bulletin, BulletinAct
from scoring.models.bulletins import BulletinMove
from scoring.quarters.verify import digest_holds

NUMBER = re.compile(r"[^\s〔〕]{1,20}〔20\d\d〕[1-9]\d{0,4}号")


def may_sign_bulletins(user):
    """终审, the bureau's chief."""
    return has_role(user, roles.CHIEF)


def bulletin_of(quarter):
    """The circular of a quarter; unsaved while nobody has written anything."""
    return Bulletin.objects.filter(quarter=quarter).first() or Bulletin(quarter=quarter)


def content_of(quarter):
    """As it was handed in or issued, else as the ledger has it now."""
    bulletin = bulletin_of(quarter)
    return compose(quarter, bulletin) if bulletin.is_draft else bulletin.content


def acts_of_writing(user):
    """What makes a circular one's own, so that somebody else must sign it."""
    own = [BulletinMove.WRITTEN, BulletinMove.HANDED_IN]
    return BulletinAct.objects.filter(user=user, move__in=own)


def has_written(bulletin, user):
    return acts_of_writing(user).filter(bulletin=bulletin).exists()


@transaction.atomic
def save_words(quarter, user, *, number, issuer, addressees, texts, opened_with=None):
    """What the ledger does not know, and the sections in somebody's own words: {key: text}. A section
    that says what the figures say (or said when the form was opened: {key: digest}) is no edit."""
    bulletin = _draft(quarter, user)
    if number and Bulletin.objects.filter(number=number).exclude(pk=bulletin.pk).exists():
        raise Refused("这个文号已经用在另一份通报上。")
    bulletin.number, bulletin.issuer, bulletin.addressees = number, issuer, addressees
    for section in sections_of(quarter, bulletin):
        if section.key not in texts:
            continue
        said = paragraphs_of(texts[section.key])
        as_opened = (opened_with or {}).get(section.key) == digest(said)
        if not said or said == section.automatic or (as_opened and section.written is None):
            bulletin.edits.pop(section.key, None)
        elif said != section.written:
            _keep(bulletin, section, said)
    return _written(bulletin, user)


@transaction.atomic
def restore_section(quarter, user, key):
    """恢复自动文字: the section says again what the figures say."""
    bulletin = _draft(quarter, user)
    bulletin.edits.pop(key, None)
    return _written(bulletin, user)


@transaction.atomic
def keep_section(quarter, user, key):
    """What was written stays although the figures have changed since; somebody has looked."""
    bulletin = _draft(quarter, user)
    for section in sections_of(quarter, bulletin):
        if section.key == key and section.written is not None:
            _keep(bulletin, section, section.written)
    return _written(bulletin, user)


def _keep(bulletin, section, paragraphs):
    bulletin.edits[section.key] = {"text": "\n".join(paragraphs), "instead_of": section.automatic}


def _draft(quarter, user):
    """The row, made when there is none, held until the transaction ends."""
    if not may_keep_scores(user):
        raise Refused("通报由计分人员起草。")
    Bulletin.objects.get_or_create(quarter=quarter)
    bulletin = _held(quarter)
    if bulletin.is_issued:
        raise Refused("这份通报已印发，不能再改。")
    if bulletin.is_handed_in:
        raise Refused("这份通报已送签，要改请先撤回。")
    return bulletin


def _held(quarter):
    return Bulletin.objects.select_for_update().filter(quarter=quarter).first()


def _written(bulletin, user):
    bulletin.save()
    _note(bulletin, user, BulletinMove.WRITTEN)
    return bulletin


def _note(bulletin, user, move, reason=""):
    BulletinAct.objects.create(bulletin=bulletin, user=user, move=move, reason=reason)


# -- signing ---------------------------------------------------------------------------------------


@transaction.atomic
def hand_in(quarter, user):
    """送签, of a closed quarter, with a number."""
    if not quarter.is_closed:
        raise Refused("季度定稿以后才能送签通报。")
    bulletin = _draft(quarter, user)
    if not bulletin.number:
        raise Refused("请先填写文号并保存，再送签。")
    if not NUMBER.fullmatch(bulletin.number):
        raise Refused("文号要写成“九老干通〔2026〕3号”的样子，再送签。")
    if not digest_holds(quarter):
        raise Refused("这个季度的存档与校验码不符，不能送签。请联系管理员。")
    bulletin.content = compose(quarter, bulletin)
    bulletin.handed_in_at = timezone.now()
    bulletin.save()
    _note(bulletin, user, BulletinMove.HANDED_IN)
    return bulletin


@transaction.atomic
def take_back(quarter, user):
    """撤回: the score keeper wants to change something before it is signed."""
    if not may_keep_scores(user):
        raise Refused("通报由计分人员撤回。")
    bulletin = _waiting(quarter)
    return _back_to_draft(bulletin, user, BulletinMove.TAKEN_BACK)


@transaction.atomic
def send_back(quarter, user, reason):
    """退回: the chief wants something changed."""
    if not may_sign_bulletins(user):
        raise Refused("通报由终审签发或退回。")
    if not reason.strip():
        raise Refused("请写明退回的原因。")
    bulletin = _waiting(quarter)
    return _back_to_draft(bulletin, user, BulletinMove.RETURNED, reason.strip()[:300])


@transaction.atomic
def issue(quarter, user, seen):
    """签发, once, of what was seen: `seen` is the digest of the content that the chief has read."""
    if not may_sign_bulletins(user):
        raise Refused("通报由终审签发。")
    bulletin = _waiting(quarter)
    if has_written(bulletin, user):
        raise Refused("自己起草或送签的通报，要由另一位终审签发。")
    changed = Refused("您看的时候，这份通报又改过。请看过新的再签发。")
    refuse_if_stale(seen, digest(bulletin.content), changed)
    bulletin.issued_at, bulletin.issued_by = timezone.now(), user
    today = chinese_date(timezone.localdate(bulletin.issued_at))
    bulletin.content = bulletin.content | {"date": today}
    # Before the row is sealed.
    _note(bulletin, user, BulletinMove.SIGNED)
    bulletin.save()
    return bulletin


def _waiting(quarter):
    bulletin = _held(quarter)
    if bulletin is not None and bulletin.is_issued:
        raise Refused("这份通报刚刚已由他人签发印发。")
    if bulletin is None or not bulletin.is_handed_in:
        raise Refused("这份通报没有在等签发。")
    return bulletin


def _back_to_draft(bulletin, user, move, reason=""):
    bulletin.handed_in_at, bulletin.content = None, None
    bulletin.save()
    _note(bulletin, user, move, reason)
    return bulletin
