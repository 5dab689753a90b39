"""Names are the managers', and what was signed stands under the name of its day."""

import importlib
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from editorial import stages
from editorial.outlets.models import Outlet
from editorial.people.actions import change_person
from editorial.people.models import Contributor, User
from editorial.pieces.acts import ApprovedVersion
from editorial.review.signed_text import manuscript_of
from editorial.templatetags.pieces import name_on
from tests.factories import bring_to, make_piece

folding_migration = importlib.import_module("editorial.migrations.0016_one_name_one_person")


def rename(cast, person, name, role, unit=None):
    change_person(cast.admin, person.pk, name=name, roles=[role], unit=unit)


def test_a_rename_leaves_the_sheet_and_the_record_as_they_were(client, cast):
    """复审 took the chief's name, and every sheet of pieces signed long ago showed it."""
    piece = bring_to(stages.APPROVED, make_piece(cast.duchang, cast.tongxun), cast)
    reviewer, author = cast.fushen.name, cast.tongxun.name
    rename(cast, cast.fushen, "改名甲", "reviewer")
    rename(cast, cast.tongxun, "改名乙", "correspondent", cast.duchang)
    client.force_login(cast.bianji)
    for address in ("desk:piece", "desk:sign_off_sheet"):
        page = client.get(reverse(address, args=[piece.pk])).content.decode()
        assert reviewer in page and "改名甲" not in page
        assert author in page and "改名乙" not in page
    manuscript = manuscript_of(ApprovedVersion.objects.get(piece=piece))
    assert [byline.name for byline in manuscript.bylines] == [author]


def test_what_is_signed_afterwards_has_the_new_name(client, cast):
    rename(cast, cast.fushen, "改名甲", "reviewer")
    piece = bring_to(stages.APPROVED, make_piece(cast.duchang, cast.tongxun), cast)
    client.force_login(cast.bianji)
    assert "改名甲" in client.get(reverse("desk:sign_off_sheet", args=[piece.pk])).content.decode()


def test_each_name_has_its_time(cast):
    person, now = cast.tongxun, timezone.now()
    first = person.name
    for name in ("改名甲", "改名乙"):
        person.name = name
        person.save()
    person.refresh_from_db()
    assert person.name_on(now) == first
    assert person.name_on(timezone.now() + timedelta(1)) == person.name_on(None) == "改名乙"
    assert [name for name, _ in person.former_names] == [first, "改名甲"]
    assert name_on(None, now) == ""


def test_a_log_in_writes_no_name(cast):
    cast.tongxun.last_login = timezone.now()
    cast.tongxun.save(update_fields=["last_login"])
    assert cast.tongxun.former_names == []


@pytest.mark.parametrize(
    "field", ["name", "name_email-name", "name_email-first_name", "first_name"]
)
def test_nobody_renames_themselves(client, cast, field):
    client.force_login(cast.fushen)
    name = cast.fushen.name
    response = client.post(
        reverse("wagtailadmin_account"),
        {field: cast.zhongshen.name, "name_email-email": "a@b.cn", "name_email-phone": "123"},
    )
    assert response.status_code in (200, 302)
    cast.fushen.refresh_from_db()
    assert cast.fushen.name == name
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    assert "姓名由管理人员维护" in page and f'value="{name}"' in page


def test_the_migration_folds_what_is_there_and_tells_of_twins(cast, capsys):
    """Rows that became one name are told, not merged."""
    old = Contributor.objects.bulk_create(
        [Contributor(name=name, unit=cast.duchang) for name in ("甲一", "甲二")]
    )
    Outlet.objects.create(name="九江日报", code="a", level="city", kind="paper")
    with_blank = Outlet.objects.create(name="占位", code="b", level="city", kind="paper")
    raw = {
        "editorial_contributor": [
            ("name", "买买提·艾力", old[0].pk),
            ("name", "買買提•艾力", old[1].pk),
        ],
        "editorial_outlet": [("name", "九江　日报", with_blank.pk)],
        "editorial_user": [
            ("name", "陈\u3000明", cast.tongxun.pk),
            ("username", "ｔｘ", cast.fuze.pk),
        ],
    }
    with connection.cursor() as cursor:
        for table, changes in raw.items():
            for field, value, pk in changes:
                cursor.execute(f"UPDATE {table} SET {field} = %s WHERE id = %s", [value, pk])
    folding_migration.fold_names(apps, None)
    told = capsys.readouterr().out
    assert "买买提·艾力" in told and "買買提·艾力" in told and "九江　日报" in told
    assert Contributor.objects.filter(name="買買提·艾力").exists()
    assert User.objects.get(pk=cast.tongxun.pk).name == "陈明"
    assert User.objects.get(pk=cast.fuze.pk).username == "tx"
    folding_migration.fold_names(apps, None)
