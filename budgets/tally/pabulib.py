"""Elections in Pabulib's .pb format (arXiv:2012.06539): semicolons, three sections META, PROJECTS, VOTES."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budgets.tally.election import SATANG, Election, Project

type Row = dict[str, str]


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

    def election(self, seed: str = "") -> Election:
        """The election: costs and budget in hundredths of the currency, every named project approved."""
        projects = (Project(code, _cents(row["cost"])) for code, row in self.projects.items())
        ballots = (row["vote"].split(",") if row["vote"] else [] for row in self.votes)
        return Election.of(projects, ballots, _cents(self.meta["budget"]), seed)


def read(text: str) -> File:
    """Read a .pb file. Raises ValueError when a section is missing."""
    sections: dict[str, list[list[str]]] = {}
    current: list[list[str]] = []
    for row in csv.reader(io.StringIO(text), delimiter=";"):
        name = row[0].strip().upper() if row else ""
        if len(row) == 1 and name in {"META", "PROJECTS", "VOTES"}:
            current = sections.setdefault(name, [])
        elif row:
            current.append(row)
    if set(sections) != {"META", "PROJECTS", "VOTES"}:
        raise ValueError("A .pb file has the sections META, PROJECTS and VOTES.")
    meta = {row[0]: row[1] for row in sections["META"][1:]}
    projects = {row["project_id"]: row for row in _rows(sections["PROJECTS"])}
    return File(meta, projects, list(_rows(sections["VOTES"])))


def write(meta: Iterable[tuple[str, object]], projects: Iterable[Row], votes: Iterable[Row]) -> str:
    """A .pb file. Projects need `project_id` and `cost`, votes `voter_id` and `vote`."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerows([["META"], ["key", "value"], *([key, value] for key, value in meta)])
    for title, rows in (("PROJECTS", list(projects)), ("VOTES", list(votes))):
        writer.writerow([title])
        if rows:
            writer.writerow(rows[0])
            writer.writerows(row.values() for row in rows)
    return out.getvalue()


def _rows(section: list[list[str]]) -> Iterable[Row]:
    header, *rest = section
    return (dict(zip(header, row, strict=False)) for row in rest)


def _cents(amount: str) -> int:
    return int(Decimal(amount.replace(",", ".")) * SATANG)
