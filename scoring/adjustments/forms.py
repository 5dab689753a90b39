"""The forms of 加减分. What a kind of adjustment does is the rule book's; who may do what is the actions'."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from editorial.names import NameInput
from editorial.people.authors import known_author
from editorial.people.unit_select import UnitChoice
from editorial.people.units import UnitPage
from editorial.screens.dates import DayInput
from scoring.adjustments.actions import AdjustmentData
from scoring.adjustments.reading import kinds_in, quarter_of_day
from scoring.numbers import plain
from scoring.screens.evidence import evidence_field

EARLIEST = date(2000, 1, 1)
MOST = 99


class StartForm(forms.Form):
    """Whom, when and what: the kinds are those of the book by which the day counts."""

    unit = UnitChoice(
        UnitPage.objects.in_order(),
        label="单位",
        empty_label="请选择单位",
        error_messages={"required": "请选择单位。", "invalid_choice": "这个单位不存在。"},
    )
    day = forms.DateField(
        label="日期",
        widget=DayInput,
        help_text="批示、通报、获奖等发生的日期",
        error_messages={"required": "请填日期。", "invalid": "日期请写成2026-09-03这样。"},
    )
    kind = forms.ChoiceField(
        label="种类",
        widget=forms.RadioSelect,
        error_messages={
            "required": "请选择种类。",
            "invalid_choice": "这一天施行的计分办法里没有这一种，请在下面重新选择。",
        },
    )

    def __init__(self, *args, appeal=None, **kwargs):
        super().__init__(*args, **kwargs)
        if appeal is not None:
            self.fields["unit"].queryset = UnitPage.objects.filter(pk=appeal.unit_id)
        self.quarter = quarter_of_day(self._day())
        self.kinds = kinds_in(self.quarter)
        self.fields["kind"].choices = [
            (code, f"{kind.name}：{kind.does}") for code, kind in self.kinds.items()
        ]

    def _day(self):
        """The day given, or today while there is none that can be."""
        try:
            day = self.fields["day"].clean(self["day"].value())
        except ValidationError:
            return localdate()
        return day if EARLIEST <= day <= localdate() else localdate()

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > localdate():
            raise ValidationError("日期在今天之后，请核对。")
        if day < EARLIEST:
            raise ValidationError("日期早于2000年，请核对年份。")
        return day

    @property
    def chosen(self):
        return self.kinds[self.cleaned_data["kind"]]


class AdjustmentForm(forms.Form):
    """The rest; only what the kind asks for is shown."""

    # By name: a list would show who stands in drafts that the bureau does not see.
    person = NameInput(
        label="作者", required=False, max_length=40, help_text="也计个人的，填姓名；只计单位的不填"
    )
    count = forms.IntegerField(
        label="次数",
        initial=1,
        min_value=1,
        max_value=MOST,
        help_text="几次、几篇；一次就填1",
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), f"请填1到{MOST}之间的整数。"
        ),
    )
    amount = forms.DecimalField(
        label="分值",
        max_digits=10,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )
    track = forms.ChoiceField(label="类别", help_text="计分办法分类排名，这一条计在哪一类")
    reason = forms.CharField(
        label="理由",
        max_length=300,
        help_text="为什么加、为什么减，单位会看到",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明理由，单位会看到。"},
    )
    basis = forms.CharField(
        label="依据文件",
        max_length=200,
        help_text="文件的名称和文号，如：《关于×××的通报》九老干通〔2026〕9号",
        error_messages={"required": "请写明依据文件的名称或文号。"},
    )
    file = evidence_field("依据文件扫描件")

    def __init__(self, *args, kind, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        tracks = kind.rules.tracks
        self.fields["track"].choices = [(track.code, track.name) for track in tracks]
        self.unit = unit
        if kind.rule.between is not None:
            self._bound(*kind.rule.between)
        for name, asked in (
            ("person", kind.names_a_person),
            ("count", kind.is_counted),
            ("amount", kind.rule.between is not None),
            ("track", len(tracks) > 1),
        ):
            if not asked:
                del self.fields[name]

    def _bound(self, low, high):
        said = f"{plain(low)}到{plain(high)}分"
        field = self.fields["amount"] = forms.DecimalField(
            label="分值",
            min_value=low,
            max_value=high,
            max_digits=10,
            decimal_places=2,
            help_text=f"计分办法定的范围：{said}",
            widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
            error_messages=dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"), f"请填{said}之间的数。"
            ),
        )
        field.error_messages["max_decimal_places"] = "最多两位小数。"

    def clean_person(self):
        """The unit's contributor of that name, or None."""
        name = self.cleaned_data["person"]
        if not name:
            return None
        if (found := known_author(name, self.unit)) is None:
            raise ValidationError(f"{self.unit.title}的作者里没有“{name}”，请核对姓名。")
        return found

    def data_for(self, start, placement, appeal):
        """What the action takes."""
        cleaned = self.cleaned_data
        return AdjustmentData(
            kind=self.kind.code,
            unit=start["unit"],
            happened_on=start["day"],
            reason=cleaned["reason"],
            basis=cleaned["basis"],
            contributor=cleaned.get("person"),
            placement=placement,
            count=cleaned.get("count") or 1,
            amount=cleaned.get("amount"),
            track=cleaned.get("track", ""),
            file=cleaned["file"],
            appeal=appeal,
        )


class DecisionForm(forms.Form):
    comment = forms.CharField(
        label="意见",
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "确认可不写；不同意必须写明理由"}),
        error_messages={"max_length": "意见最多200字，现有%(show_value)d字。"},
    )
