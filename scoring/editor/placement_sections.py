"""PURE: what the editor asks about one placement's worth: rates, multipliers, length, conditions and days."""

from scoring.editor.cells import (
    Choice,
    Fields,
    Flag,
    Law,
    Many,
    Number,
    Section,
    Table,
    Text,
    Where,
    Whole,
)
from scoring.editor.recurring import CONDITIONS, law

MONTH_OR_QUARTER = (("month", "刊发的次月"), ("quarter", "季度结束后的次月"))

RATES = Table(
    "rates",
    "分值表",
    (
        Where("where", "媒体或级别"),
        Choice("genre", "体裁", of="genre", empty="不限"),
        Choice("use", "采用方式", of="use", empty="不限"),
        Choice("position", "位置", of="position", empty="不限"),
        Choice("kind", "媒体类别", of="kind", empty="不限"),
        Number("points", "分值"),
        *law(),
    ),
    "每一行是一种情况。同时合几行的，按写得最细的一行计。",
    dense=True,
)
LISTED = Fields(
    "listed",
    "媒体名录",
    (
        Many("outlets", "名录里的媒体", of="outlet", empty="没有选", as_list=True),
        *law(),
        Text("unlisted.clause", "名录外的：条款号", "填了，名录外的媒体按其级别计；不填，列为问题"),
        Law("unlisted.text", "名录外的：条款内容", wide=True),
    ),
    "只有名录里的媒体才计分的，在这里选。全部空着，就是没有名录。",
)
MULTIPLIERS = Table(
    "multipliers",
    "加倍、打折、加分",
    (
        *CONDITIONS,
        Number("factor", "乘以几倍", "打六折填0.6"),
        Number("add", "或加几分", "减分填负数"),
        *law(),
    ),
    "“乘以几倍”和“加几分”填一样。同一步里从上往下依次算。",
    row="条",
    ordered=True,
)
USES = Table(
    "uses",
    "采用方式系数",
    (
        Choice("use", "采用方式", of="use"),
        Number("factor", "乘以几倍"),
        Number("add", "或加几分"),
        *law(),
    ),
    row="条",
    keyed="use",
)
AS_GENRE = Table(
    "length.as_genre",
    "按字数折算体裁",
    (
        Many("of", "哪些体裁", of="genre", as_list=True),
        Whole("from", "满多少字"),
        Choice("genre", "按什么体裁计", of="genre"),
        *law(),
    ),
    row="条",
    ordered=True,
)
GROWTH = Fields(
    "length.growth",
    "按字数加分",
    (
        Whole("from", "超过多少字起"),
        Whole("step", "每满多少字"),
        Number("per_step", "加几成", "每次加10%填0.1"),
        Number("max", "最多几倍"),
        *law(),
    ),
)
BUREAU = Fields("requires.bureau", "须经本局报送", law(), "填了条款号，没有经本局报送的就不计分。")
EVIDENCE = Table(
    "requires.evidence",
    "须有佐证材料",
    (
        *CONDITIONS,
        Many("any_of", "须有其中一种", of="evidence", empty="没有选", as_list=True),
        *law(),
    ),
    row="条",
)
DEADLINE = Fields(
    "deadline",
    "截止日",
    (
        Choice("after", "从哪里算起", of=MONTH_OR_QUARTER),
        Whole("day", "几日前佐证材料齐全"),
        Choice("then", "过期以后", of=(("zero", "不计分"), ("move", "计入佐证材料齐全的那个季度"))),
        *law(),
    ),
)
LATE = Fields(
    "late",
    "迟报",
    (
        Whole("days", "刊发后超过几天才登记"),
        Flag("zero", "不计分"),
        Number("points", "或扣几分", "填负数，如-1"),
        *law(),
    ),
    "“不计分”和“扣几分”选一样。",
)

SECTIONS = (
    Section("rates", "分值", (RATES, LISTED), ("分值",), ("分值", "媒体名录", "至少要有一条分值")),
    Section(
        "multipliers",
        "加成与折扣",
        (MULTIPLIERS, USES, AS_GENRE, GROWTH),
        ("加成与折扣",),
        ("倍数", "采用方式系数", "篇幅"),
    ),
    Section(
        "conditions",
        "计分条件",
        (BUREAU, EVIDENCE, DEADLINE, LATE),
        ("计分条件",),
        ("须经本局报送", "须有佐证材料", "计分条件", "截止日", "迟报"),
    ),
)
