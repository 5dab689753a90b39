"""Writes the prints of submitted pieces that have none yet, so that near duplicates are found among
them too. May be run again at any time."""

from django.core.management.base import BaseCommand

from editorial.compare.duplicates import write_all_prints


class Command(BaseCommand):
    help = "为还没有指纹的已提交稿件补写指纹，用来查找重复投稿；可以反复运行。"

    def handle(self, **options):
        self.stdout.write(f"补写了{write_all_prints()}篇稿件的指纹。")
