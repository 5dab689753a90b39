"""What the demo's pictures are drawn on: a sheet of a shape with its dice and its five colours, measured in
shares of its width and height."""

import random

from PIL import Image, ImageDraw

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
