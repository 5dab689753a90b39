"""Small photographs, each of a size of its own within a case, so that the answer can be told apart."""

import io
from dataclasses import dataclass

from PIL import Image

GPS = 0x8825
ORIENTATION = 0x0112


@dataclass
class Picture:
    data: bytes
    extension: str
    width: int  # as seen upright
    height: int


def _canvas(rng, width, height, mode="RGB"):
    small = Image.new("RGB", (8, 6))
    small.putdata([tuple(rng.randrange(256) for _ in range(3)) for _ in range(48)])
    return small.resize((width, height), Image.Resampling.BICUBIC).convert(mode)


def picture(rng, number, habit):
    """`number` makes the size unique within the case."""
    width, height = 400 + 8 * number + rng.randrange(4), 300 + rng.randrange(60)
    out = io.BytesIO()
    if habit == "PNG":
        _canvas(rng, width, height).save(out, "PNG")
        return Picture(out.getvalue(), "png", width, height)
    if habit == "CMYK JPEG":
        _canvas(rng, width, height, "CMYK").save(out, "JPEG")
        return Picture(out.getvalue(), "jpg", width, height)
    exif = Image.Exif()
    if habit == "JPEG with GPS":
        exif.get_ifd(GPS).update({1: "N", 2: (29.0, 42.0, 17.0), 3: "E", 4: (115.0, 59.0, 36.0)})
    if habit == "JPEG lying on its side":
        exif[ORIENTATION] = 6
        _canvas(rng, height, width).save(out, "JPEG", exif=exif)
        return Picture(out.getvalue(), "jpeg", width, height)
    _canvas(rng, width, height).save(out, "JPEG", exif=exif)
    return Picture(out.getvalue(), "jpg", width, height)


HABITS = ("JPEG", "JPEG with GPS", "JPEG lying on its side", "PNG", "CMYK JPEG", "JPEG")
