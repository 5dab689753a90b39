"""Reads which way imports run, by syntax tree: cms → scoring → editorial and never back, and no Django
in the pure modules. Works on any tree, so that a test can plant a wrong import and see it found."""

import ast
from pathlib import Path

APPS = ("editorial", "scoring", "cms")
# An app may import itself and those before it.
MAY_IMPORT = {app: set(APPS[: place + 1]) for place, app in enumerate(APPS)}
PURE = (
    "editorial/stages.py",
    "editorial/roles.py",
    "editorial/manuscripts",
    "editorial/checks",
    "editorial/compare/texts.py",
    "editorial/compare/likeness.py",
    "editorial/wordlists/files.py",
    "scoring/quarter.py",
    "scoring/book",
    "scoring/editor",
    "scoring/arithmetic",
    "scoring/book/marks.py",
    "scoring/flags/hints.py",
    "scoring/bulletin/typeset.py",
    "cms/search/text.py",
)
FRAMEWORKS = {"django", "wagtail", "celery", "modelcluster", "taggit"}


def imports_of(path, root):
    """(line, dotted module) of every import in a file, those inside functions included."""
    package = list(path.relative_to(root).with_suffix("").parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(node, package)
            # `from editorial import models` imports the module editorial.models.
            is_app = module in APPS
            names = [f"{module}.{alias.name}" for alias in node.names] if is_app else [module]
            yield from ((node.lineno, name) for name in names)
        elif name := _imported_by_call(node):
            yield node.lineno, name


def _absolute(node, package):
    if not node.level:
        return node.module
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, *([node.module] if node.module else [])])


def _imported_by_call(node):
    """`import_module("cms.x")` and its like with a literal name."""
    if not isinstance(node, ast.Call) or not node.args:
        return None
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    first = node.args[0]
    if name not in {"import_module", "__import__", "import_string"}:
        return None
    is_text = isinstance(first, ast.Constant) and isinstance(first.value, str)
    return first.value if is_text else None


def files_of(root, where):
    path = Path(root) / where
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def backward_imports(root):
    """`file:line imports module` for every import against the direction."""
    root = Path(root)
    return [
        f"{path.relative_to(root)}:{line} imports {module}"
        for app in APPS
        for path in files_of(root, app)
        for line, module in imports_of(path, root)
        if module.split(".")[0] in set(APPS) - MAY_IMPORT[app]
    ]


def impure_imports(root):
    """The same for a pure module that imports a framework, or a module of ours that is not pure."""
    root = Path(root)
    return [
        f"{path.relative_to(root)}:{line} imports {module}"
        for where in PURE
        for path in files_of(root, where)
        for line, module in imports_of(path, root)
        if _is_impure(module)
    ]


def _is_impure(module):
    top = module.split(".")[0]
    if top in FRAMEWORKS:
        return True
    if top not in APPS or module in APPS:
        return False
    pure = [place.removesuffix(".py").replace("/", ".") for place in PURE]
    return not any(module == place or module.startswith(f"{place}.") for place in pure)
