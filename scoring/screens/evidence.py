"""The field by which a scan or a screenshot comes in. What is accepted is editorial.files.evidence's."""

from django import forms
from django.core.exceptions import ValidationError

from editorial.files.evidence import MAX_BYTES, EvidenceRefused, clean_evidence

FILE_HELP = f"扫描件或截图，JPG、PNG、WebP或PDF，不超过{MAX_BYTES // 1024 // 1024} MB；没有可以不传"


class OneFileField(forms.FileField):
    """One piece of evidence."""

    widget = forms.FileInput

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        try:
            return clean_evidence(file) if file else None
        except EvidenceRefused as refusal:
            raise ValidationError(str(refusal)) from refusal


def evidence_field(label):
    return OneFileField(
        label=label,
        required=False,
        help_text=FILE_HELP,
        error_messages={
            "empty": "这个文件是空的，请重新选择。",
            "invalid": "文件没有传上来，请重新选择。",
        },
    )
