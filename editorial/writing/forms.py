"""The form of a piece: bylines by name, references only to what the person may choose. What a piece
needs before it is submitted is editorial.pieces.completeness."""

from django.core.exceptions import ValidationError
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.forms.pages import WagtailAdminPageForm

from editorial.names import NameInput
from editorial.people.authors import known_author
from editorial.people.unit_select import UnitChoice
from editorial.pieces.models import Byline
from editorial.pieces.terms import UNTITLED
from editorial.screens.fields import speak_plainly
from editorial.series.models import SeriesPage
from editorial.writing.references import refuse_foreign_references


class BylineRowForm(WagtailAdminModelForm):
    """A byline typed as a name, which stays text while nobody is known by it; the unit is the piece's
    own unless another is chosen. `piece_unit` is set by the form of the piece, which knows where the
    piece stands."""

    name = NameInput(label="姓名", max_length=40)
    unit = UnitChoice(
        label="单位",
        required=False,
        empty_label="本单位",
        help_text="联合署名时才选",
    )
    piece_unit = None

    class Meta:
        model = Byline
        fields = ["role", "share"]
        # Only the first row is required; an untouched further row is dropped.
        defer_required_on_fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        speak_plainly(self.fields)
        self.fields["share"].error_messages |= {
            "invalid": "份额请填数字，通常填1。",
            "max_digits": "份额太大了，通常填1。",
            "max_whole_digits": "份额太大了，通常填1。",
            "max_decimal_places": "份额最多两位小数。",
        }
        author = self.instance.contributor
        self.initial["name"] = self.instance.name
        self.initial["unit"] = author.unit_id if author else self.instance.typed_unit_id

    def clean_share(self):
        share = self.cleaned_data["share"]
        if share is None or share <= 0:
            raise ValidationError("份额要大于0，通常填1。")
        return share

    def save(self, commit=True):
        name, unit = self.cleaned_data["name"], self.cleaned_data.get("unit")
        byline = self.instance
        byline.contributor = known_author(name, unit or self.piece_unit)
        byline.typed_name = "" if byline.contributor else name
        byline.typed_unit = None if byline.contributor else unit
        return super().save(commit)


class PieceForm(WagtailAdminPageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        speak_plainly(self.fields)
        self.fields["title"].required = False
        if self.instance.title == UNTITLED:
            self.initial["title"] = ""
        self.fields["series"].queryset = SeriesPage.objects.open().order_by("path")
        self.fields["series"].empty_label = "不投专栏"
        for form in self.formsets["bylines"].forms:
            form.piece_unit = self._unit()

    def _unit(self):
        return self.parent_page.specific if self.parent_page else self.instance.unit

    def clean_title(self):
        """A page needs a title; a draft of an old hand who starts with the text has none yet."""
        return self.cleaned_data["title"].strip() or UNTITLED

    def clean(self):
        cleaned = super().clean()
        refuse_foreign_references(self, self.for_user)
        return cleaned
