"""A hundred units in the order of the office, not of their code points, wherever one is chosen or listed."""

import re

import pytest
from django.urls import reverse

from editorial.people.forms import PersonForm
from editorial.people.unit_actions import open_unit
from editorial.people.units import UnitIndexPage, UnitPage
from editorial.placements.forms import unit_choices
from scoring.adjustments.forms import StartForm


@pytest.fixture
def ordered(cast):
    """Opened in the official order, which no alphabet has."""
    index = UnitIndexPage.objects.get()
    for name in ("浔阳区", "柴桑区", "庐山市"):
        title = f"{name}委老干部局"
        open_unit(cast.guanli, index, title=title, short_name=name[:2], ranking_group="county")
    return [unit.title for unit in UnitPage.objects.order_by("ranking_group", "path")]


def test_every_choice_of_a_unit_has_the_official_order(cast, ordered):
    for form in (PersonForm(actor=cast.guanli), StartForm()):
        assert [str(unit) for unit in form.fields["unit"].queryset] == ordered
        assert form.fields["unit"].widget.attrs["data-units"] == ""
    assert [title for pk, title in unit_choices() if pk] == ordered


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("people:units", "guanli"),
        ("people:people", "guanli"),
        ("desk:all_pieces", "bianji"),
        ("placements:placements", "bianji"),
        ("scoring:adjustments", "jifen"),
        ("scoring:appeals", "jifen"),
    ],
)
def test_every_list_has_the_official_order(client, cast, ordered, name, who):
    client.force_login(getattr(cast, who))
    page = client.get(reverse(name)).content.decode()
    listed = re.findall(r"<select[^>]*data-units.*?</select>", page, re.S) or [page]
    places = [listed[0].index(title) for title in ordered]
    assert places == sorted(places)
