"""PURE: who stands where. Ties: more national, then provincial, then city placements; else the same
rank, and the next rank is skipped (no real rule says, so this is the house's default)."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Score:
    """One unit's quarter within its ranking group."""

    unit_id: int
    points: Decimal
    national: int = 0
    province: int = 0
    city: int = 0

    @property
    def merit(self):
        return (self.points, self.national, self.province, self.city)


def rank(scores):
    """[(rank, score)], the best first; units of equal merit in the order of their id."""
    ordered = sorted(scores, key=lambda score: (*(-m for m in score.merit), score.unit_id))
    ranked: list[tuple[int, Score]] = []
    for index, score in enumerate(ordered):
        equal = index and ordered[index - 1].merit == score.merit
        ranked.append((ranked[-1][0] if equal else index + 1, score))
    return ranked
