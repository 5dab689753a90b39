"""What goes in as a photo and what comes out: files are made here, byte by byte where Pillow won't."""

import hashlib
import io
import resource
import struct
import zlib

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from editorial.files import photos
from editorial.files.photos import PhotoRefused, clean_photo, extension_of, smaller_copy

RED, GREEN, BLUE, YELLOW = (220, 20, 20), (20, 200, 20), (20, 20, 220), (230, 220, 20)
CORNERS = {"top left": RED, "top right": GREEN, "bottom left": BLUE, "bottom right": YELLOW}


def four_corners(width=80, height=60, mode="RGB"):
    """Four quarters of different colours: a turned or mirrored copy can't look the same."""
    image = Image.new("RGB", (width, height), YELLOW)
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    return image.convert(mode)


def saved(image, kind="JPEG", **options) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(photo):
    return Image.open(io.BytesIO(photo.data))


def nearest_colours(image):
    image = image.convert("RGB")
    right, bottom = image.width - 4, image.height - 4
    places = {"top left": (3, 3), "top right": (right, 3)}
    places |= {"bottom left": (3, bottom), "bottom right": (right, bottom)}
    return {name: nearest(image.getpixel(at)) for name, at in places.items()}


def nearest(colour):
    return min(
        CORNERS.values(),
        key=lambda one: sum((a - b) ** 2 for a, b in zip(one, colour, strict=True)),
    )


def with_gps(orientation=1):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Telephone of Zhang San"
    exif.get_ifd(0x8825).update({1: "N", 2: (29.0, 42.0, 15.0), 3: "E", 4: (116.0, 0.0, 9.0)})
    return exif


