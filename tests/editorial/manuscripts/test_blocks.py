"""One paragraph in two forms, text with marks and a row of runs, and the JSON form of all blocks."""

from hypothesis import given
from hypothesis import strategies as st

from editorial.manuscripts.blocks import (
    Byline,
    ListBlock,
    Mark,
    Merged,
    Paragraph,
    Run,
    Subheading,
    Table,
)
from editorial.manuscripts.word_in.manuscript import WordManuscript, WordPhoto

runs = st.lists(st.builds(Run, st.text(min_size=1, max_size=4), st.booleans(), st.booleans()))


@given(runs)
def test_runs_and_marks_say_the_same(given_runs):
    read = Paragraph.of_runs(*given_runs).runs
    looks = [(run.bold, run.italic) for run in given_runs for _ in run.text]
    assert "".join(run.text for run in read) == "".join(run.text for run in given_runs)
    assert [(run.bold, run.italic) for run in read for _ in run.text] == looks


def test_a_read_manuscript_survives_its_json_form():
    blocks = [
        Paragraph("老干部局", (Mark(1, 3, "bold"),)),
        Subheading("一、带头干", 2),
        ListBlock(("甲", "乙"), ordered=True),
        Table((("项目", ""),), (Merged(0, 0, 1, 2),), "人数"),
        WordPhoto("", "image1.jpg", "图为登高", "王五", 1200, 800, "JPEG", "00"),
    ]
    made = WordManuscript("重阳.docx", bylines=[Byline("张三", "photo", "都昌")], blocks=blocks)
    told = made.as_json()
    assert [list(block) for block in told["blocks"]] == [
        ["text", "marks", "kind"],
        ["text", "level", "kind"],
        ["items", "ordered", "kind"],
        ["rows", "merged", "caption", "kind"],
        [
            "name", "caption", "photographer", "width", "height", "format", "sha256", "kind",
        ],
    ]  # fmt: skip
    assert WordManuscript.of_json(told) == made
