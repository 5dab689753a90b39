"""Word in: what a correspondent's file says, read in a process of its own under limits of time, memory
and size. The form of the answer is documented in docs/formats/manuscript.md."""

import json
import os
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from editorial.manuscripts.word_in import convert, limits, opening
from editorial.manuscripts.word_in.limits import ManuscriptRefused
from editorial.manuscripts.word_in.manuscript import RESULT, WordManuscript
from editorial.manuscripts.word_in.process import Failed, TooLarge, TooSlow, run_limited

__all__ = ["ManuscriptRefused", "WordManuscript", "read_manuscript"]

ROOT = Path(__file__).resolve().parents[3]
TOO_SLOW = f"文件太复杂，{limits.READING_SECONDS}秒内没有读完。请另存一份，去掉不用的内容再传。"
TOO_LARGE = "文件里的内容太大，读取时内存不够。请把照片压缩后再传。"


def read_manuscript(path, *, name: str = "", keep_photos_in=None) -> WordManuscript:
    """What the file at `path` says; never raises for what is in the file, `refusal` tells instead.

    `name` is what its sender calls it, when that is not the file's own name. The clean copies of the
    photos are left in the folder `keep_photos_in`; without one they are measured and thrown away.
    """
    path = Path(path)
    name = name or path.name
    with tempfile.TemporaryDirectory(prefix="manuscript-") as scratch:
        try:
            made = _read(path, name, Path(scratch))
        except ManuscriptRefused as refusal:
            return WordManuscript(name, str(refusal))
        return _with_photos_kept(made, keep_photos_in)


def _read(path, name, scratch):
    source = _as_new_word_file(path, name, scratch)
    command = [sys.executable, "-m", f"{__name__}.child", str(source), name, str(scratch)]
    environment = {**_bare_environment(), "PYTHONPATH": str(ROOT), "MALLOC_ARENA_MAX": "1"}
    try:
        run_limited(
            command,
            seconds=limits.READING_SECONDS,
            memory=limits.READING_MEMORY,
            environment=environment,
        )
    except TooSlow as error:
        raise ManuscriptRefused(TOO_SLOW) from error
    except TooLarge as error:
        raise ManuscriptRefused(TOO_LARGE) from error
    except Failed as error:
        raise ManuscriptRefused(
            TOO_LARGE if "MemoryError" in str(error) else opening.BROKEN
        ) from error
    return WordManuscript.of_json(json.loads((scratch / RESULT).read_text(encoding="utf-8")))


def _bare_environment():
    """Secrets of the parent are no business of a process that opens foreign files."""
    return {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}


def _as_new_word_file(path, name, scratch):
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= limits.MAX_BYTES else None
    except OSError as error:
        raise ManuscriptRefused("找不到这个文件，或者打不开。") from error
    if data is None:
        raise ManuscriptRefused(opening.TOO_BIG)
    if opening.kind_of(name, data) == ".docx":
        return path
    return convert.to_new_word_file(path, scratch)


def _with_photos_kept(made, folder):
    blocks = []
    for block in made.blocks:
        if block.kind == "photo":
            kept = None
            if folder is not None:
                kept = Path(shutil.move(block.path, Path(folder) / Path(block.path).name))
            block = replace(block, path=kept)
        blocks.append(block)
    made.blocks = blocks
    return made
