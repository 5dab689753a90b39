"""The process that opens foreign files: reads one, makes clean copies of its photos, and writes what it
found as JSON. Run by `word_in.read_manuscript` alone, under limits."""

import json
import resource
import sys
from dataclasses import replace
from pathlib import Path

from editorial.files.photos import PhotoRefused, clean_photo
from editorial.manuscripts.word_in import limits, opening
from editorial.manuscripts.word_in.limits import ManuscriptRefused
from editorial.manuscripts.word_in.lines import WordLines
from editorial.manuscripts.word_in.manuscript import RESULT, Loss, WordManuscript, WordPhoto
from editorial.manuscripts.word_in.reading import manuscript_of


def read_into(path: Path, name: str, folder: Path):
    """Write `folder`/result.json and the photos beside it, numbered."""
    try:
        made = _read(path, name, folder)
    except ManuscriptRefused as refusal:
        made = WordManuscript(name, str(refusal))
    answer = made.as_json()
    if not made.refusal:
        for block, row in zip(made.blocks, answer["blocks"], strict=True):
            if isinstance(block, WordPhoto):
                row["path"] = str(block.path)
    (folder / RESULT).write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")


def _read(path, name, folder):
    with opening.open_word_file(path) as archive:
        lines = WordLines(archive)
        made = manuscript_of(name, lines.items, lines.losses)
        if len(made.photos) > limits.MAX_PICTURES:
            raise ManuscriptRefused(opening.too_many_pictures())
        _keep_photos(archive, made, folder)
    if not made.headline and not made.blocks:
        raise ManuscriptRefused("这份文稿里没有文字，也没有照片。请检查是不是选错了文件。")
    return made


def _keep_photos(archive, made, folder):
    """Clean each picture once; one that can't be taken is told with its caption."""
    copies, blocks = {}, []
    for block in made.blocks:
        if not isinstance(block, WordPhoto):
            blocks.append(block)
            continue
        if block.part not in copies:
            copies[block.part] = _copy(archive, block, folder / f"photo-{len(copies) + 1}")
        facts = copies[block.part]
        if isinstance(facts, str):
            caption = f"（图片说明：{block.caption}）" if block.caption else ""
            made.losses.append(Loss("picture", f"图片“{block.name}”没有放进稿件：{facts}{caption}"))
        else:
            blocks.append(replace(block, **facts))
    made.blocks = blocks


def _copy(archive, block, stem):
    """The facts of the clean copy, or the sentence why there is none."""
    try:
        clean = clean_photo(archive.read(block.part))
    except KeyError:
        return "文稿里没有这张图片的内容。"
    except PhotoRefused as refusal:
        return str(refusal)
    except MemoryError:
        raise
    except Exception:  # a damaged archive raises zlib, EOF, CRC, RuntimeError …
        return "图片已经损坏，打不开。"
    path = stem.with_suffix(f".{clean.filename_ext}")
    path.write_bytes(clean.data)
    return {
        "width": clean.width,
        "height": clean.height,
        "format": clean.format,
        "sha256": clean.sha256,
        "path": path,
    }


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.READING_SECONDS,) * 2)
    # The parent looks at resident memory; this stops what would grow between two looks.
    resource.setrlimit(resource.RLIMIT_DATA, (limits.READING_MEMORY,) * 2)
    read_into(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
