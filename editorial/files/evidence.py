"""What may be kept as evidence of a placement: pictures and PDF, told by their content and never by
their name, bound in size. Which placement it proves is editorial.placements.actions'."""

import hashlib
from dataclasses import dataclass

from editorial.files.photos import PhotoRefused, extension_of, smaller_copy

MAX_FILES = 10
MAX_BYTES = 20 * 1024 * 1024
# A screenshot of a whole article is a strip: at a photo's 6,000 pixels it would be unreadable.
LONG_SIDE = 30_000
PICTURES = ("jpg", "png", "webp")


class EvidenceRefused(ValueError):
    """The file can't be kept; str() names it and says what to do."""


@dataclass(frozen=True)
class CleanEvidence:
    """What is stored: a picture without its EXIF and GPS, or the PDF as it came."""

    original_name: str
    ext: str
    data: bytes

    @property
    def sha256(self):
        return hashlib.sha256(self.data).hexdigest()


def clean_evidence(upload):
    """A CleanEvidence of one uploaded file, or EvidenceRefused."""
    name = upload.name
    if upload.size > MAX_BYTES:
        raise EvidenceRefused(
            f"“{name}”有{upload.size / 1024 / 1024:.0f} MB，超过20 MB，没有上传。请压缩后再传。"
        )
    upload.seek(0)
    data = upload.read()
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return CleanEvidence(name[:200], "pdf", data)
    if extension_of(data) not in PICTURES:
        raise EvidenceRefused(
            f"“{name}”不是JPG、PNG、WebP图片或PDF，没有上传。请把截图或扫描件存成这几种格式。"
        )
    try:
        picture = smaller_copy(data, LONG_SIDE)
    except PhotoRefused as refusal:
        raise EvidenceRefused(f"“{name}”没有上传：{refusal}") from refusal
    return CleanEvidence(name[:200], picture.filename_ext, picture.data)


def clean_all(uploads, already=0):
    """Every file or none: the first refused one is raised with its name."""
    if already + len(uploads) > MAX_FILES:
        raise EvidenceRefused(
            f"每条刊发最多放{MAX_FILES}份佐证材料，现在共{already + len(uploads)}份。"
        )
    return [clean_evidence(upload) for upload in uploads]
