"""`python -m tests.bench.manuscripts`: what a worker pays to read a manuscript of 2,000 characters with four
photos of 12 megapixels, as a whole and without its photos, and whether its memory stays flat over 100."""

import io
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

from docx import Document
from PIL import Image

from editorial.manuscripts.word_in import read_manuscript

AIM_SECONDS = 3.0
FILES, RUNS = 100, 7
SIZE = (4000, 3000)
SENTENCE = (
    "重阳节前夕，都昌县组织离退休干部登高望远，大家一路走一路看，兴致勃勃地谈起家乡这些年的变化。"
)


def photo(seed):
    """A JPEG of 12 megapixels with as much detail as a telephone's, 3–5 MB."""
    grain = random.Random(seed).randbytes(SIZE[0] * SIZE[1] // 16 * 3)
    image = Image.frombytes("RGB", (SIZE[0] // 4, SIZE[1] // 4), grain)
    out = io.BytesIO()
    image.resize(SIZE, Image.Resampling.BICUBIC).save(out, "JPEG", quality=88)
    return out.getvalue()


def manuscript(path, photos):
    document = Document()
    document.add_paragraph("都昌老同志重阳登高", style="Title")
    document.add_paragraph("（通讯员 张三 摄影 王五）")
    for number in range(max(4, len(photos))):
        document.add_paragraph(SENTENCE * 11)
        if number < len(photos):
            document.add_picture(io.BytesIO(photos[number]), width=5_000_000)
            document.add_paragraph(f"图为登高现场之{number}（王五 摄）")
    document.save(path)
    return path


def seconds_of_children():
    times = os.times()
    return times.children_user + times.children_system


def cost(path):
    """(processor seconds of the reading, seconds on the clock) of one file."""
    with tempfile.TemporaryDirectory() as folder:
        used, begun = seconds_of_children(), time.perf_counter()
        answer = read_manuscript(path, keep_photos_in=folder)
        assert not answer.refusal, answer.refusal
        return seconds_of_children() - used, time.perf_counter() - begun


def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


def main():
    with tempfile.TemporaryDirectory() as folder:
        photos = [photo(seed) for seed in range(4)]
        with_photos = manuscript(Path(folder) / "photos.docx", photos)
        without = manuscript(Path(folder) / "text.docx", [])
        print(f"manuscript: {with_photos.stat().st_size >> 20} MB, four photos of 12 megapixels")
        rows = {"with photos": with_photos, "text alone": without}
        medians = {}
        for name, path in rows.items():
            costs = [cost(path) for _ in range(RUNS)]
            used, clock = (statistics.median(column) for column in zip(*costs, strict=True))
            medians[name] = used
            print(
                f"{name:12} {used:6.2f} s of the processor, {clock:6.2f} s on the clock (median of {RUNS})"
            )
        print(f"ratio        {medians['with photos'] / medians['text alone']:6.1f}")
        met = medians["with photos"] <= AIM_SECONDS
        print(f"aim of {AIM_SECONDS} s: {'reached' if met else 'MISSED'}")
        marks = [resident()]
        for number in range(FILES):
            cost(with_photos if number % 10 == 0 else without)
            if (number + 1) % 25 == 0:
                marks.append(resident())
        print(f"memory of the worker before, and after each 25 of {FILES} files: {marks} MB")


if __name__ == "__main__":
    main()
