"""What strings hide from import-linter: a module named in a call, and the names that settings, handlers and
the beat's schedule give. Works on any tree, so that a test can plant a wrong one and see it found."""

import ast
from pathlib import Path

APPS = ("editorial", "scoring", "cms")
# An app may name itself and those before it.
MAY_NAME = {app: set(APPS[: place + 1]) for place, app in enumerate(APPS)}
IMPORTING = {"import_module", "__import__", "import_string", "get_model"}


def named_modules(path):
    """(line, dotted name) of every module, or model, that a call imports by a literal name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        first = node.args[0]
        is_text = isinstance(first, ast.Constant) and isinstance(first.value, str)
        if name in IMPORTING and is_text:
            yield node.lineno, first.value


def backward_names(root):
    """`file:line names module` for every such name against the direction of the apps."""
    root = Path(root)
    return [
        f"{path.relative_to(root)}:{line} names {module}"
        for app in APPS
        for path in sorted((root / app).rglob("*.py"))
        for line, module in named_modules(path)
        if module.split(".")[0] in set(APPS) - MAY_NAME[app]
    ]
