"""Numbering waiting entries, growing the tree, signing: the part of sealing that is the record's own.

Call everything here inside one transaction that holds `lock()`.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from realtime.record import checkpoint, tree
from realtime.record.checking.merkle import EMPTY_ROOT, leaf_hash
from realtime.record.models import Checkpoint, Tile

LOCK = 0x51A9  # advisory lock of the one transaction that may seal at a time

# Statistics of a table whose rows live a second are always wrong. While they say "empty" a backlog is joined row by
# row (thirty times slower), and what was deleted and not yet swept away is read again with every batch, more each
# time (the last tenth of a million was the slowest). So rows are fetched by their numbers, and joined once.
_LINEAR = "SET LOCAL enable_nestloop = off; SET LOCAL enable_seqscan = off"
_ANY = "SET LOCAL enable_nestloop TO DEFAULT; SET LOCAL enable_seqscan TO DEFAULT"

_NUMBER = """
WITH chosen AS (SELECT arrival, place FROM unnest(%(arrivals)s::bigint[]) WITH ORDINALITY AS c(arrival, place)),
taken AS (
  DELETE FROM record_pending WHERE arrival = ANY(%(arrivals)s::bigint[]) RETURNING arrival, id, kind, subject, leaf
)
INSERT INTO record_entry (index, id, kind, subject, leaf)
SELECT %(size)s + row_number() OVER (ORDER BY place) - 1, id, kind, subject, leaf
FROM taken JOIN chosen USING (arrival) ORDER BY place
RETURNING index, id, kind, subject, leaf
"""

_GROW = """
INSERT INTO record_tile (level, number, hashes) SELECT * FROM unnest(%s::smallint[], %s::bigint[], %s::bytea[])
ON CONFLICT (level, number) DO UPDATE SET hashes = EXCLUDED.hashes
"""


class Damaged(Exception):
    """The stored tree and the last checkpoint disagree: nothing may be sealed until a person has looked."""


@dataclass(frozen=True)
class Numbered:
    """An entry that has just got its place."""

    index: int
    id: uuid.UUID
    kind: str
    subject: str
    leaf: bytes


def lock() -> None:
    """Wait until no other transaction seals, then keep all others out until this one ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def number(arrivals: Sequence[int]) -> list[Numbered]:
    """Give these waiting entries the next numbers, in this order, and sign the record that has them."""
    size, edge = _head()
    with connection.cursor() as cursor:
        cursor.execute(f"{_LINEAR}; {_NUMBER}", {"arrivals": list(arrivals), "size": size})
        rows = cursor.fetchall()
        cursor.execute(_ANY)
    entries = [Numbered(index, identity, kind, subject, bytes(leaf)) for index, identity, kind, subject, leaf in rows]
    entries.sort(key=lambda entry: entry.index)
    tiles = tree.grow(size, edge, [leaf_hash(entry.leaf) for entry in entries])
    _store(tiles)
    if entries:
        size += len(entries)
        _sign(size, tree.root(size, edge | tiles))
    return entries


def begin() -> None:
    """Sign the empty record, once, so that there is a checkpoint from the first moment."""
    if not Checkpoint.objects.exists():
        _sign(0, EMPTY_ROOT)


def read_tiles(names: Iterable[tree.Name]) -> dict[tree.Name, bytes]:
    """The tiles of these names that exist, in one query."""
    names = list(names)
    found = Tile.objects.filter(pk__in=names) if names else Tile.objects.none()
    return {(tile.level, tile.number): bytes(tile.hashes) for tile in found}


def _head() -> tuple[int, dict[tree.Name, bytes]]:
    """The size of the record and the right edge of its tree. Raises Damaged when they do not fit each other."""
    last = Checkpoint.objects.order_by("-size").first()
    size, root = (last.size, bytes(last.root)) if last else (0, EMPTY_ROOT)
    names = tree.edge(size)
    edge = read_tiles(names)
    if len(edge) < len(names) or tree.root(size, edge) != root:
        raise Damaged(f"The tiles do not have the root of the checkpoint of size {size}.")
    return size, edge


def _store(tiles: dict[tree.Name, bytes]) -> None:
    levels, numbers, hashes = [name[0] for name in tiles], [name[1] for name in tiles], list(tiles.values())
    with connection.cursor() as cursor:
        cursor.execute(_GROW, [levels, numbers, hashes])


def _sign(size: int, root: bytes) -> None:
    Checkpoint.objects.create(size=size, root=root, note=checkpoint.sign(size, root), at=timezone.now())
