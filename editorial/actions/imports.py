"""Writing the right rows of an imported sheet, all in one transaction; reading and checking them is
editorial.people_import."""

from django.db import transaction

from editorial.actions import Refused
from editorial.actions.people import add_person, taken_usernames
from editorial.actions.units import open_unit
from editorial.models import UnitIndexPage, UnitPage
from editorial.people_import import Known, check_people, check_units
from editorial.people_rules import grantable_roles
from editorial.permissions import may_manage_people


class SheetHasFaults(Refused):
    """Some rows are wrong and the person did not ask for the others alone."""

    def __init__(self, rows):
        super().__init__("表里有错误，什么也没有导入。")
        self.rows = rows


def known_to(actor):
    """What the database holds, for checking a sheet against."""
    units, retired = {}, set()
    for unit in UnitPage.objects.all():
        names = {unit.title, unit.short_name, *unit.former_names}
        if unit.is_retired:
            retired |= names
        else:
            units.update(dict.fromkeys(names - set(units), unit.pk))
    # A name of today goes before the former name of another unit.
    units |= {unit.title: unit.pk for unit in UnitPage.objects.filter(retired_on__isnull=True)}
    return Known(
        units=units,
        retired_units=frozenset(retired - set(units)),
        unit_names=frozenset(UnitPage.objects.values_list("title", flat=True)),
        usernames=frozenset(taken_usernames()),
        grantable=grantable_roles(actor),
    )


@transaction.atomic
def import_units(actor, table, *, only_right=False):
    """Open the units of a sheet: the Rows written. Raises SheetHasFaults with all rows."""
    rows = _right_rows(actor, check_units(table, known_to(actor)), only_right)
    index = UnitIndexPage.objects.get()
    for row in rows:
        open_unit(index, **row.values)
    return rows


@transaction.atomic
def import_people(actor, table, *, only_right=False):
    """Add the people of a sheet: [(User, first password)]. Raises SheetHasFaults with all rows."""
    rows = _right_rows(actor, check_people(table, known_to(actor)), only_right)
    units = UnitPage.objects.in_bulk({row.values["unit_id"] for row in rows} - {None})
    made = []
    for row in rows:
        values = dict(row.values)
        unit = units.get(values.pop("unit_id"))
        made.append(add_person(actor, unit=unit, **values))
    return made


def _right_rows(actor, rows, only_right):
    if not may_manage_people(actor):
        raise Refused("单位和人员由管理人员维护。")
    right = [row for row in rows if row.is_right]
    if not right or (len(right) < len(rows) and not only_right):
        raise SheetHasFaults(rows)
    return right
