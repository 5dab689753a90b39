"""The base of the ledgers: rows that are written once."""

from django.db import models


class AppendOnly(Exception):
    """A row that proves what happened can be neither changed nor deleted."""

    def __init__(self, model):
        super().__init__(f"{model._meta.verbose_name}只能添加，不能修改或删除。")


class InsertOnlyModel(models.Model):
    """Base of the ledgers: rows are written once. What passes by save() and delete(), such as a
    queryset's update, the database itself refuses (editorial.record.seals)."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly(type(self))
        return super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly(type(self))
