"""Pictures drawn by code for the demo, of places and things and of no person, and newspaper clippings. What
a motif looks like is cms.demo.landscapes' and cms.demo.rooms'."""

import io
import random

from PIL import Image, ImageDraw, ImageFilter

from cms.demo import landscapes, rooms
from cms.demo.sheet import Sheet

MOTIFS = {
    "birds": landscapes.birds,
    "bridge": landscapes.bridge,
    "chess": rooms.chess,
    "chrysanthemum": rooms.chrysanthemum,
    "class": rooms.classroom,
    "garden": rooms.garden,
    "hall": rooms.hall,
    "lake": landscapes.lake,
    "lanterns": landscapes.lanterns,
    "library": rooms.library,
    "market": rooms.market,
    "mountain": landscapes.mountain,
    "pier": landscapes.pier,
    "river": landscapes.river,
    "scroll": rooms.scroll,
    "stage": rooms.stage,
    "terraces": landscapes.terraces,
    "trees": landscapes.trees,
    "village": landscapes.village,
}


def draw(motif, shape, seed):
    """A JPEG, the same for the same seed."""
    sheet = Sheet(shape, seed)
    MOTIFS[motif](sheet)
    return jpeg(sheet.image.filter(ImageFilter.BoxBlur(1)))


def clipping(seed):
    """Newsprint with a headline bar, columns of grey lines and a small picture."""
    dice = random.Random(seed)
    image = Image.new("RGB", (620, 460), (244, 240, 230))
    pen = ImageDraw.Draw(image)
    pen.rectangle((36, 36, 36 + dice.randrange(300, 540), 76), (60, 56, 52))
    gap = dice.randrange(3)
    for column in range(3):
        for row in range(20):
            left, top = 36 + column * 190, 104 + row * 16
            if column != gap or not 4 < row < 13:
                pen.line((left, top, left + dice.randrange(130, 172), top), (130, 126, 120), 5)
    pen.rectangle((36 + gap * 190, 182, 206 + gap * 190, 302), (170, 172, 166))
    return jpeg(image)


def jpeg(image):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=84)
    return out.getvalue()
