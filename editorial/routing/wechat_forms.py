"""The form of a cover's crop on 微信稿: which photo, where the box stands, how far it is zoomed in."""

from django import forms

from editorial.manuscripts.covers import MOST_ZOOM


class CropForm(forms.Form):
    """In percent; `photo` counts from 1 in the order of the text."""

    photo = forms.IntegerField(min_value=1)
    x = forms.FloatField(min_value=0, max_value=100)
    y = forms.FloatField(min_value=0, max_value=100)
    zoom = forms.FloatField(min_value=100, max_value=MOST_ZOOM)
