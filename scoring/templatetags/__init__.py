"""How points look; what they are is scoring.points'."""
