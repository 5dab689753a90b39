"""Pictures drawn by code for the demo, of places and things and of no person: landscapes of the lake and
the hills, halls, scrolls, flowers; and newspaper clippings."""

import io
import math
import random

from PIL import Image, ImageDraw, ImageFilter

SHAPES = {"wide": (1120, 630), "std": (1020, 680), "tall": (680, 960), "square": (820, 820)}
# sky or wall, far, middle, near, an accent
PALETTES = (
    ((236, 226, 208), (176, 188, 182), (112, 140, 132), (62, 88, 84), (206, 96, 62)),
    ((208, 222, 232), (150, 174, 190), (96, 130, 152), (48, 78, 102), (232, 178, 92)),
    ((244, 216, 196), (204, 160, 146), (150, 106, 108), (92, 62, 76), (250, 226, 150)),
    ((222, 232, 214), (170, 196, 150), (112, 152, 98), (60, 98, 62), (214, 84, 70)),
    ((240, 236, 226), (206, 196, 176), (160, 140, 112), (98, 80, 62), (176, 46, 40)),
    ((42, 52, 82), (66, 84, 124), (44, 58, 92), (22, 28, 50), (250, 204, 112)),
)


class Sheet:
    """What a motif draws on: sizes, dice and the five colours of this picture."""

    def __init__(self, shape, seed):
        self.dice = random.Random(seed)
        self.width, self.height = SHAPES[shape]
        self.light, self.far, self.middle, self.near, self.accent = self.dice.choice(PALETTES)
        self.image = Image.new("RGB", (self.width, self.height), self.light)
        self.pen = ImageDraw.Draw(self.image)

    def x(self, share):
        return int(self.width * share)

    def y(self, share):
        return int(self.height * share)

    def box(self, left, top, right, bottom, color, **how):
        self.pen.rectangle((self.x(left), self.y(top), self.x(right), self.y(bottom)), color, **how)

    def disc(self, x, y, radius, color):
        x, y, radius = self.x(x), self.y(y), int(radius * min(self.width, self.height))
        self.pen.ellipse((x - radius, y - radius, x + radius, y + radius), color)

    def shape(self, points, color):
        self.pen.polygon([(self.x(x), self.y(y)) for x, y in points], color)

    def line(self, points, color, width=4):
        self.pen.line([(self.x(x), self.y(y)) for x, y in points], color, width, joint="curve")

    def hills(self, level, rough, color):
        points, height, steps = [(0, 1)], level, 24
        for step in range(steps + 1):
            height += self.dice.uniform(-rough, rough) + (level - height) * 0.3
            points.append((step / steps, height))
        self.shape([*points, (1, 1)], color)

    def sun(self, low=0.1, high=0.28):
        x, y = self.dice.uniform(0.15, 0.85), self.dice.uniform(low, high)
        self.disc(x, y, self.dice.uniform(0.04, 0.09), self.accent)

    def water(self, top, color):
        self.box(0, top, 1, 1, color)
        for _ in range(46):
            x, y = self.dice.random(), self.dice.uniform(top + 0.01, 1)
            self.line([(x, y), (x + self.dice.uniform(0.03, 0.13), y)], mix(color, self.light), 2)


