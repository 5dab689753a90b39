"""scoring/book/schema.json by the jsonschema library, which is also asked what of the schema valid data made
use of."""

from jsonschema import Draft202012Validator
from jsonschema.validators import extend

NOTES = {"$schema", "$defs", "title", "description", "then", "else"}
STOCK = Draft202012Validator.VALIDATORS
NAMES_TO_SCHEMAS = {"properties", "$defs"}


class Schema:
    """`seen` gathers (id of an object's schema, property) of what valid data made use of."""

    def __init__(self, root):
        self.root = root
        self.seen = set()
        noting = {"properties": self._properties}
        self.validator = extend(Draft202012Validator, noting)(root)

    def unknown_keywords(self):
        """Which the library would pass over, once the schema is one by the standard at all."""
        Draft202012Validator.check_schema(self.root)
        return {name for node in schemas_in(self.root) for name in node} - set(STOCK) - NOTES

    def accepts(self, data):
        return self.validator.is_valid(data)

    def properties(self):
        """(id of an object's schema, property) of all that the schema knows."""
        objects = [node for node in schemas_in(self.root) if "additionalProperties" in node]
        return {(id(node), name) for node in objects for name in node.get("properties", ())}

    def _properties(self, validator, properties, data, schema):
        if isinstance(data, dict):
            self.seen |= {(id(schema), name) for name in properties if name in data}
        return STOCK["properties"](validator, properties, data, schema)


def schemas_in(node):
    """The schema itself and those within it."""
    if not isinstance(node, dict):  # true and false are schemas too
        return
    yield node
    for name, value in node.items():
        if name in NAMES_TO_SCHEMAS:
            inner = value.values()
        elif name in ("enum", "const"):
            inner = []
        else:
            inner = value if isinstance(value, list) else [value]
        for each in inner:
            yield from schemas_in(each)
