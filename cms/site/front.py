"""What stands on the public pages: only pieces that are live and open to everybody, read from the
page's own columns. Every public list, count and neighbour starts at `public_pieces`."""

from itertools import groupby

from django.db.models import Count, F, Max, Prefetch, Q, Window, prefetch_related_objects
from django.db.models.functions import RowNumber

from editorial import stages
from editorial.assets.models import PhotoRendition
from editorial.outlets.models import Channel
from editorial.people.units import RankingGroup, UnitIndexPage, UnitPage
from editorial.pieces.acts import ApprovedVersion
from editorial.pieces.body import parts_of, photos_in, prose_in
from editorial.pieces.models import PieceStatus
from editorial.pieces.page import PiecePage
from editorial.pieces.terms import BylineRole
from editorial.placements.models import Placement, PlacementState
from editorial.search_words import contains, folded_once
from editorial.series.models import SeriesIndexPage, SeriesPage

PER_PAGE = 20
PER_SERIES = 5
# The lead is the newest piece with a photo; how far back to look for one.
LEAD_CANDIDATES = 12
REVIEWS = (stages.FIRST, stages.SECOND, stages.FINAL)
NEWEST_FIRST = ("-first_published_at", "-pk")


def public_pieces():
    """Live and under no view restriction. Whatever is not in here is on no public page."""
    return PiecePage.objects.live().public()


def for_a_list(pieces):
    """Newest first, with the series and unit that a row names, without the bodies."""
    return pieces.order_by(*NEWEST_FIRST).select_related("series", "status_row__unit").defer("body")


def pieces_of_series(series):
    # A series that is being previewed before its first save has no key and no pieces.
    if series.pk is None:
        return PiecePage.objects.none()
    return for_a_list(public_pieces().filter(series=series.pk))


def pieces_of_unit(unit):
    if unit.pk is None:
        return PiecePage.objects.none()
    return for_a_list(public_pieces().child_of(unit))


def lead_piece():
    """The newest piece with a photo, with it as `lead_photo`; without any, simply the newest."""
    newest = public_pieces().order_by(*NEWEST_FIRST)
    newest = list(newest.select_related("series", "status_row__unit")[:LEAD_CANDIDATES])
    lead = next((piece for piece in newest if _has_photo(piece)), newest[0] if newest else None)
    if lead is not None:
        lead.lead_photo = next(iter(photo_blocks(lead)), None)
    return lead


def newest_by_series(except_for=None):
    """[(series, its newest pieces)], the series with the newest piece first. A live piece without
    a public series stands at the end, under None."""
    ranked = public_pieces().annotate(
        place=Window(
            RowNumber(),
            partition_by="series",
            order_by=[F("first_published_at").desc(), F("pk").desc()],
        )
    )
    if except_for is not None:
        ranked = ranked.exclude(pk=except_for.pk)
    newest = ranked.filter(place__lte=PER_SERIES).values("pk")
    shown = {series.pk: series for series in public_series()}
    groups = {}
    for piece in for_a_list(PiecePage.objects.filter(pk__in=[row["pk"] for row in newest])):
        groups.setdefault(shown.get(piece.series_id), []).append(piece)
    without_series = groups.pop(None, None)
    return list(groups.items()) + ([(None, without_series)] if without_series else [])


def public_series():
    return SeriesPage.objects.open().public().order_by("path")


def series_with_counts():
    """The public series, each with `piece_count` and `newest_at` of its public pieces."""
    return _with_counts(public_series(), "series")


def units_by_group():
    """[(name of the ranking group, its units with `piece_count`)]; retired units have left the
    list, their pieces stay where they were published."""
    units = UnitPage.objects.live().public().filter(retired_on__isnull=True)
    units = _with_counts(units.in_order(), "status_row__unit")
    by_group = groupby(units, key=lambda unit: unit.ranking_group)
    found = {group: list(members) for group, members in by_group}
    return [(group.label, found[group]) for group in RankingGroup if group in found]


