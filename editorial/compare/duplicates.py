"""Near duplicates: what was submitted leaves its prints, and a look-up tells which other pieces and
placements say much the same. Who may see them is the screens' business (editorial.compare.likeness_views)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from rapidfuzz import fuzz, process

from editorial import stages
from editorial.compare.likeness import normalise, prints_of, shared_parts
from editorial.compare.models import TextPrint
from editorial.pieces.acts import ReviewAct
from editorial.pieces.models import PieceStatus
from editorial.pieces.words import words_of
from editorial.placements.models import Placement, PlacementState

# From this share of the shorter text on two pieces are alike.
ALIKE = 0.30
# What stands in more pieces than this is a slogan, a name of a body or a form of words.
COMMON = 30
# Headlines are short: the same words mostly, in per cent of rapidfuzz's ratio.
HEADLINES_ALIKE = 75
SHORTEST_HEADLINE = 6
YEAR = timedelta(days=365)
SHOWN = 20


@dataclass(frozen=True)
class Likeness:
    """`status` of another piece, or a `placement` of none or of another; spans mark its headline."""

    share: float
    status: PieceStatus | None = None
    placement: Placement | None = None
    spans: tuple = ()

    @property
    def percent(self):
        return round(self.share * 100)


def submission_of(piece_id):
    """The last submission: only what was handed in is compared, never what is being written."""
    acts = ReviewAct.objects.filter(piece_id=piece_id, act=stages.SUBMIT)
    return acts.select_related("revision").order_by("-pk").first()


@transaction.atomic
def write_prints(piece_id, content):
    """In the place of those of an earlier submission. A print that COMMON other pieces have is kept
    once more and then not again, so that a slogan costs no more in a hundred thousand pieces."""
    found = prints_of(words_of(content))
    TextPrint.objects.filter(piece_id=piece_id).delete()
    seen = TextPrint.objects.filter(print__in=found).values_list("print")
    crowded = seen.annotate(pieces=Count("pk")).filter(pieces__gt=COMMON)
    kept = found - {row[0] for row in crowded}
    TextPrint.objects.bulk_create(TextPrint(piece_id=piece_id, print=p) for p in sorted(kept))


def near_duplicates_of(piece_id, headline):
    """The likest first; three queries for pieces and one for placements, however many there are."""
    return [*_pieces_like(piece_id), *_placements_like(piece_id, headline)]


def _pieces_like(piece_id):
    own = TextPrint.objects.filter(piece_id=piece_id).values("print")
    holders = defaultdict(set)
    for value, holder in TextPrint.objects.filter(print__in=own).values_list("print", "piece_id"):
        holders[value].add(holder)
    telling = [pieces for pieces in holders.values() if len(pieces) <= COMMON]
    shared = Counter(piece for pieces in telling for piece in pieces)
    mine = shared.pop(piece_id, 0)
    likest = dict(shared.most_common(SHOWN))
    sizes = TextPrint.objects.filter(piece__in=likest).values_list("piece")
    sizes = dict(sizes.annotate(prints=Count("pk")).order_by())
    shares = {other: count / min(mine, sizes[other]) for other, count in likest.items()}
    alike = {other: share for other, share in shares.items() if share >= ALIKE}
    statuses = PieceStatus.objects.filter(pk__in=alike).select_related(
        "unit", "piece__latest_revision"
    )
    found = [Likeness(share=alike[status.pk], status=status) for status in statuses]
    return sorted(found, key=lambda likeness: (-likeness.share, likeness.status.pk))


def _placements_like(piece_id, headline):
    if len(normalise(headline)) < SHORTEST_HEADLINE:
        return []
    recent = Placement.objects.filter(
        Q(piece=None) | ~Q(piece=piece_id),
        published_on__gte=timezone.localdate() - YEAR,
        state__in=(PlacementState.RECORDED, PlacementState.VERIFIED),
    )
    printed = dict(recent.values_list("pk", "headline"))
    alike = process.extract(
        headline,
        printed,
        scorer=fuzz.ratio,
        processor=normalise,
        score_cutoff=HEADLINES_ALIKE,
        limit=SHOWN,
    )
    placements = Placement.objects.select_related("outlet").in_bulk([pk for _h, _s, pk in alike])
    return [
        Likeness(
            share=score / 100,
            placement=placements[pk],
            spans=tuple(shared_parts(words, headline, minimum=3)),
        )
        for words, score, pk in alike
    ]


def write_all_prints():
    """For what was submitted before there were prints; how many pieces."""
    written = 0
    waiting = PieceStatus.objects.filter(submitted_at__isnull=False, piece__prints=None)
    for piece_id in waiting.order_by("pk").values_list("pk", flat=True).distinct():
        act = submission_of(piece_id)
        if act:
            write_prints(piece_id, act.revision.content)
            written += 1
    return written