def png_claiming(width, height):
    """A PNG of 100 bytes whose header claims any size, as decompression bombs do."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")
    )


def jpeg_claiming(width, height):
    """A true small JPEG with other numbers in its frame header."""
    data = bytearray(saved(four_corners()))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def webp_claiming(width, height):
    body = b"\x00" * 4 + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunk = b"VP8X" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


# -- what is removed -------------------------------------------------------------------------------


def test_clean_photo_removes_the_place_where_it_was_taken():
    data = saved(four_corners(), exif=with_gps())
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)[2] == (29.0, 42.0, 15.0)

    clean = clean_photo(data)

    assert dict(opened(clean).getexif()) == {}
    assert b"Exif" not in clean.data
    assert b"Telephone" not in clean.data


def test_clean_photo_removes_comment_xmp_and_what_hangs_on_the_end():
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">at home</x:xmpmeta>'
    data = saved(four_corners(), comment=b"my secret note", xmp=xmp) + b"<script>alert(1)</script>"
    for hidden in (b"my secret note", b"at home", b"<script>"):
        assert hidden in data
        assert hidden not in clean_photo(data).data


def test_clean_photo_removes_text_chunks_of_png():
    info = PngInfo()
    info.add_text("Comment", "my secret note")
    info.add_itxt("XML:com.adobe.xmp", "at home")
    data = saved(four_corners(), "PNG", pnginfo=info, exif=with_gps(), dpi=(72, 72))
    assert b"my secret note" in data and b"eXIf" in data

    clean = clean_photo(data)

    assert opened(clean).info == {}
    kinds = [clean.data[at - 4 : at] for at in range(4, len(clean.data))]
    assert b"tEXt" not in kinds and b"iTXt" not in kinds and b"eXIf" not in kinds


def test_clean_photo_bytes_depend_on_the_picture_alone():
    data = saved(four_corners())
    assert clean_photo(data) == clean_photo(io.BytesIO(data))
    assert clean_photo(data).data == clean_photo(saved(four_corners(), exif=with_gps())).data


def test_clean_photo_names_the_hash_of_what_it_gives():
    clean = clean_photo(saved(four_corners()))
    assert clean.sha256 == hashlib.sha256(clean.data).hexdigest()


def test_clean_photo_reads_a_file_that_was_read_before():
    file = io.BytesIO(saved(four_corners()))
    file.read()
    assert clean_photo(file).format == "JPEG"


# -- upright, in right colours, in bounds ----------------------------------------------------------

TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,  # held so that its 0th row is on the right: stored turned back
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", TURNS)
def test_clean_photo_turns_upright(orientation, kind):
    turn = TURNS[orientation]
    stored = four_corners() if turn is None else four_corners().transpose(turn)
    clean = clean_photo(saved(stored, kind, exif=with_gps(orientation)))
    assert nearest_colours(opened(clean)) == CORNERS
    assert (clean.width, clean.height) == (80, 60)


def test_clean_photo_ignores_broken_exif():
    data = saved(four_corners(), exif=b"Exif\x00\x00MM\x00*\x00\x00\xff\xff\xff\xff")
    assert nearest_colours(opened(clean_photo(data))) == CORNERS


def test_clean_photo_turns_cmyk_into_rgb():
    clean = clean_photo(saved(four_corners(mode="CMYK")))
    assert opened(clean).mode == "RGB"
    assert nearest_colours(opened(clean)) == CORNERS


def test_clean_photo_applies_the_colour_profile_and_drops_it():
    swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for at in range(128, 400, 4):  # swap the red and the blue primary in the tag table
        if swapped[at : at + 4] in (b"rXYZ", b"bXYZ"):
            swapped[at : at + 1] = b"b" if swapped[at : at + 1] == b"r" else b"r"
    data = saved(Image.new("RGB", (40, 40), RED), "PNG", icc_profile=bytes(swapped))

    clean = clean_photo(data)

    assert nearest(opened(clean).getpixel((20, 20))) == BLUE
    assert "icc_profile" not in opened(clean).info


def test_clean_photo_takes_bare_values_when_the_profile_is_broken():
    data = saved(four_corners(), icc_profile=b"not a profile at all")
    assert nearest_colours(opened(clean_photo(data))) == CORNERS


def test_clean_photo_keeps_a_see_through_picture_see_through():
    image = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    for kind in ("PNG", "WEBP"):
        clean = clean_photo(saved(image, kind))
        assert (clean.format, clean.filename_ext) == ("PNG", "png")
        assert opened(clean).getpixel((5, 5))[3] == 0


def test_clean_photo_divides_sixteen_bit_grey():
    clean = clean_photo(saved(Image.new("I;16", (8, 8), 0x8000), "PNG"))
    assert opened(clean).convert("L").getpixel((3, 3)) == 0x80


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA"])
def test_clean_photo_takes_every_mode_of_png(mode):
    assert clean_photo(saved(four_corners(mode=mode), "PNG")).format == "PNG"


def test_clean_photo_gives_webp_as_jpeg_because_word_and_wechat_take_no_webp():
    clean = clean_photo(saved(four_corners(), "WEBP"))
    assert (clean.format, clean.filename_ext) == ("JPEG", "jpg")
    assert nearest_colours(opened(clean)) == CORNERS


def test_clean_photo_takes_the_first_frame_of_gif():
    frames = [four_corners(), Image.new("RGB", (80, 60), BLUE)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    clean = clean_photo(data)
    assert clean.format == "PNG"
    assert nearest_colours(opened(clean)) == CORNERS
    assert getattr(opened(clean), "n_frames", 1) == 1


def test_clean_photo_bounds_the_long_side():
    clean = clean_photo(saved(Image.new("L", (6400, 320))))
    assert (clean.width, clean.height) == (6000, 300)


def test_clean_photo_leaves_a_small_picture_its_size():
    clean = clean_photo(saved(four_corners(641, 479)))
    assert (clean.width, clean.height) == (641, 479)


def test_clean_photo_takes_a_hundred_megapixel_jpeg():
    clean = clean_photo(saved(Image.new("L", (11500, 8700), 90), quality=30))
    assert max(clean.width, clean.height) == 5750  # came out of the decoder at half its size


def test_smaller_copy_bounds_the_long_side_and_keeps_sharp_size():
    copy = smaller_copy(saved(four_corners(4000, 3000)), 800)
    assert (copy.width, copy.height) == (800, 600)
    assert nearest_colours(opened(copy)) == CORNERS


@pytest.mark.parametrize(
    ("kind", "ext"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("GIF", "gif")]
)
def test_extension_of_goes_by_content(kind, ext):
    assert extension_of(saved(four_corners(), kind)) == ext


def test_extension_of_is_empty_for_what_is_no_picture():
    assert extension_of(b"hello") == ""


# -- what is refused -------------------------------------------------------------------------------

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
REFUSED = {
    "empty": (b"", "这个文件是空的"),
    "svg": (SVG, "SVG 矢量图"),
    "svg with byte order mark": (b"\xef\xbb\xbf\n" + SVG, "SVG 矢量图"),
    "html called jpg": (b"<!DOCTYPE html><script>alert(1)</script>", "网页文件"),
    "bare script": (b"  <SCRIPT>alert(1)</SCRIPT>", "网页文件"),
    "heic": (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "HEIC"),
    "avif": (b"\x00\x00\x00\x18ftypavif" + b"\x00" * 40, "AVIF"),
    "video": (b"\x00\x00\x00\x18ftypisom" + b"\x00" * 40, "视频文件"),
    "pdf": (b"%PDF-1.7\n", "PDF 文件"),
    "docx": (b"PK\x03\x04" + b"\x00" * 40, "文档或压缩包"),
    "old doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40, "文档或压缩包"),
    "tiff": (b"II*\x00" + b"\x00" * 40, "TIFF"),
    "bmp": (b"BM" + b"\x00" * 60, "BMP"),
    "anything else": (b"MZ\x90\x00" + b"\x00" * 60, "认不出"),
    "jpeg cut off": (saved(four_corners(800, 600))[:3000], "不完整或已经损坏"),
    "jpeg of a head alone": (b"\xff\xd8\xff\xe0", "不完整或已经损坏"),
    "png cut off": (saved(Image.effect_noise((200, 200), 80), "PNG")[:9000], "不完整或已经损坏"),
    "webp cut off": (saved(four_corners(400, 300), "WEBP")[:120], "不完整或已经损坏"),
    "gif cut off": (saved(Image.effect_noise((200, 200), 80), "GIF")[:900], "不完整或已经损坏"),
    "png with broken check sum": (
        saved(four_corners(), "PNG").replace(b"IHDR", b"IHDX"),
        "不完整或已经损坏",
    ),
    "png bomb": (png_claiming(50_000, 50_000), "超过 4000 万像素"),
    "png over 40 megapixels": (png_claiming(8_000, 5_001), "超过 4000 万像素"),
    "webp bomb": (webp_claiming(16_000, 16_000), "超过 4000 万像素"),
    "jpeg over 120 megapixels": (jpeg_claiming(12_001, 10_000), "超过 1.2 亿像素"),
    "jpeg bomb": (jpeg_claiming(65_000, 65_000), "超过 1.2 亿像素"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_clean_photo_refuses_and_says_why(name):
    data, reason = REFUSED[name]
    with pytest.raises(PhotoRefused, match=reason) as refused:
        clean_photo(data)
    assert str(refused.value).endswith("。")
    assert "请" in str(refused.value)  # every refusal says what to do


def test_clean_photo_refuses_a_file_over_the_limit_of_bytes():
    with pytest.raises(PhotoRefused, match="超过 50 MB"):
        clean_photo(saved(four_corners()) + b"\x00" * photos.MAX_BYTES)


def test_clean_photo_stops_reading_at_the_limit():
    class Endless(io.RawIOBase):
        asked = 0

        def seek(self, *where):
            return 0

        def read(self, size=-1):
            assert size > 0
            self.asked += size
            return b"\xff" * size

    with pytest.raises(PhotoRefused, match="超过 50 MB"):
        clean_photo(endless := Endless())
    assert endless.asked == photos.MAX_BYTES + 1


def test_clean_photo_refuses_before_decoding():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for bomb in (png_claiming(50_000, 50_000), webp_claiming(16_000, 16_000)):
        with pytest.raises(PhotoRefused):
            clean_photo(bomb)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 50_000  # kilobytes; the pictures would be gigabytes


def test_clean_photo_takes_a_jpeg_at_the_limit():
    assert clean_photo(jpeg_claiming(12_000, 10_000)).width == 6000
