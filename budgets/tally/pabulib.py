"""Elections in Pabulib's .pb format (arXiv:2012.06539): semicolons, three sections META, PROJECTS, VOTES."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from budgets.tally.election import SATANG, Cap, Election, Project

type Row = dict[str, str]

# Names of rules in the files → the rule here and its parameters. What the cities wrote "add1" stands for is
# found by counting (docs/counting-rules.md): rounded down, whole units, until the next count overspends.
SUPPORTED: dict[str, tuple[str, dict[str, Any]]] = {
    "greedy": ("greedy", {}),
    "greedy-threshold": ("greedy", {}),
    "greedy-exclusive": ("greedy", {}),
    "greedy-no-skip": ("greedy", {"skip": False}),
    "equalshares": ("equal-shares", {"completion": "none"}),
    "equalshares/add1": ("equal-shares", {"completion": "add1"}),
    "equalshares/add1-comparison": ("equal-shares", {"completion": "add1", "comparison": True}),
}


@dataclass(frozen=True)
class File:
    """The three sections of one file."""

    meta: dict[str, str]
    projects: dict[str, Row]
    votes: list[Row]

    @property
    def selected(self) -> frozenset[str]:
        """The winners that the city itself announced, where the file says so."""
        return frozenset(code for code, row in self.projects.items() if row.get("selected") == "1")

    @property
    def kind(self) -> str:
        """The vote type: approval, choose-1, cumulative, scoring or ordinal."""
        return self.meta.get("vote_type", "approval")

    @property
    def rule(self) -> tuple[str, dict[str, Any]] | None:
        """The city's counting rule with its parameters, if it is one of ours."""
        found = SUPPORTED.get(self.meta.get("rule", ""))
        threshold = self.meta.get("min_project_score_threshold", "")
        if found and found[0] == "greedy" and threshold:
            return found[0], found[1] | {"threshold": int(Decimal(threshold))}
        return found

    def ballots(self) -> Iterable[dict[str, int]]:
        """Each ballot as points by project: given, by rank (most for the first), or one for each named."""
        return (self._ballot(row) for row in self.votes)

    def election(self, seed: str = "") -> Election:
        """The election: costs and budget in hundredths of the currency; smaller budgets of neighbourhoods kept."""
        projects = [Project(code, _cents(row["cost"])) for code, row in self.projects.items()]
        plain = self.kind in {"approval", "choose-1"}
        ballots: Iterable[Any] = (list(ballot) for ballot in self.ballots()) if plain else self.ballots()
        return Election.of(projects, ballots, _cents(self.meta["budget"]), seed, caps=self._caps())

    def disagreements(self) -> list[str]:
        """A sentence for every project whose columns `votes` or `score` are not what the ballots add up to."""
        election, found = self.election(), []
        for code, row in self.projects.items():
            for column, counted in (("votes", election.votes), ("score", election.score)):
                said = row.get(column, "")
                if said and Decimal(said) != counted[code]:
                    found.append(f"{code}: {column} {said}, counted {counted[code]}")
        return found

    def _ballot(self, row: Row) -> dict[str, int]:
        codes = [code for code in row.get("vote", "").split(",") if code]
        points = [point for point in row.get("points", "").split(",") if point]
        if len(points) == len(codes) and self.kind not in {"approval", "choose-1"}:
            return {code: int(Decimal(point)) for code, point in zip(codes, points, strict=True)}
        if self.kind == "ordinal":
            longest = int(self.meta.get("max_length", len(codes)))
            return {code: longest - place for place, code in enumerate(codes)}
        return dict.fromkeys(codes, 1)

    def _caps(self) -> list[Cap]:
        names = [name for name in self.meta.get("neighborhoods", "").split(",") if name]
        budgets = [budget for budget in self.meta.get("budget_per_neighborhood", "").split(",") if budget]
        if len(names) != len(budgets):
            return []
        inside = {name: [code for code, row in self.projects.items() if row["neighborhood"] == name] for name in names}
        return [Cap(name, frozenset(inside[name]), _cents(money)) for name, money in zip(names, budgets, strict=True)]


def read(text: str) -> File:
    """Read a .pb file. Raises ValueError when a section is missing or a project has no cost."""
    sections: dict[str, list[list[str]]] = {}
    current: list[list[str]] = []
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"):
        name = row[0].strip().upper() if row else ""
        if len(row) == 1 and name in {"META", "PROJECTS", "VOTES"}:
            current = sections.setdefault(name, [])
        elif row:
            current.append(row)
    if set(sections) != {"META", "PROJECTS", "VOTES"}:
        raise ValueError("A .pb file has the sections META, PROJECTS and VOTES.")
    meta = {row[0]: row[1] for row in sections["META"][1:] if len(row) > 1}
    projects = {row["project_id"]: row for row in _rows(sections["PROJECTS"])}
    if not meta.get("budget") or any(not row.get("cost") for row in projects.values()):
        raise ValueError("A .pb file names a budget, and a cost for every project.")
    return File(meta, projects, list(_rows(sections["VOTES"])))


def write(
    meta: Iterable[tuple[str, object]], projects: Iterable[Mapping[str, str]], votes: Iterable[Mapping[str, str]]
) -> str:
    """A .pb file. Projects need `project_id` and `cost`, votes `voter_id` and `vote`."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerows([["META"], ["key", "value"], *([key, value] for key, value in meta)])
    for title, rows, header in (
        ("PROJECTS", list(projects), ["project_id", "cost"]),
        ("VOTES", list(votes), ["voter_id", "vote"]),
    ):
        writer.writerow([title])
        writer.writerow(list(rows[0]) if rows else header)
        writer.writerows(row.values() for row in rows)
    return out.getvalue()


def _rows(section: list[list[str]]) -> Iterable[Row]:
    header, *rest = section or [[]]
    return (dict(zip(header, row, strict=False)) for row in rest)


def _cents(amount: str) -> int:
    return int(Decimal(amount.replace(",", ".")) * SATANG)
