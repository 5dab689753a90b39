"""PURE: which cells each section of a rule book asks for, in the order and the words of docs/scoring.md.
How a cell reads and shows is scoring.editor.cells'."""

from scoring import marks
from scoring.book import words
from scoring.editor.cells import (
    Choice,
    Fields,
    Flag,
    Hidden,
    Law,
    Many,
    Number,
    Numbers,
    Pairs,
    Section,
    Steps,
    Table,
    Text,
    Where,
    Whole,
    WholeChoice,
)

QUOTA_CLASSES = "1234"
MONTH_OR_QUARTER = (("month", "刊发的次月"), ("quarter", "季度结束后的次月"))


def law(where=""):
    """Clause and text, of the part itself or of one inside it."""
    return (
        Text(f"{where}clause", "条款号", "如：第三条（六）"),
        Law(f"{where}text", "条款内容", wide=True),
    )


def pairs(names):
    return tuple(names.items())


def conditions(*fields):
    return tuple(
        Many(name, words.FIELD_NAMES[name], of=name) for name in words.FIELDS if name in fields
    )


ALL = conditions(*words.FIELDS)
PERIODS = pairs(words.PERIODS)

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
        *ALL,
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
    "须有佐证",
    (*ALL, Many("any_of", "须有其中一种", of="evidence", empty="没有选", as_list=True), *law()),
    row="条",
)
DEADLINE = Fields(
    "deadline",
    "截止日",
    (
        Choice("after", "从哪里算起", of=MONTH_OR_QUARTER),
        Whole("day", "几日前佐证齐全"),
        Choice("then", "过期以后", of=(("zero", "不计分"), ("move", "计入佐证齐全的那个季度"))),
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
    (*ALL, *law()),
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
SUBMISSIONS = Fields(
    "submissions", "报送计分", (Number("points", "报送而未采用，每篇几分"), *law())
)
LIMIT = Fields(
    "submissions.limit",
    "报送篇数上限",
    (
        Whole("items", "最多计几篇"),
        Choice("per", "时间", of=(("week", "每周"), ("month", "每月"), ("quarter", "每季度"))),
        *law(),
    ),
)
EVENTS = Table(
    "events",
    "加减分项目",
    (
        Hidden("code", "代码"),
        Text("name", "名称", "如：市领导批示"),
        Number("points", "每次几分", "减分填负数"),
        Numbers("range", "或分值范围", "如：5、10", between="、"),
        Number("times", "该稿得分乘以几倍"),
        Flag("void", "该稿不计分"),
        Choice("wipe", "得分清零", of=(("month", "当月"), ("quarter", "当季")), empty="不清零"),
        Number("percent", "总分增减百分之几", "减半填-50"),
        Whole("items", "折合任务几篇"),
        Flag("disqualify", "取消评先资格"),
        Flag("instruction", "属于批示，随季度的“批示加分”开关"),
        *law(),
    ),
    "批示、约稿、失实、通报等，由计分人员录入、终审确认。至少写一种后果。",
    row="项",
    keyed="code",
    prefix="own_",
)
CAPS = Table(
    "caps",
    "封顶",
    (
        Choice("of", "哪些得分", of=pairs(words.CAP_OF), first="placements"),
        Choice("per", "对谁", of=pairs(words.CAP_PER), first="unit"),
        Choice("period", "时间", of=PERIODS, empty="不分时间（只用于每次刊发）"),
        Number("points", "最多几分"),
        *ALL,
        *law(),
    ),
    "媒体、级别等条件只用于刊发得分。从上往下依次封顶。",
    row="条",
    ordered=True,
)
FLOOR = Fields("floor", "保底", (Number("points", "每个单位每季度不低于几分"), *law()))
TASKS = Table(
    "tasks",
    "任务",
    (
        Choice("period", "时间", of=PERIODS),
        Choice("what", "什么任务", of=pairs(words.TASK_OF)),
        *(Number(f"classes.{n}", f"{n}类单位") for n in QUOTA_CLASSES),
        Pairs("units", "按单位写任务", "一行一个：单位全名 空一格 数字", wide=True),
        *ALL,
        Number("met.points", "完成得几分"),
        Number("met.year_cap", "完成得分全年最多"),
        Number("shortfall.each", "每缺一项扣几分", "填负数，如-1"),
        Number("shortfall.times", "或按缺额的几倍扣"),
        Numbers("shortfall.growing", "或逐次递增扣", "如：-1、-2、-4、-8"),
        *law(),
    ),
    "没有完成的三种扣分办法只填一样，都不填就只统计、不扣分。条件不用于报送任务。",
    row="项",
)
ADOPTION = Fields(
    "adoption",
    "采用率",
    (
        Choice("period", "时间", of=PERIODS),
        Number("below", "低于", "30%填0.3"),
        Number("points", "扣几分", "填负数"),
        *law(),
    ),
)
TRACKS = Table(
    "tracks",
    "类别",
    (Hidden("code", "代码"), Text("name", "名称", "如：信息、调研"), *ALL, *law()),
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
            first=("national", "province", "city"),
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
        ("须经本局报送", "须有佐证", "计分条件", "截止日", "迟报"),
    ),
    Section(
        "pieces",
        "稿件与署名",
        (SAME_PIECE, OWN_CARRIERS, SPLIT, JOINT_UNITS, JOURNALISTS, PERSONS),
        ("同一稿件多处刊发", "联合署名"),
        (
            "同一稿件", "自有载体", "联合署名", "余数归属", "几个单位联合", "与记者合写", "个人得分",
        ),
    ),
    Section(
        "submissions", "报送", (SUBMISSIONS, LIMIT), ("报送",), ("报送计分", "报送篇数上限")
    ),
    Section("events", "加减分", (EVENTS,), ("加减分",), ("加减分",)),
    Section("caps", "封顶与保底", (CAPS, FLOOR), ("封顶与保底",), ("封顶", "保底")),
    Section("tasks", "任务", (TASKS, ADOPTION), ("任务",), ("任务", "采用率")),
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
)  # fmt: skip
BY_SLUG = {section.slug: section for section in SECTIONS}


def section_of(fault):
    """The section that a sentence of the parser is about, or None."""
    said = fault.removeprefix("请选择“")
    for section in SECTIONS:
        if said.startswith(section.faults):
            return section
    return None
