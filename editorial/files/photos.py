"""The one place where foreign pictures are opened: checks what a file really is, and makes a clean copy.

Nothing of the original file survives but its pixels: no EXIF, no GPS, no comment, no hidden tail.
Knows nothing of uploads or models; who may upload, and where the copy is kept, is decided elsewhere.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms

MAX_BYTES = 50 * 1024 * 1024
MAX_PIXELS_JPEG = 120_000_000
MAX_PIXELS_OTHER = 40_000_000  # their decoders know no reduced size
# Above this a JPEG is decoded at half its size: the photo of a 50 MP telephone still comes whole,
# one of 108 MP becomes 6000 × 4500. Measured peaks: 0.5 GB for a JPEG, 0.75 GB for the others.
MAX_PIXELS_DECODED = 60_000_000
LONG_SIDE = 6000
JPEG_QUALITY = 90

KINDS = ("JPEG", "PNG", "WEBP", "GIF")
EXTENSIONS = {"JPEG": "jpg", "PNG": "png"}
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


class PhotoRefused(ValueError):
    """The file can't be taken as a photo; str() is a sentence for the person who sent it."""


@dataclass(frozen=True)
class CleanPhoto:
    """`format` is 'JPEG' or 'PNG', whatever came in: Word and WeChat take nothing else."""

    data: bytes
    format: str
    width: int
    height: int
    sha256: str
    filename_ext: str


def clean_photo(file_or_bytes) -> CleanPhoto:
    """A copy of the picture that is safe to keep and to hand out, or `PhotoRefused`."""
    return _encode(*_decode(_read(file_or_bytes), LONG_SIDE))


def smaller_copy(data: bytes, long_side: int) -> CleanPhoto:
    """The same picture for a place that shows it small, such as a page in Word."""
    return _encode(*_decode(_read(data), long_side))


def extension_of(data: bytes) -> str:
    """'jpg', 'png', 'webp' or 'gif' by content; empty for anything else."""
    kind = _kind(data)
    return EXTENSIONS.get(kind, kind.lower())


# -- what the file is ------------------------------------------------------------------------------


def _read(file_or_bytes) -> bytes:
    if isinstance(file_or_bytes, bytes | bytearray | memoryview):
        data = bytes(file_or_bytes)
    else:
        file_or_bytes.seek(0)
        data = file_or_bytes.read(MAX_BYTES + 1)
    if not data:
        raise PhotoRefused("这个文件是空的，里面没有照片。请重新选择照片上传。")
    if len(data) > MAX_BYTES:
        raise PhotoRefused("这张照片超过 50 MB，太大了。请压缩或缩小后再上传。")
    return data


def _kind(data: bytes) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    return ""


