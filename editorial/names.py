"""Names as fields: whatever path one takes to a row or a form, it is kept and asked for as
editorial.folding has it."""

from datetime import datetime

from django import forms
from django.db import models
from django.utils import timezone

from editorial.folding import compared, stored, stored_names

# A phone would begin a log-in with a capital and mend it as a word.
AS_TYPED = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}


class NameInput(forms.CharField):
    """A name typed into a form."""

    def to_python(self, value):
        return stored(super().to_python(value))


class NamesInput(forms.CharField):
    """Several names typed into one field."""

    def to_python(self, value):
        return stored_names(super().to_python(value))


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


class Named(models.Model):
    """Somebody who may be renamed. What was signed under a name goes on standing under it: acts,
    sheets and credits ask for the name of their day."""

    name = NameField("姓名", max_length=40)
    # [[name, until when it was borne]], the oldest first; written by save() alone.
    former_names = models.JSONField("曾用名", default=list, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        if self.pk and (update_fields is None or "name" in update_fields):
            before = type(self).objects.filter(pk=self.pk).values_list("name", flat=True).first()
            if before is not None and before != stored(self.name):
                self.former_names = [*self.former_names, [before, timezone.now().isoformat()]]
                update_fields = update_fields and {*update_fields, "former_names"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def name_on(self, moment):
        """The name borne at this moment; without one, today's."""
        for name, until in self.former_names if moment else ():
            if moment < datetime.fromisoformat(until):
                return name
        return self.name


def same_name(one, other):
    return compared(one) == compared(other)


def called(rows, name, *fields):
    """Of these rows those that go by the name in one of the fields, however it is spelled."""
    wanted = compared(name)
    return [row for row in rows if wanted in {compared(getattr(row, field)) for field in fields}]
