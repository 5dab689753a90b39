"""Made-up circulars of any length for the tests of their print and for the bench, and what a printed page
says of itself: its words with their places in millimetres, asked of poppler."""

import random
import re
import subprocess
from dataclasses import dataclass
from xml.etree import ElementTree

from scoring.bulletin.content import LINE_COLUMNS, STANDING_COLUMNS

PLACES = (
    "都昌",
    "湖口",
    "彭泽",
    "永修",
    "德安",
    "武宁",
    "修水",
    "瑞昌",
    "庐山",
    "共青城",
    "柴桑",
    "浔阳",
    "濂溪",
)
HEADLINES = (
    "老干部重阳登高",
    "学习贯彻党的二十届四中全会精神",
    "银发生辉映晚霞——我县“五老”宣讲团走进乡村学校侧记",
    "永修县委老干部局组织开展离退休干部“看变化、话发展”参观考察活动纪实",
)
OUTLETS = (
    ("九江日报", "第3版"),
    ("老友", "第9期"),
    ("人民日报客户端", "https://example.cn/a/2026/0903/1234567.html?from=app"),
    ("九江老干部微讯", ""),
)
DIGEST = "3f8a" * 16


def make_content(units=4, lines=6, sections=None, **fields):
    """As scoring.bulletin.content.compose gives it. Each line's headline has its number."""
    chance = random.Random(2026)
    names = [f"{PLACES[n % 13]}{f'第{n}' if n >= 13 else ''}县委老干部局" for n in range(units)]
    half = units - units // 2
    return {
        "title": "关于2026年第三季度全市老干部信息宣传工作情况的通报",
        "title_lines": ["关于2026年第三季度全市老干部", "信息宣传工作情况的通报"],
        "number": "九老干通〔2026〕3号",
        "addressees": "各县（市、区）委老干部局，市直各单位老干部工作部门",
        "sections": sections or [section("一、总体情况", "本季度全市报送稿件3篇。")],
        "issuer": "中共九江市委老干部局",
        "date": "2026年10月15日",
        "annexes": [
            annex("附件1 县（市、区）得分表", STANDING_COLUMNS, standing(names[:half], chance)),
            annex("附件2 市直单位得分表", STANDING_COLUMNS, standing(names[half:], chance)),
            annex("附件3 采用稿件明细", LINE_COLUMNS, placed(names, lines, chance), [6]),
            annex(
                "附件4 未完成任务单位",
                ("单位", "排名组", "任务", "报送", "还差"),
                [[name, "县（市、区）", "6", "1", "5"] for name in names],
                [2, 3, 4],
            ),
        ],
        "quarter_label": "2026年第三季度",
        "digest": DIGEST,
    } | fields


def section(heading, *paragraphs):
    return {"key": heading, "heading": heading, "paragraphs": list(paragraphs)}


def annex(title, columns, rows, numeric=range(2, 14)):
    return {"title": title, "columns": list(columns), "rows": rows, "numeric": list(numeric)}


def standing(names, chance):
    return [
        [
            str(rank),
            name,
            *(str(chance.randrange(40)) for _ in range(8)),
            chance.choice(["0", "-2", "1.5"]),
            f"{chance.random() * 90:.2f}",
            f"{chance.random() * 300:.2f}",
            f"{chance.randrange(101)}%",
        ]
        for rank, name in enumerate(names, 1)
    ]


def placed(names, lines, chance):
    rows = []
    for number in range(lines):
        outlet, where = chance.choice(OUTLETS)
        rows.append(
            [
                chance.choice(names),
                f"{chance.choice(HEADLINES)}{number:05}",
                outlet,
                where,
                f"2026-09-{chance.randint(1, 30):02}",
                chance.choice(["陈明", "欧阳建国", ""]),
                f"{chance.random() * 20:.2f}",
                chance.choice(["第三条（三）", "第三条（二）、第六条"]),
            ]
        )
    return rows


# -- what poppler reads of a page ------------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    """One line, or a part of it that stands apart; millimetres from the top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self):
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Sheet:
    width: float
    height: float
    words: list[Words]

    def lines(self):
        """Words of one height as one, from above."""
        rows = {}
        for word in self.words:
            rows.setdefault(round(word.middle / 2), []).append(word)
        return [joined(rows[key]) for key in sorted(rows)]

    @property
    def text(self):
        return "".join(word.text for word in self.words)


def joined(words):
    words = sorted(words, key=lambda word: word.left)
    return Words(
        "".join(word.text for word in words),
        words[0].left,
        min(word.top for word in words),
        words[-1].right,
        max(word.bottom for word in words),
    )


def sheets_of(path, poppler="pdftotext"):
    """Every page of a PDF file."""
    answer = subprocess.run(
        [poppler, "-bbox", str(path), "-"], check=True, capture_output=True, text=True
    )
    # Named entities of XHTML that ElementTree does not know are not used by poppler.
    tree = ElementTree.fromstring(re.sub(r'<!DOCTYPE.*?>|xmlns="[^"]*"', "", answer.stdout))
    return [
        Sheet(
            _mm(page.get("width")),
            _mm(page.get("height")),
            [
                Words(
                    word.text, *(_mm(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))
                )
                for word in page.iter("word")
            ],
        )
        for page in tree.iter("page")
    ]


def _mm(points):
    return float(points) * 25.4 / 72
