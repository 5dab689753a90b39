"""Wagtail's editor for a piece: its form, panels, buttons and addresses."""
