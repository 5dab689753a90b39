"""Placements (刊发): recording with evidence, verifying by a second person, correcting."""
