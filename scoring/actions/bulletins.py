"""The circular's few words that people write, and issuing it: from then on it says what it said."""

from django.db import transaction
from django.utils import timezone

from editorial.actions import Refused
from scoring.bulletin.content import compose
from scoring.models import Bulletin


def bulletin_of(quarter):
    """The circular of a quarter; unsaved while nobody has written anything."""
    return Bulletin.objects.filter(quarter=quarter).first() or Bulletin(quarter=quarter)


@transaction.atomic
def save_words(quarter, *, number, issuer, addressees, requirements):
    """What the ledger does not know: number, addressees, signature, and 下步要求."""
    bulletin, _ = Bulletin.objects.get_or_create(quarter=quarter)
    bulletin = Bulletin.objects.select_for_update().get(pk=bulletin.pk)
    if bulletin.is_issued:
        raise Refused("这份通报已印发，不能再改。")
    bulletin.number, bulletin.issuer = number, issuer
    bulletin.addressees, bulletin.requirements = addressees, requirements
    bulletin.save()
    return bulletin


@transaction.atomic
def issue(quarter, user):
    """Only for a closed quarter, once, with a number."""
    if not quarter.is_closed:
        raise Refused("季度关账以后才能印发通报。")
    bulletin = Bulletin.objects.select_for_update().filter(quarter=quarter).first()
    if bulletin is None or not bulletin.number:
        raise Refused("请先填写文号并保存，再印发。")
    if bulletin.is_issued:
        raise Refused("这份通报刚刚已由他人印发。")
    bulletin.issued_at, bulletin.issued_by = timezone.now(), user
    bulletin.content = compose(quarter, bulletin)
    bulletin.save()
    return bulletin
