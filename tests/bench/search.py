"""`python -m tests.bench.search`: recall, precision and times of our search beside Wagtail's stock
backend, on SQLite and PostgreSQL, against what a substring search finds in the same pieces."""

import argparse
import gc
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

import django

from tests import servers

MEDIAN_MS, P99_MS = 50, 200
RECALL, PRECISION = 1.0, 0.99
CHUNK = 1000
STOCK = "wagtail.search.backends.database"
OURS = "default"
MIXED = ("5G", "ETC高速", "AI助手", "4A级景区", "90后", "B超检查", "2026年", "VIP", "Q版", "3D打印")
KINDS = ("1 character", "2 characters", "3 characters", "4 characters", "mixed")


def main():
    options = arguments()
    if options.worker:
        return work(options)
    results = {}
    if options.only != "postgresql":
        results["SQLite"] = on_sqlite(options)
    if options.only != "sqlite":
        try:
            with servers.postgres() as url:
                results["PostgreSQL"] = run_worker(url, options)
        except servers.Missing as missing:
            print(f"!!! PostgreSQL was not measured: {missing} !!!", flush=True)
    sys.exit(0 if report(results, options) else 1)


def arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    parser.add_argument("--pieces", type=int, default=100_000)
    parser.add_argument("--characters", type=int, default=800)
    parser.add_argument("--words", type=int, default=40, help="queries of each kind")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one database")
    parser.add_argument(
        "--no-stock", action="store_true", help="leave stock out, which takes most of the time"
    )
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def on_sqlite(options):
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        return run_worker(f"sqlite:///{folder}/bench.sqlite3", options)


def run_worker(url, options):
    """One database in a process of its own: the product decides at its start which one it uses."""
    command = [sys.executable, "-m", "tests.bench.search", *sys.argv[1:], "--worker"]
    settings = {"BENCH_URL": url, "DJANGO_SETTINGS_MODULE": "tests.bench.search_settings"}
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        environment = os.environ | settings | {"BENCH_FOLDER": folder}
        answer = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(answer.stdout)


# The texts.


class Language:
    """A made-up language with the characters of Chinese: words of one to four characters and mixed
    ones, some in every text, some hardly anywhere."""

    def __init__(self, chance):
        self.chance = chance
        characters = [chr_of(row, cell) for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFF)]
        chance.shuffle(characters)
        often = [1 / (rank + 3) for rank in range(len(characters))]
        self.words = {
            1: characters[:400],
            2: self._words(characters, often, 2, 6000),
            3: self._words(characters, often, 3, 3000),
            4: self._words(characters, often, 4, 2500),
            5: list(MIXED),
        }
        self.pool = [word for words in self.words.values() for word in words]
        shares = {1: 25, 2: 45, 3: 14, 4: 12, 5: 4}
        self.weights = []
        for length, words in self.words.items():
            weights = [1 / (rank + 2) for rank in range(len(words))]
            total = sum(weights)
            self.weights += [shares[length] * weight / total for weight in weights]

    def _words(self, characters, often, length, number):
        found = {}
        while len(found) < number:
            found["".join(self.chance.choices(characters, often, k=length))] = None
        return list(found)

    def text(self, characters):
        parts, size = [], 0
        for word in self.chance.choices(self.pool, self.weights, k=characters):
            parts.append(word)
            size += len(word)
            if self.chance.random() < 0.15:
                parts.append(self.chance.choice("，。、；"))
                size += 1
            if size >= characters:
                break
        return "".join(parts)

    def queries(self, number):
        """{kind: [words]}: the most frequent, the rarest and those between."""
        spread = {}
        for kind, words in zip(KINDS, self.words.values(), strict=True):
            steps = min(number, len(words))
            ranks = {round(len(words) ** (i / max(steps - 1, 1))) - 1 for i in range(steps)}
            spread[kind] = [words[rank] for rank in sorted(ranks)]
        return spread


def chr_of(row, cell):
    return bytes((row, cell)).decode("gb2312", "replace")


# One database.


