"""A result by place: who took part where, where the money goes. Small places are joined (docs/counting-rules.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Area
from budgets.rounds.explaining import baht
from budgets.rounds.models import Project, Result

TILES = 40  # places that a schematic map still shows legibly


@dataclass(frozen=True)
class Place:
    """One area: people who took part (None: fewer than ten, joined with others) and entitled; what is funded there.

    `area` is None for the row of joined places. Money in satang.
    """

    area: Area | None
    voted: int | None
    entitled: int | None
    funded: int
    money: int

    @property
    def share(self) -> float | None:
        """The part of the people entitled who took part."""
        return self.voted / self.entitled if self.voted is not None and self.entitled else None

    @property
    def amount(self) -> str:
        """The money as text."""
        return baht(self.money)


@dataclass(frozen=True)
class Tile:
    """One square of a schematic map, as the chart tags draw it: its name, its money in satang, in words."""

    label: str
    value: int
    amount: str
    href = ""
    lang = ""

    @property
    def text(self) -> str:
        """The money in words."""
        return _("{baht} baht").format(baht=self.amount)


def by_place(result: Result, outcome: Mapping[str, Any], projects: Iterable[Project]) -> list[Place]:
    """Every place of a turnout or of a project, by code, the joined ones last. One query."""
    turnout = {row["area"]: row for row in result.turnout}
    there: dict[str, list[Project]] = {}
    for project in projects:
        if project.district:
            there.setdefault(project.district, []).append(project)
    known = Area.objects.in_bulk([code for code in {*turnout, *there} if code])
    chosen = set(outcome["funded"])
    places = [_place(known[code], turnout.get(code), there.get(code, ()), chosen) for code in sorted(known)]
    rest = turnout.get("")
    return [*places, Place(None, rest["voted"], None, 0, 0)] if rest else places


def tiles(places: Sequence[Place]) -> list[Tile]:
    """What a schematic map shows: every place known, in the order of the codes; nothing where that says nothing."""
    known = [place for place in places if place.area is not None]
    return [Tile(str(place.area), place.money, place.amount) for place in known] if 1 < len(known) <= TILES else []


def _place(area: Area, row: Mapping[str, Any] | None, there: Iterable[Project], chosen: set[str]) -> Place:
    won = [project for project in there if project.code in chosen]
    money = int(sum(project.cost for project in won) * 100)
    voted, entitled = (row["voted"], row["entitled"]) if row else (None, None)
    return Place(area, voted, entitled, len(won), money)
