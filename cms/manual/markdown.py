"""The manual's Markdown as HTML: headings with anchors, paragraphs, lists in lists, tables, bold and links.
What the manual does not use it does not read (tests/cms/manual/ holds that); pure, and all words are escaped."""

import re
from html import escape

HEADING = re.compile(r"(#{1,3}) (.+)")
ITEM = re.compile(r"( *)(-|\d+\.) (.+)")
RULE = re.compile(r"\|[-:| ]+\|")
BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")


def anchor_of(heading):
    """As code hosts make it, so that a link holds there and here."""
    return re.sub(r"[^\w\- ]", "", heading).strip().replace(" ", "-").lower()


def headings_of(text):
    """[(depth, words)]."""
    found = map(HEADING.fullmatch, text.splitlines())
    return [(len(one[1]), one[2]) for one in found if one]


def html_of(text, address_of=lambda link: link):
    """`address_of` turns a link of the manual into one of the product."""
    return "\n".join(_block(lines, address_of) for lines in _blocks(text))


def _blocks(text):
    """The lines of each block; a heading is one by itself, and so is a list after a paragraph."""
    block = []
    for line in text.splitlines():
        if _goes_on(block, line):
            block[-1] += line.strip()
            continue
        if not line.strip() or HEADING.fullmatch(line) or _is_another_kind(block, line):
            if block:
                yield block
            block = []
        if line.strip():
            block.append(line)
        if HEADING.fullmatch(line):
            yield block
            block = []
    if block:
        yield block


def _goes_on(block, line):
    """A further line of an item, which stands under its words."""
    is_item = bool(block) and bool(ITEM.fullmatch(block[0]))
    return is_item and line.startswith(" ") and bool(line.strip()) and not ITEM.fullmatch(line)


def _is_another_kind(block, line):
    """A list begins or ends without an empty line."""
    return bool(block) and bool(ITEM.fullmatch(line)) != bool(ITEM.fullmatch(block[0]))


def _block(lines, address_of):
    if heading := HEADING.fullmatch(lines[0]):
        depth, words = len(heading[1]), heading[2]
        return f'<h{depth} id="{escape(anchor_of(words))}">{_inline(words, address_of)}</h{depth}>'
    if ITEM.fullmatch(lines[0]):
        return _list([ITEM.fullmatch(line) for line in lines], address_of)
    if len(lines) > 1 and RULE.fullmatch(lines[1]):
        return _table([_cells(line) for line in lines[:1] + lines[2:]], address_of)
    return f"<p>{_inline(' '.join(lines), address_of)}</p>"


def _list(items, address_of):
    """Items that stand further right than the first belong to the one before them."""
    indent, kind = len(items[0][1]), "ol" if items[0][2][0].isdigit() else "ul"
    inner, said = [], []
    for item in items:
        if len(item[1]) > indent:
            inner.append(item)
            continue
        if inner:
            said.append(_list(inner, address_of))
            inner = []
        said += ["</li>" if said else "", "<li>", _inline(item[3], address_of)]
    if inner:
        said.append(_list(inner, address_of))
    return f"<{kind}>{''.join(said)}</li></{kind}>"


def _table(rows, address_of):
    head, *body = ([_inline(cell, address_of) for cell in row] for row in rows)
    heads = "".join(f"<th>{cell}</th>" for cell in head)
    # On a phone each value says by itself what it is.
    lines = (
        "".join(
            f'<td data-label="{label}">{cell}</td>'
            for label, cell in zip(rows[0], row, strict=True)
        )
        for row in body
    )
    return (
        f"<table><thead><tr>{heads}</tr></thead><tbody>"
        + "".join(f"<tr>{line}</tr>" for line in lines)
        + "</tbody></table>"
    )


def _cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _inline(words, address_of):
    said = BOLD.sub(r"<strong>\1</strong>", escape(words))
    return LINK.sub(lambda found: f'<a href="{address_of(found[2])}">{found[1]}</a>', said)
