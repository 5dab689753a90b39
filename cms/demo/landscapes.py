"""Motifs out of doors: the lake, the hills, bridges, villages. Each draws on a Sheet."""

import math

from cms.demo.sheet import mix


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
