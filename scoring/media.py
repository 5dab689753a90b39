"""Who may see the files of adjustments and appeals; editorial.walls.media hands them out and asks here."""

from scoring.models import Adjustment, Appeal
from scoring.visible import adjustments_visible_to, appeals_visible_to


def find_adjustment(path):
    return _row_of(Adjustment, path, adjustments_visible_to)


def find_appeal(path):
    return _row_of(Appeal, path, appeals_visible_to)


FINDERS = (find_adjustment, find_appeal)


def _row_of(model, path, visible_to):
    row = model.objects.filter(file=path).first() if path else None
    return row and (row, row.file_name, _never, lambda row, user: _is_among(visible_to(user), row))


def _never(row):
    return False


def _is_among(rows, row):
    return rows.filter(pk=row.pk).exists()
