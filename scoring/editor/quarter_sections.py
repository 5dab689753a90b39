"""PURE: what the editor asks about a unit's quarter beyond its placements: submissions, events, caps,
floor, tasks, rate of adoption."""

from scoring.book import words
from scoring.editor.cells import (
    Choice,
    Fields,
    Flag,
    Hidden,
    Number,
    Numbers,
    Pairs,
    Section,
    Table,
    Text,
    Whole,
)
from scoring.editor.recurring import CONDITIONS, law, pairs

QUOTA_CLASSES = "1234"
PERIODS = pairs(words.PERIODS)

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
        *CONDITIONS,
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
        *CONDITIONS,
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

SECTIONS = (
    Section("submissions", "报送", (SUBMISSIONS, LIMIT), ("报送",), ("报送计分", "报送篇数上限")),
    Section("events", "加减分", (EVENTS,), ("加减分",), ("加减分",)),
    Section("caps", "封顶与保底", (CAPS, FLOOR), ("封顶与保底",), ("封顶", "保底")),
    Section("tasks", "任务", (TASKS, ADOPTION), ("任务",), ("任务", "采用率")),
)
