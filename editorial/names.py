"""Names as fields: whatever path one takes to a row or a form, it is kept and asked for as
editorial.folding has it."""

from django import forms
from django.db import models

from editorial.folding import compared, stored

# A phone would begin a log-in with a capital and mend it as a word.
AS_TYPED = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}


class NameInput(forms.CharField):
    """A name typed into a form."""

    def to_python(self, value):
        return stored(super().to_python(value))


class CodeInput(NameInput, forms.SlugField):
    """A code typed into a form."""


class NameField(models.CharField):
    """A name in a row. It is a CharField to the migrations, whose column is the same."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def to_python(self, value):
        value = super().to_python(value)
        return stored(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        return self.to_python(super().get_prep_value(value))

    def pre_save(self, instance, add):
        name = self.to_python(super().pre_save(instance, add))
        setattr(instance, self.attname, name)
        return name

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": NameInput, **kwargs})


def same_name(one, other):
    return compared(one) == compared(other)


def called(rows, name, *fields):
    """Of these rows those that go by the name in one of the fields, however it is spelled."""
    wanted = compared(name)
    return [row for row in rows if wanted in {compared(getattr(row, field)) for field in fields}]
