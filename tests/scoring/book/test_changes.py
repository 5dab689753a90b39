"""What changed between two books: 5 to 8 was told as 增加 and 去掉."""

from scoring.book.changes import changes_between
from scoring.book.form import Clause
from scoring.book.summary import Row, Section

LAW = Clause("第三条", "见报计分")


def book(*rows, title="分值"):
    return [Section(title, tuple(rows))]


def test_another_value_is_one_change():
    old, new = Row("市级", "5分", LAW), Row("市级", "8分", LAW)
    changes = changes_between(book(old), book(new))
    assert (changes.altered, changes.added, changes.removed) == ([(old, new)], [], [])
    assert changes.count == 1


def test_another_case_by_the_same_clause_is_one_change():
    law = Clause("第九条", "头版加倍")
    old, new = Row("市级 · 头版", "× 2", law), Row("省级 · 头版", "× 2", law)
    assert changes_between(book(old), book(new)).altered == [(old, new)]


def test_what_is_new_and_what_is_gone_are_told_apart():
    kept, gone, come = Row("市级", "5分", LAW), Row("县级", "1分", LAW), Row("省级", "9分", LAW)
    more = Row("国家级", "20分", LAW)
    changes = changes_between(book(kept, gone), book(kept, come, more))
    assert changes.altered == []
    assert (changes.added, changes.removed) == ([come, more], [gone])


def test_rows_alike_are_matched_one_by_one():
    row = Row("署名的人", "各计全分", Clause())
    changes = changes_between(book(row, row), book(row))
    assert (changes.altered, changes.added, changes.removed) == ([], [], [row])


def test_rules_of_two_sections_are_two_rules():
    row, other = Row("排名", "各组", Clause()), Row("排名", "全部", Clause())
    changes = changes_between(book(row), book(other, title="类别与排名"))
    assert (changes.added, changes.removed) == ([other], [row])


def test_the_same_book_has_no_changes():
    assert changes_between(book(Row("市级", "5分", LAW)), book(Row("市级", "5分", LAW))).count == 0
