"""PURE: a rule book (计分办法) as data. Its form is docs/scoring.md; what placements then earn is
scoring.arithmetic."""

from scoring.book.form import Rules
from scoring.book.parser import Vocabulary
from scoring.book.reading import RuleBookFaulty, parse

__all__ = ["RuleBookFaulty", "Rules", "Vocabulary", "parse"]
