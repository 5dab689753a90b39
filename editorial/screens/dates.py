"""The field for a day: the phone's or browser's own calendar, which fits its screen and speaks its
owner's language; Wagtail's is cut off on a phone."""

from django import forms


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")
