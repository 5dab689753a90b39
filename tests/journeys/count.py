"""`python -m tests.journeys.count [open]`: an empty database becomes the small world (a closed quarter with
one verified placement), its people with passwords that the web process can check; with `open`, two
verified placements of 都昌 stand in the quarter that runs, of a city's and of a county's outlet."""

import sys
from types import SimpleNamespace

import django


def main():
    django.setup()
    from django.core.management import call_command

    from tests.small_world import fill

    call_command("migrate", verbosity=0)
    fill()
    if "open" in sys.argv:
        place_in_this_quarter()


def place_in_this_quarter():
    from django.utils.timezone import localdate

    from editorial.outlets.models import Outlet
    from editorial.people.models import User
    from editorial.people.units import UnitPage
    from scoring.quarter import QuarterSpan
    from tests.scoring.makers import make_outlet, make_placement

    cast = SimpleNamespace(
        duchang=UnitPage.objects.get(title="都昌县委老干部局"),
        tongxun=User.objects.get(username="tongxun"),
        bianji=User.objects.get(username="bianji"),
    )
    day = QuarterSpan.of(localdate()).first_day
    city, county = Outlet.objects.get(code="jjrb"), make_outlet("dcfb", "county", name="都昌发布")
    make_placement(cast, city, day=day, headline="重阳节里话家常")
    make_placement(cast, county, day=day, headline="老支书的调解室")


if __name__ == "__main__":
    main()
