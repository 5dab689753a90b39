"""PURE: the cells that many parts of a rule book ask for: clause and text, the conditions."""

from scoring.book import words
from scoring.editor.cells import Law, Many, Text


def law():
    """Clause and text of a part."""
    return (
        Text("clause", "条款号", "如：第三条（六）"),
        Law("text", "条款内容", wide=True),
    )


def pairs(names):
    return tuple(names.items())


CONDITIONS = tuple(Many(name, words.FIELD_NAMES[name], of=name) for name in words.FIELDS)
