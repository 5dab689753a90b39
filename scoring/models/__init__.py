"""The rows of the count; import them from here."""

from scoring.models.bulletins import Bulletin
from scoring.models.ledger import FrozenQuarter, FrozenStanding, RateProblem, ScoreEntry
from scoring.models.quarters import Quarter
from scoring.models.rulebooks import RuleBook

__all__ = [
    "Bulletin",
    "FrozenQuarter",
    "FrozenStanding",
    "Quarter",
    "RateProblem",
    "RuleBook",
    "ScoreEntry",
]
