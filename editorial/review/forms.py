"""The forms of the review moves. Whether a move is open is the action's to say."""

from functools import cache

from django import forms


class StepActionForm(forms.Form):
    """What a decision carries: the reviewer's words and which revision was on the screen."""

    comment = forms.CharField(
        label="意见",
        required=False,
        max_length=1000,
        widget=forms.Textarea(
            attrs={"rows": 4, "placeholder": "通过可不写；退回、发回必须写明理由"}
        ),
        error_messages={"max_length": "意见最多1000字，现有%(show_value)d字。"},
    )
    seen_revision = forms.CharField(required=False, widget=forms.HiddenInput)
    to_step = forms.CharField(required=False, widget=forms.HiddenInput)
    namesake = forms.BooleanField(label="同名不同人", required=False)


class StepForm(StepActionForm):
    """The same on the piece's page, with only the choices that are open. `steps` is called when
    somebody looks at them: 通过 needs none."""

    to_step = forms.ChoiceField(label="发回到", required=False)

    def __init__(self, *args, steps=list, needs_namesake=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_step"].choices = cache(lambda: [("", "——"), *steps()])
        if not needs_namesake:
            del self.fields["namesake"]

    @property
    def has_earlier_steps(self):
        return len(list(self.fields["to_step"].choices)) > 1


class ReasonForm(forms.Form):
    comment = forms.CharField(
        label="理由",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "理由最多500字，现有%(show_value)d字。"},
    )
