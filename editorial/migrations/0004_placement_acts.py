import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("editorial", "0003_people_and_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlacementAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act", models.CharField(choices=[("record", "登记"), ("edit", "修改"), ("verify", "核实"), ("reject", "未通过"), ("correct", "更正")], max_length=10, verbose_name="动作")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                ("comment", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("changes", models.JSONField(blank=True, default=list, verbose_name="改动")),
                ("actor", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("placement", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="acts", to="editorial.placement")),
            ],
            options={
                "verbose_name": "刊发记录",
                "verbose_name_plural": "刊发记录",
                "ordering": ["pk"],
            },
        ),
    ]
