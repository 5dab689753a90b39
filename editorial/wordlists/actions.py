"""Changing the bureau's word lists. Every change is in force at once, for all processes, and stands in
the record of changes."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from editorial.checks.article import fold
from editorial.checks.lists import (
    COLUMNS,
    LIST_NAMES,
    STARTER_LISTS,
    checked_rows,
    parse_csv,
)
from editorial.people.seats import may_keep_words
from editorial.record.seen import refuse_if_stale, token_of_save
from editorial.refused import Refused
from editorial.wordlists.in_force import version_in_force
from editorial.wordlists.models import MAX_TEXT, ListedWord, WordListChange, WordListVersion

NOT_YOURS = "词库由编辑和审稿人员维护。"
GONE = "这个词刚刚已由他人删去。"
IMPORTED, REPLACED, LOOKED = "导入", "替换", "通看"


@transaction.atomic
def ensure_filled():
    """The starter lists, into lists that never were filled: all of them at first, later a list that a
    new version brings. What people change or delete afterwards is theirs."""
    WordListVersion.objects.get_or_create(pk=1)
    version = WordListVersion.objects.select_for_update().get()
    known = {*WordListChange.objects.values_list("list", flat=True).order_by().distinct()}
    for name in COLUMNS.keys() - known:
        file = STARTER_LISTS / f"{name}.csv"
        rows, _problems = parse_csv(name, file.read_text(encoding="utf-8-sig"))
        if rows and not ListedWord.objects.filter(list=name).exists():
            _write_new(name, rows, actor=None)
            _release(version, None, name, "初始", f"{len(rows)}个词")


@transaction.atomic
def add(actor, name, given):
    """Raises Refused when the row is wrong or the word is there already."""
    version = _hold(actor)
    row = _right_row(name, given)
    _refuse_double(name, row)
    word = ListedWord(list=name)
    word.take_row(row, actor, timezone.now())
    word.save()
    _release(version, actor, name, "添加", said(row))
    return word


@transaction.atomic
def change(actor, pk, given, seen):
    """`seen` is the token of what the form showed."""
    version = _hold(actor)
    word = _there(pk)
    changed = Refused(f"“{word}”在您打开之后有人改过，您的修改没有保存。请看最新内容再改。")
    refuse_if_stale(seen, token_of_save(word), changed)
    before, row = word.as_row(), _right_row(word.list, given)
    if row == before:
        return word
    _refuse_double(word.list, row, but=pk)
    word.take_row(row, actor, timezone.now())
    word.save()
    _release(version, actor, word.list, "修改", f"{said(before)} → {said(row)}")
    return word


@transaction.atomic
def remove(actor, pk):
    version = _hold(actor)
    word = _there(pk)
    word.delete()
    _release(version, actor, word.list, "删去", said(word.as_row()))
    return word


@transaction.atomic
def look_through(actor, name):
    """通看: somebody has read a list and answers for its being up to date."""
    _hold(actor)
    _record(actor, name, LOOKED, "看过一遍，没有过时的")


def last_look(name):
    """The last time that somebody read a list through; None for a starter list as it came."""
    return WordListChange.objects.filter(list=name, act=LOOKED).select_related("actor").first()


@dataclass(frozen=True)
class Comparison:
    """What the rows of a file would do to a list: words to add, (old, new) rows to change, words that
    only the list has."""

    new: list
    changed: list
    missing: list
    same: int


def compare(name, rows):
    held = {fold(word.word): word for word in ListedWord.objects.filter(list=name)}
    key, new, changed, same = COLUMNS[name][0], [], [], 0
    for row in rows:
        word = held.pop(fold(row[key]), None)
        if word is None:
            new.append(row)
        elif word.as_row() != _normal(row):
            changed.append((word, row))
        else:
            same += 1
    return Comparison(new, changed, list(held.values()), same)


@transaction.atomic
def import_list(actor, name, rows, seen, replaces=False):
    """Add new words and change those that are there; with `replaces` delete what `rows` has not.
    `seen` is the version that the preview compared with."""
    version = _hold(actor)
    changed = Refused("预览之后词库有了改动，这一次什么也没有写入。请看新的预览。")
    refuse_if_stale(seen, version.token, changed)
    done = compare(name, _right_rows(name, rows))
    _write_new(name, done.new, actor)
    _rewrite(done.changed, actor)
    gone = [word.pk for word in done.missing] if replaces else []
    # In parts: a database takes only so many values in one statement.
    for start in range(0, len(gone), 500):
        ListedWord.objects.filter(pk__in=gone[start : start + 500]).delete()
    if done.new or done.changed or gone:
        counts = f"新增{len(done.new)}个，修改{len(done.changed)}个，删去{len(gone)}个"
        _release(version, actor, name, REPLACED if replaces else IMPORTED, counts)
    return done


def said(row):
    return " · ".join(cell for cell in row.values() if cell)


def current_version():
    """What a preview compares with, as text."""
    return str(version_in_force() or "")


def _hold(actor):
    """The version's row, locked: one change at a time."""
    if not may_keep_words(actor):
        raise Refused(NOT_YOURS)
    ensure_filled()
    return WordListVersion.objects.select_for_update().get()


def _release(version, actor, name, act, detail):
    version.token = uuid.uuid4()
    version.save()
    _record(actor, name, act, detail)


def _record(actor, name, act, detail):
    WordListChange.objects.create(list=name, act=act, detail=detail, actor=actor)


def _there(pk):
    word = ListedWord.objects.filter(pk=pk).first()
    if word is None:
        raise Refused(GONE)
    return word


def _write_new(name, rows, actor):
    """All with one time, so that the list shows them as the file has them."""
    now, words = timezone.now(), [ListedWord(list=name) for _row in rows]
    for word, row in zip(words, rows, strict=True):
        word.take_row(row, actor, now)
    ListedWord.objects.bulk_create(words)


def _rewrite(changed, actor):
    now = timezone.now()
    for word, row in changed:
        word.take_row(row, actor, now)
    ListedWord.objects.bulk_create(
        [word for word, _row in changed],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[
            "word",
            "instead",
            "note",
            "level",
            "title",
            "rank",
            "updated_at",
            "updated_by",
        ],
    )


def _normal(row):
    """A rank as the database says it: 007 is 7."""
    return {**row, "rank": str(int(row["rank"]))} if row.get("rank") else row


def _right_row(name, given):
    rows = _right_rows(name, [given])
    if not rows:
        raise Refused("请填写内容。")
    return _normal(rows[0])


def _right_rows(name, given):
    rows, problems = checked_rows(name, given)
    if problems:
        raise Refused(problems[0].split("：", 1)[1] if len(given) == 1 else problems[0])
    for row in rows:
        for cell in row.values():
            if len(cell) > MAX_TEXT or any(ord(sign) < 32 for sign in cell):
                raise Refused(f"“{cell[:10]}……”有换行，或超过{MAX_TEXT}个字。请改短。")
    return rows


def _refuse_double(name, row, but=None):
    key = row[COLUMNS[name][0]]
    others = ListedWord.objects.filter(list=name).exclude(pk=but).values_list("word", flat=True)
    if fold(key) in {fold(word) for word in others}:
        raise Refused(f"“{key}”已经在{LIST_NAMES[name]}里了，不用再加；要改请点开它。")
