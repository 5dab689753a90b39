"""How the form of a piece is laid out in Wagtail's editor; what it accepts is editorial.writing.forms."""

from django.forms import CheckboxSelectMultiple, Select
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from editorial.intake.panel import ReadingPanel
from editorial.proofs.panel import ProofsPanel
from editorial.screens.dates import DayInput
from editorial.writing.forms import BylineRowForm, PieceForm


class BylinesPanel(InlinePanel):
    """Bylines by typed name: people over 60 type a name, they do not search in a dialog."""

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = BylineRowForm
        return options


def piece_edit_handler():
    # Wagtail's editor takes its margins and its script's anchors from the tabs, even from a single one.
    return TabbedInterface([ObjectList(_panels(), heading="稿件")], base_form_class=PieceForm)


def _panels():
    return [
        ReadingPanel(heading="从 Word 读入，请核对"),
        ProofsPanel(heading="文字检查"),
        FieldPanel("title", heading="标题", help_text="要点说清楚，一般不超过30字"),
        FieldPanel("kicker"),
        FieldPanel("subtitle"),
        FieldPanel("body", heading="正文", help_text="点“＋”可以加照片、小标题、表格、引文"),
        BylinesPanel(
            "bylines",
            panels=[
                FieldPanel("name"),
                FieldPanel("role"),
                FieldPanel("unit"),
                FieldPanel("share"),
            ],
            heading="署名",
            label="署名",
            help_text="写文章、拍照片、拍视频的人都要署名。",
        ),
        MultiFieldPanel(
            [
                FieldPanel("genre"),
                FieldPanel("event_date", widget=DayInput, help_text="理论文章和文艺作品不用填。"),
                FieldPanel("topics", widget=CheckboxSelectMultiple),
                # Few enough to show them all: no dialog to search in.
                FieldPanel("series", widget=Select),
                FieldPanel("source"),
                FieldPanel("source_note"),
            ],
            heading="稿件情况",
        ),
        MultiFieldPanel(
            [
                FieldPanel("is_secret_free"),
                FieldPanel("web_allowed"),
                FieldPanel("people_consent", heading="照片中的人已同意公开（没有照片不用勾选）"),
            ],
            heading="声明",
        ),
        CommentPanel(),
    ]
