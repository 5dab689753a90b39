"""PURE: the sections of the rule book editor in the order of its screens, and which of them a fault is
about. What each asks is beside this, in the order and the words of docs/scoring.md; how a cell reads and
shows is scoring.editor.cells'."""

import re

from scoring.editor import book_sections, piece_sections, placement_sections, quarter_sections

SECTIONS = (
    *placement_sections.SECTIONS,
    *piece_sections.SECTIONS,
    *quarter_sections.SECTIONS,
    *book_sections.SECTIONS,
)
BY_SLUG = {section.slug: section for section in SECTIONS}


def place_of(fault):
    """(section, id on its page) that a sentence of the parser is about, or (None, "")."""
    section = section_of(fault)
    if section is None:
        return None, ""
    name = fault.removeprefix("请选择“")
    part = next((part for part in section.parts if name.startswith(part.title)), section.parts[0])
    row = re.search(r"第(\d+)[行档]", name)
    if part.is_table and row:
        return section, f"row-{part.path.replace('.', '-')}-{int(row[1]) - 1}"
    return section, f"part-{part.path}"


def section_of(fault):
    """The section that a sentence of the parser is about, or None."""
    said = fault.removeprefix("请选择“")
    for section in SECTIONS:
        if said.startswith(section.faults):
            return section
    return None