def _refuse_kind(data: bytes):
    """Say what was sent instead of a photo: people know their files by what these are to them."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in head:
        raise PhotoRefused("这是 SVG 矢量图，不是照片。请导出为 JPG 或 PNG 后再上传。")
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<script", b"<head", b"<body")):
        raise PhotoRefused("这其实是一个网页文件，不是照片。请打开网页把图片另存下来，再上传图片。")
    if data[4:8] == b"ftyp":
        _refuse_ftyp(data)
    if data.startswith(b"%PDF"):
        raise PhotoRefused("这是 PDF 文件，不是照片。请把里面的图片另存为 JPG 后再上传。")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise PhotoRefused("这是文档或压缩包，不是照片。请把里面的照片取出来，一张一张上传。")
    if data.startswith((b"II*\x00", b"MM\x00*", b"BM")):
        raise PhotoRefused("不收这种格式（TIFF、BMP 或相机原片）的图片。请另存为 JPG 后再上传。")
    raise PhotoRefused("认不出这是什么图片。请上传 JPG、PNG、WebP 或 GIF 格式的照片。")


def _refuse_ftyp(data: bytes):
    """HEIC, AVIF and videos share one container and differ in the brand that follows its mark."""
    if data[8:12] in (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"):
        raise PhotoRefused(
            "这是苹果手机的 HEIC 照片，暂时不能用。"
            "请在手机“设置—相机—格式”里选“兼容性最佳”，或转成 JPG 后再上传。"
        )
    if data[8:12] in (b"avif", b"avis"):
        raise PhotoRefused("这是 AVIF 格式的图片，暂时不能用。请转成 JPG 后再上传。")
    raise PhotoRefused("这是视频文件，不是照片。请截取画面存为 JPG，或上传照片。")


# -- from file to pixels ---------------------------------------------------------------------------


def _decode(data: bytes, long_side: int) -> tuple[str, Image.Image]:
    """(what kind of file it was, its picture upright and within bounds)."""
    kind = _kind(data)
    if not kind:
        _refuse_kind(data)
    if kind == "WEBP":  # its decoder claims memory on opening, before anything could be asked of it
        _refuse_pixels(_webp_pixels(data), kind)
    try:
        with warnings.catch_warnings():
            # The bound below is ours and lower; Pillow's warning of 89 MP would only alarm the log.
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=[kind])
            _refuse_pixels(image.width * image.height, kind)
            _reduce_while_decoding(image, long_side)
            image.load()
            return kind, _upright_srgb(image, long_side)
    except PhotoRefused:
        raise
    except Image.DecompressionBombError as error:
        raise PhotoRefused(_too_many_pixels(kind)) from error
    except Exception as error:  # decoders of hostile files raise anything, struct.error included
        raise PhotoRefused("这张照片不完整或已经损坏，打不开。请找到原照片重新上传。") from error


def _refuse_pixels(pixels: int, kind: str):
    if pixels > (MAX_PIXELS_JPEG if kind == "JPEG" else MAX_PIXELS_OTHER):
        raise PhotoRefused(_too_many_pixels(kind))


def _too_many_pixels(kind: str) -> str:
    limit = "1.2 亿" if kind == "JPEG" else "4000 万"
    return f"这张图片的尺寸太大，超过 {limit}像素。请缩小尺寸后再上传。"


def _webp_pixels(data: bytes) -> int:
    """Width × height from the first chunk's header (RFC 9649); 0 when there is none to read."""
    chunk, body = data[12:16], data[20:30]
    if len(body) < 10:
        return 0
    if chunk == b"VP8X":
        return (int.from_bytes(body[4:7], "little") + 1) * (
            int.from_bytes(body[7:10], "little") + 1
        )
    if chunk == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return ((bits & 0x3FFF) + 1) * ((bits >> 14 & 0x3FFF) + 1)
    if chunk == b"VP8 ":
        width, height = (int.from_bytes(body[at : at + 2], "little") & 0x3FFF for at in (6, 8))
        return width * height
    return 0


def _reduce_while_decoding(image, long_side: int):
    """Let a JPEG come out of its decoder at 1/2, 1/4 or 1/8 when so many pixels aren't wanted."""
    scale = 1
    while scale < 8 and _too_big_at(image, scale, long_side):
        scale *= 2
    if scale > 1:
        image.draft(None, (image.width // scale, image.height // scale))


def _too_big_at(image, scale: int, long_side: int) -> bool:
    pixels = image.width * image.height / scale**2
    # Twice the wanted side must remain, or the smaller picture would lose sharpness.
    return pixels > MAX_PIXELS_DECODED or max(image.size) / (scale * 2) >= long_side * 2


def _upright_srgb(image, long_side: int) -> Image.Image:
    profile, turn = image.info.get("icc_profile"), _turn(image)
    image = _full_colour(image)
    image.thumbnail((long_side, long_side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    image = _to_srgb(image, profile)
    if turn is not None:
        image = image.transpose(turn)
    image.info = {}  # Pillow's writers copy comment, XMP, profile and dpi from here
    return image


def _turn(image):
    """The move that sets the picture upright, by the camera's note of how it was held."""
    try:
        orientation = image.getexif().get(0x0112, 1)
    except Exception:  # a broken EXIF block is no reason to refuse a picture that opens
        return None
    return {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(orientation)


def _full_colour(image):
    """A mode that can be scaled: no palette, no 16 bits; CMYK stays until its profile is applied."""
    if image.mode.startswith("I"):  # 16-bit grey; convert() alone would cut at 255, not divide
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def _to_srgb(image, profile: bytes | None):
    """Colours as the camera or the printer's studio meant them, in the space every screen assumes."""
    target = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile and image.mode != "L":
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, source, SRGB, outputMode=target)
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile for another colour space or a broken one: the bare values are better
    return image if image.mode == "L" else image.convert(target)


# -- from pixels to a new file ---------------------------------------------------------------------


def _encode(kind: str, image) -> CleanPhoto:
    """Photographs leave as JPEG; what was lossless or is see-through leaves as PNG."""
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    out = io.BytesIO()
    if kind in ("JPEG", "WEBP") and image.mode != "RGBA":
        kind = "JPEG"
        image.save(out, kind, quality=JPEG_QUALITY)
    else:
        kind = "PNG"
        image.save(out, kind)
    data = out.getvalue()
    digest = hashlib.sha256(data).hexdigest()
    return CleanPhoto(data, kind, image.width, image.height, digest, EXTENSIONS[kind])
