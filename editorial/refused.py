"""The refusal that every action answers with when something can not be done."""


class Refused(Exception):
    """What was asked can't be done now; the text says why and what to do, and nothing was changed."""
