"""Names are kept folded, and a person keeps the names borne before. Rows that turn out to be twins are told,
not merged: whether two authors are one person, somebody has to say. What was signed or closed stays."""

from collections import defaultdict

from django.db import migrations, models

from editorial.folding import compared, stored

# Model, its fields that hold a name, and within what a name means one thing: None where two may share it.
NAMES = (
    ("User", ("name",), None),
    ("Contributor", ("name",), "unit_id"),
    ("Byline", ("typed_name",), None),
    ("Topic", ("name",), ""),
    ("Outlet", ("name",), ""),
    ("UnitPage", ("title", "draft_title", "short_name"), ""),
    ("SeriesPage", ("title", "draft_title"), ""),
    ("User", ("username",), ""),
)
UNIQUE = {("Topic", "name"), ("Outlet", "name"), ("User", "username")}


def fold_names(apps, schema_editor):
    told = []
    for model, fields, within in NAMES:
        rows = list(apps.get_model("editorial", model).objects.order_by("pk"))
        for row in rows:
            _fold(row, fields, rows if (model, fields[0]) in UNIQUE else ())
        if within is not None:
            told += _twins(model, fields[0], within, rows)
    for sentence in told:
        print(f"\n  {sentence}", end="")


def _fold(row, fields, others):
    changed = []
    for field in fields:
        name = stored(getattr(row, field))
        taken = any(other is not row and getattr(other, field) == name for other in others)
        if name and name != getattr(row, field) and not taken:
            setattr(row, field, name)
            changed.append(field)
    if changed:
        row.save(update_fields=changed)


def _twins(model, field, within, rows):
    alike = defaultdict(list)
    for row in rows:
        alike[getattr(row, within) if within else None, compared(getattr(row, field))].append(row)
    for twins in alike.values():
        if len(twins) > 1:
            names = "、".join(f"{getattr(row, field)}（{row.pk}）" for row in twins)
            yield f"同名的{twins[0]._meta.verbose_name or model}：{names}。是否同一个，请核对。"


class Migration(migrations.Migration):

    dependencies = [
        ("editorial", "0015_one_routing_a_signed_text"),
    ]

    operations = [
        migrations.AddField(
            model_name="contributor",
            name="former_names",
            field=models.JSONField(
                blank=True, default=list, editable=False, verbose_name="曾用名"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="former_names",
            field=models.JSONField(
                blank=True, default=list, editable=False, verbose_name="曾用名"
            ),
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop, elidable=True),
    ]
