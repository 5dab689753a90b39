"""What was on the screen when a form was sent: a short text that the form carries back, compared under the
lock, so that nobody decides on or overwrites what somebody else has changed meanwhile. What of a row is
shown is its room's to say; a step of the review, which also names the turn, is editorial.review.moves'."""

import hashlib


def token_of_facts(*facts):
    """Of a row whose fields the form shows."""
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def token_of_save(row):
    """Of a row that knows when it was last saved."""
    return row.updated_at.isoformat()


def refuse_if_stale(seen, now, refusal):
    """`seen` came with the form, `now` is what the row says under the lock."""
    if str(seen) != str(now):
        raise refusal
