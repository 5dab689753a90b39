import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_requirements(apps, schema_editor):
    """What was written under 下步要求 becomes the edited section that it always was."""
    bulletins = apps.get_model("scoring", "Bulletin").objects.exclude(requirements="")
    for bulletin in bulletins.iterator():
        bulletin.edits = {"next": {"text": bulletin.requirements, "instead_of": []}}
        bulletin.save(update_fields=["edits"])


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0001_the_count"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="bulletin",
            name="edits",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="bulletin",
            name="handed_in_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="送签时间"),
        ),
        migrations.RunPython(keep_requirements, migrations.RunPython.noop),
        migrations.RemoveField(model_name="bulletin", name="requirements"),
        migrations.AddConstraint(
            model_name="bulletin",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True),
                fields=("number",),
                name="one_bulletin_a_number",
                violation_error_message="这个文号已经用在另一份通报上。",
            ),
        ),
        migrations.CreateModel(
            name="BulletinAct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "bulletin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="scoring.bulletin",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "move",
                    models.CharField(
                        choices=[
                            ("written", "改稿"),
                            ("handed_in", "送签"),
                            ("taken_back", "撤回"),
                            ("returned", "退回"),
                            ("signed", "签发"),
                        ],
                        max_length=12,
                        verbose_name="做了什么",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="原因")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
            ],
            options={
                "verbose_name": "通报记录",
                "verbose_name_plural": "通报记录",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="BulletinFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quarter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bulletin_files",
                        to="scoring.quarter",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel")],
                        max_length=4,
                        verbose_name="格式",
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "排队中"),
                            ("making", "正在制作"),
                            ("done", "做好了"),
                            ("failed", "没有做成"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0, verbose_name="已排行数")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="总行数")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="次数")),
                ("since", models.DateTimeField()),
                (
                    "refusal",
                    models.CharField(blank=True, max_length=300, verbose_name="没有做成的原因"),
                ),
                (
                    "file",
                    models.FileField(blank=True, upload_to="bulletins/", verbose_name="文件"),
                ),
            ],
            options={"verbose_name": "通报文件", "verbose_name_plural": "通报文件"},
        ),
        migrations.AddConstraint(
            model_name="bulletinfile",
            constraint=models.UniqueConstraint(fields=("quarter", "kind"), name="one_file_a_kind"),
        ),
    ]
