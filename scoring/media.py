"""Who may see the files of adjustments and appeals; editorial.walls.media hands them out and asks here."""

from editorial.walls.media import Finder
from scoring.models import Adjustment, Appeal
from scoring.visible import adjustments_visible_to, appeals_visible_to


def may_see_adjustment(adjustment, user):
    return adjustments_visible_to(user).filter(pk=adjustment.pk).exists()


def may_see_appeal(appeal, user):
    return appeals_visible_to(user).filter(pk=appeal.pk).exists()


# They lie in one folder with the evidence of placements.
FOLDER = "evidence"
FINDERS = [
    Finder(Adjustment.objects.all(), lambda row: row.file_name, may_see_adjustment),
    Finder(Appeal.objects.all(), lambda row: row.file_name, may_see_appeal),
]
