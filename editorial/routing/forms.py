"""The forms of routing: which outlets, and a word with a move. Whether a move is open is the
action's to say."""

from django import forms

from editorial.outlets.models import Outlet
from editorial.series.models import SeriesPage


class RouteForm(forms.Form):
    """Ticked outlets; `version` is the signed text that was on the screen."""

    outlets = forms.ModelMultipleChoiceField(
        label="媒体",
        queryset=Outlet.objects.filter(is_active=True),
        error_messages={
            "required": "请至少勾选一家媒体。",
            "invalid_choice": "勾选的媒体里有一家刚刚停用或已不存在，请重新勾选。",
            "invalid_pk_value": "勾选的媒体不存在，请重新勾选。",
        },
    )
    series = forms.ModelChoiceField(
        label="刊登在哪个专栏",
        queryset=SeriesPage.objects.none(),
        required=False,
        empty_label="请选择",
        error_messages={"invalid_choice": "这个专栏不存在，请重新选择。"},
    )
    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, needs_series=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = SeriesPage.objects.open().order_by("path")
        if not needs_series:
            del self.fields["series"]


class MoveForm(forms.Form):
    note = forms.CharField(
        label="备注",
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="可不填。如：已发编辑部邮箱，联系人李老师",
        error_messages={"max_length": "备注最多200字，现有%(show_value)d字。"},
    )
    seen_state = forms.CharField(widget=forms.HiddenInput)
