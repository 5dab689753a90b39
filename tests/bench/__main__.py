"""Builds the database in a temporary folder, measures both sides by turns and prints the table."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, nullcontext
from pathlib import Path

from tests.bench import report
from tests.bench.compare import PAIRS
from tests.bench.plan import Size
from tests.bench.report import SLOW_MS, SLOW_REPEATS, WARM_UPS

NOTE = "size.json"


class Side:
    """A child process that is one side."""

    def __init__(self, name, folder):
        self.name = name
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.worker", name],
            env=os.environ | {"BENCH_FOLDER": folder},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, do, **order):
        self.process.stdin.write(json.dumps({"do": do, **order}) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"the {self.name} side ended; see above")
        return json.loads(answer)

    def end(self):
        self.process.terminate()
        self.process.wait()


def main():
    options = arguments()
    full = kept_size(options.folder) or Size(options.units, options.pieces, options.review)
    if options.sql:
        return show_queries(full, *options.sql.split(":"), options.folder)
    sizes = [full] if options.one_size or options.folder else [full.tenth(), full]
    measured = [measured_at(size, options) for size in sizes]
    reached = report.print_table(sizes, measured, options)
    sys.exit(0 if reached else 1)


def kept_size(folder):
    """The size of the database that an earlier run left in the folder, None where there is none."""
    note = Path(folder) / NOTE
    return Size(*json.loads(note.read_text())) if folder and note.exists() else None


def arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--units", type=int, default=500)
    parser.add_argument("--pieces", type=int, default=50_000)
    parser.add_argument("--review", type=int, default=3_000)
    parser.add_argument("--repeat", type=int, default=15)
    parser.add_argument(
        "--one-size", action="store_true", help="leave out the tenth that shows what grows"
    )
    parser.add_argument(
        "--folder", default="", help="keep the database of one size here, use it again"
    )
    parser.add_argument("--only", default="", help="titles that contain this")
    parser.add_argument(
        "--sql",
        default="",
        help="print one request's queries instead: side:screen, e.g. ours:approve",
    )
    return parser.parse_args()


def measured_at(size, options):
    """[(our figures, stock's figures or None)] in the order of PAIRS."""
    pairs = [pair for pair in PAIRS if options.only in pair.title]
    with built(size, options.folder) as sides:
        return [measure(pair, sides, options.repeat) for pair in pairs]


def show_queries(size, side, screen, folder):
    with built(size, folder) as sides:
        sides[side].ask("measure", screen=screen, counting=False)
        for number, (sql, seconds) in enumerate(sides[side].ask("sql", screen=screen), start=1):
            print(f"{number} {seconds * 1000:.0f} ms {sql}")


@contextmanager
def built(size, kept=""):
    """Both sides over one database, in a folder that goes away or in one that is kept."""
    with nullcontext(kept) if kept else tempfile.TemporaryDirectory(prefix="bench-") as folder:
        note = Path(folder) / NOTE
        note.parent.mkdir(parents=True, exist_ok=True)
        sides = {name: Side(name, folder) for name in ("ours", "stock")}
        try:
            if not note.exists():
                build(sides, size)
                note.write_text(json.dumps([size.units, size.pieces, size.review]))
            for side in sides.values():
                side.ask("ready")
            yield sides
        finally:
            for side in sides.values():
                side.end()


def build(sides, size):
    for side in sides.values():
        started = time.monotonic()
        made = side.ask("build", units=size.units, pieces=size.pieces, review=size.review)
        took = time.monotonic() - started
        print(f"built {side.name}: {made['pieces']} pieces in {took:.0f} s", flush=True)


def measure(pair, sides, repeat):
    """Warm up, count, then time both sides by turns."""
    asked = [(sides["ours"], pair.ours)] + ([(sides["stock"], pair.stock)] if pair.stock else [])
    figures = [report.Figures(name) for _side, name in asked]
    for (side, name), figure in zip(asked, figures, strict=True):
        for _ in range(WARM_UPS):
            figure.warm_up(side.ask("measure", screen=name, counting=False))
            if figure.is_slow(SLOW_MS):
                break
        figure.count(side.ask("measure", screen=name, counting=True))
    for turn in range(repeat):
        for (side, name), figure in zip(asked, figures, strict=True):
            if turn < SLOW_REPEATS or not figure.is_slow(SLOW_MS):
                figure.time(side.ask("measure", screen=name, counting=False))
    print(f"  {pair.title}: " + " | ".join(str(figure) for figure in figures), flush=True)
    return figures[0], figures[1] if pair.stock else None


if __name__ == "__main__":
    main()
