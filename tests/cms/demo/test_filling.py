"""`manage.py demo`: refused outside the demo."""

import pytest
from django.core.management import CommandError, call_command

from editorial.people.units import UnitPage


def test_demo_is_refused_outside_demo_mode(db, settings):
    settings.DEMO_MODE = False
    with pytest.raises(CommandError, match="演示"):
        call_command("demo")
    assert not UnitPage.objects.exists()
