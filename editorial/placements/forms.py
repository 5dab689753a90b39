"""The form of a placement with its credits and evidence. Who may record, edit or decide is
editorial.placements.rules'; what is written is editorial.placements.actions'."""

from datetime import date
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import cached_property
from django.utils.timezone import localdate

from editorial.files.evidence import MAX_FILES, EvidenceRefused, clean_all
from editorial.names import NameInput
from editorial.outlets.models import Outlet
from editorial.people.authors import known_author
from editorial.people.unit_select import UnitChoice
from editorial.people.units import UnitPage
from editorial.placements.actions import FIELDS, CreditData, PlacementData, duplicates_of
from editorial.placements.models import EvidenceKind, Placement
from editorial.placements.rules import why_not_credit
from editorial.screens.dates import DayInput

EARLIEST = date(2000, 1, 1)


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Any number of files; what each really is, editorial.files.evidence says."""

    widget = FilesInput

    def clean(self, data, initial=None):
        files = [file for file in data or [] if file]
        try:
            return clean_all([super(FilesField, self).clean(file, initial) for file in files])
        except EvidenceRefused as refusal:
            raise ValidationError(str(refusal)) from refusal


class PlacementForm(forms.ModelForm):
    """`confirm_duplicate` shows only after a look-alike was found."""

    url = forms.CharField(
        label="链接", required=False, max_length=500, help_text="网上能看到的，把地址粘贴在这里"
    )
    files = FilesField(
        label="佐证材料",
        required=False,
        help_text=f"剪报扫描件、截图、稿费单等，JPG、PNG、WebP或PDF，每个不超过20 MB，最多{MAX_FILES}个，可以一次选几个",
        error_messages={
            "empty": "有一份佐证材料是空的，请重新选择。",
            "invalid": "佐证材料没有传上来，请重新选择。",
        },
    )
    evidence_kind = forms.ChoiceField(
        label="材料种类",
        required=False,
        choices=EvidenceKind.choices,
        initial=EvidenceKind.OTHER,
        help_text="这次选的文件是哪一种；有的计分办法要原件或播出证明才计分",
    )
    confirm_duplicate = forms.BooleanField(label="我已核对，这不是重复登记", required=False)
    reason = forms.CharField(label="更正的理由", required=False, max_length=200)
    seen_act = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Placement
        fields = FIELDS
        widgets = {"published_on": DayInput}
        error_messages = {
            "outlet": {"required": "请选择媒体。", "invalid_choice": "这家媒体不存在或已停用。"},
            "published_on": {"required": "请填刊发日期。", "invalid": "日期请写成2026-09-03这样。"},
            "headline": {"required": "请填刊发时的标题，以印出来的为准。"},
            "length": {"invalid": "字数请填数字。", "min_value": "字数不能是负数。"},
            "journalists": {"invalid": "请填人数。", "min_value": "人数不能是负数。"},
        }

    def __init__(self, *args, correcting=False, **kwargs):
        super().__init__(*args, **kwargs)
        outlets = Outlet.objects.filter(is_active=True)
        if self.instance.outlet_id:
            outlets = outlets | Outlet.objects.filter(pk=self.instance.outlet_id)
        self.fields["outlet"].queryset = outlets
        self.fields["outlet"].empty_label = "请选择"
        self.fields["headline"].help_text = "以刊发出来的标题为准，与原稿不同也照写"
        self.fields["length"].help_text = "可不填"
        self.fields["journalists"].required = False
        self.fields["journalists"].min_value = 0
        self.correcting = correcting
        if not correcting:
            del self.fields["reason"]
        self.has_duplicate = False

    def clean_published_on(self):
        day = self.cleaned_data["published_on"]
        if day > localdate():
            raise ValidationError("刊发日期在今天之后，请核对。还没刊发的等刊发后再登记。")
        if day < EARLIEST:
            raise ValidationError("刊发日期早于2000年，请核对年份。")
        return day

    def clean_headline(self):
        return " ".join(self.cleaned_data["headline"].split())

    def clean_url(self):
        url = self.cleaned_data["url"].strip()
        if not url:
            return ""
        if urlsplit(url).scheme.lower() not in ("http", "https"):
            raise ValidationError("链接要以http://或https://开头，请从浏览器地址栏复制。")
        URLValidator(schemes=["http", "https"], message="这个链接不完整，请从浏览器地址栏复制。")(
            url
        )
        return url

    def clean_journalists(self):
        return self.cleaned_data["journalists"] or 0

    def clean_evidence_kind(self):
        return self.cleaned_data["evidence_kind"] or EvidenceKind.OTHER

    def clean_reason(self):
        reason = self.cleaned_data["reason"].strip()
        if not reason:
            raise ValidationError("更正已核实的刊发必须写明理由。")
        return reason

    def clean(self):
        cleaned = super().clean()
        self._ask_for_proof(cleaned)
        self._ask_about_duplicates(cleaned)
        return cleaned

    def _ask_for_proof(self, cleaned):
        kept = self.instance.pk and self.instance.evidence.count()
        files = cleaned.get("files") or []
        if kept and kept + len(files) > MAX_FILES:
            self.add_error("files", f"已有{kept}份佐证材料，最多{MAX_FILES}份，请少选几份。")
        unproven = not any((cleaned.get("page", "").strip(), cleaned.get("url"), files, kept))
        if unproven and "url" not in self.errors and "files" not in self.errors:
            self.add_error("page", "版面、链接、佐证材料至少要有一样，别人才能核实。")

    def _ask_about_duplicates(self, cleaned):
        if any(cleaned.get(name) is None for name in ("outlet", "published_on", "headline")):
            return
        same = duplicates_of(cleaned, except_for=self.instance.pk)
        self.has_duplicate = same.exists()
        if self.has_duplicate and not cleaned.get("confirm_duplicate"):
            self.add_error(
                "confirm_duplicate",
                "同一家媒体、同一天、同一标题已经登记过一条。如果确实是另一次刊发，请勾选后再保存。",
            )

    def values(self):
        """The placement's own fields, for the action."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class CreditForm(forms.Form):
    """One credited unit, maybe a person of it by name: past colleagues too, their credits stay."""

    unit = UnitChoice(
        UnitPage.objects.none(),
        label="单位",
        required=False,
        empty_label="请选择单位",
        error_messages={"invalid_choice": "这个单位不存在。"},
    )
    name = NameInput(label="作者", required=False, max_length=40)
    share = forms.DecimalField(
        label="份额",
        initial=1,
        required=False,
        max_digits=5,
        decimal_places=2,
        error_messages={
            "invalid": "份额请填数字，通常填1。",
            "max_digits": "份额太大了，通常填1。",
            "max_decimal_places": "份额最多两位小数。",
            "max_whole_digits": "份额太大了，通常填1。",
        },
    )

    def __init__(self, *args, units=None, **kwargs):
        super().__init__(*args, **kwargs)
        # A list of choices made once for the whole formset: a query a row otherwise.
        self.fields["unit"].queryset = UnitPage.objects.all()
        if units is not None:
            self.fields["unit"].choices = units

    def clean_share(self):
        share = self.cleaned_data["share"]
        if share is not None and share <= 0:
            raise ValidationError("份额要大于0，通常填1。")
        return share or 1

    def clean(self):
        cleaned = super().clean()
        name, unit = cleaned.get("name"), cleaned.get("unit")
        cleaned["contributor"] = None
        if name and not unit:
            self.add_error("unit", "写了作者，请选择单位。")
        elif name:
            cleaned["contributor"] = known_author(name, unit)
            if cleaned["contributor"] is None:
                self.add_error(
                    "name", f"{unit.title}的作者里没有“{name}”。请核对姓名，或先只写单位。"
                )
        return cleaned


