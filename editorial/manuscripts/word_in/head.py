"""What stands above the text: letterhead, kicker, headline, subtitle and the names under the title."""

import re
from dataclasses import dataclass, field, replace

from editorial.manuscripts.word_in.bylines import Credits, credits_of
from editorial.manuscripts.word_in.captions import opens_like_a_caption
from editorial.manuscripts.word_in.layout import Line
from editorial.manuscripts.word_in.manuscript import Guess, Loss

TITLE_STYLES = frozenset(("title", "标题", "文章标题", "大标题", "主标题"))
SUBTITLE_STYLES = frozenset(("subtitle", "副标题", "副题"))
TITLE_FACES = ("小标宋", "大标宋", "中宋", "美黑", "粗宋")
DASH = re.compile(r"^(?:—{1,2}|－{1,2}|-{1,2}|–{1,2}|─{1,2}|―{1,2})\s*(?=[^\s\d])")
NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[、，])"
)
DOCUMENT_NUMBER = re.compile(r"[〔\[（(【]\s*\d{4}\s*[〕\])）】]\s*第?\s*\d+\s*号")
ISSUE = re.compile(r"^[（(]?\s*(?:总|第)\s*[\d一二三四五六七八九十百〇]+\s*期")
DAY = re.compile(
    r"^[（(]?\s*(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*[年./-]\s*[\d一二三四五六七八九十]{1,3}\s*[月./-]\s*[\d一二三四五六七八九十]{1,3}\s*日?\s*[）)]?$"
)
MASTHEAD = re.compile(
    r"^(?:签发人?|密级|内部资料|内部刊物|编号|报送|抄送|主办|编印|主管)|(?:编印?|主办|办公室编?)\s*(?:\d{4}\s*年.*)$|"
    r"(?:简报|信息|专报|快报|动态|通讯|内参)(?:\s*第.*期.*)?$|^第.*期.*\d{4}年|^(?:投稿|来稿|供稿)[：:]?$"
)
HEADLINE_LABEL = re.compile(r"^(?:标\s?题|题\s?目)[：:]\s*(?=\S)")
SEARCHED = 25
MAX_HEADLINE = 80
SENTENCE_END = "。；;，,"


@dataclass
class Head:
    """What was read from the top; `used` are the places of the lines it took."""

    kicker: str = ""
    headline: str = ""
    subtitle: str = ""
    credits: list[Credits] = field(default_factory=list)
    unit: str = ""
    used: set[int] = field(default_factory=set)
    guesses: list[Guess] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)


def read_head(items, body_look) -> Head:
    """The head of a file whose body looks like `body_look`; a file of text alone has none."""
    head = Head()
    top = _top_of(items)
    at = _place_of_headline(top, body_look)
    if at is None:
        head.guesses.append(Guess("headline", "", "没有认出标题，请填写。"))
        return head
    last = _take_headline(head, top, at, body_look)
    _take_above(head, [row for row in top if row[0] < top[at][0]], top[at][1])
    _take_below(head, items, top[last][0] + 1, body_look)
    return head


def _top_of(items):
    """(place, line) of the lines above the first that reads like text."""
    top = []
    for place, item in enumerate(items[:SEARCHED]):
        if not isinstance(item, Line) or not item.text:
            continue
        may_exclaim = not top and "。" not in item.text  # a headline may, too
        if is_text(item) and not _is_title_style(item) and not may_exclaim:
            break
        top.append((place, item))
    return top


def is_text(line) -> bool:
    """A line that tells something: long, or with whole sentences."""
    text = line.text
    sentences = text.count("。")
    is_exclaimed = text[-1:] in ("！", "？") and "，" in text
    is_said = len(text) >= 20 and (sentences > 0 or is_exclaimed)
    return len(text) > MAX_HEADLINE or is_said or sentences > 1


def _is_title_style(line):
    return line.style in TITLE_STYLES


def _place_of_headline(top, body_look):
    lines = [line for place, line in top]
    candidates = [at for at, line in enumerate(lines) if _may_be_headline(line, body_look)]
    black = [at for at in candidates if not lines[at].look.red and not _is_masthead(lines[at])]
    candidates = black or candidates
    candidates = [at for at in candidates if not NUMBERED.match(lines[at].text)] or candidates
    if not candidates:
        return None
    scores = {at: _score(lines[at], body_look) for at in candidates}
    best = max(candidates, key=lambda at: (scores[at], -at))
    if scores[best] <= 0:
        # Nothing stands out: people who type without any form put the headline first.
        best = candidates[0]
        if len(lines[best].text) > 45 or lines[best].text.endswith(tuple(SENTENCE_END)):
            return None
    return best


def _may_be_headline(line, body_look=None):
    if line.in_textbox or line.style in SUBTITLE_STYLES or line.list_kind in ("bullet", "number"):
        return False
    text = line.text
    if DOCUMENT_NUMBER.search(text) and len(text) < 40 or ISSUE.match(text) or DAY.match(text):
        return False
    if DASH.match(text) or opens_like_a_caption(text):
        return False
    credits = credits_of(text)
    # 七绝·重阳 reads like a name of another people; its size says what it is.
    is_set_large = body_look is not None and line.look.size >= body_look.size + 4
    return credits is None or (is_set_large and not credits.has_label and text[0] not in "（(")


