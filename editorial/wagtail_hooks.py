"""Where the work meets Wagtail's admin: one module a screen group, found in editorial.hooks."""

from editorial.hooks import people, pieces, placements, routing, series, uploads, walls, words  # noqa: F401
