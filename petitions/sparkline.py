"""The growth of a petition as a small drawing: pure geometry, tested, beside its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

WIDTH, HEIGHT = 600, 120


@dataclass(frozen=True)
class Curve:
    """Points of an SVG polyline in a box of `width` by `height`, and the height of the threshold line."""

    points: str
    threshold_y: float
    width: int = WIDTH
    height: int = HEIGHT


def curve(series: Sequence[tuple[datetime, int]], threshold: int, width: int = WIDTH, height: int = HEIGHT) -> Curve:
    """Totals over time, from the first hour to the last; the threshold is always inside the box.

    Steps, not slopes: a total stays what it is until the next hour that changes it.
    """
    top = max([threshold, 1, *(total for _, total in series)]) * 1.05
    line = round(height - threshold / top * height, 1)
    if not series:
        return Curve("", line, width, height)
    start, end = series[0][0], series[-1][0]
    span = max((end - start).total_seconds(), 1.0)
    points, level = [(0.0, float(height))], float(height)
    for moment, total in series:
        across = round((moment - start).total_seconds() / span * width, 1) if len(series) > 1 else 0.0
        points.append((across, level))
        level = round(height - max(total, 0) / top * height, 1)
        points.append((across, level))
    points.append((float(width), level))
    return Curve(" ".join(f"{x:g},{y:g}" for x, y in points), line, width, height)
