"""Names in lines that hold nothing but names: under the title, after 讯, at the end, and the credit of a
photo, in the forms of the field (domain §3). Says what a line names, or that it is no such line."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from editorial.manuscripts.blocks import Byline

# What stands before names, which words are never names, and the surnames: a row a meaning.
WORDS = {
    row.split()[0]: row.split()[1:]
    for row in Path(__file__).with_name("byline_words.txt").read_text(encoding="utf-8").splitlines()
}
SURNAMES, COMPOUND_SURNAMES = frozenset(WORDS["surnames"]), frozenset(WORDS["compound"])

TEXT, PHOTO, VIDEO, BOTH = ("text",), ("photo",), ("video",), ("text", "photo")
EDITOR, CONTACT, UNIT = "editor", "contact", "unit"
MEANINGS = {
    "text": TEXT, "photo": PHOTO, "video": VIDEO, "both": BOTH,
    "editor": EDITOR, "contact": CONTACT, "unit": UNIT,
}  # fmt: skip
LABELS = {word: meaning for key, meaning in MEANINGS.items() for word in WORDS[key]}
# These may stand behind their names.
MARKS_BEHIND = frozenset(WORDS["both"]) | frozenset(
    ("文", "图", "摄", "摄影", "视频", "摄像", "报道", "供图", "供稿", "撰文", "采写", "整理")
)
# The longest label of a beginning wins, so 摄影报道 is not 摄影.
BY_LENGTH = sorted(LABELS, key=len, reverse=True)
# These stand before a name without a mark between: 通讯员张三. 图 or 文 do not: 文明, 图强.
GLUED = [label for label in BY_LENGTH if len(label) > 1 and LABELS[label] in (TEXT, PHOTO, VIDEO)]

UNIT_NAME = re.compile(
    r"[\u4e00-\u9fff（）()]{2,30}(局|委|办|办公室|中心|大学|学院|学校|中学|小学|支行|银行|县|市|区|社区|村|镇|乡|街道|公司|集团|"
    r"医院|支部|协会|学会|部|院|室|站|所|科|队|团|厂|社|会|处|组|馆|报社|电视台|融媒体中心|干休所)"
)
# What a headline tells that a unit did: 县委老干部局组织离退休干部 is no unit.
DEED = re.compile("组织(?!部|科|处|股|局|室|办)|开展|举办|召开|举行|收听|收看|助力|走进|参观|慰问")
CHINESE_NAME = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]{2,4}")
LONG_NAME = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fff]{1,10})+")
# Words that look like names and never are.
NOT_NAMES = frozenset(WORDS["never"])
# Set before a byline as a mark.
ORNAMENTS = "\u3000 □■○●◎◆◇▲△★☆※"
# A day or an hour beside the names, as web pages have them.
MOMENT = re.compile(r"\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?|\d{1,2}：\d{2}(：\d{2})?")
BRACKETS = str.maketrans("()〔〕【】[]［］", "（）（）（）（）（）")
DATELINE = re.compile(
    r"^(?P<place>[^\s，。、；：！？（）]{0,12}讯)\s*[（](?P<names>[^（）]{2,60})[）]\s*[：:]?\s*"
)
SPOKEN_DATELINE = re.compile(
    r"^(?P<place>[^\s，。、；：！？（）]{0,12}讯)\s*[（]?(?P<names>(?:本报|本网|特约)?(?:通讯员|记者)[^，。；：（）]{2,40}?)\s*"
    r"报道[）]?[：:，,]?\s*"
)


@dataclass
class Credits:
    """What a line of names says. `unit` is named for all (作者单位：…); `left` are the phrases that
    are no credit: ('editor', '责任编辑：钱七'), ('contact', …)."""

    names: list[Byline] = field(default_factory=list)
    unit: str = ""
    left: list[tuple[str, str]] = field(default_factory=list)
    has_label: bool = False


def is_name(text: str, *, strict: bool) -> bool:
    """Whether it may be a person's name; `strict` wants a known surname, for lines without a label."""
    if LONG_NAME.fullmatch(text):
        return True
    if not CHINESE_NAME.fullmatch(text) or text in NOT_NAMES:
        return False
    if text[:2] in COMPOUND_SURNAMES:
        return len(text) > 2
    if not strict:
        return not (len(text) == 4 and UNIT_NAME.fullmatch(text))
    return text[0] in SURNAMES and len(text) < 4


