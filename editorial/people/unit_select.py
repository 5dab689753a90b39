"""Choosing a unit from a hundred: in the official order, as the public page has it, with a field to find it
by a few letters (cms/static/js/units.js), which a select of few units goes without."""

import django_filters
from django import forms

from editorial.people.units import UnitPage


class UnitSelect(forms.Select):
    def __init__(self, attrs=None, choices=()):
        super().__init__({"data-units": "", **(attrs or {})}, choices)


class UnitChoice(forms.ModelChoiceField):
    """Of the units at work unless other ones are handed in."""

    widget = UnitSelect

    def __init__(self, queryset=None, **kwargs):
        super().__init__(UnitPage.objects.at_work() if queryset is None else queryset, **kwargs)


class UnitFilter(django_filters.ModelChoiceFilter):
    """Of all units, since a list tells of retired ones too."""

    def __init__(self, *args, **kwargs):
        kwargs = {"label": "单位", "empty_label": "全部单位", "widget": UnitSelect, **kwargs}
        super().__init__(*args, queryset=UnitPage.objects.in_order(), **kwargs)
