"""Proves that the stage of every piece is what its review says (decision 11); `--repair` puts right what
is not. Ends with 1 while a difference stands."""

import sys

from django.core.management.base import BaseCommand
from django.db import transaction

from editorial.review.status import repair_status
from editorial.review.status_check import batches_of_pieces, differences


class Command(BaseCommand):
    help = "核对每篇稿件的阶段记录；--repair 按审稿流程改正。有不符时以 1 结束。"

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="改正不符的记录")

    def handle(self, *args, repair, **options):
        pieces = found = left = 0
        for batch in batches_of_pieces():
            wrong = differences(batch)
            for piece, words in wrong:
                self.stdout.write(f"稿件{piece.pk}《{piece.title[:30]}》：{words}")
            pieces, found = pieces + len(batch), found + len(wrong)
            left += self.repaired(wrong) if repair and wrong else len(wrong)
        self.stdout.write(self.summary(pieces, found, left, repair))
        if left:
            sys.exit(1)

    def repaired(self, wrong):
        """How many differences are left after writing the rows anew."""
        pieces = list({piece.pk: piece for piece, _words in wrong}.values())
        for piece in pieces:
            with transaction.atomic():
                repair_status(piece)
        return len(differences(pieces))

    def summary(self, pieces, found, left, repair):
        if not found:
            return f"查了{pieces}篇稿件，阶段记录都相符。"
        if not repair:
            return f"查了{pieces}篇稿件，{found}处不符。加 --repair 改正。"
        if left:
            return f"查了{pieces}篇稿件，{found}处不符，改正后还有{left}处，须人工处理。"
        return f"查了{pieces}篇稿件，{found}处不符，已全部改正。"
