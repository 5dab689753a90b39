"""PURE: the codes that rule books alone name, with their words on the screens; levels, genres and the
like are the work's own (editorial.vocabulary)."""

# What a condition may name, in the order in which a rate that names it beats one that does not.
FIELDS = ("outlet", "level", "genre", "use", "position", "kind")
FIELD_NAMES = {
    "outlet": "媒体",
    "level": "级别",
    "genre": "体裁",
    "use": "采用方式",
    "position": "位置",
    "kind": "媒体类别",
}
# The levels whose counts tell equal points apart, where a book names none.
TIES = ("national", "province", "city")
PERIODS = {"month": "每月", "quarter": "每季度", "year": "全年"}
WINDOWS = {"quarter": "同一季度内", "year": "同一年内", "always": "不限时间"}
SAME_PIECE = {
    "highest": "就高，只计得分最高的一次",
    "cumulative": "累加，每次都计",
    "highest_plus": "就高，其余按比例计",
    "top_levels": "只计最高的几个级别，每级一次",
}
SPLITS = {
    "shares": "按登记的份额",
    "equal": "按人数平均",
    "ratio": "按固定比例",
    "each": "每人都计全分",
}
REMAINDERS = {"first": "余数归第一署名", "largest": "余数归份额最大者"}
ROUNDINGS = {"half_up": "四舍五入", "down": "舍去尾数"}
CAP_OF = {
    "placements": "刊发得分",
    "submissions": "报送得分",
    "events": "加减分",
    "all": "全部得分",
}
CAP_PER = {
    "placement": "每次刊发",
    "outlet": "每家媒体",
    "unit": "每个单位",
    "person": "每个人",
}
TASK_OF = {"submissions": "报送", "placements": "刊发", "points": "刊发得分"}

BASE, GENRE, POSITION, LENGTH, USE = "base", "genre", "position", "length", "use"
SAME, SPLIT = "same_piece", "split"
BONUS, CAPS, TASKS, FLOOR = "bonus", "caps", "tasks", "floor"
ORDER = (BASE, GENRE, POSITION, LENGTH, USE, SAME, SPLIT, BONUS, CAPS, TASKS, FLOOR)
STEP_NAMES = {
    BASE: "基础分",
    GENRE: "体裁",
    POSITION: "位置",
    LENGTH: "篇幅",
    USE: "采用方式",
    SAME: "同一稿件",
    SPLIT: "联合署名",
    BONUS: "加减分",
    CAPS: "封顶",
    TASKS: "任务",
    FLOOR: "保底",
}
