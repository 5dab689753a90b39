"""`manage.py check_text`: the documented JSON from files, without a database."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from docx import Document

from editorial.management.commands.check_text import Command


def run(*arguments):
    """(exit code, the answers)."""
    out, code = io.StringIO(), 0
    try:
        call_command("check_text", *map(str, arguments), stdout=out)
    except SystemExit as stop:
        code = stop.code
    return code, json.loads(out.getvalue())


@pytest.fixture
def piece(tmp_path):
    file = tmp_path / "稿件.txt"
    file.write_text(
        "来源: 13700137000\n元数据: 13700137000\n标题: 情伴银龄\n\n电话13800138000。\n", "utf-8"
    )
    return file


def test_command_asks_for_no_system_check():
    assert Command.requires_system_checks == []


def test_findings_are_printed_as_documented(piece):
    assert run(piece) == (
        0,
        [
            {
                "file": str(piece),
                "refusal": "",
                "findings": [
                    {
                        "kind": "mobile",
                        "family": "personal",
                        "where": "body",
                        "start": 2,
                        "end": 13,
                        "text": "13800138000",
                        "severity": "block",
                        "message": "这里有手机号码，公开稿件不能带。",
                        "suggestion": "请删去。",
                    }
                ],
            }
        ],
    )


def test_text_in_gb18030_reads_the_same(piece, tmp_path):
    other = tmp_path / "gb.txt"
    other.write_bytes(piece.read_text("utf-8").encode("gb18030"))
    assert run(other)[1][0]["findings"] == run(piece)[1][0]["findings"]


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_first_line_is_the_headline(tmp_path, start):
    file = tmp_path / "a.txt"
    file.write_bytes(start + "残废人的故事\r\n正文。\r\n".encode())
    (answer,) = run(file)[1]
    assert [(f["kind"], f["where"], f["text"]) for f in answer["findings"]] == [
        ("forbidden", "headline", "残废人")
    ]


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("a.txt", b"\x00\x01\x02", "这不是文本文件。"),
        ("a.txt", b"PK\x03\x04 and more", "这不是文本文件。"),
        ("a.txt", b"\x81\x20\xff\xff", "文件的编码读不了，请存为UTF-8或GB18030。"),
        ("a.txt", b"a" * (2 * 1024 * 1024 + 1), "文件超过2MB，不像是一篇稿件。"),
    ],
)
def test_bad_file_is_refused_in_a_sentence(tmp_path, name, data, refusal):
    (tmp_path / name).write_bytes(data)
    code, (answer,) = run(tmp_path / name)
    assert (code, answer["refusal"], answer["findings"]) == (1, refusal, [])


def test_missing_file_and_folder_are_refused_and_the_good_one_is_read(piece, tmp_path):
    code, answers = run(tmp_path / "none.txt", tmp_path, piece)
    assert code == 1
    assert [answer["refusal"] for answer in answers] == ["找不到这个文件。", "找不到这个文件。", ""]
    assert len(answers[2]["findings"]) == 1


def test_empty_file_has_no_findings(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    code, (answer,) = run(tmp_path / "a.txt")
    assert (code, answer["findings"]) == (0, [])


def test_lists_of_a_folder_take_the_place_of_the_starter_lists(tmp_path):
    (tmp_path / "careful.csv").write_text("word,instead,note\n讲座,课,\n", "utf-8-sig")
    (tmp_path / "a.txt").write_text("标题\n残废人听讲座。", "utf-8")
    (answer,) = run(tmp_path / "a.txt", "--lists", tmp_path)[1]
    assert [(f["kind"], f["text"]) for f in answer["findings"]] == [("careful", "讲座")]
    (answer,) = run(tmp_path / "a.txt")[1]
    assert [(f["kind"], f["text"]) for f in answer["findings"]] == [("forbidden", "残废人")]


def test_outlet_sets_the_limits(piece, tmp_path):
    outlet = tmp_path / "outlet.json"
    outlet.write_text('{"name": "老友", "headline_max": 3, "length_min": 500}', "utf-8")
    (answer,) = run(piece, "--outlet", outlet)[1]
    assert [f["message"] for f in answer["findings"] if f["family"] == "length"] == [
        "《老友》的标题最多3字，现有4字。",
        "《老友》要至少500字，正文现有14字。",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "媒体要求不是JSON。"),
        ("[]", "媒体要求里“内容”不认识"),
        ('{"maximum": 3}', "媒体要求里“maximum”不认识"),
        ('{"headline_max": "3"}', "媒体要求里“headline_max”的值不对。"),
        ('{"headline_max": -3}', "媒体要求里“headline_max”的值不对。"),
    ],
)
def test_bad_outlet_is_refused(piece, tmp_path, text, sentence):
    (tmp_path / "outlet.json").write_text(text, "utf-8")
    with pytest.raises(CommandError, match=sentence):
        run(piece, "--outlet", tmp_path / "outlet.json")


def test_bad_list_is_refused(piece, tmp_path):
    (tmp_path / "careful.csv").write_text("instead\n课\n", "utf-8")
    with pytest.raises(CommandError, match="慎用词第1行：缺“word”（词语）一列。"):
        run(piece, "--lists", tmp_path)


def test_day_to_check_against_may_be_given(tmp_path):
    (tmp_path / "a.txt").write_text("标题\n2026年9月1日，九江市召开座谈会。", "utf-8")
    (answer,) = run(tmp_path / "a.txt", "--today", "2026-10-20")[1]
    assert [f["kind"] for f in answer["findings"]] == ["stale"]
    assert run(tmp_path / "a.txt")[1][0]["findings"] == []


def test_word_file_is_read_and_a_broken_one_refused(tmp_path):
    document = Document()
    document.add_heading("情伴银龄 反诈同行", 0)
    document.add_paragraph("2026年5月5日，老同志听讲座，电话13800138000。")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "联系人", "13900139000"
    document.save(tmp_path / "a.docx")
    (tmp_path / "b.docx").write_bytes(b"no Word file")
    code, (good, bad) = run(tmp_path / "a.docx", tmp_path / "b.docx")
    assert [f["text"] for f in good["findings"]] == ["13800138000", "13900139000"]
    assert code == 1
    assert bad["refusal"] != "" and bad["findings"] == []