def work(options):
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    chance = random.Random(2026)
    language = Language(chance)
    started = time.monotonic()
    texts = fill(options, language, chance)
    say(f"{len(texts)} pieces written in {time.monotonic() - started:.0f} s")
    queries = language.queries(options.words)
    truth = {
        word: {pk for pk, text in texts.items() if word in text}
        for words in queries.values()
        for word in words
    }
    # The texts are millions of objects that no collector need walk through while a query is timed.
    gc.freeze()
    result = {}
    for name, migration in ((STOCK, "0001"), (OURS, "0002")):
        # Each with the tables that are its own.
        call_command("migrate", "cms", migration, verbosity=0)
        if name == OURS or not options.no_stock:
            asked = (
                queries if name == OURS else {kind: words[::8] for kind, words in queries.items()}
            )
            result[name] = measured(name, asked, truth)
    json.dump(result, answers)
    answers.close()


def say(line):
    print(line, file=sys.stderr, flush=True)


def fill(options, language, chance):
    """Live pieces of one unit, as rows; returns {id: title and text}."""
    from django.db import transaction
    from django.utils import timezone
    from wagtail.models import Locale, Page

    from cms.running.installation import install
    from editorial.people.units import UnitIndexPage
    from editorial.pieces.models import PieceStatus
    from editorial.pieces.page import PiecePage
    from editorial.setup import found_unit

    install()
    unit = found_unit(
        UnitIndexPage.objects.get(), title="单位", short_name="单位", ranking_group="county",
        slug="unit",
    )  # fmt: skip
    content_type = type_of(PiecePage)
    now, locale = timezone.now(), Locale.objects.get()
    texts = {}
    for start in range(0, options.pieces, CHUNK):
        numbers = range(start, min(start + CHUNK, options.pieces))
        written = [(language.text(18), language.text(options.characters)) for _ in numbers]
        pages = [
            Page(
                path=Page._get_path(unit.path, unit.depth + 1, number + 1), depth=unit.depth + 1,
                numchild=0, title=title, draft_title=title, slug=f"p{number}",
                url_path=f"{unit.url_path}p{number}/", content_type=content_type, locale=locale,
                live=True, has_unpublished_changes=False,
                first_published_at=now - timezone.timedelta(minutes=options.pieces - number),
            )
            for number, (title, _body) in zip(numbers, written, strict=True)
        ]  # fmt: skip
        with transaction.atomic():
            Page.objects.bulk_create(pages)
            pieces = [
                PiecePage(page_ptr_id=page.pk, body=[("paragraph", f"<p>{body}</p>")])
                for page, (_title, body) in zip(pages, written, strict=True)
            ]
            PiecePage._base_manager.get_queryset()._insert(
                pieces, PiecePage._meta.local_concrete_fields, using="default"
            )
            PieceStatus.objects.bulk_create(
                PieceStatus(piece_id=page.pk, unit=unit, stage="routed", since=now)
                for page in pages
            )
        for page, (title, body) in zip(pages, written, strict=True):
            texts[page.pk] = f"{title}\n{body}"
    unit.numchild = options.pieces
    Page.objects.filter(pk=unit.pk).update(numchild=options.pieces)
    return texts


def type_of(model):
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(model)


def measured(name, queries, truth):
    from wagtail.search.backends import get_search_backend

    backend = get_search_backend(name)
    backend.get_index_for_model(piece_model()).reset()
    vacuum()
    before = stored()
    started = time.monotonic()
    build_index(backend)
    figures = {"index seconds": time.monotonic() - started}
    vacuum()
    figures["index megabytes"] = (stored() - before) / 1e6
    say(f"{name}: {figures}")
    figures["kinds"] = {
        kind: figures_of(backend, name, words, truth) for kind, words in queries.items()
    }
    return figures


def piece_model():
    from editorial.pieces.page import PiecePage

    return PiecePage


def build_index(backend):
    """As update_index does, one chunk after the other."""
    rebuilder = backend.rebuilder_class(backend.get_index_for_model(piece_model()))
    index = rebuilder.start()
    pieces = piece_model().get_indexed_objects().order_by("pk")
    last = 0
    while chunk := list(pieces.filter(pk__gt=last)[:CHUNK]):
        index.add_items(piece_model(), chunk)
        last = chunk[-1].pk
    rebuilder.finish()


