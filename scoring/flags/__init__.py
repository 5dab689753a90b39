"""Placements that look odd (核对提示): what is found, and who looked at it."""
