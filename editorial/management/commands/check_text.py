"""Prints what the proof checks find in files, as JSON (docs/formats/findings.md). Needs no database."""

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from editorial.checks import BadLists, Outlet, check, read_lists
from editorial.checks.files import BadFile, read_article, read_outlet
from editorial.checks.lists import STARTER_LISTS


class Command(BaseCommand):
    help = "核对稿件文件，把发现的问题以JSON打印出来；不用数据库。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--lists", default=str(STARTER_LISTS), help="词库文件夹")
        parser.add_argument("--outlet", default="", help="媒体要求，一个JSON文件")
        parser.add_argument(
            "--today", type=date.fromisoformat, help="按哪一天核对时效，如2026-01-31"
        )

    def handle(self, *args, files, lists, outlet, today, **options):
        try:
            word_lists = read_lists(lists)
            outlets = [read_outlet(Path(outlet))] if outlet else []
        except (BadLists, BadFile) as wrong:
            raise CommandError(str(wrong)) from wrong
        answers = [answer(Path(file), word_lists, outlets, today) for file in files]
        self.stdout.write(json.dumps(answers, ensure_ascii=False, indent=2))
        if any(one["refusal"] for one in answers):
            sys.exit(1)


def answer(file: Path, lists, outlets: list[Outlet], today: date | None) -> dict:
    try:
        article = read_article(file, today)
    except BadFile as wrong:
        return {"file": str(file), "refusal": str(wrong), "findings": []}
    findings = [asdict(finding) for finding in check(article, lists, outlets)]
    return {"file": str(file), "refusal": "", "findings": findings}
