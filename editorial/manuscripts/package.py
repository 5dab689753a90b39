"""The parcel an outlet gets: the Word file, each photo as a file of its own, and a list of captions.

Owns the names of these files, by the outlet's own pattern; how the parcel travels is delivery's matter.

A pattern is text with fields in braces, such as `{unit}-{headline}-{author}`:
    {unit} the unit, {headline} the headline, {author} who wrote it (张三、李四; 张三等 above three),
    {date} the day of sending as 2026-08-05, {genre} the genre.
"""

import io
import re
import unicodedata
import zipfile

from editorial.files.photos import extension_of
from editorial.manuscripts.document import Manuscript, Photo, writers
from editorial.manuscripts.word_out import manuscript_docx

FIELDS = {"unit": "单位", "headline": "标题", "author": "作者", "date": "日期", "genre": "体裁"}
DEFAULT_PATTERN = "{unit}-{headline}-{author}"
CAPTIONS_FILE = "图片说明.txt"

MAX_CHARACTERS = 80
MAX_BYTES = 240  # most file systems hold 255 bytes; downloads add " (1)"
SHORT_CAPTION = 20

# Windows forbids these in names. Their full-width brothers keep 谁来养老? readable.
FULL_WIDTH = str.maketrans('\\/:*?"<>|', "＼／：＊？＂＜＞｜")
# CON.txt opens the console, whatever follows the first dot; Windows counts ¹²³ as digits here.
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.I)
SEPARATORS = " -_.·—－＿"


class PatternError(ValueError):
    """The pattern can't name files; str() tells the person who typed it why."""


def package_zip(
    manuscript: Manuscript, *, name_pattern: str, byline_form: str, embed_photos: bool, today
) -> tuple[str, bytes]:
    """(file name, zip). An outlet without a pattern gets the default. Same input, same bytes."""
    stem = fill_pattern(name_pattern or DEFAULT_PATTERN, manuscript, today)
    word = manuscript_docx(manuscript, byline_form=byline_form, embed_photos=embed_photos)
    files = [(safe_filename(stem, "docx"), word), *_photo_files(manuscript)]
    if manuscript.photos:
        files.append((CAPTIONS_FILE, _captions(manuscript)))
    return safe_filename(stem, "zip"), zipped(files, today)


def check_pattern(pattern: str) -> None:
    """Raise `PatternError` for a pattern that could not name a file; for forms."""
    if not pattern.strip():
        raise PatternError("请填写文件命名格式，例如 {unit}-{headline}-{author}。")
    for field in re.findall(r"\{([^{}]*)\}", pattern):
        if field not in FIELDS:
            known = "、".join(f"{{{name}}}（{meaning}）" for name, meaning in FIELDS.items())
            raise PatternError(f"文件命名格式里的 {{{field}}} 不认识。可以用的有：{known}。")
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", pattern)):
        raise PatternError("文件命名格式里的花括号 { } 没有成对，请检查。")


def fill_pattern(pattern: str, manuscript: Manuscript, today) -> str:
    """The pattern with the piece's values: text only, none of the reach of str.format."""
    check_pattern(pattern)
    values = {
        "unit": manuscript.unit,
        "headline": manuscript.headline,
        "author": _author(writers(manuscript.bylines)),
        "date": today.strftime("%Y-%m-%d"),
        "genre": manuscript.genre,
    }
    filled = re.sub(r"\{([^{}]*)\}", lambda field: values[field[1]].strip(), pattern)
    # Where a value is empty its two separators meet: unit--author.
    return re.sub(r"([-_－＿])[-_－＿\s]*\1", r"\1", filled)


def safe_filename(stem: str, ext: str) -> str:
    """A name that Windows, macOS and old mail programs take: ≤ 80 characters, ≤ 240 bytes."""
    stem = unicodedata.normalize("NFC", stem).translate(FULL_WIDTH)
    stem = re.sub(r"\s+", " ", stem)
    # Category C: controls, and the invisible marks that turn fdp.exe round into exe.pdf.
    stem = "".join(c for c in stem if not unicodedata.category(c).startswith("C"))
    if RESERVED.match(stem.strip(SEPARATORS)):
        stem = "稿" + stem.strip(SEPARATORS)
    return f"{_shortened(stem, len(ext) + 1).strip(SEPARATORS) or '稿件'}.{ext}"


def _shortened(stem: str, taken: int) -> str:
    stem = stem.strip(SEPARATORS)[: MAX_CHARACTERS - taken]
    return stem.encode()[: MAX_BYTES - taken].decode(errors="ignore")


def _author(names) -> str:
    return f"{names[0]}等" if len(names) > 3 else "、".join(names)


# -- what is inside --------------------------------------------------------------------------------


def _photo_files(manuscript) -> list[tuple[str, bytes]]:
    return [
        (photo_name(number, photo), photo.data)
        for number, photo in enumerate(manuscript.photos, start=1)
    ]


def photo_name(number: int, photo: Photo) -> str:
    """图1_重阳节座谈会现场.jpg; the ending tells what the file is, not what it was once called."""
    caption = _one_line(photo.caption)[:SHORT_CAPTION]
    ext = extension_of(photo.data) or "jpg"
    return safe_filename(f"图{number}_{caption}", ext)


def _captions(manuscript) -> bytes:
    """With BOM and CRLF: the old Notepad of Windows shows it right by nothing less."""
    parts = [f"《{_one_line(manuscript.headline)}》图片说明"]
    for number, photo in enumerate(manuscript.photos, start=1):
        parts.append(
            f"图{number}\n"
            f"文件：{photo_name(number, photo)}\n"
            f"说明：{_one_line(photo.caption) or '（没有说明）'}\n"
            f"摄影：{_one_line(photo.photographer) or '（没有注明）'}"
        )
    text = "\n\n".join(parts) + "\n"
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def zipped(files, today) -> bytes:
    """[(file name, bytes)] as one zip; same input, same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parcel:
        for name, data in files:
            info = zipfile.ZipInfo(name, (today.year, today.month, today.day, 0, 0, 0))
            # The others are compressed already.
            method = zipfile.ZIP_DEFLATED if name.endswith(".txt") else zipfile.ZIP_STORED
            parcel.writestr(info, data, method)
    return out.getvalue()
