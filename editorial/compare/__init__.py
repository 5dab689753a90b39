"""Texts side by side: two versions of a piece, and pieces that share much of their text."""
