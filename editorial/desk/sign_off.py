"""What the sign-off sheet (稿件审批单) says beside the signed text and the acts: who took the photos,
whether it is original, where it was published."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from editorial.outlets.models import Channel
from editorial.pieces.body import photos_in
from editorial.pieces.terms import BylineRole, Source
from editorial.placements.models import PlacementState


@dataclass(frozen=True)
class Publication:
    """One appearance: in print `where` is the page; on the internet there is an address."""

    outlet: str
    day: date
    where: str = ""
    url: str = ""


def photographers_of(piece):
    """Everybody named under a photo or bylined for the pictures, each once."""
    names = []
    for photo in photos_in(piece.body.raw_data):
        names += re.split("[、，,；;]", photo.photographer)
    bylines = (byline for byline in piece.bylines.all() if byline.role == BylineRole.PHOTO)
    names += [byline.name_on(piece.signed_at) for byline in bylines]
    return [name for name in dict.fromkeys(name.strip() for name in names) if name]


def originality_of(piece):
    if piece.source == Source.REPRINT:
        return f"转载自{piece.source_note}" if piece.source_note else "转载"
    return "原创（本单位采写）"


def publications_of(page):
    """The own site first, then the verified placements elsewhere, the oldest first."""
    own = []
    if page.live and page.first_published_at:
        own.append(Publication("本站", localdate(page.first_published_at), url=page.full_url or ""))
    elsewhere = page.placements.filter(state=PlacementState.VERIFIED)
    elsewhere = elsewhere.exclude(outlet__channel=Channel.SITE).select_related("outlet")
    return own + [
        Publication(row.outlet.name, row.published_on, row.page, row.url)
        for row in elsewhere.order_by("published_on", "pk")
    ]
