"""What Word and its users leave inside a paragraph: split runs, tracked changes, comments, fields, controls.
Each habit takes clean runs and returns inlines that read the same once changes are accepted."""

from dataclasses import replace

from tests.corpus.model import Link, Note, Run, Wrap, Xml
from tests.corpus.wordml import SIGN, deleted_xml

WRONG = ("据不完全统计，", "（待核实）", "领导高度重视，", "２０２３年")


def cut(rng, runs):
    """(left, middle, right): the runs cut at two random places, the middle never empty."""
    length = sum(len(run.text) for run in runs)
    start = rng.randint(1, length - 3)
    return _slice(runs, 0, start), *_rest(rng, runs, start, length)


def _rest(rng, runs, start, length):
    end = rng.randint(start + 1, min(length - 1, start + 12))
    return _slice(runs, start, end), _slice(runs, end, length)


def _slice(runs, start, end):
    taken, place = [], 0
    for run in runs:
        text = run.text[max(start - place, 0) : max(end - place, 0)]
        if text:
            taken.append(replace(run, text=text))
        place += len(run.text)
    return taken


def clean(draft, runs):
    return runs


def split_runs(draft, runs):
    left, middle, right = cut(draft.rng, runs)
    mark = Xml('<w:proofErr w:type="gramStart"/>')
    return [*left, mark, *middle, Xml('<w:proofErr w:type="gramEnd"/>'), *right]


def run_for_every_character(draft, runs):
    left, middle, right = cut(draft.rng, runs)
    return [*left, *(Run(letter, run.look) for run in middle for letter in run.text), *right]


def smart_tag(draft, runs):
    left, middle, right = cut(draft.rng, runs)
    before = '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate">'
    return [*left, Wrap(before, middle, "</w:smartTag>"), *right]


def bookmark(draft, runs):
    left, middle, right = cut(draft.rng, runs)
    start = Xml('<w:bookmarkStart w:id="7" w:name="_GoBack"/>')
    return [*left, start, *middle, Xml('<w:bookmarkEnd w:id="7"/>'), *right]


def tracked_insertion(draft, runs):
    left, middle, right = cut(draft.rng, runs)
    return [*left, Wrap(f'<w:ins w:id="801" {SIGN}>', middle, "</w:ins>"), *right]


def tracked_deletion(draft, runs):
    left, middle, right = cut(draft.rng, runs)
    return [*left, Xml(deleted_xml(draft.rng.choice(WRONG), runs[0].look)), *middle, *right]


def tracked_replacement(draft, runs):
    left, middle, right = cut(draft.rng, runs)
    gone = Xml(deleted_xml(draft.rng.choice(WRONG), runs[0].look))
    return [*left, gone, Wrap(f'<w:ins w:id="802" {SIGN}>', middle, "</w:ins>"), *right]


def tracked_move(draft, runs):
    left, middle, right = cut(draft.rng, runs)
    source = Wrap(f'<w:moveFrom w:id="803" {SIGN}>', middle, "</w:moveFrom>")
    target = Wrap(f'<w:moveTo w:id="804" {SIGN}>', middle, "</w:moveTo>")
    open_, close = (
        Xml(f'<w:moveFromRangeStart w:id="805" w:name="move1" {SIGN}/>'),
        Xml('<w:moveFromRangeEnd w:id="805"/>'),
    )
    return [*left, target, *right, open_, source, close]


def comment(draft, runs):
    left, middle, right = cut(draft.rng, runs)
    return [*left, Note("comment", "请核对数字。", middle), *right]


def footnote(draft, runs):
    left, middle, right = cut(draft.rng, runs)
    return [*left, *middle, Note("footnote", "数据由县委老干部局提供。"), *right]


def simple_field(draft, runs):
    left, middle, right = cut(draft.rng, runs)
    return [
        *left,
        Wrap('<w:fldSimple w:instr=" DOCPROPERTY 标题 ">', middle, "</w:fldSimple>"),
        *right,
    ]


def complex_field(draft, runs):
    left, middle, right = cut(draft.rng, runs)
    begin = Xml(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> HYPERLINK "http://www.jjlgb.gov.cn" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    return [*left, begin, *middle, Xml('<w:r><w:fldChar w:fldCharType="end"/></w:r>'), *right]


def hyperlink(draft, runs):
    left, middle, right = cut(draft.rng, runs)
    return [*left, Link("http://www.jjlgb.gov.cn/2024", middle), *right]


def inline_control(draft, runs):
    left, middle, right = cut(draft.rng, runs)
    before = '<w:sdt><w:sdtPr><w:alias w:val="单位"/></w:sdtPr><w:sdtContent>'
    return [*left, Wrap(before, middle, "</w:sdtContent></w:sdt>"), *right]


def hidden_text(draft, runs):
    left, middle, right = cut(draft.rng, runs)
    hidden = Run("此处是隐藏文字", replace(runs[0].look, hidden=True))
    return [*left, hidden, *middle, *right]


def rendered_page_break(draft, runs):
    left, middle, right = cut(draft.rng, runs)
    return [*left, Xml("<w:r><w:lastRenderedPageBreak/></w:r>"), *middle, *right]


def blanks_at_the_end(draft, runs):
    return [*runs, Run(draft.rng.choice(("　", "  ", " 　", "\t")), runs[-1].look)]


HABITS = (
    clean,
    clean,
    split_runs,
    run_for_every_character,
    smart_tag,
    bookmark,
    tracked_insertion,
    tracked_deletion,
    tracked_replacement,
    tracked_move,
    comment,
    footnote,
    simple_field,
    complex_field,
    hyperlink,
    inline_control,
    hidden_text,
    rendered_page_break,
    blanks_at_the_end,
)
