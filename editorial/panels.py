"""How the form of a piece is laid out in Wagtail's editor; what it accepts is editorial.forms.pieces."""

from django.forms import CheckboxSelectMultiple, Select
from django.utils.functional import cached_property
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)

from editorial.forms.dates import DayInput


class BylinesPanel(InlinePanel):
    """Bylines by typed name: people over 60 type a name, they do not search in a dialog."""

    def get_form_options(self):
        from editorial.forms.pieces import BylineForm

        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = BylineForm
        return options


class ReadingPanel(Panel):
    """What the importer guessed and left out, over the text until the correspondent confirms it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "editorial/uploads/panel.html"

        def is_shown(self):
            return bool(self.uploads)

        @cached_property
        def uploads(self):
            from editorial.views.uploads import notes_of_reading

            pk, user = self.instance.pk, self.request.user
            return list(notes_of_reading(pk, user)) if pk else []

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"uploads": self.uploads}


class ProofsPanel(Panel):
    """What the proof checks found in the text as last saved, beside the form where it is mended."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "editorial/pieces/_proofs_panel.html"

        def is_shown(self):
            return bool(self.proofs)

        @cached_property
        def proofs(self):
            from editorial.proofs import proofs_of

            if not self.instance.pk:
                return []
            found = proofs_of(self.instance)
            return [p for p in found if p.waiver is None and p.finding.severity != "note"]

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"proofs": self.proofs}


def piece_edit_handler():
    from editorial.forms.pieces import PieceForm

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
                FieldPanel("event_date", widget=DayInput),
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
