"""What sealing adds up: each app registers functions that turn sealed entries into counts, exactly once."""

import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sealed:
    """One sealed entry as projections see it."""

    index: int
    id: uuid.UUID
    kind: str
    subject: str
    document: dict[str, Any]

    @property
    def body(self) -> dict[str, Any]:
        """The body of the leaf."""
        return self.document["body"]

    @property
    def public_id(self) -> str:
        """The part of the subject after its kind: `petition/abc` gives `abc`."""
        return self.subject.partition("/")[2]


# Takes the entries of its kinds in one batch and the size of the record after it; runs inside the
# sealing transaction; returns the live topics whose figures have changed.
type Projection = Callable[[Sequence[Sealed], int], Iterable[str]]

_registered: dict[str, list[Projection]] = {}


def register(*kinds: str) -> Callable[[Projection], Projection]:
    """Run the decorated function on every batch that has entries of these kinds."""

    def keep(projection: Projection) -> Projection:
        for kind in kinds:
            _registered.setdefault(kind, []).append(projection)
        return projection

    return keep


def concerned(kind: str) -> bool:
    """Whether anything is added up for entries of this kind."""
    return kind in _registered


def run(batch: Sequence[Sealed], size: int) -> set[str]:
    """Run every projection concerned, once, on the entries of its kinds; the topics to refresh."""
    groups: dict[Projection, list[Sealed]] = {}
    for entry in batch:
        for projection in _registered.get(entry.kind, ()):
            groups.setdefault(projection, []).append(entry)
    topics: set[str] = set()
    for projection, entries in groups.items():
        topics.update(projection(entries, size))
    return topics


def read(index: int, identity: uuid.UUID, leaf: bytes) -> Sealed:
    """The sealed entry behind a leaf."""
    document = json.loads(leaf)
    return Sealed(index, identity, document["kind"], document["subject"], document)
