"""A second, naive implementation of the scoring arithmetic, written from docs/scoring.md alone and
importing nothing of `scoring`: whatever the two disagree on is a mistake in one of them or in the page."""
