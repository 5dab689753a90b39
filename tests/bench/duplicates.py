"""`python -m tests.bench.duplicates [PIECES]`: median ms of writing a piece's prints and of looking its
near duplicates up among so many pieces, in a database of its own on SQLite."""

import os
import random
import statistics
import sys
import tempfile
import time

import django


def main():
    pieces = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "cms.settings.dev", "VAR_DIR": folder}
        django.setup()
        measure(pieces)


def measure(pieces):
    from django.conf import settings
    from django.core.management import call_command

    from editorial.compare.duplicates import near_duplicates_of, write_prints
    from editorial.compare.models import TextPrint
    from editorial.pieces.page import PiecePage
    from tests.small_world import fill

    # A dozen people need no strong hashes.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    fill()
    model = PiecePage.objects.first()
    chance = random.Random(7)
    slogan = "".join(chance.choices(HAN, k=60))
    fill_prints(model, pieces, slogan, chance)
    print(f"{pieces} pieces of {LENGTH} characters, {TextPrint.objects.count()} prints")
    content, writing, looking = model.latest_revision.content, [], []
    for _ in range(30):
        text = slogan + "".join(chance.choices(HAN, k=LENGTH - 60))
        changed = content | {"body": f'[{{"type": "quote", "value": {{"text": "{text}"}}}}]'}
        writing.append(timed(write_prints, model.pk, changed))
        looking.append(timed(near_duplicates_of, model.pk, "老干部重阳登高望远"))
    print(
        f"writing {statistics.median(writing):.1f} ms, look-up {statistics.median(looking):.1f} ms"
    )


LENGTH = 800
HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]


def fill_prints(model, pieces, slogan, chance):
    """Prints alone, under pieces that are rows and no more; the slogan stands in all of them."""
    from django.db import connection

    from editorial.compare.duplicates import COMMON
    from editorial.compare.likeness import prints_of

    common = sorted(prints_of(slogan))
    table = "INSERT INTO editorial_textprint (piece_id, print) VALUES (?, ?)"
    connection.ensure_connection()
    raw = connection.connection
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("PRAGMA cache_size = -400000")
    raw.execute("BEGIN")
    for piece in range(1_000_000, 1_000_000 + pieces):
        rows = [(piece, chance.getrandbits(63)) for _ in range(2 * LENGTH // 9)]
        if piece - 1_000_000 <= COMMON:
            rows += [(piece, value) for value in common]
        raw.executemany(table, rows)
    raw.execute("COMMIT")


def timed(do, *args):
    start = time.perf_counter()
    do(*args)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
