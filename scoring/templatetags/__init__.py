"""How points look; what they are is scoring.arithmetic's."""
