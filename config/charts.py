"""Geometry of charts: pure functions from numbers to shapes, drawn as SVG by templates/components/chart_*.html.

Lengths are in units of the chart's own view box; every chart stands beside a table with the same numbers.
"""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

HUES = 6
CALM = (1, 4, 5, 2, 6)  # hues for things that are neither good nor bad: without the red
TILE = 120  # units of a square of a schematic map, inside
GLYPH = 0.7  # average advance of a Thai or Latin letter, in ems


@dataclass(frozen=True)
class Item:
    """One thing drawn: its name (in `lang` where not the reader's), size (never negative), size in words, link."""

    label: str
    value: float | Decimal
    text: str = ""
    href: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Box:
    """A rectangle, with the item it stands for and the words that fit in it."""

    item: Item
    x: float
    y: float
    width: float
    height: float
    hue: int = 1
    label: str = ""
    share: float = 0.0
    hatch: str = ""


@dataclass(frozen=True)
class Line:
    """A line through points: SVG path data, the closed area below it, and the place of the last point."""

    path: str
    area: str
    last: tuple[float, float]


def bars(items: Sequence[Item], width: float = 100) -> list[Box]:
    """Horizontal bars on one scale: the largest fills `width`. Height 1 each, one below the other."""
    top = max((float(item.value) for item in items), default=0)
    return [
        Box(item, 0, index, round(width * float(item.value) / top, 3) if top else 0, 1)
        for index, item in enumerate(items)
    ]


def stacked(items: Sequence[Item], width: float, height: float) -> list[Box]:
    """One bar divided in proportion; every second part is hatched, so that colour is not needed to tell them."""
    total = sum(float(item.value) for item in items)
    boxes: list[Box] = []
    x = 0.0
    for index, item in enumerate(items):
        share = float(item.value) / total if total else 0
        part = width * share
        lines = hatch(x, 0, part, height, step=8 + 6 * index) if index else ""
        boxes.append(Box(item, round(x, 3), 0, round(part, 3), height, index % HUES + 1, "", share, lines))
        x += part
    return boxes


def hatch(x: float, y: float, width: float, height: float, step: float) -> str:
    """Diagonal lines (45°, `step` apart) inside a rectangle, as SVG path data."""
    lines = []
    offset = step
    while offset < width + height:
        x1, y1 = min(offset, width), max(offset - width, 0)
        x2, y2 = max(offset - height, 0), min(offset, height)
        lines.append(f"M{x + x1:.1f} {y + y1:.1f}L{x + x2:.1f} {y + y2:.1f}")
        offset += step
    return "".join(lines)


def treemap(items: Sequence[Item], width: float, height: float, size: float = 16) -> list[Box]:
    """Rectangles whose areas are the values, as square as may be (Bruls, Huizing, van Wijk 2000: squarified).

    Largest first, whatever the order given; items without value are left out. `size` is that of the
    letters, to find the words that fit.
    """
    wanted = sorted((item for item in items if item.value > 0), key=lambda item: -item.value)
    total = sum(float(item.value) for item in wanted)
    areas = [float(item.value) / total * width * height for item in wanted]
    boxes: list[Box] = []
    x = y = 0.0
    while areas:
        room = (width - x, height - y)
        count = _best_row(areas, min(room))
        row, areas = areas[:count], areas[count:]
        depth = sum(row) / min(room)
        upright = room[0] >= room[1]
        along = y if upright else x
        for area in row:
            item = wanted[len(boxes)]
            side = area / depth
            left, top, wide, high = (x, along, depth, side) if upright else (along, y, side, depth)
            hue, share = CALM[len(boxes) % len(CALM)], area / (width * height)
            label = fitting(item.label, wide - size, size) if high > 2 * size else ""
            left, top, wide, high = round(left, 2), round(top, 2), round(wide, 2), round(high, 2)
            boxes.append(Box(item, left, top, wide, high, hue, label, share))
            along += side
        x, y = (x + depth, y) if upright else (x, y + depth)
    return boxes


def _best_row(areas: Sequence[float], side: float) -> int:
    """How many of the next areas to lay along `side` before their worst proportion gets worse."""
    best = math.inf
    total = 0.0
    for count, area in enumerate(areas, 1):
        total += area
        longest, shortest = areas[0], area
        worst = max(side**2 * longest / total**2, total**2 / (side**2 * shortest))
        if worst > best:
            return count - 1
        best = worst
    return len(areas)


def line(values: Sequence[float], width: float, height: float, top: float | None = None) -> Line:
    """A line through evenly spaced values, from zero at the bottom to `top` (or the largest value)."""
    return curve([(float(index), value) for index, value in enumerate(values)], width, height, top)


def over_time(points: Sequence[tuple[datetime, float]], width: float, height: float, top: float | None = None) -> Line:
    """A line through moments, spaced as the time between them."""
    return curve([(when.timestamp(), value) for when, value in points], width, height, top)


def curve(points: Sequence[tuple[float, float]], width: float, height: float, top: float | None = None) -> Line:
    """A line through points in order of x."""
    if not points:
        return Line("", "", (0, height))
    first, last = points[0][0], points[-1][0]
    ceiling = top or max(value for _x, value in points) or 1
    places = [
        (round(width * (x - first) / ((last - first) or 1), 2), round(height * (1 - value / ceiling), 2))
        for x, value in points
    ]
    path = "M" + "L".join(f"{x:g} {y:g}" for x, y in places)
    return Line(path, f"{path}L{places[-1][0]:g} {height:g}L0 {height:g}Z", places[-1])


def ceiling(value: float) -> float:
    """The next round number at or above `value` (1, 2, 2.5, 5 times a power of ten): the top of a scale."""
    if value <= 0:
        return 1
    power = 10 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= value)


def fitting(words: str, width: float, size: float) -> str:
    """As much of `words` as fits in `width` at letters of `size`, cut with "…"; nothing if under four letters fit."""
    room = int(width / (size * GLYPH))
    if advance(words) <= room:
        return words
    if room < 5:
        return ""
    kept = ""
    for letter in words:
        if advance(kept + letter) > room - 1:
            break
        kept += letter
    return kept.rstrip("เแโใไ ") + "…"


def advance(words: str) -> int:
    """Letters that take room on the line: Thai vowels and tone marks above and below take none."""
    return sum(unicodedata.category(letter) != "Mn" for letter in words)


def tiles(items: Sequence[Item], width: float = 480) -> list[Box]:
    """A schematic map: equal squares, row by row from the top left. `share` is the value as part of the largest.

    Inside a square everything is drawn in a view box of TILE by TILE, in which the labels fit.
    """
    across = max(1, math.ceil(math.sqrt(len(items))))
    side, top = width / across, max((float(item.value) for item in items), default=0)
    return [
        Box(
            item,
            index % across * side,
            index // across * side,
            side,
            side,
            label=fitting(item.label.partition(" (")[0], TILE - 16, 13),
            share=float(item.value) / top if top else 0.0,
        )
        for index, item in enumerate(items)
    ]
