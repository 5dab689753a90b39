"""单位与人员 through the real addresses: managers only, and only roles that are theirs to give."""

import re

import pytest
from django.urls import reverse

from editorial.people import actions as people
from editorial.people import unit_actions as units
from editorial.people.models import User
from editorial.people.units import UnitPage


@pytest.mark.parametrize(
    "address", ["people:people", "people:units", "people:add_person", "people:open_unit"]
)
@pytest.mark.parametrize(
    ("who", "status"), [("guanli", 200), ("admin", 200), ("bianji", 404), ("fuze", 404)]
)
def test_screens_are_the_managers(client, cast, address, who, status):
    client.force_login(getattr(cast, who))
    assert client.get(reverse(address)).status_code == status


def test_added_person_gets_a_first_password_that_opens_only_its_own_change(client, cast):
    client.force_login(cast.guanli)
    data = {
        "name": "新来的同志",
        "username": "xinlai",
        "unit": cast.hukou.pk,
        "roles": ["correspondent"],
    }
    page = client.post(reverse("people:add_person"), data).content.decode()
    password = re.search(r'first-password">([^<]+)<', page)[1]
    assert client.login(username="xinlai", password=password)
    assert client.get(reverse("wagtailadmin_home")).url == reverse("first_password")


def test_manager_cannot_make_a_chief(client, cast):
    client.force_login(cast.guanli)
    data = {"name": "想当终审", "username": "xiang", "unit": "", "roles": ["chief"]}
    response = client.post(reverse("people:add_person"), data)
    assert response.status_code == 200
    assert not User.objects.filter(username="xiang").exists()


def test_moving_keeps_the_old_credit_and_retiring_the_record(client, cast):
    client.force_login(cast.guanli)
    seen = people.token_of(cast.tongxun)
    data = {"name": "陈明", "unit": cast.hukou.pk, "roles": ["correspondent"], "seen": seen}
    client.post(reverse("people:person", args=[cast.tongxun.pk]), data)
    credits = cast.tongxun.contributors.order_by("pk").values_list("unit__short_name", "is_active")
    assert list(credits) == [("都昌", False), ("湖口", True)]
    client.post(reverse("people:retire_person", args=[cast.tongxun.pk]))
    cast.tongxun.refresh_from_db()
    assert not cast.tongxun.is_active and cast.tongxun.contributors.count() == 2


def test_renamed_unit_keeps_its_former_name(client, cast):
    client.force_login(cast.guanli)
    data = {
        "title": "都昌县委老干部工作局",
        "short_name": "都昌",
        "ranking_group": "county",
        "quota_class": 2,
        "seen": units.token_of(cast.duchang),
    }
    client.post(reverse("people:unit", args=[cast.duchang.pk]), data)
    unit = UnitPage.objects.get(pk=cast.duchang.pk)
    assert (unit.title, unit.former_names) == ("都昌县委老干部工作局", ["都昌县委老干部局"])


def test_adding_somebody_twice_by_the_form_is_asked_about(client, cast):
    """The import told it, the form added a second account without a word."""
    client.force_login(cast.guanli)
    data = {"name": "陈　明", "unit": cast.duchang.pk, "roles": ["correspondent"]}
    before = User.objects.count()
    page = client.post(reverse("people:add_person"), data).content.decode()
    assert "这个单位已有“陈明”，用户名tongxun" in page and "是同名的另一个人" in page
    assert User.objects.count() == before
    client.post(reverse("people:add_person"), data | {"is_namesake": "on"})
    assert User.objects.count() == before + 1
    page = client.get(reverse("people:add_person")).content.decode()
    assert "是同名的另一个人" not in page


def test_no_quota_class_is_chosen_for_whoever_opens_a_unit(client, cast):
    """任务类别 stood at the hardest, and units got it by nobody's choice."""
    client.force_login(cast.guanli)
    data = {"title": "新的单位", "short_name": "新的", "ranking_group": "city"}
    page = client.post(reverse("people:open_unit"), data).content.decode()
    assert "请选择任务类别" in page
    assert not UnitPage.objects.filter(title="新的单位").exists()
