"""A chart of a table, drawn from its own columns: a count over time, or the largest amounts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from heapq import nlargest
from itertools import islice
from operator import itemgetter

from django.utils.translation import get_language

from accounts.refusals import Sentence
from realtime.feeds.catalogue import Column, Dataset, Row
from realtime.feeds.cells import BANGKOK

POINTS = 400  # of a line; more cannot be seen apart
BARS = 12
LOOKED_AT = 20_000  # rows
NUMBERS = ("integer", "decimal", "number")


@dataclass(frozen=True)
class Bar:
    """One bar as the chart of bars draws it: a name, a number, and the number in words."""

    label: str
    value: Decimal
    text: str
    href: str = ""
    lang: str = "th"


@dataclass(frozen=True)
class Chart:
    """A line over time (`points`) or bars, of the column `value`."""

    value: Sentence
    points: Sequence[tuple[datetime, int]] = ()
    bars: Sequence[Bar] = ()


def chart(dataset: Dataset, public_id: str) -> Chart | None:
    """The chart of one file; None where its columns do not lend themselves to one. Reads at most LOOKED_AT rows."""
    columns = dataset.columns
    numbers = [place for place, column in enumerate(columns) if column.type in NUMBERS]
    times = [place for place, column in enumerate(columns) if column.type in {"date", "datetime"}]
    names = [place for place, column in enumerate(columns) if column.type == "string"]
    if not numbers or not (times or names):
        return None
    rows = islice(dataset.rows(public_id), LOOKED_AT)
    if dataset.drawn:
        places = {column.name: place for place, column in enumerate(columns)}
        label, value = dataset.drawn
        called = [label, f"{label}_en"] if get_language() == "en" and f"{label}_en" in places else [label]
        return _bars(rows, [places[name] for name in called], places[value], columns[places[value]], keep=1)
    if times and columns[times[0]].name in {"day", "hour", "minute", "month"}:
        whole = [place for place in numbers if columns[place].name == "total" and not names]
        number = (whole or numbers)[0]
        known = list(rows)  # all on one day make no line: then the largest of that day
        line = _line(known, times[0], number, columns[number])
        return line or (_bars(known, names, number, columns[number]) if names else None)
    number = numbers[0]
    return _bars(rows, names, number, columns[number]) if names and columns[number].type == "decimal" else None


def _line(rows: Iterable[Row], when: int, number: int, column: Column) -> Chart | None:
    sums: dict[datetime, int] = {}
    for row in rows:
        moment, value = row[when], row[number]
        if isinstance(value, int | Decimal) and isinstance(moment, date):
            at = moment if isinstance(moment, datetime) else datetime.combine(moment, time(), BANGKOK)
            sums[at] = sums.get(at, 0) + int(value)
    points = sorted(sums.items())
    step = max(1, -(-len(points) // POINTS))
    shown = points[::step] + ([points[-1]] if points and (len(points) - 1) % step else [])
    return Chart(column.description, points=shown) if len(shown) > 1 else None


def _bars(rows: Iterable[Row], names: Sequence[int], number: int, column: Column, keep: int = 2) -> Chart | None:
    """The largest, each under the last (two) names that its row has."""
    found = ((row[number], [str(row[place]) for place in names if row[place]]) for row in rows)
    amounts = ((Decimal(value), name) for value, name in found if isinstance(value, int | Decimal) and name)
    largest = nlargest(BARS, amounts, key=itemgetter(0))
    if len(largest) < 2 or not largest[0][0]:
        return None
    bars = [Bar(" · ".join(name[-keep:]), value, f"{value:,.0f}") for value, name in largest]
    return Chart(column.description, bars=bars)
