"""Where the count meets Wagtail's admin; found in scoring.hooks."""

from scoring.hooks import menu  # noqa: F401
