"""Every folder that a field writes files into is known to the view that hands them out."""

import pytest
from django.apps import apps
from django.db import models

from editorial.walls.media import FINDERS

pytestmark = pytest.mark.django_db

# Wagtail fills these by methods of its models, so their folder is seen by asking a row.
OWN = {"editorial", "scoring", "cms", "wagtailusers"}


def folder_of(field, model):
    name = field.generate_filename(model(), "a.jpg")
    return name.partition("/")[0]


def file_fields():
    for model in apps.get_models():
        if model._meta.app_label in OWN:
            for field in model._meta.get_fields():
                if isinstance(field, models.FileField):
                    yield field, model


def test_every_file_field_has_a_finder_of_its_folder_and_table():
    found = {
        (folder, finder.rows.model, finder.field)
        for folder, finders in FINDERS.items()
        for finder in finders
    }
    kept_elsewhere = {(folder_of(f, m), m, f.name) for f, m in file_fields()} - found
    # The circular's files are handed out by its own view, which asks for the quarter.
    assert {(m.__name__, name) for _, m, name in kept_elsewhere} <= {("BulletinFile", "file")}
    assert len(found) >= 7
    assert len(found) == sum(map(len, FINDERS.values()))


def test_a_file_is_looked_for_in_its_own_folder_alone(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get("/media/documents/none.pdf").status_code == 404
    with django_assert_num_queries(0):
        assert client.get("/media/elsewhere/none.pdf").status_code == 404
