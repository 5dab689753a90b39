import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0007_indexes_of_long_lists"),
    ]

    operations = [
        migrations.AddField(
            model_name="byline",
            name="typed_name",
            field=models.CharField(blank=True, max_length=40, verbose_name="姓名"),
        ),
        migrations.AddField(
            model_name="byline",
            name="typed_unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="editorial.unitpage",
                verbose_name="单位",
            ),
        ),
        migrations.AlterField(
            model_name="byline",
            name="contributor",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bylines",
                to="editorial.contributor",
                verbose_name="作者",
            ),
        ),
        migrations.AddConstraint(
            model_name="byline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("contributor__isnull", False),
                    models.Q(("typed_name", ""), _negated=True),
                    _connector="OR",
                ),
                name="byline_names_somebody",
            ),
        ),
    ]
