"""`python -m tests.small_world`: fills the migrated, empty database that the environment names with a
little of everything, through the product's actions: a signed piece with a photo, a verified placement
with evidence, a closed quarter."""

import os
from types import SimpleNamespace

import django


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    # A dozen people need no strong hashes.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    fill()


def fill():
    from django.utils import timezone

    from cms.running.installation import install
    from editorial.people.units import UnitIndexPage
    from scoring.ledger.tally import ensure_quarter
    from scoring.quarter import QuarterSpan
    from tests.conftest import make_cast
    from tests.scoring.makers import shut

    span = QuarterSpan.of(timezone.localdate()).previous
    install()
    quarter = ensure_quarter(span)
    cast = make_cast(SimpleNamespace(units=UnitIndexPage.objects.get()))
    sign_and_place(cast, span.first_day)
    shut(quarter, cast.jifen)


def sign_and_place(cast, day):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from editorial import stages
    from editorial.files.evidence import clean_all
    from editorial.outlets.models import Outlet
    from editorial.placements import actions as placements
    from tests.factories import bring_to, jpeg, make_photo, make_piece

    photo = make_photo(cast.duchang)
    piece = make_piece(cast.duchang, cast.tongxun, photos=[photo], event_date=day)
    bring_to(stages.APPROVED, piece, cast)
    fields = {
        "outlet": Outlet.objects.get(code="jjrb"),
        "published_on": day,
        "headline": piece.title,
        "genre": piece.genre,
        "position": "inner",
        "page": "第3版",
        "url": "",
        "length": None,
        "use": "sole",
    }
    evidence = clean_all([SimpleUploadedFile("剪报.jpg", jpeg("white"))])
    data = placements.PlacementData(fields, [placements.CreditData(cast.duchang)], evidence, piece)
    placement = placements.record_placement(data, cast.bianji)
    seen = placements.newest_act_id(placement)
    placements.verify_placement(placement.pk, cast.fushen, seen_act=seen)


if __name__ == "__main__":
    main()
