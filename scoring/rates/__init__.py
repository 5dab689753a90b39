"""Placements that no rate prices: told with their cause, settled by a new version of the book."""
