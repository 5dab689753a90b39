"""The words of a piece for the search index, line by line: what a reader of the public page sees, and
what was last written, which only the admin may find. Reads stored JSON, so no photo is fetched."""

from editorial.people.models import Contributor
from editorial.pieces.body import parts_of
from editorial.pieces.terms import Source


def live_words(piece):
    """Kicker, subtitle, bylines and body as they stand on the public page; nothing of a draft."""
    if not piece.live:
        return ""
    return _lines(
        piece.kicker,
        piece.subtitle,
        *_words_in(piece.body.raw_data),
        *[byline.name for byline in piece.bylines.all()],
        piece.source_note if piece.source == Source.REPRINT else "",
    )


def latest_words(piece):
    """Headline and all of the latest revision; nothing where that is what is live."""
    if piece.live and not piece.has_unpublished_changes:
        return ""
    revision = piece.latest_revision
    content = revision.content if revision else piece.serializable_data()
    return _lines(
        content["title"],
        content["kicker"],
        content["subtitle"],
        *_words_in(content["body"]),
        *_names(content.get("bylines", [])),
        content["source_note"] if content["source"] == Source.REPRINT else "",
    )


def words_of(content):
    """Headline and body of a revision's content."""
    return _lines(content["title"], *_words_in(content["body"]))


def _lines(*lines):
    return "\n".join(line for line in lines if line)


def _names(bylines):
    people = Contributor.objects.in_bulk({row["contributor"] for row in bylines} - {None})
    for row in bylines:
        person = people.get(row["contributor"])
        yield person.name if person else row.get("typed_name", "")


def _words_in(body):
    return (line for part in parts_of(body) for line in part.words)
