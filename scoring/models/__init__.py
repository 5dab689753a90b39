"""The rows of the count; import them from here."""

from scoring.models.adjustments import Adjustment, Appeal
from scoring.models.bulletins import Bulletin, BulletinAct, BulletinFile
from scoring.models.feed import FeedAccess, FeedRelease, FeedToken
from scoring.models.flags import FlagReview
from scoring.models.ledger import FrozenQuarter, FrozenStanding, RateProblem, ScoreEntry
from scoring.models.quarters import Quarter, QuarterAct
from scoring.models.rulebooks import RuleBook

__all__ = [
    "Adjustment",
    "Appeal",
    "Bulletin",
    "BulletinAct",
    "BulletinFile",
    "FeedAccess",
    "FeedRelease",
    "FeedToken",
    "FlagReview",
    "FrozenQuarter",
    "FrozenStanding",
    "Quarter",
    "QuarterAct",
    "RateProblem",
    "RuleBook",
    "ScoreEntry",
]
