"""The form of an outlet's profile. Code and channel stand once chosen: rule books and routings go by
them."""

from django import forms
from django.core.exceptions import ValidationError

from editorial.manuscripts.package import PatternError, check_pattern
from editorial.names import CodeInput, called
from editorial.outlets.models import Channel, Outlet

FIXED_ONCE_MADE = ("code", "channel")


class OutletForm(forms.ModelForm):
    class Meta:
        model = Outlet
        fields = [
            "name",
            "code",
            "level",
            "kind",
            "channel",
            "headline_limit",
            "length_limit",
            "byline_form",
            "name_pattern",
            "embed_photos",
            "answer_days",
            "contact",
            "note",
            "sort_order",
        ]
        field_classes = {"code": CodeInput}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "name": {"unique": "已经有一家叫这个名称的媒体。"},
            "code": {
                "unique": "这个代码已经用了，请换一个。",
                "invalid": "代码只用字母、数字、短横线。",
            },
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("headline_limit", "length_limit"):
            self.fields[name].help_text = "不限就留空"
        self.fields["sort_order"].help_text = "小的排在前面"
        if self.instance.pk:
            for name in FIXED_ONCE_MADE:
                del self.fields[name]

    def clean_name(self):
        return self._untaken("name", "已经有一家叫“{}”的媒体。")

    def clean_code(self):
        return self._untaken("code", "代码“{}”已经用了，请换一个。")

    def _untaken(self, field, sentence):
        """However it is spelled: another width, dot or blank makes no other outlet."""
        value = self.cleaned_data[field]
        if twins := called(Outlet.objects.exclude(pk=self.instance.pk), value, field):
            raise ValidationError(sentence.format(getattr(twins[0], field)))
        return value

    def clean_name_pattern(self):
        pattern = self.cleaned_data["name_pattern"]
        try:
            check_pattern(pattern)
        except PatternError as error:
            raise ValidationError(str(error)) from error
        return pattern

    def clean_channel(self):
        """One live page a piece: with two own sites, pulling one would take the other down."""
        channel = self.cleaned_data["channel"]
        if channel == Channel.SITE and Outlet.objects.filter(channel=Channel.SITE).exists():
            raise ValidationError("本单位网站已经有了，只能有一个。请选人工投送。")
        return channel
