"""What is counted: projects with costs, an envelope, and ballots grouped by what they say."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

SATANG = 100
type Ballot = Iterable[str] | Mapping[str, int]


@dataclass(frozen=True)
class Project:
    """One project that could be funded. `cost` is in satang, above zero."""

    code: str
    cost: int


@dataclass(frozen=True)
class Group:
    """All voters who say exactly this, and how many they are.

    `choices` are the codes that they name, sorted; `points` what they give to each of them, in the same
    order, or nothing where every choice is worth one point.
    """

    choices: tuple[str, ...]
    voters: int
    points: tuple[int, ...] = ()

    def given(self) -> Iterable[tuple[str, int]]:
        """Each project named and the points of one voter for it."""
        return zip(self.choices, self.points or (1,) * len(self.choices), strict=True)


@dataclass(frozen=True)
class Cap:
    """A smaller envelope inside the envelope: these projects may cost no more than `budget` satang together."""

    name: str
    codes: frozenset[str]
    budget: int


@dataclass(frozen=True)
class Election:
    """One count to be made. `budget` is in satang; `seed` is the published seed of the lot.

    `exclusive`: sets of projects of which only one can be funded. Pure data: the same ballots and projects
    in any order make the same election.
    """

    projects: tuple[Project, ...]
    groups: tuple[Group, ...]
    budget: int
    seed: str = ""
    exclusive: tuple[frozenset[str], ...] = ()
    caps: tuple[Cap, ...] = ()

    @classmethod
    def of(
        cls,
        projects: Iterable[Project],
        ballots: Iterable[Ballot],
        budget: int,
        seed: str = "",
        *,
        exclusive: Iterable[frozenset[str]] = (),
        caps: Iterable[Cap] = (),
    ) -> "Election":
        """An election from single ballots: codes, or codes with points. Equal ballots are grouped.

        Unknown projects and those given no points are left out.
        """
        known = {project.code: project for project in projects}
        counted = Counter(_said(ballot, known) for ballot in ballots)
        groups = tuple(Group(choices, voters, points) for (choices, points), voters in sorted(counted.items()))
        ordered = tuple(known[code] for code in sorted(known))
        return cls(ordered, groups, budget, seed, tuple(sorted(exclusive, key=sorted)), tuple(caps))

    @cached_property
    def cost(self) -> dict[str, int]:
        """Cost in satang by code."""
        return {project.code: project.cost for project in self.projects}

    @cached_property
    def votes(self) -> dict[str, int]:
        """Voters who name each project, by code."""
        votes = dict.fromkeys(self.cost, 0)
        for group in self.groups:
            for code in group.choices:
                votes[code] += group.voters
        return votes

    @cached_property
    def score(self) -> dict[str, int]:
        """Points of each project, by code; its votes where ballots give no points."""
        if not self.has_points:
            return self.votes
        score = dict.fromkeys(self.cost, 0)
        for group in self.groups:
            for code, points in group.given():
                score[code] += points * group.voters
        return score

    @cached_property
    def has_points(self) -> bool:
        """Whether ballots give points."""
        return any(group.points for group in self.groups)

    @cached_property
    def voters(self) -> int:
        """All voters, those with empty ballots too."""
        return sum(group.voters for group in self.groups)

    @cached_property
    def lot(self) -> dict[str, int]:
        """The lot, drawn once for the whole count: place of each project by SHA-256 of seed and code."""
        drawn = sorted(self.cost, key=lambda code: hashlib.sha256(f"{self.seed}/{code}".encode()).digest())
        return {code: place for place, code in enumerate(drawn)}

    @cached_property
    def rivals(self) -> dict[str, frozenset[str]]:
        """By code, the projects that cannot be funded beside it."""
        rivals: dict[str, set[str]] = {}
        for together in self.exclusive:
            for code in together:
                rivals.setdefault(code, set()).update(together - {code})
        return {code: frozenset(others) for code, others in rivals.items()}

    def spent(self, codes: Iterable[str]) -> int:
        """Satang that these projects cost together."""
        return sum(self.cost[code] for code in codes)

    def tie(self, code: str) -> tuple[int, int, int]:
        """Sorts equals: cheaper first, then more votes, then the lot."""
        return (self.cost[code], -self.votes[code], self.lot[code])


def _said(ballot: Ballot, known: Mapping[str, Project]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Codes and points; every code is the project's own string, so that a million ballots keep no copies of it."""
    if isinstance(ballot, Mapping):
        given = sorted((known[code].code, points) for code, points in ballot.items() if points > 0 and code in known)
        return tuple(code for code, _ in given), tuple(points for _, points in given)
    return tuple(sorted({known[code].code for code in ballot if code in known})), ()
