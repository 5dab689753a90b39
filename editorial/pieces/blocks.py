"""What the body of a piece is made of. How a block looks on the public site is a template's."""

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageChooserBlock

from editorial.folding import stored_names


class PhotoBlock(blocks.StructBlock):
    photo = ImageChooserBlock(label="照片")
    caption = blocks.CharBlock(label="图片说明", max_length=120, help_text="如：图为老同志在学剪纸")
    photographer = blocks.CharBlock(label="摄影", max_length=40, required=False)

    def clean(self, value):
        cleaned = super().clean(value)
        cleaned["photographer"] = stored_names(cleaned.get("photographer") or "")
        return cleaned

    class Meta:
        icon = "image"
        label = "照片"
        template = "components/blocks/photo.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="引文")
    attribution = blocks.CharBlock(label="出自", max_length=60, required=False)

    class Meta:
        icon = "openquote"
        label = "引文"
        template = "components/blocks/quote.html"


# The table widget brings no Chinese of its own; naming the entries is how it is told.
TABLE_OPTIONS = {
    "contextMenu": {
        "items": {
            "row_above": {"name": "在上面加一行"},
            "row_below": {"name": "在下面加一行"},
            "col_left": {"name": "在左边加一列"},
            "col_right": {"name": "在右边加一列"},
            "remove_row": {"name": "删除这一行"},
            "remove_col": {"name": "删除这一列"},
            "mergeCells": {"name": "合并或拆开单元格"},
            "undo": {"name": "撤销"},
            "redo": {"name": "重做"},
        }
    },
    "mergeCells": True,
}


def speak_plainly(block):
    """Django's own Chinese speaks of variables."""
    block.field.error_messages |= {
        "required": f"请填{block.label}。",
        "max_length": f"{block.label}最多%(limit_value)d字，现有%(show_value)d字。",
    }


BODY_BLOCKS = [
    (
        "paragraph",
        blocks.RichTextBlock(label="段落", icon="pilcrow", features=["bold", "italic", "ol", "ul"]),
    ),
    (
        "subheading",
        blocks.CharBlock(
            label="小标题",
            icon="title",
            max_length=60,
            template="components/blocks/subheading.html",
        ),
    ),
    ("photo", PhotoBlock()),
    (
        "table",
        TableBlock(
            label="表格", template="components/blocks/table.html", table_options=TABLE_OPTIONS
        ),
    ),
    ("quote", QuoteBlock()),
]

for typed in (
    *(PhotoBlock.base_blocks[name] for name in ("caption", "photographer")),
    *QuoteBlock.base_blocks.values(),
    dict(BODY_BLOCKS)["subheading"],
):
    speak_plainly(typed)
