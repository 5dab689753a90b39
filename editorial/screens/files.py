"""A form field for several files at once."""

from django import forms

MAX_FILES = 20


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of files; each by itself may be refused later, so none keeps the others back here."""

    def __init__(self, **kwargs):
        super().__init__(widget=SeveralFiles(attrs=kwargs.pop("attrs", {})), **kwargs)

    def clean(self, data, initial=None):
        files = [file for file in (data or []) if file]
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"])
        if len(files) > MAX_FILES:
            raise forms.ValidationError(
                f"一次最多选{MAX_FILES}个文件，您选了{len(files)}个。请分几次上传。"
            )
        return files
