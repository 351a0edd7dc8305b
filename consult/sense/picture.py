"""The opinion map as shapes: pure geometry. A group is told by its letter and its shape, never by colour alone."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT, EDGE = 640, 400, 36
CELL = 14  # people whose marks would lie on each other share one, larger
SHAPES = ("circle", "square", "triangle", "diamond", "cross")
SMALL, LARGE = 3.5, 10.0

type Place = tuple[float, float]


@dataclass(frozen=True)
class Mark:
    """People of one group at one place. `points`: the corners of its shape, empty for a circle."""

    x: float
    y: float
    size: float
    group: int
    shape: str
    people: int
    points: str = ""


@dataclass(frozen=True)
class Label:
    """A group's letter at its middle, and the outline around most of its people."""

    x: float
    y: float
    letter: str
    group: int
    outline: str


@dataclass(frozen=True)
class Picture:
    """Everything to draw, in units of the view box."""

    width: int
    height: int
    marks: Sequence[Mark]
    labels: Sequence[Label]


def picture(drawing: Mapping[str, Any]) -> Picture:
    """A drawing (`Map.to_json()`) as shapes."""
    places: list[Place] = [(float(x), float(y)) for x, y in drawing["positions"]]
    member_of: list[int] = drawing["member_of"]
    scale = _scale(places)
    seen = Counter(
        (round(x / CELL), round(y / CELL), at)
        for (x, y), at in ((scale(place), at) for place, at in zip(places, member_of, strict=True))
    )
    most = max(seen.values(), default=1)
    marks = [_mark(column * CELL, row * CELL, at, people, most) for (column, row, at), people in sorted(seen.items())]
    labels = []
    for at, group in enumerate(drawing["groups"]):
        x, y = scale((group["centre"][0], group["centre"][1]))
        inside = [(mark.x, mark.y) for mark in marks if mark.group == at]
        labels.append(Label(round(x, 1), round(y, 1), group["letter"], at + 1, _points(hull(inside))))
    return Picture(WIDTH, HEIGHT, marks, labels)


def hull(places: Sequence[Place]) -> list[Place]:
    """The smallest convex outline around the places, in order (Andrew's monotone chain)."""
    ordered = sorted(set(places))
    if len(ordered) < 3:
        return ordered
    return _half(ordered)[:-1] + _half(ordered[::-1])[:-1]


def _half(ordered: Sequence[Place]) -> list[Place]:
    chain: list[Place] = []
    for place in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], place) <= 0:
            chain.pop()
        chain.append(place)
    return chain


def _turn(first: Place, second: Place, third: Place) -> float:
    return (second[0] - first[0]) * (third[1] - first[1]) - (second[1] - first[1]) * (third[0] - first[0])


def _scale(places: Sequence[Place]) -> Any:
    """From the map's places to the view box, the same in both directions."""
    xs, ys = [place[0] for place in places] or [0.0], [place[1] for place in places] or [0.0]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    factor = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)
    left, top = (WIDTH - factor * wide) / 2, (HEIGHT - factor * high) / 2
    return lambda place: (left + (place[0] - min(xs)) * factor, HEIGHT - top - (place[1] - min(ys)) * factor)


def _mark(x: float, y: float, at: int, people: int, most: int) -> Mark:
    size = SMALL + (LARGE - SMALL) * math.sqrt((people - 1) / max(most - 1, 1))
    shape = SHAPES[at % len(SHAPES)]
    return Mark(x, y, round(size, 1), at, shape, people, _points(_corners(shape, x, y, size)))


def _corners(shape: str, x: float, y: float, size: float) -> list[Place]:
    thin = size / 3
    corners: dict[str, list[Place]] = {
        "square": [(-size, -size), (size, -size), (size, size), (-size, size)],
        "triangle": [(0, -size * 1.2), (size * 1.1, size * 0.9), (-size * 1.1, size * 0.9)],
        "diamond": [(0, -size * 1.3), (size * 1.3, 0), (0, size * 1.3), (-size * 1.3, 0)],
        "cross": [
            (-thin, -size), (thin, -size), (thin, -thin), (size, -thin), (size, thin), (thin, thin), (thin, size),
            (-thin, size), (-thin, thin), (-size, thin), (-size, -thin), (-thin, -thin),
        ],
    }  # fmt: skip
    return [(x + dx, y + dy) for dx, dy in corners.get(shape, [])]


def _points(places: Sequence[Place]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