def places_named(words):
    """The public series and units whose names contain all the words: whoever looks for one wants its page."""
    if not words:
        return []
    units = UnitPage.objects.live().public().filter(retired_on__isnull=True).order_by("path")
    named = [(series, (series.title,)) for series in public_series()]
    named += [(unit, (unit.title, unit.short_name)) for unit in units]
    return [page for page, names in named if contains(folded_once("\n".join(names)), words)]


def _with_counts(pages, field):
    counted = public_pieces().order_by().values(field)
    counts = {
        row[field]: row for row in counted.annotate(n=Count("pk"), newest=Max("first_published_at"))
    }
    pages = list(pages)
    for page in pages:
        row = counts.get(page.pk, {"n": 0, "newest": None})
        page.piece_count, page.newest_at = row["n"], row["newest"]
    return pages


def neighbours(piece):
    """(the older, the newer) piece of its series; None at the ends and in a preview."""
    if not (piece.live and piece.series_id and piece.first_published_at):
        return None, None
    pieces, at = (
        for_a_list(public_pieces().filter(series=piece.series_id)),
        piece.first_published_at,
    )
    older = Q(first_published_at__lt=at) | Q(first_published_at=at, pk__lt=piece.pk)
    newer = Q(first_published_at__gt=at) | Q(first_published_at=at, pk__gt=piece.pk)
    return pieces.filter(older).first(), pieces.filter(newer).reverse().first()


def reviewers_of(piece):
    """[(step, name)] of the three reviews, from the signed text that stands; a draft has none."""
    row = PieceStatus.objects.filter(pk=piece.pk, approved_version__isnull=False)
    signed = row.values_list("approved_version__reviewers", flat=True).first() or []
    return [(stages.STAGE_NAMES[s["step"]], s["name"]) for s in signed if s["step"] in REVIEWS]


def printed_in(piece):
    """Verified placements elsewhere, the oldest first: outlet, date and link, nothing else."""
    placements = Placement.objects.filter(piece=piece.pk, state=PlacementState.VERIFIED)
    placements = placements.exclude(outlet__channel=Channel.SITE).order_by("published_on", "pk")
    return placements.values("outlet__name", "published_on", "url").distinct()


def credits_of(piece):
    """[(文, [names])] by what they did, in the order of the bylines."""
    bylines = list(piece.bylines.select_related("contributor"))
    versions = ApprovedVersion.objects.filter(piece=piece.pk)  # the newest first
    signed_at = versions.values_list("approved_at", flat=True).first()
    return [
        (role.label, names)
        for role in BylineRole
        if (names := [b.name_on(signed_at) for b in bylines if b.role == role])
    ]


def unit_of(piece):
    """By the place in the tree, which a page in preview has before it has a status row."""
    return UnitPage.objects.ancestor_of(piece).first()


def series_of(piece):
    """The series as a mark on the page; an unpublished one is not named."""
    return public_series().filter(pk=piece.series_id).first() if piece.series_id else None


def photo_blocks(piece):
    """The photo blocks of the body, their renditions fetched in one query for all. A photo whose
    original was deleted from a draft is left out."""
    blocks = [b.value for b in piece.body if b.block_type == "photo" and b.value["photo"]]
    photos = [block["photo"] for block in blocks]
    renditions = Prefetch("renditions", PhotoRendition.objects.all(), "prefetched_renditions")
    prefetch_related_objects(photos, renditions)
    return blocks


def _has_photo(piece):
    """Reads the stored JSON, so that looking through the candidates fetches no photo."""
    return any(photo.photo_id for photo in photos_in(piece.body.raw_data))


def excerpt(piece, length=100):
    """The beginning of the text as plain words, cut after a sentence where there is one."""
    prose = prose_in(parts_of(piece.body.raw_data))
    text = " ".join(line for part in prose for line in part.words)
    text = " ".join(text[: length * 4].split())
    if len(text) <= length:
        return text
    cut = text[:length]
    end = max(cut.rfind(mark) for mark in "。！？")
    return cut[: end + 1] if end >= length // 2 else cut.rstrip("，、；：") + "……"


def indexes():
    """The two indexes that every page's head and foot link to, None where not public."""
    return {
        "series_index": SeriesIndexPage.objects.live().first(),
        "unit_index": UnitIndexPage.objects.live().first(),
    }
