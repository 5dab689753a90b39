"""PURE: what the editor asks about the book as a whole: tracks, ranking, marks and awards, rounding, the
order of the steps."""

from scoring.book import marks, words
from scoring.editor.cells import (
    Choice,
    Fields,
    Hidden,
    Many,
    Number,
    Section,
    Steps,
    Table,
    Text,
    Whole,
    WholeChoice,
)
from scoring.editor.recurring import CONDITIONS, law, pairs

TRACKS = Table(
    "tracks",
    "类别",
    (Hidden("code", "代码"), Text("name", "名称", "如：信息、调研"), *CONDITIONS, *law()),
    "分几类各算各的得分、各排各的名；不分就空着。一次刊发算进第一个合的类别。",
    row="类",
    prefix="track_",
    ordered=True,
)
RANKING = Fields(
    "ranking",
    "排名",
    (
        Choice(
            "by", "怎样排", of=(("all", "所有单位一起排"), ("group", "各组分别排")), first="all"
        ),
        Many("apart", "一起排时单独排的组", of="group", empty="没有", as_list=True),
        Many(
            "ties",
            "同分比哪些级别的刊发篇数",
            of="level",
            first=words.TIES,
            empty="不比，并列",
            as_list=True,
            always=True,
        ),
        *law(),
    ),
)
MARKS = Fields(
    "marks",
    "换算考核分",
    (
        Choice("method", "换算方法", of=pairs(marks.METHOD_NAMES), empty="不换算"),
        Choice("period", "按什么时间", of=pairs(marks.PERIOD_NAMES), first="quarter"),
        Number("full", "满分", "分档的不填"),
        Number("rest", "各档之外得几分", "只用于分档"),
        Number("below", "未达最低要求得几分"),
        Whole("scale", "小数位数"),
        *law(),
    ),
)
MARK_ROWS = Table(
    "marks.rows",
    "考核分的档次",
    (
        Number("at_least", "得分不低于", "按得分分档时填"),
        Whole("to_rank", "或名次在前几名", "按名次分档时填"),
        Number("marks", "得考核分"),
    ),
    row="档",
)
MINIMA = Table(
    "minima",
    "最低要求",
    (
        Many("levels", "哪些级别的得分", of="level", empty="总分", as_list=True),
        Number("points", "不低于几分"),
        *law(),
    ),
    row="条",
)
AWARDS = Fields(
    "awards", "评先名额", (Whole("units", "先进单位几个"), Whole("persons", "先进个人几名"), *law())
)
ROUNDING = Fields(
    "rounding",
    "取整",
    (
        WholeChoice(
            "scale", "小数位数", of=(("2", "两位"), ("1", "一位"), ("0", "整数")), first="2"
        ),
        Number("step", "最小单位", "以半分为单位填0.5；不填按位数"),
        Choice("mode", "怎样取", of=pairs(words.ROUNDINGS), first="half_up"),
    ),
)

# The two stretches of the order within which steps may change places.
LOOSE = (tuple(range(1, 5)), tuple(range(7, 11)))
ORDER = Steps(
    "order",
    "计算次序",
    tuple(
        Choice(
            str(place),
            f"第{place + 1}步",
            of=tuple((words.ORDER[n], words.STEP_NAMES[words.ORDER[n]]) for n in places),
            first=words.ORDER[place],
        )
        for places in LOOSE
        for place in places
    ),
    "第1步是基础分，第6、7步是同一稿件和联合署名，不能调换。其余各写一次。",
    names=words.ORDER,
)

SECTIONS = (
    Section("ranking", "类别与排名", (TRACKS, RANKING), ("类别与排名",), ("类别", "排名")),
    Section(
        "marks",
        "考核分与评先",
        (MARKS, MARK_ROWS, MINIMA, AWARDS),
        ("考核分与评先",),
        ("考核分换算", "最低要求", "评先名额"),
    ),
    Section(
        "rounding",
        "取整与次序",
        (ROUNDING, ORDER),
        ("取整与次序",),
        ("取整", "小数位数", "最小单位", "计算次序"),
    ),
)
