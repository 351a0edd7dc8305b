"""A stored version as the tree it was read from."""

from collections.abc import Sequence

from consult.texts.kinds import Kind
from consult.texts.models import Provision, TextVersion
from consult.texts.reading import Node


def load(version: TextVersion) -> list[Node]:
    """The provisions of a version in their order, as a tree. One query."""
    children: dict[int | None, list[Provision]] = {}
    for row in version.provisions.order_by("position"):
        children.setdefault(row.parent_id, []).append(row)
    return _nodes(children, children.get(None, []))


def _nodes(children: dict[int | None, list[Provision]], rows: Sequence[Provision]) -> list[Node]:
    return [
        Node(
            Kind(row.kind), row.eid, row.label, row.text, tuple(_nodes(children, children.get(row.pk, []))), row.heading
        )
        for row in rows
    ]
