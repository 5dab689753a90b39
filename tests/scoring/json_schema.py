"""As much of JSON Schema 2020-12 as scoring/book/schema.json uses, so that a test can hold the schema and the
parser side by side without another dependency. An unknown keyword is an error."""

import re

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool}
NOTES = {"$schema", "$defs", "title", "description", "then", "else"}


class Schema:
    """`seen` gathers (id of an object's schema, property) of what valid data made use of."""

    def __init__(self, root):
        self.root = root
        self.seen = set()

    def accepts(self, data):
        return self._fits(self.root, data)

    def properties(self):
        """(id of an object's schema, property) of all that the schema knows."""
        found, todo = set(), [self.root]
        while todo:
            node = todo.pop()
            todo += node.values() if isinstance(node, dict) else node
            if isinstance(node, dict) and "additionalProperties" in node:
                found |= {(id(node), name) for name in node.get("properties", ())}
            todo = [part for part in todo if isinstance(part, dict | list)]
        return found

    def _fits(self, schema, data):
        checks = (name for name in schema if name not in NOTES)
        return all(KEYWORDS[name](self, schema, data) for name in checks)

    def _type(self, schema, data):
        if schema["type"] == "integer":
            return isinstance(data, int) and not isinstance(data, bool)
        return isinstance(data, TYPES[schema["type"]])

    def _ref(self, schema, data):
        return self._fits(self.root["$defs"][schema["$ref"].removeprefix("#/$defs/")], data)

    def _properties(self, schema, data):
        if not isinstance(data, dict):
            return True
        named = [name for name in schema["properties"] if name in data]
        self.seen |= {(id(schema), name) for name in named}
        return all(self._fits(schema["properties"][name], data[name]) for name in named)

    def _additional(self, schema, data):
        if not isinstance(data, dict):
            return True
        rest = [data[name] for name in data if name not in schema.get("properties", ())]
        allowed = schema["additionalProperties"]
        return not rest if allowed is False else all(self._fits(allowed, value) for value in rest)

    def _items(self, schema, data):
        return not isinstance(data, list) or all(self._fits(schema["items"], v) for v in data)

    def _prefix(self, schema, data):
        pairs = zip(schema["prefixItems"], data, strict=False) if isinstance(data, list) else ()
        return all(self._fits(part, value) for part, value in pairs)

    def _if(self, schema, data):
        branch = schema.get("then" if self._fits(schema["if"], data) else "else", {})
        return self._fits(branch, data)

    def _fitting(self, schemas, data):
        return sum([self._fits(schema, data) for schema in schemas])


def _size(kind, compare):
    return lambda self, schema, data, name: (
        not isinstance(data, kind) or compare(len(data), schema[name])
    )


def _named(name, check):
    return lambda self, schema, data: check(self, schema, data, name)


def _is_number(data):
    return isinstance(data, int) and not isinstance(data, bool)


KEYWORDS = {
    "type": Schema._type,
    "$ref": Schema._ref,
    "properties": Schema._properties,
    "additionalProperties": Schema._additional,
    "items": Schema._items,
    "prefixItems": Schema._prefix,
    "if": Schema._if,
    "enum": lambda self, s, d: any(type(d) is type(v) and d == v for v in s["enum"]),
    "const": lambda self, s, d: type(d) is type(s["const"]) and d == s["const"],
    "required": lambda self, s, d: not isinstance(d, dict) or all(k in d for k in s["required"]),
    "propertyNames": lambda self, s, d: (
        not isinstance(d, dict) or all(self._fits(s["propertyNames"], name) for name in d)
    ),
    "pattern": lambda self, s, d: not isinstance(d, str) or bool(re.search(s["pattern"], d)),
    "minimum": lambda self, s, d: not _is_number(d) or d >= s["minimum"],
    "maximum": lambda self, s, d: not _is_number(d) or d <= s["maximum"],
    "minLength": _named("minLength", _size(str, int.__ge__)),
    "minItems": _named("minItems", _size(list, int.__ge__)),
    "maxItems": _named("maxItems", _size(list, int.__le__)),
    "minProperties": _named("minProperties", _size(dict, int.__ge__)),
    "maxProperties": _named("maxProperties", _size(dict, int.__le__)),
    "uniqueItems": lambda self, s, d: not isinstance(d, list) or len(set(map(str, d))) == len(d),
    "anyOf": lambda self, s, d: self._fitting(s["anyOf"], d) >= 1,
    "oneOf": lambda self, s, d: self._fitting(s["oneOf"], d) == 1,
    "allOf": lambda self, s, d: self._fitting(s["allOf"], d) == len(s["allOf"]),
    "not": lambda self, s, d: not self._fits(s["not"], d),
}
