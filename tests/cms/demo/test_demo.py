"""The demo: refused outside the demo, made once, and every log-in lands on its panel."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from cms.demo.people import DEMO_LOGINS, DEMO_PASSWORD
from editorial import stages
from editorial.people.models import User
from editorial.people.units import UnitPage
from editorial.pieces.models import PieceStatus
from editorial.placements.models import Placement
from scoring.models import Quarter


def test_demo_is_refused_outside_demo_mode(db, settings):
    settings.DEMO_MODE = False
    with pytest.raises(CommandError, match="演示"):
        call_command("demo")
    assert not UnitPage.objects.exists()


def test_demo_fills_once_and_every_login_lands_on_its_panel(db, settings, client):
    settings.DEMO_MODE = True
    call_command("demo")
    counted = (UnitPage.objects.count(), PieceStatus.objects.count(), Placement.objects.count())
    call_command("demo")
    again = (UnitPage.objects.count(), PieceStatus.objects.count(), Placement.objects.count())
    assert again == counted
    assert counted[0] == 25
    assert set(PieceStatus.objects.values_list("stage", flat=True)) == set(stages.STAGE_NAMES)
    assert Quarter.objects.filter(state="closed").count() == 2
    for login in DEMO_LOGINS:
        assert client.login(username=login.username, password=DEMO_PASSWORD)
        page = client.get(reverse("wagtailadmin_home"))
        assert page.status_code == 200
        assert User.objects.get(username=login.username).name in page.content.decode()
        assert "work-card" in page.content.decode()
    assert client.get("/").status_code == 200
