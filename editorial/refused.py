"""The refusals that every action answers with when something can not be done: the base, and the three
reasons that screens treat differently. What only one room refuses stands in that room."""


class Refused(Exception):
    """What was asked can't be done now; the text says why and what to do, and nothing was changed."""


class NotAllowed(Refused):
    """The wrong person."""


class TooLate(Refused):
    """The wrong moment: somebody acted or edited first."""


class Incomplete(Refused):
    """Something that the step needs is missing, most often a reason; a form says so beside its field."""