def stored():
    """Bytes that the database takes now."""
    from django.db import connection
    from wagtail.search.models import IndexEntry

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size(%s)", [IndexEntry._meta.db_table])
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return cursor.fetchone()[0]


def vacuum():
    from django.db import connection
    from wagtail.search.models import IndexEntry

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"VACUUM FULL {IndexEntry._meta.db_table}")
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("VACUUM")
            cursor.execute("ANALYZE")


def figures_of(backend, name, words, truth):
    from django.test import Client

    client = Client()
    found_right = found = wanted = 0
    searches, pages = [], []
    for word in words:
        first_page(backend, name, word)
        searches.append(took(lambda word=word: first_page(backend, name, word)))
        if name == OURS:
            pages.append(took(lambda word=word: asked(client, word)))
        hits = set(all_hits(backend, word))
        found_right += len(hits & truth[word])
        found += len(hits)
        wanted += len(truth[word])
        if os.environ.get("BENCH_VERBOSE"):
            say(
                f"{name} {word} {len(truth[word])} wanted, {searches[-1]:.1f} ms, page {pages[-1:]}"
            )
    return {
        "wanted": wanted,
        "recall": found_right / wanted if wanted else 1.0,
        "precision": found_right / found if found else 1.0,
        "searches": searches,
        "pages": pages,
    }


def all_hits(backend, word):
    from cms.site import front

    return backend.search(word, front.public_pieces()).get_queryset().values_list("pk", flat=True)


def first_page(backend, name, word):
    """What a page of results asks: how many there are and the first of them."""
    from django.core.paginator import Paginator

    from cms.search.views import find_pieces, read_pieces
    from cms.site import front

    if name == OURS:
        return read_pieces(Paginator(find_pieces(word), front.PER_PAGE).get_page(1).object_list)
    pieces = front.public_pieces().order_by(*front.NEWEST_FIRST)
    return list(Paginator(backend.search(word, pieces), front.PER_PAGE).get_page(1))


def asked(client, word):
    assert client.get("/search/", {"q": word}).status_code == 200


def took(act):
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


# The report.


def report(results, options):
    print(f"\n{options.pieces} pieces of {options.characters} characters")
    faults = []
    for database, by_backend in results.items():
        for name, figures in by_backend.items():
            title = f"{database}, {'ours' if name == OURS else 'stock'}"
            print(
                f"\n{title}: index {figures['index seconds']:.0f} s, "
                f"{figures['index megabytes']:.0f} MB"
            )
            print(
                f"{'':14}{'hits':>9}{'recall':>9}{'precision':>11}{'median':>9}{'p99':>8}  (page)"
            )
            for kind, row in figures["kinds"].items():
                print_row(kind, row)
                if name == OURS:
                    faults += [f"{title}, {kind}: {fault}" for fault in faults_of(row)]
    print("\nms of the first page with its count; in brackets the whole public page.")
    print("Aims: " + ("all reached." if not faults else "missed by"))
    for fault in faults:
        print(f"  {fault}")
    return not faults


def print_row(kind, row):
    page = f"  ({middle(row['pages']):.0f}, {p99(row['pages']):.0f})" if row["pages"] else ""
    print(
        f"{kind:14}{row['wanted']:9}{row['recall']:9.4f}{row['precision']:11.4f}"
        f"{middle(row['searches']):9.1f}{p99(row['searches']):8.1f}{page}"
    )


def middle(times):
    return statistics.median(times)


def p99(times):
    return sorted(times)[max(0, round(0.99 * len(times)) - 1)]


def faults_of(row):
    if row["recall"] < RECALL:
        yield f"recall {row['recall']:.4f}, aim {RECALL}"
    if row["precision"] < PRECISION:
        yield f"precision {row['precision']:.4f}, aim {PRECISION}"
    if middle(row["searches"]) > MEDIAN_MS:
        yield f"median {middle(row['searches']):.0f} ms, aim {MEDIAN_MS}"
    if p99(row["searches"]) > P99_MS:
        yield f"p99 {p99(row['searches']):.0f} ms, aim {P99_MS}"


if __name__ == "__main__":
    main()
