"""The rows of the work, one file a concern; import them from here."""

from editorial.models.assets import Attachment, PhotoAsset
from editorial.models.notices import Notice
from editorial.models.outlets import Outlet
from editorial.models.people import Contributor, RoleGroup, User
from editorial.models.pieces import Byline, PiecePage, PieceStatus, Topic
from editorial.models.placements import Evidence, Placement, PlacementAct, PlacementCredit
from editorial.models.prints import TextPrint
from editorial.models.review import ApprovedVersion, ReviewAct, ReviewStep
from editorial.models.routing import Routing
from editorial.models.series import SeriesIndexPage, SeriesPage
from editorial.models.units import UnitIndexPage, UnitPage
from editorial.models.uploads import ManuscriptUpload
from editorial.models.waivers import FindingWaiver
from editorial.models.words import ListedWord, WordListChange, WordListVersion

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
