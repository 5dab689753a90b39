"""Pieces in any stage, made through the same actions that people use."""

import io

from django.core.files.base import ContentFile
from django.utils.timezone import localdate
from PIL import Image

from editorial import stages
from editorial.assets.models import PhotoAsset
from editorial.people.models import Contributor
from editorial.pieces.models import Byline
from editorial.pieces.page import PiecePage
from editorial.review import moves as review


def jpeg(color="red", size=(640, 480)):
    """The bytes of a small JPEG."""
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, "JPEG")
    return out.getvalue()


def make_photo(unit, title="重阳活动", color="red"):
    photo = PhotoAsset(title=title, collection=unit.image_collection)
    photo.file = ContentFile(jpeg(color), name=f"{color}.jpg")
    photo.save()
    return photo


def make_piece(unit, owner, title="老干部重阳登高", photos=(), body=None, **fields):
    """A complete draft with one byline, the owner's."""
    blocks = body or [("paragraph", "<p>10月21日，都昌县组织离退休干部重阳登高。</p>")]
    blocks = list(blocks) + [
        ("photo", {"photo": photo, "caption": f"图为{photo.title}", "photographer": "王五"})
        for photo in photos
    ]
    piece = PiecePage(
        title=title,
        owner=owner,
        live=False,
        body=blocks,
        event_date=fields.pop("event_date", localdate()),
        is_secret_free=True,
        web_allowed=True,
        people_consent=True,
        **fields,
    )
    contributor = Contributor.objects.filter(user=owner).first()
    if contributor:
        piece.bylines = [Byline(contributor=contributor)]
    unit.add_child(instance=piece)
    piece.save_revision(user=owner)
    return piece


def seen(piece):
    """The token of the revision that a reviewer has on the screen now."""
    return review.revision_token(PiecePage.objects.get(pk=piece.pk))


def pass_step(piece, user, **kwargs):
    review.approve(piece.pk, user, seen_revision=seen(piece), **kwargs)


def bring_to(stage, piece, cast):
    """Submit and approve until the piece stands at `stage` (a step or `approved`)."""
    review.submit(piece.pk, piece.owner)
    reviewers = (cast.fuze, cast.bianji, cast.fushen, cast.zhongshen)
    for step, user in zip(stages.STEPS, reviewers, strict=True):
        if step == stage:
            break
        pass_step(piece, user)
    piece.refresh_from_db()
    return piece
