"""What changed between two versions of a law, section by section."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from uuid import UUID

from consult.texts import differences
from consult.texts.carrying import INSIDE, Tree
from consult.texts.differences import Change
from consult.texts.differences import Kind as Word
from consult.texts.kinds import Kind
from consult.texts.matching import Pair, moved
from consult.texts.models import Provision, TextVersion


class Status(StrEnum):
    """What happened to a provision."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Row:
    """One provision in both versions; `old` or `new` is None where it stands in one only."""

    old: Provision | None
    new: Provision | None
    before: str
    after: str
    moved: bool = False

    @property
    def shown(self) -> Provision:
        """The provision as the newer version has it, or the removed one."""
        found = self.new or self.old
        assert found is not None  # noqa: S101  (one of the two is always there)
        return found

    @property
    def name(self) -> str:
        """What it is called: มาตรา ๕."""
        return str(self.shown)

    @property
    def anchor(self) -> str:
        """Its place on the page: the address in the newer version; of a removed one, marked as such."""
        return self.new.eid if self.new else f"removed-{self.shown.eid}"

    @cached_property
    def status(self) -> Status:
        """What happened to it."""
        if self.old is None or self.new is None:
            return Status.REMOVED if self.new is None else Status.ADDED
        return Status.SAME if differences.same(self.before, self.after) else Status.CHANGED

    @property
    def renumbered(self) -> bool:
        """Whether it has another number than before."""
        return bool(self.old and self.new and self.old.eid != self.new.eid and self.section)

    @property
    def section(self) -> bool:
        """Whether it is a section (มาตรา); others are headings, the preamble and notes."""
        return self.shown.kind == Kind.SECTION

    @property
    def touched(self) -> bool:
        """Whether there is anything to tell about it."""
        return self.status != Status.SAME or self.renumbered or self.moved

    @cached_property
    def changes(self) -> list[Change]:
        """Its words, what was removed and what was added."""
        return differences.differences(self.before, self.after)

    @property
    def short(self) -> list[Change]:
        """The changes with a few words around each."""
        return differences.around(self.changes) if self.status == Status.CHANGED else self.changes

    @property
    def left(self) -> list[Change]:
        """The earlier words, with what was removed marked."""
        return [change for change in self.changes if change.kind != Word.ADDED]

    @property
    def right(self) -> list[Change]:
        """The newer words, with what was added marked."""
        return [change for change in self.changes if change.kind != Word.REMOVED]


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side. Rows stand in the order of the newer one, removed ones after what preceded them."""

    rows: list[Row] = field(default_factory=list)

    def sections(self, status: Status) -> list[Row]:
        """Sections with this status."""
        return [row for row in self.rows if row.section and row.status == status]

    @cached_property
    def changed(self) -> list[Row]:
        """Sections whose words changed."""
        return self.sections(Status.CHANGED)

    @cached_property
    def added(self) -> list[Row]:
        """Sections that are new."""
        return self.sections(Status.ADDED)

    @cached_property
    def removed(self) -> list[Row]:
        """Sections that are gone."""
        return self.sections(Status.REMOVED)

    @cached_property
    def renumbered(self) -> list[Row]:
        """Sections with another number."""
        return [row for row in self.rows if row.renumbered]

    @cached_property
    def moved(self) -> list[Row]:
        """Sections that stand elsewhere among the others."""
        return [row for row in self.rows if row.moved]

    @cached_property
    def others(self) -> list[Row]:
        """Headings, preamble and notes that changed, came or went."""
        return [row for row in self.rows if not row.section and row.status != Status.SAME]

    @cached_property
    def touched(self) -> list[Row]:
        """Everything there is something to tell about."""
        return [row for row in self.rows if row.touched]


def compare(old: TextVersion, new: TextVersion) -> Comparison:
    """The comparison of two versions of one law. Two queries; none for published ones compared lately."""
    if old.fingerprint and new.fingerprint:
        return _compared(old.pk, new.pk)
    return _compare(old, new)


@lru_cache(maxsize=16)
def _compared(old: int, new: int) -> Comparison:
    """Published versions never change: what was compared once stays right. Keyed by the rows' numbers."""
    return _compare(TextVersion(pk=old), TextVersion(pk=new))


def _compare(old: TextVersion, new: TextVersion) -> Comparison:
    ours, theirs = Tree(old), Tree(new)
    before = {row.identity: row for row in ours.rows if row.kind not in INSIDE}
    after = [row for row in theirs.rows if row.kind not in INSIDE]
    elsewhere = _moved(before, after)
    rows = [
        Row(
            old=(earlier := before.get(row.identity)),
            new=row,
            before=ours.words(earlier) if earlier else "",
            after=theirs.words(row),
            moved=row.identity in elsewhere,
        )
        for row in after
    ]
    return Comparison(list(_with_removed(rows, ours, before)))


def _moved(before: Mapping[UUID, Provision], after: list[Provision]) -> set[UUID]:
    """Identities of the sections that left their order."""
    sections = [row for row in after if row.kind == Kind.SECTION and row.identity in before]
    pairs = [Pair(before[row.identity].position, place, "") for place, row in enumerate(sections)]
    return {sections[place].identity for place in moved(pairs)}


def _with_removed(rows: list[Row], tree: Tree, before: Mapping[UUID, Provision]) -> Iterator[Row]:
    """The rows, each followed by the removed ones that stood after it."""
    kept = {row.old.identity for row in rows if row.old}
    following: dict[UUID | None, list[Row]] = {}
    last: UUID | None = None
    for identity, row in before.items():
        if identity in kept:
            last = identity
        else:
            following.setdefault(last, []).append(Row(row, None, tree.words(row), ""))
    yield from following.get(None, [])
    for one in rows:
        yield one
        yield from following.get(one.old.identity, []) if one.old else []
