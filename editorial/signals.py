"""What the work tells the count. Editorial sends, scoring listens; nothing here knows who does."""

from django.dispatch import Signal

# Sent inside the transaction of every write to a placement, its credits or what its value rests on:
# sender=Placement, placement_id=…, piece_id=… (None for a placement without a piece).
placement_changed = Signal()

# Sent when a piece is handed in for the first time: sender=PieceStatus, piece_id=…
piece_submitted = Signal()
