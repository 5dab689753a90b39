"""The forms of the review moves. Whether a move is open is the action's to say."""

from django import forms


class StepActionForm(forms.Form):
    """What Wagtail's own action modal posts; our piece screen posts the same fields."""

    comment = forms.CharField(label="意见", required=False, widget=forms.Textarea, max_length=1000)
    seen_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    to_step = forms.CharField(required=False, widget=forms.HiddenInput)
    namesake = forms.BooleanField(label="同名不同人", required=False)
