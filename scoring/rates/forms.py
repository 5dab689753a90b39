"""The form that settles a missing rate. What it writes is scoring.rates.actions'; the editor of whole
books is scoring.editor's."""

from django import forms

from editorial.outlets.models import Level
from editorial.pieces.terms import Genre
from editorial.placements.models import Position
from scoring.book.parser import MAX_POINTS


class RateForm(forms.Form):
    """Its choices are the case's own, so that the rate always fits the placement."""

    outlet = forms.ChoiceField(label="哪些媒体", widget=forms.RadioSelect)
    genre = forms.ChoiceField(label="哪些体裁", widget=forms.RadioSelect)
    position = forms.ChoiceField(label="哪些位置", widget=forms.RadioSelect)
    points = forms.DecimalField(
        label="分值",
        min_value=0,
        max_value=MAX_POINTS,
        max_digits=9,
        decimal_places=4,
        help_text="每篇多少分；明文规定不计分的填0",
        error_messages=dict.fromkeys(
            ("required", "min_value", "max_value", "invalid"), f"请填0到{MAX_POINTS}之间的数。"
        ),
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )
    clause = forms.CharField(
        label="条款号",
        max_length=80,
        help_text="如：第三条（六）",
        error_messages={"required": "请填依据哪一条，单位会问分是怎么来的。"},
    )
    text = forms.CharField(
        label="条款内容",
        max_length=200,
        help_text="照办法原文写，单位打开得分明细会看到；如：市级媒体头版，每篇8分",
        error_messages={"required": "请照办法填这一条的内容。"},
    )

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        fact = case.fact
        for name, every, this in (
            ("outlet", f"所有{Level(fact.level).label}媒体", f"只有{fact.outlet_name}"),
            ("genre", "不分体裁", f"只有{Genre(fact.genre).label}"),
            ("position", "不分位置", f"只有{Position(fact.position).label}"),
        ):
            self.fields[name].choices = [("every", every), ("this", this)]
            self.fields[name].initial = "every"

    def values(self):
        """The arguments of add_rate."""
        bound = {
            f"by_{name}": self[name].data == "this" for name in ("outlet", "genre", "position")
        }
        written = {name: self.cleaned_data[name] for name in ("points", "clause", "text")}
        return bound | written
