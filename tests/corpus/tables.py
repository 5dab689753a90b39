"""Habits of tables that hold figures: merged cells, header rows, nesting, a caption line above."""

from tests.corpus import people
from tests.corpus.draft import BLACK
from tests.corpus.model import Cell, Para, Table, span

TOP = ("单位", "报送", "采用", "得分")
OUTLETS = ("老友", "九江日报", "浔阳晚报", "学习强国", "赣鄱老干部微讯")


def _cell(text, rows=1, columns=1):
    lines = text.split("\n") if text else []
    return Cell([Para(span(line)) for line in lines], rows, columns)


def _grid(draft, rows, columns=3):
    """Rows of texts: a head, then units with figures."""
    body = [
        [people.place(draft.rng), *(str(draft.rng.randint(0, 90)) for _ in range(columns - 1))]
        for _ in range(rows)
    ]
    return [list(TOP[:columns]), *body]


def add_table(draft, rows, merged=(), caption="", **more):
    """Put in a table of texts; `merged` is (row, column, rows, columns) of every merged cell."""
    sizes = {(row, column): (high, wide) for row, column, high, wide in merged}
    covered = {
        (row + down, column + right)
        for (row, column), (high, wide) in sizes.items()
        for down in range(high)
        for right in range(wide)
    } - set(sizes)
    cells = [
        [
            None if (row, column) in covered else _cell(text, *sizes.get((row, column), (1, 1)))
            for column, text in enumerate(line)
        ]
        for row, line in enumerate(rows)
    ]
    draft.body.append(Table(cells, **more))
    if draft.chance(0.5):
        draft.body.append(Para([]))
    truth_of_table(draft, rows, merged, caption, more.get("deleted_rows", ()))
    return cells


def truth_of_table(draft, rows, merged, caption, deleted=()):
    keys = ("row", "column", "rows", "columns")
    draft.blocks.append(
        {
            "kind": "table",
            "rows": [row for place, row in enumerate(rows) if place not in deleted],
            "merged": [dict(zip(keys, cell, strict=True)) for cell in merged],
            "caption": caption,
        }
    )


def simple(draft):
    add_table(draft, _grid(draft, draft.rng.randint(2, 4)), header=draft.chance(0.5))


def total_merged_across(draft):
    rows = [*_grid(draft, 3), ["合计", "", str(draft.rng.randint(100, 300))]]
    add_table(draft, rows, [(4, 0, 1, 2)])


def first_column_merged_down(draft):
    rows = _grid(draft, 4)
    rows[2][0] = rows[4][0] = ""
    add_table(draft, rows, [(1, 0, 2, 1), (3, 0, 2, 1)])


def head_of_two_rows(draft):
    rows = [["单位", "采用情况", "", ""], ["", "国家", "省", "市"], *_grid(draft, 3, 4)[1:]]
    add_table(draft, rows, [(0, 0, 2, 1), (0, 1, 1, 3)], header=True)


def block_of_cells_merged(draft):
    rows = _grid(draft, 3)
    rows[1][2] = rows[2][1] = rows[2][2] = ""
    add_table(draft, rows, [(1, 1, 2, 2)])


def caption_line_above(draft):
    caption = f"表{draft.rng.choice('12')} {people.place(draft.rng)}老干部信息采用情况"
    look = draft.look(BLACK, 28)
    draft.body.append(Para(span(caption, look), align="center"))
    add_table(draft, _grid(draft, 2), caption=caption)


def cells_of_several_paragraphs(draft):
    rows = _grid(draft, 2)
    rows[1][1] = "\n".join(draft.rng.sample(OUTLETS, 2))
    add_table(draft, rows)


def empty_cells(draft):
    rows = _grid(draft, 3)
    rows[1][1] = rows[3][2] = ""
    rows[2][1] = "—"
    add_table(draft, rows)


def nested(draft):
    rows = _grid(draft, 2)
    inner = [[outlet, str(draft.rng.randint(1, 9))] for outlet in draft.rng.sample(OUTLETS, 2)]
    first = draft.rng.choice(("", "其中："))
    rows[1][2] = first
    cells = add_table(draft, rows)
    cells[1][2].content.append(Table([[_cell(text) for text in row] for row in inner]))
    lines = [first] * bool(first) + ["｜".join(row) for row in inner]
    draft.blocks[-1]["rows"][1][2] = "\n".join(lines)


def row_deleted_by_tracking(draft):
    add_table(draft, _grid(draft, 3), deleted_rows=(2,))


HABITS = (
    simple,
    total_merged_across,
    first_column_merged_down,
    head_of_two_rows,
    block_of_cells_merged,
    caption_line_above,
    cells_of_several_paragraphs,
    empty_cells,
    nested,
    row_deleted_by_tracking,
)
