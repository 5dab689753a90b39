"""`python -m tests.bench.checks`: what the proof checks cost on a piece of 3,000 characters, with word lists
of 100 and of 10,000 words, and what a change of the lists costs."""

import random
import statistics
import time
from itertools import islice

from editorial.checks import Article, Caption, Lists, Outlet, check, read_lists
from tests.editorial.checks.clean_sentences import sentences

LENGTH = 3000
SIZES = (100, 10_000)
ROUNDS = 60
AIM_MS = 30
SIGNS = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]


def lists_with(words):
    """The starter lists filled up to so many words, of two to six signs as real ones are."""
    dice = random.Random(words)
    starter = read_lists()
    careful = {row.word: row.note for row in starter.careful}
    while len(careful) < words:
        careful["".join(dice.choices(SIGNS, k=dice.randint(2, 6)))] = "请斟酌。"
    rows = [{"word": word, "note": note} for word, note in islice(careful.items(), words)]
    kept = {
        name: [vars(row) for row in getattr(starter, name)]
        for name in ("forbidden", "bodies", "titles")
    }
    exempt = [{"word": word} for word in starter.exempt]
    return {**kept, "careful": rows, "exempt": exempt}


def piece():
    made = sentences(200)
    body = "\n".join("".join(made[place : place + 5]) for place in range(0, len(made), 5))[:LENGTH]
    return Article(
        "都昌“五老”：新农村建设里的一道风景", body, (Caption("图为老同志参观。", "王五"),) * 4
    )


def milliseconds(job, rounds):
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        job()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken), max(taken)


def main():
    article = piece()
    outlets = (Outlet("老友", 20, 500, 1200, 1, 4), Outlet("九江日报", 25, 300, 1500, 0, 3))
    medians = {}
    print(f"piece of {len(article.body)} characters, {ROUNDS} rounds")
    for size in SIZES:
        rows = lists_with(size)
        lists = Lists.from_rows(rows)
        check(article, lists, outlets)
        median, worst = milliseconds(lambda now=lists: check(article, now, outlets), ROUNDS)
        build, _ = milliseconds(lambda given=rows: Lists.from_rows(given).hits("词"), 5)
        medians[size] = median
        print(
            f"{size:6} words: median {median:5.1f} ms, worst {worst:5.1f} ms; read and build {build:6.1f} ms"
        )
    few, many = (medians[size] for size in SIZES)
    print(f"ratio {many / few:.2f}; aim {AIM_MS} ms {'reached' if many <= AIM_MS else 'MISSED'}")


if __name__ == "__main__":
    main()
