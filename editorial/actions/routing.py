"""Routing a signed text to outlets and what becomes of it there."""


def pull_for_reopening(piece, user):
    """Pull what was not yet sent, and take the piece off the own site: its text is void."""
