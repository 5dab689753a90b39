"""The prints of submitted texts (editorial.compare.likeness), by which near duplicates are looked up; who writes
and reads them is editorial.compare.duplicates."""

from django.db import models


class TextPrint(models.Model):
    piece = models.ForeignKey("editorial.PiecePage", models.CASCADE, related_name="prints")
    print = models.BigIntegerField()

    class Meta:
        verbose_name = "稿件指纹"
        verbose_name_plural = "稿件指纹"
        indexes = [models.Index(fields=["print", "piece"], name="text_print")]