def _score(line, body_look):
    if _is_title_style(line):
        return 200
    look, text = line.look, line.text
    score = 60 if line.outline == 1 else 30 if line.outline else 0
    score += max(-20, min(60, (look.size - body_look.size) * 4))
    score += 40 if any(face in look.face for face in TITLE_FACES) else 0
    score += 10 if "黑" in look.face and "黑" not in body_look.face else 0
    score += 15 if line.align == "center" else 0
    score += 10 if look.bold and not body_look.bold else 0
    score -= 60 if NUMBERED.match(text) else 0
    score -= 40 if text.endswith(tuple(SENTENCE_END)) else 0
    return score


def _is_masthead(line):
    return bool(MASTHEAD.search(line.text))


def _take_headline(head, top, at, body_look):
    """The headline over its lines; the place in `top` of the last."""
    first = top[at][1]
    words, last = HEADLINE_LABEL.sub("", first.text), at
    while (
        last + 1 < len(top)
        and last - at < 2
        and _continues(first, top[last + 1][1], words, body_look)
    ):
        last += 1
        words = joined(words, top[last][1].text)
    head.headline = words
    head.used.update(place for place, line in top[at : last + 1])
    if not _is_title_style(first):
        head.guesses.append(Guess("headline", words, "按字号和位置认出，请核对。"))
    return last


def _continues(first, line, words, body_look):
    # A headline that looks like the text has no second line that could be told from the text.
    if first.look == body_look and not line.is_continued and not _is_title_style(first):
        return False
    alike = (line.look, line.align, line.style) == (first.look, first.align, first.style)
    return (
        alike
        and line.outline == first.outline
        and not NUMBERED.match(line.text)
        and not DASH.match(line.text)
        and credits_of(line.text) is None
        and (first.look.size > 12 or _is_title_style(first) or line.is_continued)
        and len(words + line.text) <= MAX_HEADLINE
        and _may_be_headline(line)
    )


def joined(one: str, other: str) -> str:
    """Two lines as one; a blank only where both sides are Latin."""
    if one[-1:].isascii() and other[:1].isascii() and one[-1:].isalnum() and other[:1].isalnum():
        return f"{one} {other}"
    return one + other


def _take_above(head, above, headline):
    """The kicker is the line nearest above; what stands higher is letterhead."""
    for place, line in reversed(above):
        head.used.add(place)
        text = line.text
        credits = credits_of(text)
        if credits and credits.names:
            head.credits.insert(0, credits)
        elif head.kicker or not _may_be_kicker(line, headline):
            head.losses.insert(0, Loss("letterhead", text))
        else:
            head.kicker = text
            head.guesses.append(Guess("kicker", text, "标题上方的一行，按引题处理，请核对。"))


def _may_be_kicker(line, headline):
    if (
        line.look.red
        or _is_masthead(line)
        or not _may_be_headline(line)
        or NUMBERED.match(line.text)
    ):
        return False
    return len(line.text) <= 60 and line.align == headline.align


def _take_below(head, items, start, body_look):
    """Subtitle and names, until a line is neither."""
    for place in range(start, min(len(items), start + 10)):
        line = items[place]
        if not isinstance(line, Line):
            return
        if line.in_textbox or not line.text:
            continue
        if not _take_one_below(head, line, body_look):
            return
        head.used.add(place)


def _take_one_below(head, line, body_look):
    text = line.text
    if line.style in SUBTITLE_STYLES or _opens_with_dash(text):
        head.subtitle = joined(head.subtitle, text)
    elif (credits := credits_of(text, glued=True)) is not None and not line.outline:
        take_credits(head, credits)
    elif DAY.match(text):
        head.losses.append(Loss("other", f"标题下的日期：{text}"))
    elif head.subtitle and line.is_continued and line.align == "center":
        head.subtitle = joined(head.subtitle, text)
    elif _may_be_subtitle(head, line, body_look):
        head.subtitle = text
        head.guesses.append(Guess("subtitle", text, "标题下居中的一行，按副题处理，请核对。"))
    else:
        return False
    return True


def _opens_with_dash(text):
    return bool(DASH.match(text)) and len(text) <= MAX_HEADLINE and not text.endswith("。")


def _may_be_subtitle(head, line, body_look):
    return (
        not head.subtitle
        and not head.credits
        and line.align == "center"
        and body_look is not None
        and not line.outline
        and not line.pictures
        and len(line.text) <= 60
        and not line.text.endswith(tuple(SENTENCE_END))
        and not NUMBERED.match(line.text)
        and not opens_like_a_caption(line.text)
        and not is_text(line)
    )


def take_credits(head, credits):
    """Names to the bylines; editors are told, contacts stay in the text for the checks to find."""
    if credits.unit and not credits.names:
        head.unit = credits.unit
    if credits.names:
        head.credits.append(credits)
    for kind, text in credits.left:
        if kind == "contact":
            head.contacts.append(text)
        else:
            head.losses.append(Loss(kind, text))


def with_unit(names, unit):
    return [replace(name, unit=name.unit or unit) for name in names] if unit else names
