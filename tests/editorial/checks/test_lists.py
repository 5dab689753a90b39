"""The word lists: their files, bad rows, exempt words, and that a change is in force at once."""

import pytest

from editorial.checks import Article, BadLists, Lists, check, read_lists
from editorial.checks.lists import COLUMNS, STARTER_LISTS, parse_csv, serialise_csv


def hits(lists, text):
    return [(hit.list, text[hit.start : hit.end]) for hit in lists.hits(text)]


def lists_of(**words):
    return Lists.from_rows({name: [{"word": w} for w in given] for name, given in words.items()})


def test_starter_lists_read_without_a_problem():
    for name in COLUMNS:
        rows, problems = parse_csv(name, (STARTER_LISTS / f"{name}.csv").read_text("utf-8"))
        lines = (STARTER_LISTS / f"{name}.csv").read_text("utf-8").splitlines()
        assert problems == []
        assert len(rows) == len(lines) - 1


def test_starter_list_does_not_find_what_it_recommends():
    lists = read_lists()
    rows = [*lists.forbidden, *lists.careful, *lists.bodies, *lists.titles]
    assert [row.word for row in rows if row.instead and lists.hits(row.instead)] == []


def test_starter_list_finds_each_of_its_words():
    lists = read_lists()
    rows = [*lists.forbidden, *lists.careful, *lists.bodies, *lists.titles]
    assert [row.word for row in rows if not lists.hits(row.word)] == []


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_file_is_read_with_and_without_bom(tmp_path, start):
    (tmp_path / "careful.csv").write_text(f"{start}word,instead,note\n莅临,到,\n", "utf-8")
    assert hits(read_lists(tmp_path), "莅临指导") == [("careful", "莅临")]


def test_chinese_headings_are_understood():
    rows, problems = parse_csv("people", "姓名,职务,排序\n钱立新,局长,1\n")
    assert (rows, problems) == ([{"name": "钱立新", "title": "局长", "rank": "1"}], [])


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("careful", "instead\n到\n", "慎用词第1行：缺“word”（词语）一列。"),
        ("careful", "word,instead\n莅临,到\n,到\n", "慎用词第3行：没有填“词语”。"),
        ("careful", "word\n到\n", "慎用词第2行：“到”只有一个字，会处处报出。"),
        ("careful", "word\n" + "长" * 61, "慎用词第2行：“长长长长长长长长长长……”超过60个字。"),
        ("careful", "word,instead\n到场,到场\n", "慎用词第2行：“到场”改为的是它自己。"),
        (
            "forbidden",
            "word,level\n瞎子,严禁\n",
            "禁用词第2行：级别“严禁”不认识，只能是“禁止”或“慎重”。",
        ),
        ("people", "name,title,rank\n钱立新,局长,第一\n", "人员排序第2行：排序“第一”不是数字。"),
        ("people", "name,rank\n,1\n", "人员排序第2行：没有填“姓名”。"),
        ("exempt", 'word\n"没有关', "放过的词第2行：引号没有配对，读不下去。"),
        ("careful", 'word\n"上\n下"\n', "慎用词第2行：词语里有换行或控制字符。"),
    ],
)
def test_bad_row_is_told_with_its_number(name, text, problem):
    assert parse_csv(name, text)[1] == [problem]


def test_good_rows_beside_a_bad_one_are_kept():
    rows, problems = parse_csv("places", "word\n德安\n\n德安\n" + "长" * 61 + "\n都昌\n")
    assert rows == [{"word": "德安"}, {"word": "都昌"}]
    assert len(problems) == 1


@pytest.mark.parametrize("name", COLUMNS)
def test_written_list_reads_back_the_same(name):
    rows = [
        {column: "7" if column == "rank" else f'{column},"词"{n}' for column in COLUMNS[name]}
        for n in range(3)
    ]
    rows = [row | {"level": "禁止"} if "level" in row else row for row in rows]
    assert parse_csv(name, serialise_csv(name, rows)) == (rows, [])


def test_folder_that_is_missing_or_not_utf8_is_refused(tmp_path):
    with pytest.raises(BadLists, match="找不到词库文件夹"):
        read_lists(tmp_path / "none")
    (tmp_path / "careful.csv").write_bytes("word\n莅临\n".encode("gb18030"))
    with pytest.raises(BadLists, match="须为UTF-8编码的CSV"):
        read_lists(tmp_path)


def test_bad_database_row_is_told():
    with pytest.raises(BadLists, match="慎用词第1行"):
        lists_of(careful=["到"])


def test_longest_word_wins():
    assert hits(lists_of(careful=["国家", "国家级秘方"]), "国家级秘方") == [
        ("careful", "国家级秘方")
    ]


def test_hit_inside_an_exempt_word_is_none():
    lists = lists_of(careful=["国家级"], exempt=["国家级非遗"])
    assert hits(lists, "国家级非遗和国家级奖") == [("careful", "国家级")]
    assert lists.hits("国家级非遗和国家级奖")[0].start == 6


def test_hit_that_only_overlaps_an_exempt_word_stands():
    lists = lists_of(careful=["人民日"], exempt=["中华人民"])
    assert hits(lists, "中华人民日") == [("careful", "人民日")]


def test_exempt_word_does_not_hide_the_word_that_follows():
    lists = lists_of(careful=["甲乙丙", "丙丁"], exempt=["零甲乙丙"])
    assert hits(lists, "零甲乙丙丁") == [("careful", "丙丁")]


def test_exempt_words_that_overlap_each_other_both_count():
    lists = lists_of(careful=["丙丁"], exempt=["甲乙", "乙丙丁"])
    assert hits(lists, "甲乙丙丁") == []


def test_word_in_two_lists_is_the_forbidden_one():
    assert hits(lists_of(careful=["莅临"], forbidden=["莅临"]), "莅临") == [("forbidden", "莅临")]


def test_exempt_number_is_left_alone_by_every_family():
    text = "值班电话0792-8222222。"
    assert [f.kind for f in check(Article("题", text), Lists())] == ["landline"]
    assert check(Article("题", text), lists_of(exempt=["0792-8222222"])) == []


def test_forbidden_level_stops_a_submission_and_the_others_ask():
    rows = [{"word": "台湾政府", "level": "禁止"}, {"word": "瞎子", "level": ""}]
    findings = check(Article("题", "台湾政府、瞎子"), Lists.from_rows({"forbidden": rows}))
    assert [(f.text, f.severity) for f in findings] == [("台湾政府", "block"), ("瞎子", "warn")]


def test_word_that_stands_often_is_told_once_with_its_number():
    findings = check(Article("莅临", "莅临。\n莅临。"), lists_of(careful=["莅临"]))
    assert [(f.where, f.message) for f in findings] == [
        ("headline", "“莅临”在慎用词表里（全文3处）。")
    ]
