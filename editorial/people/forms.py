"""The forms of units and people, and of a spreadsheet of them. Which roles may be handed out is
editorial.people.rules, what a spreadsheet must look like editorial.files.sheets_in."""

from django import forms
from django.core.validators import RegexValidator

from editorial import roles
from editorial.files.sheets_in import MAX_BYTES, TOO_BIG, FileRefused, read_table
from editorial.names import AS_TYPED, NameInput
from editorial.people.rules import grantable_roles
from editorial.people.units import RankingGroup, UnitPage


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
    unit = forms.ModelChoiceField(
        label="单位", queryset=UnitPage.objects.none(), required=False, empty_label="不属于单位"
    )
    roles = forms.MultipleChoiceField(
        label="角色",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选一个角色。"},
    )
    email = forms.EmailField(
        label="电子邮箱", required=False, help_text="可不填；有邮箱的人能自己重设密码"
    )
    phone = NameInput(label="联系电话", max_length=30, required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, actor, is_new=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = UnitPage.objects.filter(retired_on__isnull=True).order_by(
            "ranking_group", "title"
        )
        allowed = grantable_roles(actor)
        self.fields["roles"].choices = [
            (role, name) for role, name in roles.ROLE_NAMES.items() if role in allowed
        ]
        if not is_new:
            del self.fields["username"]

    def values(self):
        return {key: value for key, value in self.cleaned_data.items() if key != "seen"}


class UnitForm(forms.Form):
    title = NameInput(label="名称", max_length=60, help_text="如：都昌县委老干部局")
    short_name = NameInput(label="简称", max_length=20, help_text="如：都昌")
    ranking_group = forms.ChoiceField(label="排名组", choices=RankingGroup.choices)
    quota_class = forms.TypedChoiceField(
        label="任务类别", coerce=int, choices=[(n, f"{n}类") for n in range(1, 5)]
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
