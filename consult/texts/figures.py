"""Frozen reads of a text: what pages and feeds show."""

from dataclasses import dataclass, field

from consult.texts.kinds import COMMENTED, Kind
from consult.texts.models import Provision, TextVersion


@dataclass
class Part:
    """A provision with what stands inside it."""

    eid: str
    kind: str
    label: str
    heading: str
    text: str
    children: list["Part"] = field(default_factory=list)

    @property
    def commented(self) -> bool:
        """Whether it is commented on as one thing."""
        return self.kind in COMMENTED

    @property
    def name(self) -> str:
        """What it is called in a list: มาตรา ๕, คำปรารภ."""
        return self.label

    @property
    def opening(self) -> str:
        """Its first words, for a table of contents."""
        return self.text or (self.children[0].text if self.children else "")


def parts(version: TextVersion, eid: str = "") -> list[Part]:
    """The whole text as a tree (or only the provision `eid` with its inside). One query."""
    rows = version.provisions.order_by("position")
    if eid:
        rows = rows.filter(eid__startswith=eid)
    made: dict[int, Part] = {}
    tops: list[Part] = []
    for row in rows:
        part = Part(row.eid, row.kind, row.label, row.heading, row.text)
        made[row.pk] = part
        above = made.get(row.parent_id) if row.parent_id else None
        (above.children if above else tops).append(part)
    return [part for part in tops if not eid or part.eid == eid]


def names(version: TextVersion) -> dict[str, str]:
    """The label of every commented part by its address, in order. One query."""
    return {row.eid: str(row) for row in Provision.objects.filter(version=version).commented()}


def sections(version: TextVersion) -> int:
    """How many sections (มาตรา) the text has."""
    return version.provisions.filter(kind=Kind.SECTION).count()
