"""已核对: what the score keeper found on looking at a hint. It hides the hint and changes no score."""

from django.db import IntegrityError, transaction

from editorial.people.seats import may_keep_scores
from editorial.refused import Refused
from scoring.flags.reading import flags_in
from scoring.models import FlagReview


def review_flag(quarter, user, *, key, note):
    """Refused when the hint is no longer what stood on the screen."""
    if not may_keep_scores(user):
        raise Refused("核对提示由计分人员核对。")
    if not note.strip():
        raise Refused("请写明核对结果。")
    flag = next((flag for flag in flags_in(quarter) if flag.key == key), None)
    if flag is None:
        raise Refused("这条提示刚刚变了，请看过最新的再核对。")
    try:
        with transaction.atomic():
            return FlagReview.objects.create(
                quarter=quarter,
                unit_id=flag.unit_id,
                key=flag.key,
                said=flag.said,
                note=note.strip(),
                reviewed_by=user,
            )
    except IntegrityError as error:
        raise Refused("这条提示刚刚已由他人核对。") from error
