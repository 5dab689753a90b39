"""PURE: a word list's file on the screen: bytes in and out, as Excel writes and reads them. What a row
may hold is editorial.checks.lists'."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from editorial.checks.lists import COLUMNS, HEADINGS, LIST_NAMES, parse_csv, serialise_csv

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 20_000
MAX_CELL = 200
TOO_BIG = "文件超过2 MB，没有读取。请分成几个文件导入。"
NO_CSV = "这不是CSV文件。请在Excel或WPS里另存为“CSV UTF-8”再导入。"
EMPTY = "文件里没有词。第一行是表头，从第二行起每行一个词。"
# What a spreadsheet takes for a formula, in full width too.
FORMULA = tuple("=+-@＝＋－＠")


class ListRefused(ValueError):
    """A file that can't be imported; `problems` are Chinese sentences, with row numbers."""

    def __init__(self, *problems: str):
        super().__init__("\n".join(problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class ListFile:
    """The rows of a right file; `doubled` is how many words stood in it before."""

    rows: list[dict[str, str]]
    doubled: int


def read_list(name: str, data: bytes) -> ListFile:
    if len(data) > MAX_BYTES:
        raise ListRefused(TOO_BIG)
    text = _decode(data)
    lines = _lines(text)
    if lines is not None:
        _refuse_bad_lines(name, lines)
        text = _text_of([[_without_guard(cell) for cell in line] for line in lines])
    rows, problems = parse_csv(name, text)
    if problems:
        raise ListRefused(*problems)
    if not rows:
        raise ListRefused(EMPTY)
    return ListFile(rows, _words_in(name, lines or []) - len(rows))


def write_list(name: str, rows: Iterable[Mapping[str, str]]) -> bytes:
    """With a byte order mark and Chinese headings, for Excel; `read_list` reads it back the same."""
    guarded = [{column: _guarded(cell) for column, cell in row.items()} for row in rows]
    _heading, body = serialise_csv(name, guarded).split("\n", 1)
    heading = ",".join(HEADINGS[column] for column in COLUMNS[name])
    return f"{heading}\n{body}".encode("utf-8-sig")


def _decode(data: bytes) -> str:
    """Excel and WPS write CSV in GB 18030, everything else in UTF-8."""
    if b"\x00" in data or data.startswith((b"PK\x03\x04", b"%PDF-")):
        raise ListRefused(NO_CSV)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ListRefused(NO_CSV)


def _lines(text: str) -> list[list[str]] | None:
    """None for what the list's own parser will say is no CSV."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        return None


def _text_of(lines: list[list[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(lines)
    return out.getvalue()


def _refuse_bad_lines(name: str, lines: list[list[str]]) -> None:
    if len(lines) - 1 > MAX_ROWS:
        raise ListRefused(
            f"文件里有{len(lines) - 1}行，一次最多{MAX_ROWS}行。请分成几个文件，选“加入”逐个导入。"
        )
    problems = []
    for number, line in enumerate(lines, 1):
        for cell in line:
            if wrong := _wrong_with(cell.strip()):
                problems.append(f"{LIST_NAMES[name]}第{number}行：{wrong}")
    if problems:
        raise ListRefused(*problems)


def _wrong_with(cell: str) -> str:
    if len(cell) > MAX_CELL:
        return f"“{cell[:10]}……”有{len(cell)}个字，一格最多{MAX_CELL}个。"
    if any(ord(sign) < 32 for sign in cell):
        return "有一格里有换行或控制字符。"
    return ""


def _words_in(name: str, lines: list[list[str]]) -> int:
    key = COLUMNS[name][0]
    heading = [cell.strip().removeprefix("\ufeff") for cell in lines[0]]
    at = next(at for at, cell in enumerate(heading) if cell in (key, HEADINGS[key]))
    return sum(bool(line[at : at + 1] and line[at].strip()) for line in lines[1:])


def _guarded(cell: str) -> str:
    """A cell that a spreadsheet would compute stands behind an apostrophe."""
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA) else cell


def _without_guard(cell: str) -> str:
    bare = cell.strip()
    is_guarded = bare.startswith("'") and bare.lstrip("'").startswith(FORMULA)
    return bare[1:] if is_guarded else cell
