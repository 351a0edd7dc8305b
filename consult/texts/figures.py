"""Frozen reads of a text: what pages and feeds show."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.db.models import Q

from consult.texts.credited import Credit
from consult.texts.kinds import COMMENTED, Kind
from consult.texts.models import Explanation, Law, Provision, TextVersion

INSIDE = (Kind.PARAGRAPH, Kind.ITEM)


@dataclass
class Part:
    """A provision with what stands inside it."""

    eid: str
    kind: str
    label: str
    heading: str
    text: str
    identity: UUID = field(default_factory=uuid4)
    children: list["Part"] = field(default_factory=list)
    # What a page shows beside it.
    url: str = ""
    comments: int = 0
    explanation: Explanation | None = None
    credits: Sequence[Credit] = ()

    @property
    def commented(self) -> bool:
        """Whether it is commented on as one thing."""
        return self.kind in COMMENTED

    @property
    def division(self) -> bool:
        """Whether it is a heading with sections under it: หมวด, ส่วน, ลักษณะ."""
        return not self.commented and self.kind not in INSIDE

    @property
    def name(self) -> str:
        """What it is called in a list: มาตรา ๕, คำปรารภ."""
        return self.label

    @property
    def opening(self) -> str:
        """Its first words, for a table of contents."""
        return self.text or (self.children[0].text if self.children else "")

    @property
    def words(self) -> str:
        """All its words, one line for each paragraph and item."""
        inside = (f"{child.label} {child.words}".strip() for child in self.children if child.kind in INSIDE)
        return "\n".join(filter(None, [self.heading, self.text, *inside]))


@dataclass(frozen=True)
class Chapter:
    """A line of the table of contents: a heading (or none) and the sections under it."""

    label: str
    heading: str
    eid: str
    sections: list[Part]


@dataclass(frozen=True)
class Aside:
    """What stands beside the sections of a page."""

    urls: Mapping[str, str]
    comments: Mapping[str, int]
    explanations: Mapping[UUID, Explanation]
    credits: Mapping[str, Sequence[Credit]]

    def put_beside(self, part: Part) -> None:
        """Give `part` what belongs to it."""
        part.url, part.comments = self.urls.get(part.eid, ""), self.comments.get(part.eid, 0)
        part.credits = self.credits.get(part.eid, ())
        part.explanation = self.explanations.get(part.identity)


def parts(version: TextVersion, eid: str = "") -> list[Part]:
    """The whole text as a tree (or only the provision `eid` with its inside). One query."""
    rows = version.provisions.order_by("position")
    if eid:
        rows = rows.filter(eid__startswith=eid)
    return [part for part in tree(rows) if not eid or part.eid == eid]


def names_and_part(version: TextVersion, eid: str) -> tuple[dict[str, str], Part | None]:
    """What `names` gives, and the commented part `eid` with its inside (None: there is none). One query."""
    inside = Q(eid__startswith=f"{eid}__")
    rows = list(version.provisions.filter(Q(kind__in=COMMENTED) | inside).order_by("position"))
    names = {row.eid: str(row) for row in rows if row.kind in COMMENTED}
    trees = tree(row for row in rows if row.eid == eid or row.eid.startswith(f"{eid}__"))
    return names, next((part for part in trees if part.eid == eid and eid in names), None)


def tree(rows: Iterable[Provision]) -> list[Part]:
    """Provisions in order as a tree; those whose parent is not among them are its tops."""
    made: dict[int, Part] = {}
    tops: list[Part] = []
    for row in rows:
        part = Part(row.eid, row.kind, row.label, row.heading, row.text, row.identity)
        made[row.pk] = part
        above = made.get(row.parent_id) if row.parent_id else None
        (above.children if above else tops).append(part)
    return tops


def walk(tops: Iterable[Part]) -> Iterator[Part]:
    """Every part, in reading order."""
    for part in tops:
        yield part
        yield from walk(part.children)


def contents(tops: Iterable[Part]) -> list[Chapter]:
    """The table of contents: headings in order, each with the sections that follow it directly."""
    found: list[Chapter] = []
    for part in walk(tops):
        if part.division or part.kind == Kind.TRANSITIONAL:
            found.append(Chapter(part.label, part.heading, part.eid, []))
        elif part.commented:
            if not found or part.kind == Kind.NOTE:
                found.append(Chapter("", "", "", []))
            found[-1].sections.append(part)
    return found


def explanations(law: Law) -> dict[UUID, Explanation]:
    """Sections in plain words, by identity. One query."""
    return {row.identity: row for row in Explanation.objects.filter(law=law)}


def names(version: TextVersion) -> dict[str, str]:
    """The label of every commented part by its address, in order. One query."""
    return {row.eid: str(row) for row in Provision.objects.filter(version=version).commented()}


def sections(version: TextVersion) -> int:
    """How many sections (มาตรา) the text has."""
    return version.provisions.filter(kind=Kind.SECTION).count()
