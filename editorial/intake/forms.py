"""The forms by which a text comes in: Word files, a pasted text with photos, and the captions."""

from django import forms

from editorial.manuscripts.word_in.limits import MAX_PARAGRAPHS
from editorial.names import NamesInput
from editorial.people.seats import unit_ids_of
from editorial.people.units import UnitPage
from editorial.screens.files import FilesField

MAX_PASTED = 50_000


class OfOneUnit(forms.Form):
    """For whom it is written: asked only of those who write for several."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        units = UnitPage.objects.filter(pk__in=unit_ids_of(user), retired_on__isnull=True)
        units = units.in_order()
        field = forms.ModelChoiceField(
            units, label="为哪个单位写", error_messages={"required": "请选择单位。"}
        )
        if len(units) == 1:
            field.initial, field.widget = units[0], forms.HiddenInput()
        field.error_messages["invalid_choice"] = "请从列表里选择单位。"
        self.fields["unit"] = field
        self.order_fields(["unit"])


class UploadForm(OfOneUnit):
    files = FilesField(
        label="Word 文稿",
        help_text="可以一次选几个。收 .docx、.doc、.wps，每个不超过50 MB。",
        attrs={"accept": ".docx,.doc,.wps"},
        error_messages={"required": "请先选择文稿。"},
    )


class PasteForm(OfOneUnit):
    text = forms.CharField(
        label="稿件文字",
        help_text="第一行写标题，下面写署名和正文。从微信、备忘录里复制过来就行。",
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=MAX_PASTED,
        error_messages={
            "required": "请把文字粘贴到这里。",
            "max_length": "文字最多%(limit_value)d字，现有%(show_value)d字。请分成几篇。",
        },
    )
    photos = FilesField(
        label="照片",
        required=False,
        help_text="可以一次选几张，下一步给每张写说明。没有照片可以不选。",
        attrs={"accept": "image/*"},
    )

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\x00", "")
        if len(text.splitlines()) > MAX_PARAGRAPHS:
            raise forms.ValidationError(f"文字超过{MAX_PARAGRAPHS}段，请分成几篇。")
        return text


class CaptionForm(forms.Form):
    """One photo of the draft, known by its block."""

    caption = forms.CharField(
        label="图片说明",
        max_length=120,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="如：图为老同志在学剪纸",
        error_messages={"max_length": "图片说明最多%(limit_value)d字，现有%(show_value)d字。"},
    )
    photographer = NamesInput(
        label="摄影",
        max_length=40,
        required=False,
        error_messages={"max_length": "摄影最多%(limit_value)d字，现有%(show_value)d字。"},
    )

    def clean_caption(self):
        return " ".join(self.cleaned_data["caption"].split())
