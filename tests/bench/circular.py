"""The circular of a whole province: 500 units and 5,000 lines as PDF, Word and Excel, made-up content, each
file in a process of its own; prints seconds (and those of the processor, for a machine that has other work),
pages, bytes and memory beside the aim."""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AIM_SECONDS = 60
KINDS = ("pdf", "docx", "xlsx")


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.circular", description=__doc__)
    parser.add_argument("--units", type=int, default=500)
    parser.add_argument("--lines", type=int, default=5_000)
    parser.add_argument("--make", choices=KINDS, help=argparse.SUPPRESS)
    parser.add_argument("--to", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        return make(options)
    print(f"the circular of {options.units} units and {options.lines} lines")
    total = 0
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for kind in KINDS:
            path = Path(folder) / f"circular.{kind}"
            size = ["--units", str(options.units), "--lines", str(options.lines)]
            command = [sys.executable, "-m", "tests.bench.circular", *size]
            answer = subprocess.run(
                [*command, "--make", kind, "--to", path],
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            )
            seconds, worked, told, memory = answer.stdout.split()
            total += float(seconds)
            pages = f", {pages_of(path)} pages" if kind == "pdf" else ""
            kilobytes = path.stat().st_size // 1024
            print(
                f"  {kind}: {seconds} s (processor {worked} s){pages}, {kilobytes} kB, {memory} MB of memory, "
                f"progress told {told} times",
                flush=True,
            )
    reached = total <= AIM_SECONDS
    print(f"  together {total:.1f} s (aim ≤{AIM_SECONDS} s): {'reached' if reached else 'MISSED'}")
    sys.exit(0 if reached else 1)


def make(options):
    """In the child: one file, with what it cost."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    import django

    django.setup()
    from scoring.bulletin.files import MAKERS
    from tests.scoring.bulletin.circulars import make_content

    content = make_content(options.units, options.lines)
    told = []
    started, worked = time.monotonic(), time.process_time()
    data = MAKERS[options.make](content, progress=lambda done, total: told.append(done))
    seconds, worked = time.monotonic() - started, time.process_time() - worked
    Path(options.to).write_bytes(data)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{seconds:.1f} {worked:.1f} {len(told)} {memory}")


def pages_of(path):
    answer = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True)
    (line,) = [line for line in answer.stdout.splitlines() if line.startswith("Pages:")]
    return int(line.split()[1])


if __name__ == "__main__":
    main()
