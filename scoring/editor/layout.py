"""PURE: the sections of the rule book editor in the order of its screens, and which of them a fault is
about. What each asks is beside this, in the order and the words of docs/scoring.md; how a cell reads and
shows is scoring.editor.cells'."""

from scoring.editor import book_sections, piece_sections, placement_sections, quarter_sections

SECTIONS = (
    *placement_sections.SECTIONS,
    *piece_sections.SECTIONS,
    *quarter_sections.SECTIONS,
    *book_sections.SECTIONS,
)
BY_SLUG = {section.slug: section for section in SECTIONS}


def section_of(fault):
    """The section that a sentence of the parser is about, or None."""
    said = fault.removeprefix("请选择“")
    for section in SECTIONS:
        if said.startswith(section.faults):
            return section
    return None
