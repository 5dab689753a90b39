"""PURE: punctuation by GB/T 15834. What is a habit of typing is one finding a piece."""

import re
from collections.abc import Iterator

from editorial.checks import blanks
from editorial.checks.article import (
    HAN,
    NOTE,
    Article,
    Finding,
    Kind,
    Outlet,
    fold,
    once_a_piece,
    paragraphs,
)
from editorial.checks.lists import Lists

UNBALANCED = Kind("unbalanced", "标点不成对", "punctuation")
HALF_WIDTH = Kind("half_width", "半角标点", "punctuation")
LIST_COMMA = Kind("list_comma", "多余顿号", "punctuation", NOTE)
ELLIPSIS = Kind("ellipsis", "省略号", "punctuation")
DOUBLED = Kind("doubled", "标点重复", "punctuation")
SPACE = Kind("space", "标点旁的空格", "punctuation")
STRAIGHT = Kind("straight_quotes", "直引号", "punctuation")
KINDS = (UNBALANCED, HALF_WIDTH, LIST_COMMA, ELLIPSIS, DOUBLED, SPACE, STRAIGHT, blanks.INNER)

PAIRS = {"“": "”", "《": "》", "（": "）", "【": "】", "〔": "〕", "「": "」", "『": "』"}
OPENING = {closing: opening for opening, closing in PAIRS.items()}
MARK = re.compile(f"[{''.join(PAIRS)}{''.join(OPENING)}]")
# A bracket opened in one width may be closed in the other: that is told as half-width.
SAME = str.maketrans("()", "（）")
# 1) a） 一）: the number of a list's item has no opening bracket.
ITEM_NUMBER = re.compile(r"(?:^|[\s，。；：、,;:。（“])[0-9a-zA-Z一二三四五六七八九十]{1,3}$")

# 五.四运动 is told as a memorial day, not as a half-width mark.
HALF = re.compile(
    rf"(?<=[{HAN}”》）】])[,;:!?]|[,;:!?](?=[{HAN}“《（【])|[()](?=[{HAN}])|(?<=[{HAN}])[()]"
    rf"|(?<=[{HAN}])(?<![一二三四五六七八九十])\.(?=[{HAN}\s]|$)(?!\.)",
    re.MULTILINE,
)
FULL = dict(zip(",;:!?().", "，；：！？（）。", strict=True))
_MARKED = r"(?:《[^《》\n]{1,60}》|“[^“”\n]{1,60}”)"
# With an unmarked item among them the marked ones need their 、 as well.
LIST_MARK = re.compile(rf"(?<!、){_MARKED}(?:、{_MARKED})+(?!、)")
DOTS = re.compile(
    r"(?<![.\w/])\.{3,}|(?<=[一-鿿])\.{3,}|。{3,}|·{3,}|、{3,}|(?<!…)…(?!…)|(?<!…)…{3}(?!…)|(?<!…)…{5}(?!…)"
    r"|……等等?(?!级|候|待|到|于)"
)
TWICE = re.compile(
    r"(?<![，,])[，,]{2}(?![，,])|(?<!。)。。(?!。)|(?<!、)、、(?!、)|；；|：：|[？?！!]{3,}|！？|[。，][？！]|[？！][。，、；：]|……。|：，|，：|[，,、；：][。；]|。[，、；：]|[，,]、|、[，,]|[；：]，"
)
BLANK = re.compile(r"(?<=\S)[ \u3000]+(?=[）)】》”，。、；：！？])|(?<=[（(《“【])[ \u3000]+(?=\S)")
STRAIGHT_MARK = re.compile(rf"\"(?=[{HAN}])|(?<=[{HAN}，。！？])\"|(?<=[{HAN}])'(?=[{HAN}])")


def find(article: Article, lists: Lists, outlets: tuple[Outlet, ...]) -> Iterator[Finding]:
    yield from once_a_piece(
        HALF_WIDTH,
        article,
        HALF,
        "中文里用了半角标点，全文{count}处。",
        "改为全角的，。：；（）。",
    )
    yield from once_a_piece(
        STRAIGHT, article, STRAIGHT_MARK, "用了直引号，全文{count}处。", "改为“ ”。"
    )
    yield from once_a_piece(
        LIST_COMMA,
        article,
        LIST_MARK,
        "并列的书名号、引号之间不用顿号，全文{count}处。",
        "删去顿号。",
    )
    for where, text in article.texts():
        yield from _unbalanced(where, text)
        yield from _simple(where, text)
        # A headline is set in two lines by its blanks.
        if where != "headline":
            yield from blanks.find(where, text, lists)


def in_full_width(text: str) -> str:
    """The text with each half-width mark that is told of in full width, one character for one."""
    places = {match.start() for match in HALF.finditer(fold(text))}
    return "".join(
        FULL.get(fold(sign), sign) if place in places else sign for place, sign in enumerate(text)
    )


def _simple(where: str, text: str) -> Iterator[Finding]:
    for match in DOTS.finditer(text):
        if match[0].startswith("……"):
            message, suggestion = "“……”和“等”意思重复。", "两者留一。"
        else:
            message, suggestion = "省略号是六个点，占两个字。", "改为“……”。"
        yield ELLIPSIS.at(where, text, *match.span(), message, suggestion)
    for match in TWICE.finditer(text):
        message = "两个标点连在一起。"
        yield DOUBLED.at(where, text, *match.span(), message, "只留一个。")
    for match in BLANK.finditer(text):
        yield SPACE.at(where, text, *match.span(), "标点旁多了空格。", "删去空格。")


def _unbalanced(where: str, text: str) -> Iterator[Finding]:
    """The first lonely mark of each sort in a paragraph."""
    rows = list(paragraphs(text))
    for number, (offset, paragraph) in enumerate(rows):
        following = rows[number + 1][1] if number + 1 < len(rows) else ""
        told: set[str] = set()
        for place in _lonely(paragraph.translate(SAME), following):
            mark = paragraph[place]
            sort = OPENING.get(mark.translate(SAME), mark.translate(SAME))
            if sort not in told:
                told.add(sort)
                pair = f"{sort}{PAIRS[sort]}"
                yield UNBALANCED.at(
                    where,
                    text,
                    offset + place,
                    offset + place + 1,
                    f"“{mark}”没有配对。" if sort != "“" else "引号没有配对。",
                    f"补齐{pair}，或删去。",
                )


def _lonely(paragraph: str, following: str) -> list[int]:
    open_at: dict[str, list[int]] = {mark: [] for mark in PAIRS}
    lonely = []
    for found in MARK.finditer(paragraph):
        place, mark = found.start(), found[0]
        if mark in PAIRS:
            # Inside “ ” the marks are ‘ ’: a second “ means that the first was never closed.
            if mark == "“" and open_at[mark]:
                lonely.append(open_at[mark].pop())
            open_at[mark].append(place)
        elif mark in OPENING:
            if open_at[OPENING[mark]]:
                open_at[OPENING[mark]].pop()
            elif not (mark == "）" and ITEM_NUMBER.search(paragraph[max(0, place - 4) : place])):
                lonely.append(place)
    left = {mark: places for mark, places in open_at.items() if places}
    # A quotation of several paragraphs opens each of them and closes the last.
    if "“" in left and paragraph.lstrip().startswith("“") and following.lstrip().startswith("“"):
        del left["“"]
    return sorted(lonely + [place for places in left.values() for place in places])
