"""The fixed words of a piece: genres, sources, parts of a byline, and which fields are its writing."""

from django.db import models

from editorial.vocabulary import BYLINE_ROLES, GENRES, members

# The headline of a draft that has none yet; it can't be submitted so.
UNTITLED = "（无标题）"


# What people write into a piece, as its revisions name it; the rest of a revision is Wagtail's.
WRITTEN = (
    "title", "kicker", "subtitle", "genre", "body", "bylines", "topics", "series", "event_date",
    "source", "source_note", "is_secret_free", "web_allowed", "people_consent",
)  # fmt: skip


def same_writing(one, other):
    """Whether two revisions' contents say the same: a revision is saved without a change too."""
    return all(one.get(name) == other.get(name) for name in WRITTEN)


Genre = models.TextChoices("Genre", members(GENRES))


# A poem or an essay has no day on which it happened.
TELLS_NO_EVENT = frozenset({Genre.THEORY, Genre.LITERARY})


class Source(models.TextChoices):
    OWN = "own", "本单位采写"
    REPRINT = "reprint", "转载"


BylineRole = models.TextChoices("BylineRole", members(BYLINE_ROLES))
