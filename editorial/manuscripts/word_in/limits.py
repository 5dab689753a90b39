"""What a manuscript may cost, and the one way in which a file is refused: a sentence for its sender."""

MEGABYTE = 1024 * 1024
MAX_BYTES = 50 * MEGABYTE
MAX_UNPACKED = 200 * MEGABYTE
# One part of a Word file is text: a novel has 2 MB.
MAX_PART = 40 * MEGABYTE
MAX_ENTRIES = 5000
MAX_PARAGRAPHS = 2000
MAX_PICTURES = 100
# Elements nested deeper than any program writes.
MAX_DEPTH = 200

READING_SECONDS, READING_MEMORY = 30, 512 * MEGABYTE
CONVERTING_SECONDS, CONVERTING_MEMORY = 60, 1024 * MEGABYTE


class ManuscriptRefused(ValueError):
    """The file can't be read as a manuscript; str() is a sentence for the person who sent it."""
