"""Everything that writes several rows, each function one transaction with a plain-Chinese refusal."""


class Refused(Exception):
    """What was asked can't be done now; the text says why and what to do, and nothing was changed."""
