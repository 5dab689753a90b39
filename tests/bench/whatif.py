"""`python -m tests.bench.whatif [PLACEMENTS]`: seconds of 试算 over a city's year: the computing from inputs
already read, the whole comparison with its reading, and the request of the screen; on SQLite."""

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from types import SimpleNamespace

import django

YEAR, UNITS, AIM = date.today().year, 100, 0.5


def main():
    placements = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "cms.settings.dev", "VAR_DIR": folder}
        django.setup()
        measure(placements)


def measure(placements):
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from cms.running.installation import install
    from editorial.people.units import UnitIndexPage
    from scoring.arithmetic import closing
    from scoring.models import Quarter
    from scoring.quarters import content as frozen
    from scoring.whatif import compare
    from tests.conftest import make_cast

    # A dozen people need no strong hashes.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    install()
    cast = make_cast(SimpleNamespace(units=UnitIndexPage.objects.get()))
    draft = fill_year(cast, placements)
    quarters = list(Quarter.objects.order_by("number"))
    inputs = [frozen.inputs_of(quarter) for quarter in quarters]
    computing = timed(lambda: [closing.recompute(content) for content in inputs * 2])
    comparing = timed(lambda: compare(draft, quarters))
    client = Client()
    client.force_login(cast.jifen)
    address = f"{reverse('scoring:whatif', args=[draft.pk])}?period={YEAR}"
    assert client.get(address).status_code == 200
    request = timed(lambda: client.get(address))
    found = compare(draft, quarters)
    moved = sum(1 for row in found.rows if row.difference)
    print(f"{placements} placements, {len(found.rows)} units, {moved} of them with another total")
    print(
        f"computing, old and new: {computing}, aim {AIM}\n"
        f"with reading and comparing: {comparing}\n"
        f"the request: {request}"
    )


def timed(do, times=5):
    """The medians of so many, as words: on a busy machine the processor's own seconds say more."""
    spans = []
    for _ in range(times):
        clock, processor = time.perf_counter(), time.process_time()
        do()
        spans.append((time.perf_counter() - clock, time.process_time() - processor))
    clock, processor = (statistics.median(each) for each in zip(*spans, strict=True))
    return f"{clock:.2f} s ({processor:.2f} s of processor)"


def fill_year(cast, count):
    """A year of placements in four open quarters, counted; a draft that pays provincial papers better."""
    from editorial.outlets.models import Outlet
    from editorial.people.unit_actions import found_unit
    from editorial.placements.models import Placement, PlacementCredit, PlacementState
    from scoring.books.actions import copy_book
    from scoring.ledger.tally import ensure_quarter, retally_quarter
    from scoring.models import RuleBook
    from scoring.quarter import QuarterSpan

    chance = random.Random(7)
    index = cast.duchang.get_parent().specific
    units = [
        found_unit(index, title=f"第{n}局", short_name=f"{n}局", ranking_group="city")
        for n in range(UNITS)
    ]
    outlets = [
        Outlet.objects.create(code=f"o{n}", name=f"第{n}报", level=level, kind="paper")
        for n, level in enumerate(("national", "province", "city", "county", "system") * 6)
    ]
    quarters = [ensure_quarter(QuarterSpan(YEAR, number)) for number in range(1, 5)]
    placements = Placement.objects.bulk_create(
        Placement(
            outlet=chance.choice(outlets),
            published_on=date(YEAR, 1, 1) + timedelta(days=chance.randrange(365)),
            headline=f"老干部重阳登高之{n}",
            genre=chance.choice(("news", "brief", "feature")),
            position=chance.choice(("inner", "inner", "front_lead")),
            state=PlacementState.VERIFIED,
            recorded_by=cast.tongxun,
            decided_by=cast.bianji,
        )
        for n in range(count)
    )
    PlacementCredit.objects.bulk_create(
        PlacementCredit(placement=placement, unit=unit, share=1, sort_order=order)
        for placement in placements
        for order, unit in enumerate(chance.sample(units, chance.choice((1, 1, 2))))
    )
    for quarter in quarters:
        retally_quarter(quarter)
    draft = copy_book(RuleBook.objects.get(), cast.jifen, date(YEAR, 1, 1))
    draft.rules["rates"][1]["points"] = "12"
    draft.save()
    return draft


if __name__ == "__main__":
    main()
