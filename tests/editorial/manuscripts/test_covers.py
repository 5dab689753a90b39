"""Photos within WeChat's size, and the crops of a cover: where the box stands and what comes out."""

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from editorial.files.photos import PhotoRefused
from editorial.manuscripts import covers

RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 160, 60), (30, 60, 200), (255, 255, 255)


def encoded(image, kind="JPEG", **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data):
    return Image.open(io.BytesIO(data))


def noise(size):
    return Image.frombytes("RGB", size, random.Random(7).randbytes(size[0] * size[1] * 3))


def thirds(size=(3000, 2000)):
    """Red, green and blue, side by side."""
    image = Image.new("RGB", size, GREEN)
    image.paste(RED, (0, 0, size[0] // 3, size[1]))
    image.paste(BLUE, (size[0] * 2 // 3, 0, *size))
    return encoded(image)


def looks_like(pixel, colour):
    return all(abs(a - b) < 12 for a, b in zip(pixel, colour, strict=True))


# -- within the limit ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_within_limit_leaves_a_small_photo_as_it_is(kind):
    data = encoded(Image.new("RGB", (50, 40), RED), kind)
    assert covers.within_limit(data) == data


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_within_limit_makes_a_jpeg_of_what_the_account_does_not_take(kind):
    assert (
        opened(covers.within_limit(encoded(Image.new("RGB", (50, 40), RED), kind))).format == "JPEG"
    )


@pytest.mark.parametrize("size", [(3200, 2400), (1500, 1000), (900, 4000)])
def test_within_limit_makes_even_noise_small_enough(size):
    data = encoded(noise(size), quality=95)
    assert len(data) > covers.WECHAT_BYTES
    made = covers.within_limit(data)
    assert len(made) <= covers.WECHAT_BYTES
    width, height = opened(made).size
    assert width / height == pytest.approx(size[0] / size[1], rel=0.01)


def test_within_limit_puts_white_under_what_is_see_through():
    picture = Image.merge("RGBA", [*noise((800, 700)).split(), Image.new("L", (800, 700), 0)])
    data = encoded(picture, "PNG")
    assert len(data) > covers.WECHAT_BYTES
    assert opened(covers.within_limit(data)).getpixel((300, 300)) == WHITE


def test_within_limit_refuses_what_is_no_picture():
    with pytest.raises(PhotoRefused):
        covers.within_limit(b"<html>" + b"x" * covers.WECHAT_BYTES)


# -- the box ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "shape", "where", "box"),
    [
        ((3000, 2000), "wide", (50, 50, 100), (0, 362, 3000, 1639)),
        ((3000, 2000), "square", (50, 50, 100), (500, 0, 2500, 2000)),
        ((3000, 2000), "square", (0, 0, 100), (0, 0, 2000, 2000)),
        ((3000, 2000), "square", (100, 100, 100), (1000, 0, 3000, 2000)),
        ((3000, 2000), "square", (50, 50, 200), (1000, 500, 2000, 1500)),
        ((3000, 2000), "square", (100, 0, 200), (2000, 0, 3000, 1000)),
        ((4700, 1000), "wide", (50, 50, 100), (1175, 0, 3525, 1000)),
    ],
)
def test_crop_box_stands_where_it_was_put(size, shape, where, box):
    assert covers.crop_box(size, shape, *where) == box


@given(
    st.tuples(st.integers(1, 5000), st.integers(1, 5000)),
    st.sampled_from(sorted(covers.SHAPES)),
    st.tuples(st.floats(-50, 150), st.floats(-50, 150), st.floats(1, 900)),
)
def test_crop_box_of_any_wish_stays_in_the_picture_and_has_its_shape(size, shape, where):
    left, top, right, bottom = covers.crop_box(size, shape, *where)
    assert 0 <= left < right <= size[0]
    assert 0 <= top < bottom <= size[1]
    ratio = covers.SHAPES[shape][0] / covers.SHAPES[shape][1]
    assert abs((right - left) - (bottom - top) * ratio) <= ratio + 1


@pytest.mark.parametrize(
    ("size", "shape", "most"),
    [
        ((3000, 2000), "wide", 333),
        ((3000, 2000), "square", 222),
        ((900, 600), "square", 100),
        ((800, 600), "wide", 100),
        ((9000, 9000), "square", 400),
    ],
)
def test_zoom_ends_where_fewer_than_900_pixels_would_be_left(size, shape, most):
    assert covers.most_zoom(size, shape) == most


# -- the crop --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("shape", "size"), [("wide", (1410, 600)), ("square", (1080, 1080))])
def test_cover_of_a_large_photo_has_the_accounts_shape(shape, size):
    made = opened(covers.cover(thirds(), shape, 50, 50, 100))
    assert (made.format, made.size) == ("JPEG", size)


@pytest.mark.parametrize("zoom", [100, 222, 400])
def test_cover_keeps_900_pixels_of_width_however_far_it_is_zoomed(zoom):
    for shape in covers.SHAPES:
        assert opened(covers.cover(thirds(), shape, 50, 50, zoom)).width >= 900


def test_cover_of_a_small_photo_is_not_blown_up():
    made = opened(covers.cover(thirds((600, 400)), "square", 50, 50, 100))
    assert made.size == (400, 400)


@pytest.mark.parametrize(("x", "colour"), [(0, RED), (50, GREEN), (100, BLUE)])
def test_cover_shows_the_part_that_was_chosen(x, colour):
    made = opened(covers.cover(thirds(), "square", x, 50, 222))
    edge = made.width // 20
    assert looks_like(made.getpixel((made.width // 2, 500)), colour)
    assert (
        looks_like(made.getpixel((edge if x == 0 else made.width - edge, 500)), colour) or x == 50
    )


def test_cover_of_noise_stays_within_1_mb():
    data = encoded(noise((2400, 1800)), quality=95)
    sizes = [len(covers.cover(data, shape, 50, 50, 100)) for shape in covers.SHAPES]
    assert max(sizes) <= covers.WECHAT_BYTES


def test_size_of_is_what_a_crop_is_cut_from():
    assert covers.size_of(encoded(Image.new("RGB", (300, 200)))) == (300, 200)
    assert covers.size_of(encoded(Image.new("RGB", (6000, 3000)))) == (4000, 2000)
