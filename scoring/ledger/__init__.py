"""The one writer of score lines: facts in, lines that differ out."""
