"""`manage.py read_manuscript FILE…`: what the importer makes of files, as JSON, without a database."""

import json
import sys

from django.core.management.base import BaseCommand

from editorial.manuscripts.word_in import read_manuscript


class Command(BaseCommand):
    help = "读 Word 文稿，按 docs/formats/manuscript.md 的格式输出 JSON；不需要数据库。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")

    def handle(self, *args, files, **options):
        answers = [read_manuscript(file).as_json() for file in files]
        self.stdout.write(json.dumps(answers, ensure_ascii=False, indent=2))
        if any(answer["refusal"] for answer in answers):
            sys.exit(1)
