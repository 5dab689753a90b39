"""The forms of units and people, and of a spreadsheet of them. Which roles may be handed out is
editorial.people.rules, what a spreadsheet must look like editorial.files.sheets_in."""

from django import forms
from django.core.validators import RegexValidator

from editorial import roles
from editorial.files.sheets_in import MAX_BYTES, TOO_BIG, FileRefused, read_table
from editorial.names import AS_TYPED, NameInput
from editorial.people.authors import accounts_called
from editorial.people.rules import grantable_roles
from editorial.people.unit_select import UnitChoice
from editorial.people.units import RankingGroup


class PersonForm(forms.Form):
    name = NameInput(label="姓名", max_length=40)
    username = NameInput(
        label="用户名",
        max_length=30,
        required=False,
        help_text="登录时用，可不填，按姓名拼音自动取",
        widget=forms.TextInput(attrs=AS_TYPED),
        validators=[RegexValidator(r"^[A-Za-z0-9_.-]+$", "用户名只能用字母、数字和下划线。")],
    )
    unit = UnitChoice(label="单位", required=False, empty_label="不属于单位")
    roles = forms.MultipleChoiceField(
        label="角色",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选一个角色。"},
    )
    email = forms.EmailField(
        label="电子邮箱", required=False, help_text="可不填；有邮箱的人能自己重设密码"
    )
    phone = NameInput(label="联系电话", max_length=30, required=False)
    is_namesake = forms.BooleanField(label="是同名的另一个人", required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, actor, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.asks_of_namesake = False
        allowed = grantable_roles(actor)
        self.fields["roles"].choices = [
            (role, name) for role, name in roles.ROLE_NAMES.items() if role in allowed
        ]
        if person:
            del self.fields["username"]

    def clean(self):
        """Adding somebody twice is the commonest slip, as in a sheet; a namesake is declared."""
        cleaned = super().clean()
        name, unit = cleaned.get("name"), cleaned.get("unit")
        if not name or not ({"name", "unit"} & set(self.changed_data)):
            return cleaned
        twins = [one for one in accounts_called(name, unit) if one != self.person]
        self.asks_of_namesake = bool(twins)
        if twins and not cleaned.get("is_namesake"):
            where = "这个单位" if unit else "机关"
            known = f"{where}已有“{twins[0].name}”，用户名{twins[0].username}"
            self.add_error(
                "is_namesake",
                f"{known}。如果是同一个人，不用再加；确是同名的另一人，请勾选后再保存。",
            )
        return cleaned

    def visible_fields(self):
        """The question stands there once it was asked."""
        fields = super().visible_fields()
        return [one for one in fields if one.name != "is_namesake" or self.asks_of_namesake]

    def values(self):
        own = self.cleaned_data.items()
        return {key: value for key, value in own if key not in ("seen", "is_namesake")}


class UnitForm(forms.Form):
    title = NameInput(label="名称", max_length=60, help_text="如：都昌县委老干部局")
    short_name = NameInput(label="简称", max_length=20, help_text="如：都昌")
    ranking_group = forms.ChoiceField(label="排名组", choices=RankingGroup.choices)
    quota_class = forms.TypedChoiceField(
        label="任务类别",
        coerce=int,
        choices=[("", "请选择"), *((n, f"{n}类") for n in range(1, 5))],
        error_messages={"required": "请选择任务类别。"},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def values(self):
        return {key: value for key, value in self.cleaned_data.items() if key != "seen"}


class SheetForm(forms.Form):
    """A valid one has the rows of its file in `table`."""

    sheet = forms.FileField(
        label="表格文件",
        allow_empty_file=True,
        help_text="Excel（.xlsx、.xls）或 .csv，不超过5 MB、500行；选好后先看预览，不会马上写入",
        error_messages={"required": "请先选一个表格文件。"},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )

    def __init__(self, *args, columns, **kwargs):
        super().__init__(*args, **kwargs)
        self.columns = columns

    def clean_sheet(self):
        upload = self.cleaned_data["sheet"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(TOO_BIG)
        try:
            self.table = read_table(upload.read(), self.columns)
        except FileRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return upload
