"""Names by province as a map: five classes told by shade and by the words of the legend; beside it stands the table.

A province with a small number is hatched like one that stands in the common line: nobody learns which has how many.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CLASSES = 5


@dataclass(frozen=True)
class Shape:
    """One province to draw: its outline, its class (0: not shown apart), its name and number (None: not shown)."""

    code: str
    path: str
    grade: int
    name: str
    total: int | None


@dataclass(frozen=True)
class Grade:
    """One class of the legend."""

    grade: int
    low: int
    high: int


@dataclass(frozen=True)
class Map:
    """Everything that the drawing needs."""

    width: int
    height: int
    shapes: Sequence[Shape]
    legend: Sequence[Grade]


@cache
def _outlines() -> tuple[int, int, Mapping[str, str]]:
    read = json.loads((Path(__file__).parent / "outlines.json").read_text(encoding="utf-8"))
    return read["width"], read["height"], read["provinces"]


def draw(shown: Mapping[str, int], names: Mapping[str, str]) -> Map:
    """The map of the provinces that may be shown apart (by code); all others are hatched."""
    width, height, outlines = _outlines()
    limits = bounds(list(shown.values()))
    shapes = [
        Shape(code, path, grade_of(shown[code], limits) if code in shown else 0, names.get(code, ""), shown.get(code))
        for code, path in outlines.items()
    ]
    legend = []
    for grade in range(1, CLASSES + 1):
        inside = [n for n in shown.values() if grade_of(n, limits) == grade]
        if inside:
            legend.append(Grade(grade, min(inside), max(inside)))
    return Map(width, height, shapes, legend)


def bounds(totals: Sequence[int]) -> list[int]:
    """The lower limits of the classes: equal shares of the provinces, not of the names."""
    ordered = sorted(totals)
    return [ordered[len(ordered) * step // CLASSES] for step in range(1, CLASSES)] if ordered else []


def grade_of(total: int, limits: Sequence[int]) -> int:
    """The class of a number, from 1."""
    return 1 + sum(total > limit for limit in limits)
