"""Which of our screens is measured beside which of stock's, and what is aimed at."""

from dataclasses import dataclass

# A list or panel costs no more than this, whatever the size of the database.
MOST_QUERIES, MOST_MS = 40, 300
EDIT_RATIO, APPROVE_RATIO = 1.2, 1.3


@dataclass(frozen=True)
class Pair:
    """`ratio` is the most queries we may need for one of stock's. A list or panel has the aims above
    instead; the page of a piece is neither and is only shown."""

    title: str
    ours: str
    stock: str = ""
    ratio: float | None = None
    is_list: bool = True


PAIRS = (
    Pair("通讯员首页", "home of a writer", "dashboard of a writer"),
    Pair("编辑首页", "home of an editor", "dashboard of an editor"),
    Pair("负责人首页", "home of a head", "dashboard of a head"),
    Pair("管理员首页（全部审稿）", "home of all steps", "dashboard of all steps"),
    Pair("我的稿件", "my pieces", "explorer of a section"),
    Pair("待我办理", "queue", "dashboard of an editor"),
    Pair("待我办理", "queue", "workflow tasks report"),
    Pair("全部稿件", "all pieces", "usage of the type"),
    Pair("全部稿件，查找", "all pieces, found", "usage of the type, found"),
    Pair("改稿件（作者）", "edit own draft", "edit own draft", EDIT_RATIO),
    Pair("改稿件（初审）", "edit in review", "edit in review", EDIT_RATIO),
    Pair("稿件页（初审）", "page of a piece", "edit in review", is_list=False),
    Pair("初审通过", "approve", "approve", APPROVE_RATIO),
    Pair("终审通过", "approve finally", "approve finally", APPROVE_RATIO),
    Pair("计分人员首页", "home of the score keeper"),
    Pair("待送稿件", "to route"),
    Pair("送稿登记", "routing desk"),
    Pair("刊发台账（编辑）", "placements"),
    Pair("刊发台账（通讯员）", "placements of a unit"),
    Pair("待核实", "placements to verify"),
    Pair("得分排名", "standing"),
    Pair("本季度", "quarter"),
    Pair("人员", "people"),
    Pair("单位", "units"),
)
