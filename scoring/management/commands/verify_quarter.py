"""manage.py verify_quarter 2026Q3: recompute a closed quarter from its file and its frozen rows."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from scoring.models import Quarter
from scoring.quarter import QuarterSpan
from scoring.quarters.verify import faults_of


class Command(BaseCommand):
    help = "用定稿文件和数据库里的存档复算一个已定稿的季度，逐字节比较。"

    def add_arguments(self, parser):
        parser.add_argument("quarter", help="如 2026Q3")
        parser.add_argument("--file", type=Path, help="另存的定稿文件")

    def handle(self, *, quarter, file, **options):
        try:
            span = QuarterSpan.parse(quarter)
        except ValueError:
            raise CommandError("季度应写成 2026Q3 这样") from None
        row = Quarter.objects.filter(year=span.year, number=span.number, state="closed").first()
        if row is None:
            raise CommandError(f"{span.label}没有定稿")
        try:
            data = None if file is None else file.read_bytes()
        except OSError as error:
            raise CommandError(f"读不了文件 {file.name}：{error.strerror}") from error
        if faults := faults_of(row, data):
            raise CommandError("\n".join(faults))
        self.stdout.write(f"{row.label}一致，校验码 {row.digest}")
