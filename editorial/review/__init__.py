"""The review: the moves, the queue, the signed text, the one writer of a piece's stage, and who is told."""
