"""The forms of 异议: the unit's and the score keeper's. Who may fill them in is the actions'."""

from django import forms

from scoring.screens.evidence import evidence_field


class AppealForm(forms.Form):
    reason = forms.CharField(
        label="理由",
        max_length=500,
        help_text="写清楚哪一次刊发、应当是多少分、为什么",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "请写明异议的理由。",
            "max_length": "理由最多500字，现有%(show_value)d字。",
        },
    )
    file = evidence_field("佐证材料")


class AnswerForm(forms.Form):
    words = forms.CharField(
        label="答复",
        max_length=500,
        widget=forms.Textarea(
            attrs={"rows": 4, "placeholder": "写明属实或维持原计分的理由，单位会看到"}
        ),
        error_messages={
            "required": "请写明答复，单位会看到。",
            "max_length": "答复最多500字，现有%(show_value)d字。",
        },
    )
