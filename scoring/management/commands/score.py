"""manage.py score FACTS.csv --book BOOK.json: standings and lines as JSON, without a database."""

import json
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from scoring.arithmetic.check import score_all
from scoring.arithmetic.csv_facts import FactsFaulty, read_facts
from scoring.book import RuleBookFaulty


class Command(BaseCommand):
    help = "按计分办法计算一个事实文件（格式见 docs/scoring.md），不用数据库，结果为JSON。"
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("facts", type=Path, help="CSV文件")
        parser.add_argument(
            "--book", type=Path, action="append", required=True, help="计分办法，可写几份"
        )
        parser.add_argument("--through", type=date.fromisoformat, help="只判断到这一天为止的任务")
        parser.add_argument(
            "--without-instructions", action="store_true", help="批示不加分（开关关闭时）"
        )

    def handle(self, *, facts, book, through, without_instructions, **options):
        try:
            result = score_all(
                read_facts(_read(facts)),
                [_json(path) for path in book],
                through,
                not without_instructions,
            )
        except (FactsFaulty, RuleBookFaulty) as faulty:
            raise CommandError("\n".join(faulty.faults)) from faulty
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))


def _read(path):
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"读不了文件 {path.name}：{error.strerror}") from error


def _json(path):
    try:
        return json.loads(_read(path))
    except ValueError as error:
        raise CommandError(f"{path.name} 不是JSON：{error}") from error
