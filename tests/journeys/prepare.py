"""`python -m tests.journeys.prepare MOMENT`: an empty database becomes a bureau with one unit of the
city and one of a county, and their people, at that moment."""

import sys

import django

from tests.journeys.serve import set_clock


def main(moment):
    set_clock(moment)
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("setup", verbosity=0)
    _let_people_in()


def _let_people_in():
    from editorial.people.unit_actions import found_unit
    from editorial.people.units import UnitIndexPage
    from editorial.roles import CORRESPONDENT, HEAD
    from tests.conftest import BUREAU, make_user

    index = UnitIndexPage.objects.get()
    bank = found_unit(
        index,
        title="人民银行九江市分行离退休干部科",
        short_name="人行九江分行",
        ranking_group="city",
        slug="renhang",
        quota_class=2,
    )
    found_unit(
        index, title="都昌县委老干部局", short_name="都昌", ranking_group="county", slug="duchang"
    )
    make_user("tongxun", "徐州", CORRESPONDENT, bank)
    make_user("fuze", "骆钰", HEAD, bank)
    for username, name, role in BUREAU:
        make_user(username, name, role)


if __name__ == "__main__":
    main(sys.argv[1])