def credits_of(line: str, *, role=TEXT, strict=True, glued=False) -> Credits | None:
    """What a line of names says, or None when anything in it is no name, label or unit. `role` is
    theirs whom no label gives one; `glued` takes a unit and a name without a blank between them,
    which in a place where no names are expected would find them in headlines."""
    tokens = _tokens(line)
    closes_with_label = bool(tokens) and tokens[-1] in LABELS
    reader = _Reader(role, strict, glued, closes_with_label)
    for token in tokens:
        if not reader.take(token):
            return None
    return reader.finish()


def split_dateline(text: str):
    """(place, the rest, credits) of a lead such as 九江讯（张三）…; None when it names nobody."""
    text = text.translate(BRACKETS)
    for pattern in (DATELINE, SPOKEN_DATELINE):
        found = pattern.match(text)
        # In this place even a rare surname is one.
        credits = credits_of(found["names"], strict=False) if found else None
        if credits and credits.names:
            return found["place"], text[found.end() :], credits
    return None


# -- from a line to tokens -------------------------------------------------------------------------


def _tokens(line: str) -> list[str]:
    line = line.translate(BRACKETS).replace("／", "/").replace("﹒", "·").strip(ORNAMENTS)
    line = _without_outer_brackets(line)
    line = re.sub(r"\s*([：:])\s*", "：", line)
    line = re.sub(r"\s*/\s*", "/", line)
    parts = [part for part in re.split(r"[\s、，,；;。|｜&]+|(?<=[）])|(?=[（])", line) if part]
    return _rejoin_single_characters(parts)


def _without_outer_brackets(line):
    while line[:1] == "（" and line[-1:] in "）" and line.count("（") == 1:
        line = line[1:-1].strip("\u3000 ")
    return line


def _rejoin_single_characters(parts):
    """张　三 is one name of two characters, set as wide as three."""
    joined = []
    for part in parts:
        before = joined[-1] if joined else ""
        stem = re.split("[：/]", before)[-1]
        if (
            re.match(r"[\u4e00-\u9fff](?=$|/)", part)
            and len(stem) == 1
            and stem in SURNAMES
            and (before not in LABELS or part not in LABELS)
            and part not in ("摄", "图")
        ):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


# -- from tokens to names --------------------------------------------------------------------------


