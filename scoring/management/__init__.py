"""Commands of the count."""
