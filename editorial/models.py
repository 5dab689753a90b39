"""The rows of the work, one file a concern; import them from here."""

from editorial.assets.models import Attachment, PhotoAsset
from editorial.compare.models import TextPrint
from editorial.intake.models import ManuscriptUpload
from editorial.notices.models import Notice
from editorial.outlets.models import Outlet
from editorial.people.models import Contributor, RoleGroup, User
from editorial.people.units import UnitIndexPage, UnitPage
from editorial.pieces.acts import ApprovedVersion, ReviewAct
from editorial.pieces.models import Byline, PieceStatus, Topic
from editorial.pieces.page import PiecePage
from editorial.placements.models import Evidence, Placement, PlacementAct, PlacementCredit
from editorial.proofs.models import FindingWaiver
from editorial.review.steps import ReviewStep
from editorial.routing.models import Routing
from editorial.series.models import SeriesIndexPage, SeriesPage
from editorial.wordlists.models import ListedWord, WordListChange, WordListVersion

__all__ = [
    "ApprovedVersion",
    "Attachment",
    "Byline",
    "Contributor",
    "Evidence",
    "FindingWaiver",
    "ListedWord",
    "ManuscriptUpload",
    "Notice",
    "Outlet",
    "PhotoAsset",
    "PiecePage",
    "PieceStatus",
    "Placement",
    "PlacementAct",
    "PlacementCredit",
    "ReviewAct",
    "ReviewStep",
    "RoleGroup",
    "Routing",
    "SeriesIndexPage",
    "SeriesPage",
    "TextPrint",
    "Topic",
    "UnitIndexPage",
    "UnitPage",
    "User",
    "WordListChange",
    "WordListVersion",
]