def mix(one, other, share=0.35):
    return tuple(int(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def lake(sheet):
    sheet.sun()
    sheet.hills(sheet.dice.uniform(0.4, 0.5), 0.03, sheet.far)
    sheet.hills(0.55, 0.02, sheet.middle)
    sheet.water(0.6, mix(sheet.middle, sheet.light, 0.5))
    for _ in range(sheet.dice.randrange(1, 4)):
        boat(sheet, sheet.dice.uniform(0.1, 0.8), sheet.dice.uniform(0.66, 0.88))


def boat(sheet, x, y, size=0.1):
    sheet.shape([(x, y), (x + size, y), (x + size * 0.8, y + 0.03), (x + size * 0.2, y + 0.03)],
                sheet.near)  # fmt: skip
    sheet.shape([(x + size * 0.5, y - 0.13), (x + size * 0.5, y - 0.01), (x + size, y - 0.01)],
                sheet.accent)  # fmt: skip


def birds(sheet):
    sheet.sun(0.2, 0.4)
    sheet.hills(0.66, 0.015, sheet.far)
    sheet.water(0.72, mix(sheet.far, sheet.light))
    x, y = sheet.dice.uniform(0.3, 0.6), sheet.dice.uniform(0.12, 0.3)
    for number in range(sheet.dice.randrange(9, 19)):
        side = number if number % 2 else -number
        left, top = x + side * 0.032, y + number * 0.022 + sheet.dice.uniform(-0.01, 0.01)
        sheet.line([(left - 0.035, top - 0.02), (left, top), (left + 0.035, top - 0.024)],
                   sheet.near, 5)  # fmt: skip
    for _ in range(60):
        x = sheet.dice.random()
        sheet.line([(x, 1), (x + 0.015, sheet.dice.uniform(0.84, 0.95))], sheet.middle, 3)


def mountain(sheet):
    sheet.sun()
    for level, color in ((0.34, sheet.far), (0.5, mix(sheet.far, sheet.middle, 0.6)),
                         (0.66, sheet.middle), (0.82, sheet.near)):  # fmt: skip
        sheet.hills(level, 0.09, color)
    for _ in range(3):
        x, y = sheet.dice.random(), sheet.dice.uniform(0.35, 0.6)
        sheet.box(x - 0.25, y, x + 0.2, y + 0.012, mix(sheet.light, sheet.far, 0.2))


def terraces(sheet):
    sheet.sun(0.06, 0.16)
    sheet.hills(0.26, 0.05, sheet.far)
    bend, rows = sheet.dice.uniform(2, 4), sheet.dice.randrange(9, 14)
    for row in range(rows):
        top = 0.34 + 0.66 * row / rows
        color = mix(sheet.middle, sheet.near if row % 2 else sheet.light, 0.35)
        wave = [(s / 20, top + 0.05 * math.sin(bend * s / 20 + row * 0.5)) for s in range(21)]
        sheet.shape([(0, 1), *wave, (1, 1)], color)
        for x, y in wave[::2]:
            sheet.disc(x + 0.02, y + 0.02, 0.012, sheet.near)


def river(sheet):
    sheet.sun()
    sheet.hills(0.34, 0.03, sheet.far)
    sheet.box(0, 0.42, 1, 1, sheet.middle)
    bend = sheet.dice.choice((-0.3, 0.3))
    left = [(0.5 + bend * math.sin(s / 3) - 0.02 - s * 0.02, 0.42 + s * 0.058) for s in range(11)]
    right = [(x + 0.04 + n * 0.045, y) for n, (x, y) in enumerate(left)]
    sheet.shape([*left, *reversed(right)], mix(sheet.light, sheet.far))
    for _ in range(24):
        tree(sheet, sheet.dice.choice((sheet.dice.uniform(0, 0.2), sheet.dice.uniform(0.8, 1))),
             sheet.dice.uniform(0.5, 1), 0.05)  # fmt: skip


def tree(sheet, x, y, size, color=None):
    sheet.box(x - size * 0.06, y - size, x + size * 0.06, y, sheet.near)
    for dx, dy in ((0, -1.3), (-0.35, -1), (0.35, -1)):
        sheet.disc(x + dx * size, y + dy * size, size * 0.5, color or mix(sheet.near, sheet.far))


def trees(sheet):
    sheet.sun(0.06, 0.2)
    sheet.hills(0.5, 0.03, sheet.far)
    sheet.hills(0.68, 0.02, sheet.middle)
    for _ in range(sheet.dice.randrange(4, 9)):
        color = mix(sheet.middle, sheet.accent, sheet.dice.uniform(0, 0.6))
        size = sheet.dice.uniform(0.12, 0.24)
        tree(sheet, sheet.dice.uniform(0.05, 0.95), sheet.dice.uniform(0.72, 0.96), size, color)


def bridge(sheet):
    sheet.sun()
    sheet.hills(0.44, 0.05, sheet.far)
    sheet.water(0.66, mix(sheet.middle, sheet.light))
    arches = sheet.dice.randrange(2, 6)
    sheet.box(0, 0.5, 1, 0.72, sheet.near)
    for number in range(arches):
        middle, half = (number + 0.5) / arches, 0.4 / arches
        sheet.pen.pieslice((sheet.x(middle - half), sheet.y(0.55), sheet.x(middle + half),
                            sheet.y(0.95)), 180, 360, mix(sheet.middle, sheet.light))  # fmt: skip
    for post in range(24):
        sheet.box(post / 24, 0.46, post / 24 + 0.006, 0.5, sheet.near)
    sheet.box(0, 0.455, 1, 0.462, sheet.near)


def pier(sheet):
    sheet.sun(0.2, 0.42)
    sheet.hills(0.5, 0.02, sheet.far)
    sheet.water(0.54, mix(sheet.far, sheet.light))
    left = sheet.dice.uniform(0.1, 0.5)
    sheet.shape([(left, 1), (left + 0.12, 0.62), (left + 0.18, 0.62), (left + 0.42, 1)], sheet.near)
    pavilion(sheet, left + 0.15, 0.62, sheet.dice.uniform(0.14, 0.2))
    boat(sheet, sheet.dice.uniform(0.66, 0.8), 0.7)


def pavilion(sheet, x, y, size):
    for dx in (-0.7, -0.3, 0.3, 0.7):
        sheet.box(x + dx * size - 0.006, y - size, x + dx * size + 0.006, y, sheet.accent)
    for lift, wide in ((1, 1.1), (1.45, 0.7)):
        top = y - size * lift
        sheet.shape([(x - size * wide, top), (x, top - size * 0.55), (x + size * wide, top)],
                    sheet.near)  # fmt: skip


def house(sheet, x, y, wide, high):
    sheet.box(x, y - high, x + wide, y, mix(sheet.light, (255, 255, 255), 0.5))
    sheet.shape([(x - 0.02, y - high), (x + wide * 0.14, y - high * 1.45),
                 (x + wide * 0.86, y - high * 1.45), (x + wide + 0.02, y - high)],
                sheet.near)  # fmt: skip
    sheet.box(x + wide * 0.4, y - high * 0.6, x + wide * 0.6, y, sheet.middle)
    for at in (0.1, 0.72):
        sheet.box(x + wide * at, y - high * 0.7, x + wide * (at + 0.18), y - high * 0.4, sheet.far)


def village(sheet):
    sheet.sun(0.06, 0.16)
    sheet.hills(0.4, 0.06, sheet.far)
    sheet.box(0, 0.62, 1, 1, sheet.middle)
    for row, y in enumerate((0.62, 0.72, 0.86)):
        x = sheet.dice.uniform(-0.05, 0.15)
        while x < 0.95:
            wide = sheet.dice.uniform(0.13, 0.19) * (1 + row * 0.25)
            if sheet.dice.random() < 0.7:
                house(sheet, x, y, wide, 0.09 + row * 0.03)
            else:
                tree(sheet, x + wide / 2, y, 0.08 + row * 0.02)
            x += wide + sheet.dice.uniform(0.03, 0.1)


def hall(sheet):
    sheet.image.paste(mix(sheet.light, (250, 246, 238), 0.6), (0, 0, sheet.width, sheet.height))
    sheet.box(0.08, 0.08, 0.92, 0.2, sheet.accent)
    for number in range(sheet.dice.randrange(8, 13)):
        sheet.box(0.14 + number * 0.06, 0.115, 0.18 + number * 0.06, 0.165, (250, 240, 214))
    sheet.box(0.3, 0.3, 0.7, 0.4, sheet.near)
    rows = sheet.dice.randrange(4, 7)
    for row in range(rows):
        top, spread = 0.48 + row * 0.5 / rows, 0.3 + 0.7 * row / rows
        seats = sheet.dice.randrange(6, 10)
        for seat in range(seats):
            x = 0.5 + (seat - (seats - 1) / 2) * spread / seats
            half = spread / seats * 0.38
            sheet.box(x - half, top, x + half, top + 0.36 / rows, sheet.middle)
            sheet.box(x - half, top, x + half, top + 0.06 / rows, sheet.near)


def classroom(sheet):
    wall = mix(sheet.light, (250, 248, 240), 0.5)
    sheet.image.paste(wall, (0, 0, sheet.width, sheet.height))
    sheet.box(0.14, 0.08, 0.86, 0.4, (52, 84, 74))
    for row in range(sheet.dice.randrange(2, 5)):
        end = sheet.dice.uniform(0.4, 0.8)
        sheet.line([(0.2, 0.15 + row * 0.065), (end, 0.15 + row * 0.065)], (226, 232, 222), 6)
    for row in range(3):
        for seat in range(3):
            x, y = 0.09 + seat * 0.3, 0.5 + row * 0.17
            sheet.box(x, y, x + 0.22, y + 0.035, mix(sheet.near, (150, 110, 70), 0.6))
            sheet.box(x + 0.08, y - 0.075, x + 0.12, y - 0.005, sheet.near)
            screen = sheet.dice.choice((sheet.accent, sheet.far, sheet.light))
            sheet.box(x + 0.085, y - 0.068, x + 0.115, y - 0.015, screen)


def scroll(sheet):
    sheet.image.paste(mix(sheet.middle, (120, 90, 70), 0.5), (0, 0, sheet.width, sheet.height))
    sheets = sheet.dice.randrange(1, 4)
    paper = sheet.dice.choice(((246, 238, 220), (196, 50, 42), (250, 248, 240)))
    ink = (44, 40, 38)
    for number in range(sheets):
        left, right = (number + 0.16) / sheets, (number + 0.84) / sheets
        sheet.box(left, 0.08, right, 0.92, paper)
        sheet.box(left - 0.02, 0.05, right + 0.02, 0.085, sheet.near)
        sheet.box(left - 0.02, 0.915, right + 0.02, 0.95, sheet.near)
        signs = sheet.dice.randrange(4, 7)
        for sign in range(signs):
            brush(sheet, (left + right) / 2, 0.16 + (sign + 0.5) * 0.7 / signs, 0.26 / signs, ink)
        sheet.box(right - 0.06, 0.84, right - 0.025, 0.885, (180, 40, 36))


def brush(sheet, x, y, size, ink):
    """Strokes of a sign that means nothing."""
    wide = size * sheet.height / sheet.width
    for _ in range(sheet.dice.randrange(4, 8)):
        dx, dy = sheet.dice.uniform(-1, 1) * wide, sheet.dice.uniform(-1, 1) * size
        end = (x + dx, y - dy * 0.3) if sheet.dice.random() < 0.5 else (x - dx * 0.3, y + dy)
        sheet.line([(x - dx, y + dy * 0.4), (x, y + dy * 0.1), end], ink,
                   sheet.dice.randrange(5, 12))  # fmt: skip


def chrysanthemum(sheet):
    sheet.box(0, 0.55, 1, 1, mix(sheet.near, (60, 90, 60), 0.6))
    yellow = sheet.dice.choice(((238, 190, 62), (244, 236, 224), (214, 112, 140), (226, 130, 54)))
    for _ in range(sheet.dice.randrange(5, 10)):
        x, y = sheet.dice.uniform(0.1, 0.9), sheet.dice.uniform(0.2, 0.85)
        size = sheet.dice.uniform(0.08, 0.15)
        sheet.line([(x, y), (x + sheet.dice.uniform(-0.05, 0.05), 1)], (70, 104, 66), 8)
        for ring, share in ((1, 0.0), (0.7, 0.25), (0.42, 0.5)):
            flower(sheet, x, y, size * ring, mix(yellow, (150, 80, 30), share * 0.5))


def flower(sheet, x, y, size, color):
    tall = size * min(sheet.width, sheet.height)
    for petal in range(22):
        angle = petal / 22 * 2 * math.pi
        cx = sheet.x(x) + math.cos(angle) * tall * 0.7
        cy = sheet.y(y) + math.sin(angle) * tall * 0.7
        radius = tall * 0.24
        sheet.pen.ellipse((cx - radius, cy - radius, cx + radius, cy + radius), color)
    sheet.disc(x, y, size * 0.6, color)


def stage(sheet):
    sheet.image.paste(mix(sheet.near, (30, 24, 40), 0.6), (0, 0, sheet.width, sheet.height))
    for light in range(sheet.dice.randrange(2, 6)):
        x = sheet.dice.uniform(0.1, 0.9)
        sheet.shape([(x, 0.1), (x - 0.16, 0.72), (x + 0.16, 0.72)],
                    mix(sheet.accent, sheet.near, 0.45 + light * 0.08))  # fmt: skip
    sheet.box(0, 0.72, 1, 0.8, mix(sheet.accent, (90, 50, 30), 0.6))
    for fold in range(7):
        for left in (fold * 0.024, 1 - fold * 0.024 - 0.024):
            sheet.box(left, 0, left + 0.024, 0.74, (150 + fold % 2 * 28, 34, 36))
    sheet.box(0, 0, 1, 0.1, (166, 36, 38))
    for row in range(3):
        for seat in range(12):
            sheet.disc((seat + row % 2 * 0.5) / 12, 0.86 + row * 0.07, 0.035, (24, 22, 30))


def library(sheet):
    sheet.image.paste(mix(sheet.light, (196, 160, 120), 0.5), (0, 0, sheet.width, sheet.height))
    shelves = sheet.dice.randrange(3, 6)
    for shelf in range(shelves):
        top, bottom = (shelf + 0.08) / shelves, (shelf + 0.9) / shelves
        x = 0.03
        while x < 0.95:
            wide = sheet.dice.uniform(0.012, 0.035)
            color = mix(sheet.dice.choice((sheet.far, sheet.middle, sheet.near, sheet.accent)),
                        sheet.light, sheet.dice.uniform(0, 0.35))  # fmt: skip
            high = sheet.dice.uniform(0, 0.3) * (bottom - top)
            if sheet.dice.random() < 0.9:
                sheet.box(x, top + high, x + wide, bottom, color)
            x += wide + 0.003
        sheet.box(0, bottom, 1, bottom + 0.03, mix(sheet.near, (110, 76, 46), 0.7))


def lanterns(sheet):
    sheet.image.paste(mix(sheet.near, (28, 30, 52), 0.7), (0, 0, sheet.width, sheet.height))
    for x, wide in ((-0.1, 0.34), (0.3, 0.3), (0.68, 0.42)):
        house(sheet, x, 1.02, wide, sheet.dice.uniform(0.3, 0.44))
    for row in range(sheet.dice.randrange(2, 4)):
        sag = sheet.dice.uniform(0.05, 0.12)
        string = [(s / 8, 0.08 + row * 0.17 + sag * math.sin(math.pi * s / 8)) for s in range(9)]
        sheet.line(string, (210, 180, 130), 3)
        for x, y in string[1:-1]:
            sheet.disc(x, y + 0.06, 0.045, (206, 58, 44))
            sheet.disc(x, y + 0.06, 0.02, (250, 196, 110))


def chess(sheet):
    sheet.image.paste(mix(sheet.light, (214, 176, 124), 0.75), (0, 0, sheet.width, sheet.height))
    for step in range(10):
        sheet.line([(0.08, 0.08 + step * 0.093), (0.92, 0.08 + step * 0.093)], (96, 66, 40), 3)
    for step in range(9):
        sheet.line([(0.08 + step * 0.105, 0.08), (0.08 + step * 0.105, 0.917)], (96, 66, 40), 3)
    for _ in range(22):
        x, y = sheet.dice.randrange(9), sheet.dice.randrange(10)
        color = sheet.dice.choice(((176, 40, 36), (40, 40, 44)))
        sheet.disc(0.08 + x * 0.105, 0.08 + y * 0.093, 0.042, (240, 220, 180))
        sheet.disc(0.08 + x * 0.105, 0.08 + y * 0.093, 0.03, color)


def garden(sheet):
    wall = mix(sheet.light, (250, 250, 246), 0.7)
    sheet.image.paste(wall, (0, 0, sheet.width, sheet.height))
    sheet.box(0, 0.1, 1, 0.16, sheet.near)
    x = sheet.dice.uniform(0.3, 0.6)
    sheet.disc(x, 0.5, 0.24, sheet.far)
    sheet.disc(x, 0.56, 0.14, sheet.middle)
    sheet.box(0, 0.78, 1, 1, mix(sheet.middle, sheet.light))
    for side in (0.08, 0.88):
        for stem in range(sheet.dice.randrange(4, 9)):
            left = side + (stem - 3) * 0.022
            sheet.line(
                [(left, 0.9), (left + 0.01, sheet.dice.uniform(0.2, 0.45))], (84, 122, 84), 7
            )
    for _ in range(50):
        spot = sheet.dice.random(), sheet.dice.uniform(0.78, 0.97)
        sheet.disc(*spot, 0.014, sheet.dice.choice((sheet.accent, sheet.near, (236, 196, 90))))


def market(sheet):
    sheet.box(0, 0.3, 1, 1, mix(sheet.far, sheet.light))
    stalls = sheet.dice.randrange(3, 6)
    for stall in range(stalls):
        left, right = (stall + 0.06) / stalls, (stall + 0.94) / stalls
        for strip in range(8):
            a = left + (right - left) * strip / 8
            color = (246, 240, 228) if strip % 2 else sheet.accent
            sheet.shape([(a, 0.3), (a + (right - left) / 8, 0.3),
                         (a + (right - left) / 8, 0.44), (a, 0.44)], color)  # fmt: skip
        sheet.box(left, 0.66, right, 0.9, sheet.near)
        for _ in range(26):
            goods = sheet.dice.choice(
                ((206, 80, 52), (232, 176, 72), (110, 148, 76), (150, 96, 60))
            )
            sheet.disc(sheet.dice.uniform(left, right), sheet.dice.uniform(0.6, 0.7), 0.02, goods)


MOTIFS = {
    "birds": birds,
    "bridge": bridge,
    "chess": chess,
    "chrysanthemum": chrysanthemum,
    "class": classroom,
    "garden": garden,
    "hall": hall,
    "lake": lake,
    "lanterns": lanterns,
    "library": library,
    "market": market,
    "mountain": mountain,
    "pier": pier,
    "river": river,
    "scroll": scroll,
    "stage": stage,
    "terraces": terraces,
    "trees": trees,
    "village": village,
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
