"""PURE: a rule book in plain Chinese: sections of rows, each with what it is about, what it does and the
clause that says so."""

from dataclasses import dataclass

from editorial import vocabulary
from scoring.book import marks, words
from scoring.book.form import Clause
from scoring.numbers import plain

NAMES = {
    "level": vocabulary.LEVELS,
    "genre": vocabulary.GENRES,
    "use": vocabulary.USES,
    "position": vocabulary.POSITIONS,
    "kind": vocabulary.KINDS,
}


@dataclass(frozen=True)
class Row:
    what: str
    how: str
    law: Clause


@dataclass(frozen=True)
class Section:
    title: str
    rows: tuple[Row, ...]


def summary(rules, outlets=None):
    """Sections without rows are left out. `outlets`: names of outlets by code."""
    writer = _Writer(rules, outlets or {})
    found = [
        ("分值", writer.rates()),
        ("加成与折扣", writer.multipliers()),
        ("计分条件", writer.conditions()),
        ("同一稿件多处刊发", writer.pieces()),
        ("联合署名", writer.split()),
        ("报送", writer.submissions()),
        ("加减分", writer.events()),
        ("封顶与保底", writer.caps()),
        ("任务", writer.tasks()),
        ("类别与排名", writer.ranking()),
        ("考核分与评先", writer.marks()),
        ("取整与次序", writer.rounding()),
    ]
    return [Section(title, tuple(rows)) for title, rows in found if rows]


def condition_in_words(condition, outlets=None):
    """What a condition fits, e.g. 市级 · 消息 · 头版头条."""
    parts = []
    for name, codes in condition.named:
        names = (outlets or {}) if name == "outlet" else NAMES[name]
        parts.append("或".join(names.get(code, code) for code in codes))
    return " · ".join(parts) or "所有刊发"


class _Writer:
    def __init__(self, rules, outlets):
        self.rules, self.outlets = rules, outlets

    def _about(self, condition):
        return condition_in_words(condition, self.outlets)

    def rates(self):
        rows = [
            Row(self._about(rate.condition), f"{plain(rate.points)}分", rate.law)
            for rate in self.rules.rates
        ]
        if listed := self.rules.listed:
            names = "、".join(sorted(self.outlets.get(code, code) for code in listed.outlets))
            rows.append(Row("计分的媒体", names, listed.law))
            how = "按其级别计" if listed.unlisted else "不能计分，列为问题"
            rows.append(Row("名录外的媒体", how, listed.unlisted or listed.law))
        return rows

    def multipliers(self):
        rules = self.rules
        rows = [Row(self._about(m.condition), _change(m), m.law) for m in rules.multipliers]
        rows += [Row(vocabulary.USES[use], _change(m), m.law) for use, m in rules.uses]
        for rule in rules.as_genre:
            of = "、".join(vocabulary.GENRES[genre] for genre in rule.of) or "任何体裁"
            how = f"满{rule.at_least}字按{vocabulary.GENRES[rule.genre]}计"
            rows.append(Row(of, how, rule.law))
        if growth := rules.growth:
            per = plain(growth.per_step * 100)
            how = (
                f"超过{growth.at_least}字，每满{growth.step}字加{per}%，最多 × {plain(growth.most)}"
            )
            rows.append(Row("篇幅", how, growth.law))
        return rows

    def conditions(self):
        rules = self.rules
        rows = []
        if rules.bureau:
            rows.append(Row("没有经本局报送的", "不计分", rules.bureau))
        for rule in rules.evidence:
            kinds = "、".join(vocabulary.EVIDENCE[code] for code in rule.any_of)
            rows.append(Row(self._about(rule.condition), f"须有佐证材料：{kinds}", rule.law))
        if deadline := rules.deadline:
            after = "刊发次月" if deadline.after == "month" else "季度结束后次月"
            then = "不计分" if deadline.then == "zero" else "计入佐证材料齐全的那个季度"
            rows.append(
                Row("截止日", f"{after}{deadline.day}日前佐证材料齐全，过期{then}", deadline.law)
            )
        if late := rules.late:
            how = "不计分" if late.points is None else f"{plain(late.points)}分"
            rows.append(Row("迟报", f"刊发后超过{late.days}天才登记，{how}", late.law))
        return rows

    def pieces(self):
        rule = self.rules.same_piece
        how = words.SAME_PIECE[rule.mode]
        if rule.mode == "highest_plus":
            how = f"就高，其余各按 {plain(rule.fraction)} 计"
        elif rule.mode == "top_levels":
            how = f"只计最高的{rule.levels}个级别，每级一次"
        rows = [Row(words.WINDOWS[rule.window], how, rule.law)]
        if self.rules.own_carriers:
            law, condition = self.rules.own_carriers
            rows.append(Row(self._about(condition), "自有载体只计一次", law))
        return rows

    def split(self):
        split = self.rules.split
        how = words.SPLITS[split.mode]
        if split.mode == "ratio":
            how = f"按 {' : '.join(map(plain, split.ratio))}，其后的署名不计"
        rows = [Row("署名的人", f"{how}，{words.REMAINDERS[split.remainder]}", split.law)]
        if split.units:
            how = "每个单位都计全分" if split.units.mode == "each" else "每个单位各计一半"
            rows.append(Row("几个单位联合", how, split.units.law))
        if split.each_in:
            uses = "、".join(vocabulary.USES[use] for use in split.each_in)
            rows.append(Row(uses, "每个单位都计全分", split.law))
        if split.journalists:
            rows.append(Row("与记者合写", "全部计给通讯员", split.journalists))
        if self.rules.persons:
            rows.append(Row("个人", "同时计个人得分", self.rules.persons))
        return rows

    def submissions(self):
        rule = self.rules.submissions
        if rule is None:
            return []
        rows = []
        if rule.points is not None:
            rows.append(Row("报送而未采用", f"每篇 {plain(rule.points)}分", rule.law))
        if rule.limit:
            per = {"week": "每周", "month": "每月", "quarter": "每季度"}[rule.limit.per]
            rows.append(Row("报送篇数", f"{per}最多计{rule.limit.items}篇", rule.limit.law))
        return rows

    def events(self):
        return [
            Row(rule.name or code, effects_in_words(rule), rule.law)
            for code, rule in self.rules.events
        ]

    def caps(self):
        rows = []
        for cap in self.rules.caps:
            per = words.CAP_PER[cap.per]
            period = words.PERIODS.get(cap.period, "")
            of = words.CAP_OF[cap.of]
            about = "" if not cap.condition.named else f"{self._about(cap.condition)}，"
            rows.append(Row(f"{about}{per}{period}", f"{of}最多 {plain(cap.points)}分", cap.law))
        if floor := self.rules.floor:
            rows.append(Row("每个单位每季度", f"不低于 {plain(floor.points)}分", floor.law))
        return rows

    def tasks(self):
        rows = []
        for task in self.rules.tasks:
            about = words.PERIODS[task.period] + words.TASK_OF[task.what]
            if task.condition.named:
                about += f"（{self._about(task.condition)}）"
            rows.append(Row(about, _targets(task) + _consequences(task), task.law))
        if rule := self.rules.adoption:
            how = f"低于 {plain(rule.below * 100)}%，{plain(rule.points)}分"
            rows.append(Row(f"{words.PERIODS[rule.period]}采用率", how, rule.law))
        return rows

    def ranking(self):
        rows = [
            Row(track.name, self._about(track.condition), track.law) for track in self.rules.tracks
        ]
        ranking = self.rules.ranking
        how = "各组分别排名" if ranking.by == "group" else "所有单位一起排名"
        if ranking.ties:
            levels = "、".join(vocabulary.LEVELS[level] for level in ranking.ties)
            how += f"；同分比{levels}刊发篇数，仍相同的并列"
        rows.append(Row("排名", how, ranking.law))
        return rows

    def marks(self):
        rules = self.rules.conversion
        rows = []
        if method := rules.method:
            name = marks.METHOD_NAMES[method.name]
            period = marks.PERIOD_NAMES[method.period]
            how = f"{period}{name}" + (f"，满分 {plain(method.full)}" if method.full else "")
            rows.append(Row("换算考核分", how, Clause(method.clause, method.text)))
        for minimum in rules.minima:
            of = "、".join(vocabulary.LEVELS[level] for level in minimum.levels) or "总分"
            law = Clause(minimum.clause, minimum.text)
            rows.append(Row("最低要求", f"{of}不低于 {plain(minimum.points)}分", law))
        if awards := rules.awards:
            law = Clause(awards.clause, awards.text)
            rows.append(Row("评先名额", f"单位{awards.units}个，个人{awards.persons}名", law))
        return rows

    def rounding(self):
        rules = self.rules
        how = f"{words.ROUNDINGS[rules.rounding]}到 {plain(rules.unit)}"
        rows = [Row("取整", how, Clause())]
        if rules.order != words.ORDER:
            steps = " → ".join(words.STEP_NAMES[name] for name in rules.order)
            rows.append(Row("计算次序", steps, Clause()))
        return rows


