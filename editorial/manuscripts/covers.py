"""Pictures for a WeChat official account: photos within its size limit, and the two crops of a cover.

A crop is told by where its middle stands and how far it is zoomed in, all in percent; whatever is
asked for, the box stays inside the picture. Takes only pictures that `photos` has cleaned.
"""

import io

from PIL import Image

from editorial.files.photos import extension_of, smaller_copy

WECHAT_BYTES = 1024 * 1024
# (width, height) of the shapes that an account asks for; `list` stands above the article in the
# list of messages, `card` in a shared link.
SHAPES = {"wide": (47, 20), "square": (1, 1)}
LONG_SIDES = (2560, 1920, 1440, 1080, 800, 640)
QUALITIES = (88, 80, 70)
DECODED_SIDE = 4000
COVER_WIDTH = {"wide": 1410, "square": 1080}
SMALLEST_WIDTH = 900  # what an account asks for; below this a zoom stops
MOST_ZOOM = 400


def small_enough(data: bytes) -> bool:
    """Whether the account takes the file as it is."""
    return len(data) <= WECHAT_BYTES and extension_of(data) in ("jpg", "png")


def within_limit(data: bytes) -> bytes:
    """The same bytes where the account takes them, else the largest JPEG that it takes."""
    if small_enough(data):
        return data
    for side in LONG_SIDES:
        image = _opened(smaller_copy(data, side).data)
        for quality in QUALITIES:
            if len(made := _jpeg(image, quality)) <= WECHAT_BYTES:
                return made
    raise AssertionError("640 × 640 pixels of JPEG are always below the limit")


def preview(data: bytes, long_side: int) -> bytes:
    """A small JPEG for the screen."""
    return _jpeg(_opened(smaller_copy(data, long_side).data), QUALITIES[1])


def cover(data: bytes, shape: str, x: float, y: float, zoom: float) -> bytes:
    """The crop as a JPEG of at most 1 MB, never larger than the picture itself."""
    image = _opened(smaller_copy(data, DECODED_SIDE).data)
    image = image.crop(crop_box(image.size, shape, x, y, zoom))
    ratio = SHAPES[shape]
    if image.width > COVER_WIDTH[shape]:
        size = (COVER_WIDTH[shape], round(COVER_WIDTH[shape] * ratio[1] / ratio[0]))
        image = image.resize(size, Image.Resampling.LANCZOS)
    tries = (_jpeg(image, quality) for quality in QUALITIES)
    return next(made for made in tries if len(made) <= WECHAT_BYTES)


def crop_box(size: tuple[int, int], shape: str, x: float, y: float, zoom: float):
    """(left, top, right, bottom) of the box of that shape whose middle is nearest to (x, y)."""
    zoom = min(max(zoom, 100), most_zoom(size, shape))
    width, height = (side * 100 / zoom for side in _largest(size, shape))
    left = _placed(size[0], width, x)
    top = _placed(size[1], height, y)
    return left, top, left + max(1, round(width)), top + max(1, round(height))


def most_zoom(size: tuple[int, int], shape: str) -> int:
    """In percent; no further than leaves 900 pixels of width, where the picture has them."""
    width, _ = _largest(size, shape)
    return max(100, min(MOST_ZOOM, int(width * 100 / SMALLEST_WIDTH)))


def size_of(data: bytes) -> tuple[int, int]:
    """(width, height) that crops are cut from."""
    width, height = _opened(data).size
    scale = min(1, DECODED_SIDE / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _largest(size, shape):
    across, down = SHAPES[shape]
    width = min(size[0], size[1] * across / down)
    return width, width * down / across


def _placed(whole, part, percent) -> int:
    """Where the box begins, so that its middle stands at `percent` or as near as its edges let it."""
    start = whole * min(max(percent, 0), 100) / 100 - part / 2
    return round(min(max(start, 0), whole - round(part)))


def _opened(data: bytes):
    return Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP", "GIF"])


def _jpeg(image, quality: int) -> bytes:
    """What is see-through gets white paper below it."""
    if image.mode in ("RGBA", "LA", "P"):
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image.convert("RGBA"))
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()