class _Reader:
    """Takes tokens one by one. A label before names gives them its role until the next label; one
    behind names (王五 摄, 李四/文) gives it to those since the last label."""

    def __init__(self, role, strict, glued, closes_with_label):
        self.credits = Credits()
        self.role, self.strict, self.glued = role, strict, glued
        self.closes_with_label = closes_with_label
        self.unlabelled: list[tuple[str, str]] = []
        self.labelled = self.unit_follows = False
        self.unit, self.leaving = "", ""

    def take(self, token) -> bool:
        if MOMENT.fullmatch(token):
            self.credits.left.append(("other", token))
            return True
        head, colon, rest = token.partition("：")
        if colon and self._label(head, colon=True):
            return not rest or self.take(rest)
        if token.startswith("（"):
            return self._bracket(token.strip("（）"))
        token = token.strip("（）")
        if not token:
            return True
        if colon:
            return self._leave(token)
        if self.leaving == "contact" or (
            self.leaving and not self._names_start(token) and token not in LABELS
        ):
            return self._leave(token)
        return self._take_bare(token)

    def _take_bare(self, token):
        if token in LABELS:
            return self._label(token, colon=False)
        if "/" in token:
            return self._slashed(token)
        for label in GLUED:
            rest = token[len(label) :]
            if token.startswith(label) and is_name(rest, strict=False):
                self._label(label, colon=True)
                return self._person(rest)
        for mark in ("摄影", "供图", "摄", "文图", "图文"):
            stem = token[: -len(mark)]
            if token.endswith(mark) and is_name(stem, strict=self.strict):
                return self._person(stem) and self._label(mark, colon=False)
        if self._person(token) or self._unit(token):
            return True
        return self.glued and self._unit_and_person(token)

    def _unit_and_person(self, token):
        """都昌县委老干部局张三, written without a blank."""
        for length in (3, 2):
            unit, name = token[:-length], token[-length:]
            if is_name(name, strict=True) and self._unit(unit):
                return self._person(name)
        return False

    def _names_start(self, token):
        return any(token.startswith(label) for label in GLUED)

    def _leave(self, token):
        """A phrase that is no credit goes with its label: 责任编辑：钱七 孙八."""
        if not self.leaving:
            return False
        kind, text = self.credits.left[-1]
        self.credits.left[-1] = (kind, f"{text}{'' if text.endswith('：') else ' '}{token}")
        return True

    def _label(self, word, *, colon):
        # 图文/王五 and 文/图：张三 and 摄影记者：李四.
        meaning = LABELS.get(word) or LABELS.get(word.replace("、", "/"))
        if meaning is None:
            return False
        self.credits.has_label = True
        if meaning in (EDITOR, CONTACT):
            self._settle(self.role)
            self.leaving = meaning
            self.credits.left.append((meaning, f"{word}：" if colon else word))
            return True
        self.leaving = ""
        if meaning == UNIT:
            self.unit_follows = True
            return True
        if not colon and self._stands_behind(word, meaning):
            self._settle(meaning)
            if meaning == BOTH:  # 记者 李四 通讯员 张三 文/图: both of both
                self.unlabelled = [(n.name, n.unit) for n in self.credits.names]
                self._settle(PHOTO)
            self.labelled = False
            return True
        self._settle(self.role)
        self.role, self.labelled = meaning, True
        return True

    def _stands_behind(self, word, meaning):
        """张三 文 李四 图 and 通讯员 张三 文/图; but 通讯员 张三 摄影 王五 opens a new row of names."""
        if not self.unlabelled or word not in MARKS_BEHIND:
            return False
        return not self.labelled or self.closes_with_label or meaning == BOTH

    def _settle(self, role):
        for name, unit in self.unlabelled:
            for one in role:
                found = Byline(name, one, unit)
                if not any((n.name, n.role) == (name, one) for n in self.credits.names):
                    self.credits.names.append(found)
        self.unlabelled = []

    def _slashed(self, token):
        """李四/文, 文/李四, 文/图, 王五/文/图."""
        parts = token.split("/")
        names = [p for p in parts if p not in LABELS]
        labels = [p for p in parts if p in LABELS]
        if len(names) != 1 or not labels or not is_name(names[0], strict=False):
            return all(self._person(p) for p in parts)  # 张三/李四
        roles = tuple(
            r for label in labels for r in LABELS[label] if isinstance(LABELS[label], tuple)
        )
        if not roles:
            return False
        self.credits.has_label = True
        if parts[0] in LABELS:  # 文/李四 opens a row of names
            self._settle(self.role)
            self.role, self.labelled = roles, True
            return self._person(names[0])
        self.unlabelled.append((names[0], self.unit))
        self._settle(roles)
        self.labelled = False
        return True

    def _bracket(self, inside):
        """（摄） and （都昌县委老干部局） behind a name."""
        inside = inside.strip()
        if inside in LABELS:
            return self._label(inside, colon=False)
        stem = re.sub(r"^(作者单位|单位|作者系|系)[：:]?", "", inside)
        if UNIT_NAME.fullmatch(stem) and self.unlabelled:
            name, _ = self.unlabelled[-1]
            if inside != stem:
                self.unlabelled = [(n, u or stem) for n, u in self.unlabelled]
            else:
                self.unlabelled[-1] = (name, stem)
            return True
        return all(self.take(token) for token in _tokens(inside))

    def _person(self, token):
        strict = self.strict and not self.labelled
        if not is_name(token, strict=strict):
            return False
        if UNIT_NAME.fullmatch(token) and len(token) == 4 and token[0] not in SURNAMES:
            return False
        self.unlabelled.append((token, self.unit))
        return True

    def _unit(self, token):
        if not UNIT_NAME.fullmatch(token) or len(token) < 3 or DEED.search(token):
            return False
        if self.unit_follows:
            self.credits.unit, self.unit_follows = token, False
        elif self.unit and not self.unlabelled and not self.credits.names:
            self.unit = f"{self.unit}{token}"
        else:
            self.unit = token
        return True

    def finish(self):
        self._settle(self.role)
        if not self.credits.names and self.unit and not self.credits.unit:
            self.credits.unit = self.unit
        if self.credits.unit:
            self.credits.names = [
                Byline(n.name, n.role, n.unit or self.credits.unit) for n in self.credits.names
            ]
        return self.credits
