"""Carrying the identity of every provision from an earlier version to the next one."""

import uuid
from collections.abc import Iterator, Sequence

from django.db import connection, transaction

from consult.texts.kinds import COMMENTED, Kind
from consult.texts.matching import Leaf, match
from consult.texts.models import Provision, TextVersion

_UPDATE = """
UPDATE texts_provision SET identity = found.identity, matched = found.matched
FROM unnest(%s::bigint[], %s::uuid[], %s::text[]) AS found(id, identity, matched) WHERE texts_provision.id = found.id
"""
INSIDE = (Kind.PARAGRAPH, Kind.ITEM)

type Found = tuple[Provision, uuid.UUID, str]


class Tree:
    """The provisions of a version in memory. One query."""

    def __init__(self, version: TextVersion) -> None:
        self.rows = list(version.provisions.order_by("position"))
        self._inside: dict[int | None, list[Provision]] = {}
        for row in self.rows:
            self._inside.setdefault(row.parent_id, []).append(row)

    def inside(self, row: Provision) -> list[Provision]:
        """The provisions directly under `row`."""
        return self._inside.get(row.pk, [])

    def words(self, row: Provision) -> str:
        """The words of `row` and of everything inside it but sections; one line for each paragraph and item."""
        lines = [row.heading, row.text]
        for child in self.inside(row):
            if child.kind in INSIDE:
                lines.append(f"{child.label} {self.words(child)}".strip())
        return "\n".join(line for line in lines if line)

    def of(self, *kinds: str) -> list[Provision]:
        """Every provision of these kinds, wherever it stands, in order."""
        return [row for row in self.rows if row.kind in kinds]

    def leaf(self, row: Provision) -> Leaf:
        """The provision as something to match."""
        number = row.label if row.kind == Kind.ITEM else "" if row.kind == Kind.PARAGRAPH else row.eid
        return Leaf(number, self.words(row), str(row.identity))


@transaction.atomic
def carry(version: TextVersion, earlier: TextVersion) -> None:
    """Give the provisions of `version` (not published) the identities of those of `earlier` that they match.

    Three statements. Identities that the new text brought with it stay.
    """
    found = list(_found(Tree(earlier), Tree(version)))
    write(found)
    TextVersion.objects.filter(pk=version.pk).update(based_on=earlier)
    version.based_on = earlier


def carry_inside(section: Provision) -> None:
    """Match the paragraphs of one section with those of the section it is in the earlier version. Three statements."""
    earlier = section.version.based_on
    if earlier is None:
        return
    old, new = Tree(earlier), Tree(section.version)
    ours = [row for row in old.rows if row.identity == section.identity]
    if ours:
        write([found for found in joined(old, new, ours, [section]) if found[0].pk != section.pk])


def write(found: Sequence[Found]) -> None:
    """Store identities and how they were found. One statement."""
    columns = [row.pk for row, _, _ in found], [identity for _, identity, _ in found], [how for _, _, how in found]
    with connection.cursor() as cursor:
        cursor.execute(_UPDATE, [list(column) for column in columns])


def _found(old: Tree, new: Tree) -> Iterator[Found]:
    divisions = [kind for kind in Kind if kind not in COMMENTED and kind not in INSIDE]
    for kinds in (COMMENTED, divisions):
        yield from joined(old, new, old.of(*kinds), new.of(*kinds))


def joined(old: Tree, new: Tree, ours: Sequence[Provision], theirs: Sequence[Provision]) -> Iterator[Found]:
    """Pairs among these provisions and, in each pair, among what is inside."""
    for pair in match([old.leaf(row) for row in ours], [new.leaf(row) for row in theirs]):
        yield theirs[pair.new], ours[pair.old].identity, pair.how
        inside = [[row for row in tree.inside(above) if row.kind in INSIDE]
                  for tree, above in ((old, ours[pair.old]), (new, theirs[pair.new]))]  # fmt: skip
        if all(inside):
            yield from joined(old, new, *inside)
