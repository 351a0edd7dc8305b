"""Tags that draw charts (builtin: nothing to load). Shapes come from config/charts.py."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _

from config import charts, formats

register = template.Library()

STANCE_WIDTH, STANCE_HEIGHT = 600, 30
TREEMAP_WIDTH, TREEMAP_HEIGHT = 480, 360
LINE_WIDTH, LINE_HEIGHT = 420, 160


@register.inclusion_tag("components/chart_bars.html")
def bar_table(caption: str, items: Sequence[charts.Item], label: str, value_label: str) -> dict[str, Any]:
    """A table whose rows are drawn as bars: caption, items, heading of the names, heading of the values."""
    return {"caption": caption, "bars": charts.bars(items), "label": label, "value_label": value_label}


@register.inclusion_tag("components/chart_stacked.html")
def stacked_bar(caption: str, items: Sequence[charts.Item]) -> dict[str, Any]:
    """One bar divided in proportion, with its parts listed below in words and numbers."""
    return {
        "caption": caption,
        "boxes": charts.stacked(items, STANCE_WIDTH, STANCE_HEIGHT),
        "width": STANCE_WIDTH,
        "height": STANCE_HEIGHT,
        "total": sum(item.value for item in items),
    }


@register.inclusion_tag("components/chart_stacked.html")
def stance_bar(caption: str, agree: int, partly: int, disagree: int) -> dict[str, Any]:
    """Stances as one divided bar: agree, agree in part, disagree."""
    return stacked_bar(
        caption,
        [
            charts.Item(_("Agree"), agree),
            charts.Item(_("Agree in part"), partly),
            charts.Item(_("Disagree"), disagree),
        ],
    )


@register.inclusion_tag("components/chart_treemap.html")
def treemap(caption: str, items: Sequence[charts.Item], label: str, value_label: str) -> dict[str, Any]:
    """Areas in proportion (a budget by plan), each a link where the item has one; the table below it."""
    return {
        "caption": caption,
        "boxes": charts.treemap(items, TREEMAP_WIDTH, TREEMAP_HEIGHT, size=17),
        "width": TREEMAP_WIDTH,
        "height": TREEMAP_HEIGHT,
        "label": label,
        "value_label": value_label,
        "linked": any(item.href for item in items),
    }


@register.inclusion_tag("components/chart_tiles.html")
def tile_map(caption: str, words: str, items: Sequence[charts.Item]) -> dict[str, Any]:
    """A schematic map, one square for each area: what the picture is, how to read it, items. A table stands beside."""
    boxes = charts.tiles(items, TREEMAP_WIDTH)
    height = max((box.y + box.height for box in boxes), default=0)
    return {"caption": caption, "words": words, "boxes": boxes, "width": TREEMAP_WIDTH, "height": height}


@register.inclusion_tag("components/chart_line.html")
def line_chart(
    caption: str, points: Sequence[tuple[datetime, int]], value_label: str, goal: int | None = None
) -> dict[str, Any]:
    """A count over time, with the goal as a dashed line; the table below it."""
    top = charts.ceiling(max([value for _when, value in points] + [goal or 0]))
    return {
        "caption": caption,
        "line": charts.over_time(points, LINE_WIDTH, LINE_HEIGHT, top),
        "points": points,
        "value_label": value_label,
        "width": LINE_WIDTH,
        "height": LINE_HEIGHT,
        "top": formats.number(top, 0),
        "goal": goal,
        "goal_y": round(LINE_HEIGHT * (1 - goal / top), 1) if goal else None,
    }


@register.inclusion_tag("components/chart_spark.html")
def sparkline(values: Sequence[float]) -> dict[str, Any]:
    """A line as small as a word, beside the figure it belongs to (which tells the same in numbers)."""
    return {"line": charts.line(values, 96, 24)}
