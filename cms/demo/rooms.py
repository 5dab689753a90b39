"""Motifs of rooms, things and yards: halls, scrolls, shelves, flowers. Each draws on a Sheet."""

import math

from cms.demo.sheet import mix


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