def _change(multiplier):
    if multiplier.factor is not None:
        return f"× {plain(multiplier.factor)}"
    sign = "加" if multiplier.add >= 0 else "减"
    return f"{sign} {plain(abs(multiplier.add))}分"


def effects_in_words(rule):
    """What an adjustment of a kind does, e.g. 每次 -5分；该稿不计分."""
    said = []
    if rule.points is not None:
        said.append(f"每次 {plain(rule.points)}分")
    if rule.between is not None:
        said.append(f"{plain(rule.between[0])} 到 {plain(rule.between[1])}分")
    if rule.times is not None:
        said.append(f"该稿得分 × {plain(rule.times)}")
    if rule.void:
        said.append("该稿不计分")
    if rule.wipe:
        said.append("当月得分清零" if rule.wipe == "month" else "当季得分清零")
    if rule.percent is not None:
        said.append(f"总分增减 {plain(rule.percent)}%")
    if rule.items:
        said.append(f"折合任务{rule.items}篇")
    if rule.disqualify:
        said.append("取消评先资格")
    if rule.instruction:
        said.append("随“批示加分”开关")
    return "；".join(said)


def _targets(task):
    pairs = [(f"{who}类", n) for who, n in task.classes] + [*task.units]
    return "、".join(f"{who} {plain(n)}" for who, n in pairs)


def _consequences(task):
    said = ""
    if task.met is not None:
        said += f"；完成得 {plain(task.met)}分"
        if task.met_year_cap is not None:
            said += f"，全年最多 {plain(task.met_year_cap)}分"
    if task.each is not None:
        said += f"；每缺一项 {plain(task.each)}分"
    elif task.times is not None:
        said += f"；所缺的 {plain(task.times)} 倍扣分"
    elif task.growing:
        said += f"；第一次起依次 {'、'.join(map(plain, task.growing))}分"
    return said
