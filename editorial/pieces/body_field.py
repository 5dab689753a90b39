"""The column of a body: a stream field that neither stores nor reads what no page could show."""

from wagtail.fields import StreamField

from editorial.storable import storable_data, storable_field


class BodyField(StreamField):
    def to_python(self, value):
        if isinstance(value, str):
            value = storable_field(value)
        elif isinstance(value, list):
            value = _as_stored(value)
        return super().to_python(value)

    def get_prep_value(self, value):
        return storable_data(super().get_prep_value(value))

    def deconstruct(self):
        """The table knows no difference."""
        name, _, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", args, kwargs


def _as_stored(value):
    """Blocks as the database holds them; those made in Python come as pairs."""
    return storable_data(value) if all(isinstance(block, dict) for block in value) else value
