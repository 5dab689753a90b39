"""PURE: what the editor asks about a piece that is printed more than once and about those who share its
points."""

from scoring.book import words
from scoring.editor.cells import Choice, Fields, Many, Number, Numbers, Section, Whole
from scoring.editor.recurring import CONDITIONS, law, pairs

SAME_PIECE = Fields(
    "same_piece",
    "同一稿件多处刊发",
    (
        Choice("mode", "怎样计", of=pairs(words.SAME_PIECE)),
        Choice("window", "时间范围", of=pairs(words.WINDOWS), first="quarter"),
        Number("fraction", "其余的比例", "“其余按比例计”时填，五分之一填0.2"),
        Whole("levels", "最高几个级别", "“只计最高的几个级别”时填"),
        *law(),
    ),
)
OWN_CARRIERS = Fields(
    "own_carriers",
    "自有载体只计一次",
    (*CONDITIONS, *law()),
    "同一稿件在这些媒体多次刊发，只计得分最高的一次。",
)
SPLIT = Fields(
    "split",
    "联合署名",
    (
        Choice("mode", "怎样分", of=pairs(words.SPLITS), first="shares"),
        Numbers("ratio", "固定比例", "“按固定比例”时填，如3：2", between="："),
        Choice("remainder", "除不尽的余数", of=pairs(words.REMAINDERS), first="first"),
        *law(),
        Many("each_in", "每个单位都计全分的采用方式", of="use", empty="没有", as_list=True),
    ),
)
JOINT_UNITS = Fields(
    "split.units",
    "几个单位联合",
    (
        Choice("mode", "怎样计", of=(("each", "每个单位都计全分"), ("half", "每个单位各计一半"))),
        *law(),
    ),
)
JOURNALISTS = Fields(
    "split.journalists",
    "与记者合写",
    law(),
    "填了条款号，与记者合写的全部计给通讯员；不填，记者也占一份。",
)
PERSONS = Fields("persons", "个人得分", law(), "填了条款号，作者个人也计分、也排名。")

SECTIONS = (
    Section(
        "pieces",
        "稿件与署名",
        (SAME_PIECE, OWN_CARRIERS, SPLIT, JOINT_UNITS, JOURNALISTS, PERSONS),
        ("同一稿件多处刊发", "联合署名"),
        (
            "同一稿件",
            "自有载体",
            "联合署名",
            "余数归属",
            "几个单位联合",
            "与记者合写",
            "个人得分",
        ),
    ),
)
