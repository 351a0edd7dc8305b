"""Who supports what: index arrays over grouped ballots, made once for many runs of a count."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from budgets.tally.election import Election
from budgets.tally.variants import UNITS

CLOSE = 1e-9  # relative distance below which floats do not decide
type Floats = NDArray[np.float64]
type Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Backing:
    """The supporters of one project: their rows among the groups, voters in each, what it is worth to one of them.

    `people` are all of them. `unit` divides the payment into the price that projects are compared by: the cost in
    satang (satisfaction by cost), or 1. `least` is the price when everybody can pay in full, exact.
    """

    code: str
    cost: int
    rows: Rows
    voters: Floats
    worth: Floats | None
    weight: float
    people: int
    unit: int
    least: Fraction


class Supporters:
    """All projects of an election with their supporters. `satisfaction`: "cost", "cardinality" or "points"."""

    def __init__(self, election: Election, satisfaction: str = "cost") -> None:
        if satisfaction not in UNITS:
            raise ValueError(f"No satisfaction {satisfaction!r}: {', '.join(UNITS)}.")
        self.election = election
        self.satisfaction = satisfaction
        self.by_points = satisfaction == "points" and election.has_points

    @cached_property
    def voters(self) -> Floats:
        """Voters of each group."""
        return np.array([group.voters for group in self.election.groups], dtype=np.float64)

    @cached_property
    def of(self) -> dict[str, Backing]:
        """Every project's supporters, by code; those without votes are left out."""
        members: dict[str, list[int]] = {code: [] for code in self.election.cost}
        for row, group in enumerate(self.election.groups):
            for code in group.choices:
                members[code].append(row)
        return {code: self._backing(code, rows) for code, rows in members.items() if rows}

    def exact_worth(self, code: str, row: int) -> int:
        """What the project is worth to one voter of a group: its points, or 1."""
        group = self.election.groups[row]
        return group.points[group.choices.index(code)] if self.by_points and group.points else 1

    def _backing(self, code: str, members: list[int]) -> Backing:
        rows = np.array(members, dtype=np.intp)
        voters = self.voters[rows]
        worth, total = None, self.election.votes[code]
        if self.by_points:
            worth = np.array([self.exact_worth(code, row) for row in members], dtype=np.float64)
            total = self.election.score[code]
        cost = self.election.cost[code]
        unit = cost if self.satisfaction == "cost" else 1
        weight = float(total)
        return Backing(
            code, cost, rows, voters, worth, weight, self.election.votes[code], unit, Fraction(cost, total * unit)
        )
