"""Writing the rows of an imported sheet, all of them or none; reading a file is editorial.files.sheets_in,
checking its rows editorial.people.sheet."""

from django.db import transaction

from editorial.people.actions import add_person, taken_usernames
from editorial.people.models import User
from editorial.people.rules import grantable_roles
from editorial.people.seats import may_manage_people
from editorial.people.sheet import Known, check_people, check_units
from editorial.people.unit_actions import open_unit
from editorial.people.units import UnitIndexPage, UnitPage
from editorial.refused import Refused


class SheetHasFaults(Refused):
    """Some rows are wrong, so none was written."""

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
        people=_people_with_accounts(),
        grantable=grantable_roles(actor),
    )


def _people_with_accounts():
    """{(name, unit id): log-in} of those who hold a seat; a seat of the bureau has no unit."""
    seats = User.objects.filter(is_active=True, groups__role_group__isnull=False)
    rows = seats.values_list("name", "groups__role_group__unit", "username").order_by("-pk")
    return {(name, unit_id): username for name, unit_id, username in rows}


@transaction.atomic
def import_units(actor, table):
    """Open the units of a sheet: the Rows written. Raises SheetHasFaults with all rows."""
    rows = _right_rows(actor, check_units(table, known_to(actor)))
    index = UnitIndexPage.objects.get()
    for row in rows:
        open_unit(actor, index, **row.values)
    return rows


@transaction.atomic
def import_people(actor, table):
    """Add the people of a sheet: [(User, first password)]. Raises SheetHasFaults with all rows."""
    rows = _right_rows(actor, check_people(table, known_to(actor)))
    units = UnitPage.objects.in_bulk({row.values["unit_id"] for row in rows} - {None})
    made = []
    for row in rows:
        values = dict(row.values)
        unit = units.get(values.pop("unit_id"))
        made.append(add_person(actor, unit=unit, **values))
    return made


def _right_rows(actor, rows):
    if not may_manage_people(actor):
        raise Refused("单位和人员由管理人员维护。")
    if not all(row.is_right for row in rows):
        raise SheetHasFaults(rows)
    return rows
