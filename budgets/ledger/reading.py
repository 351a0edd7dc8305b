"""Reading a provincial budget file (ACT/WeVis JSON) and checking that every total adds up."""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from budgets.ledger.codes import LEVELS, code

LIMIT = Decimal(10) ** 16  # baht; what a column of 18 digits with satang holds


class Unreadable(Exception):
    """The file is not a budget at all; the sentence says why."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True)
class Line:
    """One amount in baht with its place: area ด้าน, plan แผนงาน, task งาน, type งบ.

    `detail` is what stands between type and name (output, project, categories), `number` the line of the file,
    `again` how many lines with the same words stand before it.
    """

    area: str
    plan: str
    task: str
    type: str
    amount: Decimal
    name: str = ""
    detail: str = ""
    project_id: str = ""
    egp: str = ""
    emenscr: str = ""
    number: int = 0
    again: int = 0

    @property
    def place(self) -> tuple[str, str, str, str]:
        """Its names from the top."""
        return self.area, self.plan, self.task, self.type

    @property
    def words(self) -> tuple[str, ...]:
        """What tells it from other lines of its place: a Project ID does so whatever the words."""
        return (self.project_id,) if self.project_id else tuple(filter(None, (self.detail, self.name)))

    @property
    def stable_id(self) -> str:
        """The same for the same line in every year and authority."""
        return code(*self.place, *self.words, *([f"#{self.again + 1}"] if self.again else []))


@dataclass(frozen=True)
class Doubt:
    """Something an officer should look at: the line of the file, what it is, the words concerned."""

    number: int
    what: str | Promise
    words: str = ""


@dataclass(frozen=True)
class Mismatch:
    """A total that the file states and its parts do not give: where, what it says, what the parts sum to."""

    place: str
    stated: Decimal
    summed: Decimal

    @property
    def sentence(self) -> str | Promise:
        """The mismatch for a reader."""
        words = _("{place}: the total says {stated} baht, its parts add up to {summed} baht ({difference}).")
        numbers = {"stated": self.stated, "summed": self.summed, "difference": self.summed - self.stated}
        return format_lazy(
            words,
            place=self.place,
            **{
                name: f"{amount:+,.2f}" if name == "difference" else f"{amount:,.2f}"
                for name, amount in numbers.items()
            },
        )


@dataclass(frozen=True)
class Read:
    """A budget as read: its lines, its total in baht, and every total that does not add up.

    `faults` must be put right in the file, `doubts` looked at; `checked` is how many stated totals were compared.
    """

    lines: tuple[Line, ...]
    total: Decimal
    mismatches: tuple[Mismatch, ...]
    faults: tuple[Doubt, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    checked: int = 0

    @property
    def sound(self) -> bool:
        """Whether it may be kept."""
        return bool(self.lines) and not self.mismatches and not self.faults


def read(text: str | bytes) -> Read:
    """Read a provincial budget. Equal places are added together. Raises Unreadable."""
    try:
        data = json.loads(text, parse_float=Decimal)
        rows = [_line(row) for row in data["tasks"]]
        total = _amount(data["total"])
        stated = _stated(data)
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(_("This file is not a provincial budget in the expected form.")) from error
    if not rows:
        raise Unreadable(_("This budget has no lines."))
    sums: dict[tuple[str, str, str, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[row.area, row.plan, row.task, row.type] += row.amount
    lines = tuple(Line(*place, amount=amount) for place, amount in sums.items())
    return Read(lines, total, tuple(_mismatches(lines, total, stated)), checked=1 + len(stated))


def clean(words: str) -> str:
    """Words without stray spaces, in composed form: "ด้านการดำเนินงานอื่น ๆ " → "ด้านการดำเนินงานอื่น ๆ"."""
    composed = unicodedata.normalize("NFC", words.replace("\u200b", "").replace("\ufeff", ""))
    return re.sub(r"\s+", " ", composed).strip()


def _line(row: Mapping[str, Any]) -> Line:
    area, plan, task, kind = (clean(row[level]) for level in LEVELS)
    return Line(area, plan, task, kind, _amount(row["total"]))


def _amount(value: object) -> Decimal:
    try:
        amount = Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(value) from error
    if not amount.is_finite() or not 0 <= amount < LIMIT or amount != round(amount, 2):
        raise ValueError(value)
    return amount


def _stated(data: Mapping[str, Any]) -> dict[tuple[str, ...], Decimal]:
    """Totals that the file states, by place: ("area", a), ("plan", a, p), ("type", t)."""
    stated: dict[tuple[str, ...], Decimal] = {}
    for area in data["groupedByArea"]:
        name = clean(area["area"])
        stated["area", name] = _amount(area["total"])
        stated.update({("plan", name, clean(plan["plan"])): _amount(plan["total"]) for plan in area["plans"]})
    stated.update({("type", clean(kind["type"])): _amount(kind["total"]) for kind in data["groupedByType"]})
    return stated


def _keys(line: Line) -> Iterable[tuple[str, ...]]:
    """The totals that a line is part of."""
    return ("total",), ("area", line.area), ("plan", line.area, line.plan), ("type", line.type)


def _mismatches(lines: Iterable[Line], total: Decimal, stated: Mapping[tuple[str, ...], Decimal]) -> Iterable[Mismatch]:
    summed: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for line in lines:
        for key in _keys(line):
            summed[key] += line.amount
    for key in sorted({("total",): total, **stated}.keys() | summed.keys()):
        said = total if key == ("total",) else stated.get(key, Decimal(0))
        if said != summed[key]:
            yield Mismatch(" / ".join(key[1:]) or str(_("Total")), said, summed[key])
    for area in {key[1] for key in stated if key[0] == "area"}:
        plans = sum((amount for key, amount in stated.items() if key[:2] == ("plan", area)), start=Decimal(0))
        if plans != stated["area", area]:
            yield Mismatch(str(format_lazy(_("{area} (sum of its plans)"), area=area)), stated["area", area], plans)
