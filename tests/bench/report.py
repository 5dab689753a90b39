"""The figures of one screen, and the table of all with the aims."""

import os
import statistics
import unicodedata

from tests.bench.compare import MOST_MS, MOST_QUERIES, PAIRS
from tests.bench.plan import BODY_PARAGRAPHS

WARM_UPS = 2
# What takes longer is asked less often.
SLOW_MS, SLOW_REPEATS = 2000, 3


class Figures:
    def __init__(self, screen):
        self.screen = screen
        self.queries = None
        self.times = []
        self.processor = []
        self.warm_ups = []
        self.error = ""

    def warm_up(self, answer):
        self._note(answer)
        self.warm_ups.append(answer["ms"])

    def count(self, answer):
        self._note(answer)
        self.queries = answer.get("queries")

    def time(self, answer):
        self._note(answer)
        self.times.append(answer["ms"])
        self.processor.append(answer["cpu"])

    def is_slow(self, ms):
        return bool(self.warm_ups) and min(self.warm_ups) > ms

    def _note(self, answer):
        self.error = self.error or answer.get("error", "")
        status = answer.get("status", 200)
        if status not in (200, 302):
            self.error = self.error or f"answered {status}"

    @property
    def median(self):
        return statistics.median(self.times)

    @property
    def cpu(self):
        return statistics.median(self.processor)

    @property
    def p95(self):
        return sorted(self.times)[max(0, round(0.95 * len(self.times)) - 1)]

    def __str__(self):
        if self.error:
            return f"{self.screen}: {self.error} after {self.median:.0f} ms"
        return f"{self.screen}: {self.queries} q {self.median:.0f} ms (cpu {self.cpu:.0f})"


FIGURES = ("queries", "median", "p95", "cpu")
HEADS = ("screen", *FIGURES, "beside stock's", *FIGURES, "ratio")
WIDTHS = (26, 11, 8, 8, 8, 26, 13, 9, 9, 9, 14)
NOTES = """
Queries are written tenth/full where the size of the database changes them. Queries are counted in a
request of their own, with BEGIN and COMMIT; times are ms of a whole request in Django's test client,
both sides by turns, {repeat} each after {warm_ups} to warm up ({slow} for what takes over {slow_ms} ms);
cpu is the median of processor time, which other work on the machine disturbs less.
Ratios are ours : stock's, first queries, then cpu.

Both sides: one SQLite file (WAL), the same settings but for what the product changes, pages of the
same fields with {paragraphs} paragraphs, two photos, a quotation and two bylines, four review steps;
{pieces} pieces and as many articles, {review} of each in review. Decisions are committed, each on
another piece. Stock's reviewers have no e-mail address, so that no letter is written on either side.
Stock's nearest to 待我办理 are its dashboard's panel and, paged, its report of workflow tasks; to
全部稿件 the usage list of the page type; to 稿件页, where a reviewer reads and decides, its editor.
Our 终审通过 freezes a signed copy and two photos; stock's publishes."""


def print_table(sizes, measured, options):
    """`measured` are the rows of one size, then maybe of the next; the last is the full one."""
    pairs = [pair for pair in PAIRS if options.only in pair.title]
    full = measured[-1]
    size = sizes[-1]
    print(f"\n{size.units} units, {size.pieces} pieces, {size.review} in review")
    print(
        f"machine: {os.cpu_count()} processors, load {os.getloadavg()[1]:.1f} over five minutes\n"
    )
    _line(HEADS)
    faults = []
    for place, pair in enumerate(pairs):
        ours, stock = full[place]
        smaller = measured[0][place] if len(measured) > 1 else (None, None)
        _line((pair.title, *_cells(ours, smaller[0]), *_beside(stock, smaller[1], ours)))
        faults += [f"{pair.title}: {fault}" for fault in _faults(pair, ours, stock, smaller[0])]
    failed = [side for pair in full for side in pair if side and side.error]
    for side in failed:
        print(f"{side.screen}: {side.error}")
    print(_notes(size, options))
    print("\nAims: " + ("all reached." if not faults else "missed by"))
    for fault in faults:
        print(f"  {fault}")
    return not faults


def _notes(size, options):
    return NOTES.format(
        repeat=options.repeat,
        warm_ups=WARM_UPS,
        slow=SLOW_REPEATS,
        slow_ms=SLOW_MS,
        paragraphs=BODY_PARAGRAPHS,
        pieces=size.pieces,
        review=size.review,
    )


def _cells(figures, smaller):
    queries = str(figures.queries or "failed")
    if smaller and smaller.queries != figures.queries:
        queries = f"{smaller.queries}/{queries}"
    return queries, f"{figures.median:.0f}", f"{figures.p95:.0f}", f"{figures.cpu:.0f}"


def _beside(stock, smaller, ours):
    if stock is None:
        return ()
    ratio = "—"
    if stock.queries and ours.queries:
        ratio = f"{ours.queries / stock.queries:.2f}  {ours.cpu / stock.cpu:.2f}"
    return stock.screen, *_cells(stock, smaller), ratio


def _faults(pair, ours, stock, smaller):
    """What misses its aim, as sentences."""
    if ours.error:
        yield ours.error
    elif pair.ratio:
        if ours.queries > pair.ratio * stock.queries:
            yield f"{ours.queries / stock.queries:.2f} times stock's queries, aim {pair.ratio}"
    elif pair.is_list:
        if ours.queries > MOST_QUERIES:
            yield f"{ours.queries} queries, aim {MOST_QUERIES}"
        if ours.median > MOST_MS:
            yield f"{ours.median:.0f} ms ({ours.cpu:.0f} ms of the processor), aim {MOST_MS}"
        if smaller and smaller.queries != ours.queries:
            yield f"queries change with the size, {smaller.queries} to {ours.queries}"


def _line(cells):
    shown = [
        cell + " " * max(1, width - _columns(cell))
        for cell, width in zip(cells, WIDTHS, strict=False)
    ]
    print("".join(shown).rstrip())


def _columns(text):
    """How wide a terminal shows it: Chinese takes two columns."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