class BaseCredits(forms.BaseFormSet):
    """Rows without a unit are dropped; one is needed, and one of the person's own units among them."""

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "units": self._units}

    @cached_property
    def _units(self):
        return unit_choices()

    def clean(self):
        if any(form.errors for form in self.forms):
            return
        pairs = [(credit.unit, credit.contributor) for credit in self.credits()]
        if not pairs:
            raise ValidationError("请至少写一个计入的单位。")
        if len(set(pairs)) < len(pairs):
            raise ValidationError("同一个单位和作者写了两次，请去掉一行；要多计，请改份额。")
        if refusal := why_not_credit([unit.pk for unit, _ in pairs], self.user):
            raise ValidationError(refusal)

    def credits(self):
        rows = (form.cleaned_data for form in self.forms if getattr(form, "cleaned_data", None))
        return [
            CreditData(row["unit"], row["contributor"], row["share"])
            for row in rows
            if row.get("unit")
        ]


def unit_choices():
    units = UnitPage.objects.in_order().values_list("pk", "title")
    return [("", "请选择单位"), *units]


CreditFormSet = forms.formset_factory(
    CreditForm, formset=BaseCredits, extra=1, max_num=20, absolute_max=20, validate_max=True
)


class DecisionForm(forms.Form):
    reason = forms.CharField(
        label="理由",
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "通过可不写；不通过必须写明理由"}),
        error_messages={"max_length": "理由最多200字，现有%(show_value)d字。"},
    )
    seen_act = forms.CharField(widget=forms.HiddenInput)


def placement_data(form, credits, piece, routing):
    return PlacementData(
        fields=form.values(),
        credits=credits.credits(),
        evidence=form.cleaned_data["files"],
        evidence_kind=form.cleaned_data["evidence_kind"],
        piece=piece,
        routing=routing,
    )
