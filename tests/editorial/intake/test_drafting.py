"""What a read manuscript becomes in the editor, block by block; the whole way is in test_uploads."""

import re

from editorial.intake.drafting import body_of
from editorial.manuscripts.blocks import Merged, Table
from editorial.pieces.blocks import BODY_BLOCKS


def test_merged_cells_of_a_table_are_merged_on_the_screen():
    rows = (("单位", "", "人数"), ("都昌", "甲", "3"), ("", "乙", "5"))
    table = Table(rows, (Merged(0, 0, 1, 2), Merged(1, 0, 2, 1)))
    [(kind, value)] = body_of([table], {})
    shown = dict(BODY_BLOCKS)[kind].render(value)
    cells = re.findall(r"<t[dh]\b([^>]*)>\s*(.*?)\s*</t[dh]>", shown, re.DOTALL)
    assert [(re.findall(r'(\w+span)="([2-9])"', look), text) for look, text in cells] == [
        ([("colspan", "2")], "单位"),
        ([], "人数"),
        ([("rowspan", "2")], "都昌"),
        ([], "甲"),
        ([], "3"),
        ([], "乙"),
        ([], "5"),
    ]
