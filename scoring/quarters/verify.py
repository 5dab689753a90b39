"""Whether a closed quarter is still what it was closed on: recomputed from its file and from its frozen
rows, and compared byte for byte."""

import json
from decimal import Decimal

from django.core.files.storage import default_storage

from editorial.vocabulary import LEVELS
from scoring.arithmetic import closing
from scoring.models import FrozenQuarter, FrozenStanding, ScoreEntry
from scoring.numbers import plain
from scoring.quarters.content import file_name


def faults_of(quarter, file=None):
    """Sentences about what does not hold; empty when all of it does. `file`: bytes of the canonical
    file, by default the one that closing wrote."""
    return [
        *_faults_of_file(quarter, _stored(quarter) if file is None else file),
        *faults_of_rows(quarter),
    ]


def faults_of_rows(quarter):
    """The same of the database alone."""
    frozen = FrozenQuarter.objects.filter(quarter=quarter).first()
    if frozen is None:
        return ["数据库里没有这个季度的定稿存档"]
    faults = _faults_of_content(quarter, frozen.content, "数据库里的存档")
    return faults + _faults_beside(quarter, frozen.content)


def _faults_beside(quarter, content):
    """The rows that people read against the content."""
    faults = []
    if _ledger(quarter) != sorted(map(_said, content.get("lines", ())), key=repr):
        faults.append("账目的明细与存档不一致")
    if _standings(quarter) != sorted(map(_standing, content.get("standings", ())), key=repr):
        faults.append("定稿排名与存档不一致")
    return faults


def _stored(quarter):
    name = file_name(quarter)
    if not default_storage.exists(name):
        return None
    with default_storage.open(name) as file:
        return file.read()


def _faults_of_file(quarter, data):
    if data is None:
        return [f"找不到定稿文件 {file_name(quarter)}"]
    try:
        content = json.loads(data)
    except ValueError:
        return ["定稿文件不是完整的JSON"]
    faults = _faults_of_content(quarter, content, "定稿文件")
    if closing.canonical(content) != data:
        faults.append("定稿文件的写法被改动过")
    return faults


def _faults_of_content(quarter, content, what):
    faults = []
    if closing.digest(content) != quarter.digest:
        faults.append(f"{what}与校验码不符")
    inputs = {key: value for key, value in content.items() if key not in closing.OUTPUTS}
    try:
        again = closing.complete(inputs)
    except Exception as error:  # whatever a changed digit breaks is a finding, not a crash
        return [*faults, f"{what}不能复算：{type(error).__name__}"]
    for name in closing.OUTPUTS:
        if closing.canonical(again[name]) != closing.canonical(content.get(name)):
            names = {"lines": "明细", "standings": "排名", "persons": "个人得分", "summary": "合计"}
            faults.append(f"{what}的{names[name]}与复算不一致")
    return faults


def _ledger(quarter):
    rows = ScoreEntry.objects.filter(quarter=quarter)
    return sorted(
        (
            (
                row.kind,
                row.account,
                row.track,
                row.placement_id,
                row.adjustment_id,
                row.unit_id,
                row.contributor_id,
                plain(row.points.normalize()),
                row.clause,
                closing.canonical(row.steps),
                row.headline,
                row.where,
            )
            for row in rows
        ),
        key=repr,
    )


def _said(line):
    return (
        line["kind"],
        line["account"],
        line["track"],
        line["placement"],
        line["adjustment"],
        line["unit"],
        line["person"],
        plain(Decimal(line["points"]).normalize()),
        line["clause"],
        closing.canonical(line["steps"]),
        line["headline"],
        line["where"],
    )


STANDING = (
    "unit_title",
    "group",
    "track",
    "rank",
    "submitted",
    "quota",
    "placed",
    *LEVELS,
    "wechat",
)
MONEY = ("points", "corrections", "year_points")


def _standings(quarter):
    rows = FrozenStanding.objects.filter(quarter=quarter)
    return sorted(
        (
            (
                row.unit_id,
                *(getattr(row, name) for name in STANDING),
                *(f"{getattr(row, name):.2f}" for name in MONEY),
            )
            for row in rows
        ),
        key=repr,
    )


def _standing(row):
    return (row["unit"], *(row[name] for name in STANDING), *(row[name] for name in MONEY))


def digest_holds(quarter):
    """Whether the database alone still says what the quarter was closed on; for screens, so nothing is
    computed again: the digest stands for what was computed."""
    frozen = FrozenQuarter.objects.filter(quarter=quarter).first()
    if frozen is None or closing.digest(frozen.content) != quarter.digest:
        return False
    return not _faults_beside(quarter, frozen.content)
