"""The forms of the word lists: one row of a list by its columns, and the file to import."""

from django import forms

from editorial.checks.lists import COLUMNS, FORBIDDEN_LEVELS, HEADINGS, MAX_WORD
from editorial.wordlists.files import MAX_BYTES, TOO_BIG, ListRefused, read_list
from editorial.wordlists.models import MAX_TEXT

LEVELS = [(level, level or "不填") for level in FORBIDDEN_LEVELS]
HELP = {
    "instead": "没有就空着",
    "level": "“禁止”的改了才能提交",
    "rank": "1排在最前；不排就空着",
}


class RowForm(forms.Form):
    """What a right row is, says the list itself (editorial.wordlists.actions)."""

    def __init__(self, *args, name, **kwargs):
        super().__init__(*args, **kwargs)
        for at, column in enumerate(COLUMNS[name]):
            self.fields[column] = _field(column, is_key=at == 0)

    @property
    def key(self):
        return next(iter(self.fields))


def _field(column, is_key):
    said = {"label": HEADINGS[column], "required": False, "help_text": HELP.get(column, "")}
    if column == "level":
        return forms.ChoiceField(choices=LEVELS, **said)
    most = 9 if column == "rank" else MAX_WORD if is_key else MAX_TEXT
    widget = forms.TextInput(attrs={"inputmode": "numeric"} if column == "rank" else {})
    return forms.CharField(max_length=most, widget=widget, **said)


class ListFileForm(forms.Form):
    """A valid one has the rows of its file in `read`, a refused one the sentences in `problems`."""

    file = forms.FileField(
        label="CSV文件",
        allow_empty_file=True,
        help_text="不超过2 MB、20000行，UTF-8或GB18030编码；先看预览，不会马上写入",
        error_messages={"required": "请先选一个CSV文件。"},
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )
    problems = ()

    def __init__(self, *args, name, **kwargs):
        super().__init__(*args, **kwargs)
        self.name = name

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(TOO_BIG)
        try:
            self.read = read_list(self.name, upload.read())
        except ListRefused as refusal:
            self.problems = refusal.problems
            raise forms.ValidationError("文件没有导入，词库没有改动。") from refusal
        return upload
