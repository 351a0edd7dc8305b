"""What is counted: projects with costs, an envelope, and ballots grouped by what they say."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

SATANG = 100


@dataclass(frozen=True)
class Project:
    """One project that could be funded. `cost` is in satang, above zero."""

    code: str
    cost: int


@dataclass(frozen=True)
class Group:
    """All voters who approve exactly these projects (codes), and how many they are."""

    choices: frozenset[str]
    voters: int


@dataclass(frozen=True)
class Election:
    """One count to be made. `budget` is in satang; `seed` is the published seed of the lot."""

    projects: tuple[Project, ...]
    groups: tuple[Group, ...]
    budget: int
    seed: str = ""

    @classmethod
    def of(
        cls, projects: Iterable[Project], ballots: Iterable[Iterable[str]], budget: int, seed: str = ""
    ) -> "Election":
        """An election from single ballots; equal ballots are grouped, unknown projects left out.

        The order of projects and ballots makes no difference to any outcome.
        """
        known = {project.code: project for project in projects}
        counted = Counter(frozenset(code for code in ballot if code in known) for ballot in ballots)
        groups = (Group(choices, voters) for choices, voters in counted.items())
        ordered = tuple(sorted(groups, key=lambda group: sorted(group.choices)))
        return cls(tuple(known[code] for code in sorted(known)), ordered, budget, seed)

    @cached_property
    def cost(self) -> dict[str, int]:
        """Cost in satang by code."""
        return {project.code: project.cost for project in self.projects}

    @cached_property
    def votes(self) -> dict[str, int]:
        """Voters who approve each project, by code."""
        votes = dict.fromkeys(self.cost, 0)
        for group in self.groups:
            for code in group.choices:
                votes[code] += group.voters
        return votes

    @cached_property
    def voters(self) -> int:
        """All voters, those with empty ballots too."""
        return sum(group.voters for group in self.groups)

    @cached_property
    def lot(self) -> dict[str, int]:
        """The lot, drawn once for the whole count: place of each project by SHA-256 of seed and code."""
        drawn = sorted(self.cost, key=lambda code: hashlib.sha256(f"{self.seed}/{code}".encode()).digest())
        return {code: place for place, code in enumerate(drawn)}

    def spent(self, codes: Iterable[str]) -> int:
        """Satang that these projects cost together."""
        return sum(self.cost[code] for code in codes)

    def tie(self, code: str) -> tuple[int, int, int]:
        """Sorts equals: cheaper first, then more votes, then the lot."""
        return (self.cost[code], -self.votes[code], self.lot[code])
