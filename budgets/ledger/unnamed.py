"""Rows that state the total of a place without the word รวม: a name of a level, an amount, and nothing deeper.

Such a row is the total of what stands in its place when anything does, and a line of its own when nothing does.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from budgets.ledger.reading import Line

type Path = tuple[str, ...]


def path(names: Path, above: Path, deeper: tuple[bool, ...]) -> Path | None:
    """The place that a row names by itself, or None when it reaches down as far as lines do.

    `names`: the four levels of the row; `above`: those of the row before, for cells left empty;
    `deeper`: for each level, whether the table has a column further down (a level or the line itself).
    """
    filled = [at for at, name in enumerate(names) if name]
    if not filled or not deeper[filled[-1]]:
        return None
    last = filled[-1]
    found = tuple(own or before for own, before in zip(names[: last + 1], (*above, "", "", "", ""), strict=False))
    return found if all(found) else None


def totals(lines: Iterable[Line], alone: Mapping[int, Path]) -> dict[int, Path]:
    """Which of the rows that name only a place (`alone`, by line of the file) are totals of what stands in it."""
    below = Counter(line.place[:depth] for line in lines if line.number not in alone for depth in range(1, 5))
    found: dict[int, Path] = {}
    for depth in (4, 3, 2, 1):
        own = {number: place for number, place in alone.items() if len(place) == depth}
        found |= {number: place for number, place in own.items() if below[place]}
        below.update(place[:up] for number, place in own.items() if number not in found for up in range(1, depth + 1))
    return found
