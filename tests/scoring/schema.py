"""As much of OpenAPI 3.1 and JSON Schema as the feed's description uses: whether a document is well
formed and whether a value is as a schema says. Written from the standards, apart from the product."""

import re

METHODS = {"get", "head"}
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
KEYWORDS = {
    "$ref", "type", "properties", "required", "additionalProperties", "items", "enum", "pattern",
    "format", "oneOf", "description", "examples",
}  # fmt: skip


def faults_of_document(document):
    faults = [f"no {key}" for key in ("openapi", "info", "paths") if key not in document]
    if not str(document.get("openapi")).startswith("3.1."):
        faults.append("openapi is not 3.1")
    faults += [f"info: no {key}" for key in ("title", "version") if key not in document["info"]]
    seen = set()
    for path, item in document["paths"].items():
        if not path.startswith("/") or set(item) - METHODS:
            faults.append(f"{path}: not a path of operations")
        for operation in item.values():
            faults += faults_of_operation(document, path, operation)
            if operation.get("operationId") in seen:
                faults.append(f"{path}: operationId twice")
            seen.add(operation.get("operationId"))
    for requirement in document.get("security", []):
        for name in requirement:
            if name not in document["components"]["securitySchemes"]:
                faults.append(f"security: no scheme {name}")
    for name, schema in document["components"]["schemas"].items():
        faults += faults_of_schema(schema, name)
    return faults + [
        f"{ref}: leads nowhere" for ref in refs_of(document) if not found(document, ref)
    ]


def faults_of_operation(document, path, operation):
    named = set(re.findall(r"{(\w+)}", path))
    parameters = [resolved(document, parameter) for parameter in operation.get("parameters", [])]
    given = {parameter["name"] for parameter in parameters if parameter["in"] == "path"}
    faults = [] if named == given else [f"{path}: parameter {named ^ given}"]
    faults += [
        f"{path}: {parameter['name']} must be required"
        for parameter in parameters
        if parameter["in"] == "path" and parameter.get("required") is not True
    ]
    if not operation.get("responses"):
        faults.append(f"{path}: no responses")
    for code, response in operation["responses"].items():
        if not re.fullmatch("[1-5][0-9]{2}", code):
            faults.append(f"{path}: {code} is not a status")
        if "description" not in resolved(document, response):
            faults.append(f"{path}: {code} has no description")
    return faults


def faults_of_schema(schema, where):
    faults = [f"{where}: unknown keyword {key}" for key in sorted(set(schema) - KEYWORDS)]
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    faults += [f"{where}: no type {kind}" for kind in kinds if kind not in TYPES]
    faults += [
        f"{where}: {name} is required and not described"
        for name in schema.get("required", [])
        if name not in schema.get("properties", {})
    ]
    for name, inner in schema.get("properties", {}).items():
        faults += faults_of_schema(inner, f"{where}.{name}")
    for inner in [*schema.get("oneOf", []), *([schema["items"]] if "items" in schema else [])]:
        faults += faults_of_schema(inner, f"{where}[]")
    return faults


def refs_of(node):
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for inner in node:
            yield from refs_of(inner)


def found(document, ref):
    for part in ref.removeprefix("#/").split("/"):
        if not isinstance(document, dict) or part not in document:
            return None
        document = document[part]
    return document


def resolved(document, node):
    return found(document, node["$ref"]) or {} if "$ref" in node else node


def faults_of_value(value, schema, document, where="$"):
    schema = resolved(document, schema)
    if "oneOf" in schema:
        fitting = [s for s in schema["oneOf"] if not faults_of_value(value, s, document, where)]
        return [] if len(fitting) == 1 else [f"{where}: fits {len(fitting)} of oneOf"]
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(is_a(value, kind) for kind in kinds):
        return [f"{where}: {value!r} is no {kinds}"]
    faults = []
    if "enum" in schema and value not in schema["enum"]:
        faults.append(f"{where}: {value!r} is not one of {schema['enum']}")
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        faults.append(f"{where}: {value!r} does not match")
    if isinstance(value, dict) and "properties" in schema:
        faults += faults_of_object(value, schema, document, where)
    if isinstance(value, list):
        for number, inner in enumerate(value):
            faults += faults_of_value(inner, schema["items"], document, f"{where}[{number}]")
    return faults


def is_a(value, kind):
    """True and False are no integers."""
    return isinstance(value, TYPES[kind]) and (kind != "integer" or not isinstance(value, bool))


def faults_of_object(value, schema, document, where):
    faults = [f"{where}: no {name}" for name in schema["required"] if name not in value]
    for name, inner in value.items():
        if name in schema["properties"]:
            faults += faults_of_value(
                inner, schema["properties"][name], document, f"{where}.{name}"
            )
        elif schema["additionalProperties"] is False:
            faults.append(f"{where}: {name} is not described")
    return faults
