"""The one bridge from a piece to the proof checks: its text as an Article, the outlets it is meant for,
the bureau's lists; and which findings a reviewer has waved through."""

from dataclasses import dataclass

from django.utils.timezone import localdate

from editorial import stages
from editorial.checks import BLOCK, FAMILIES, KINDS, Article, Caption, Finding, Outlet, check
from editorial.checks.article import lines_of
from editorial.manuscripts.blocks import characters, counted_words
from editorial.pieces.body import PhotoPart, parts_of
from editorial.proofs.models import FindingWaiver
from editorial.wordlists.in_force import current_lists

AROUND = 12
# What grows old: a poem or a study does not, and while others review it the author can't hurry.
NEWS = ("news", "brief", "feature", "picture", "video")
SEVERITIES = {"block": "必须改", "warn": "请核对", "note": "提示"}


@dataclass(frozen=True)
class Proof:
    """A finding with the waiver that lets it pass, if there is one."""

    finding: Finding
    waiver: FindingWaiver | None = None
    # What stands around it in its line, so that the screen finds the very place.
    before: str = ""
    after: str = ""

    @property
    def blocks(self):
        return self.finding.severity == BLOCK and self.waiver is None

    @property
    def label(self):
        return KINDS[self.finding.kind].label

    @property
    def family(self):
        return FAMILIES[self.finding.family]

    @property
    def severity(self):
        return SEVERITIES[self.finding.severity]

    @property
    def place(self):
        """Where it stands, in words: 标题, 第2张图片."""
        where = self.finding.where
        if where.startswith("photo "):
            return f"第{where.removeprefix('photo ')}张图片"
        return {"headline": "标题", "body": "正文", "credits": "署名和来源"}[where]


def proofs_of(piece):
    """All proofs of a piece's text, as given (a page as its latest revision has it)."""
    waived = {(w.kind, w.text, w.message): w for w in FindingWaiver.objects.filter(piece=piece.pk)}
    article = article_of(piece)
    texts = dict(article.texts())
    return [
        Proof(finding, waived.get(key_of(finding)), *around(texts[finding.where], finding))
        for finding in check(article, current_lists(), outlets_of(piece))
    ]


def around(text, finding):
    before = text[max(0, finding.start - AROUND) : finding.start].rpartition("\n")[2]
    return before, text[finding.end : finding.end + AROUND].partition("\n")[0]


def key_of(finding):
    """What a waiver names a finding by: its words, cut as the row keeps them."""
    return finding.kind, finding.text[:200], finding.message[:300]


def article_of(piece):
    """All of a piece that is printed."""
    body, captions = [line for line in (piece.kicker, piece.subtitle) if line], []
    parts = parts_of(piece.body.raw_data)
    for part in parts:
        if isinstance(part, PhotoPart):
            captions.append(Caption(part.caption, part.photographer))
        else:
            body += lines_of(part)
    return Article(
        headline=piece.title,
        body="\n".join(body),
        captions=tuple(captions),
        event_date=piece.event_date,
        today=localdate(),
        length=characters(counted_words(parts)),
        credits="\n".join(_credits(piece)),
        is_news=piece.genre in NEWS and piece.stage not in stages.IN_REVIEW,
    )


def _credits(piece):
    """Who is named beside the text, and where it was printed first."""
    for byline in piece.bylines.all():
        yield byline.name
    yield piece.source_note


def outlets_of(piece):
    """The profiles of the outlets that the piece is routed to."""
    rows = piece.routings.select_related("outlet") if piece.pk else ()
    return [
        Outlet(
            name=row.outlet.name,
            headline_max=row.outlet.headline_limit,
            length_max=row.outlet.length_limit,
        )
        for row in rows
    ]
