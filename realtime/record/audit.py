"""The stored record against itself: entries, tiles and checkpoints, all read and built again."""

import json
from collections.abc import Iterator, Mapping

from realtime.record import checkpoint, sealing, tree
from realtime.record.checking import notes
from realtime.record.checking.merkle import EMPTY_ROOT, Broken, Growing, leaf_hash
from realtime.record.models import Checkpoint, Entry, Tile

CHUNK = 8_192  # entries read at a time


def problems() -> Iterator[str]:
    """Every way in which the stored record does not hold, as sentences; nothing when it holds.

    Reads up to the newest checkpoint, so sealing may go on meanwhile. Changes nothing.
    """
    last = Checkpoint.objects.order_by("-size").first()
    if last is None:
        if Entry.objects.exists():
            yield "There are entries but no checkpoint."
        return
    yield from _signature(last)
    roots = dict(Checkpoint.objects.filter(size__lte=last.size).values_list("size", "root"))
    yield from _notes(last.size)
    if 0 in roots and bytes(roots[0]) != EMPTY_ROOT:
        yield "The checkpoint of size 0 has another root than the empty tree."
    growing, edge = Growing(), dict[tree.Name, bytes]()
    while growing.size < last.size:
        rows = list(_rows(growing.size, min(growing.size + CHUNK, last.size)))
        if not rows:
            yield f"Entry {growing.size} is missing."
            return
        start, hashes = growing.size, list[bytes]()
        for entry in rows:
            if entry.index != growing.size:
                yield f"Entry {growing.size} is missing."
                return
            yield from _columns(entry)
            hashes.append(leaf_hash(bytes(entry.leaf)))
            growing.add(hashes[-1])
            root = roots.get(growing.size)
            if root is not None and bytes(root) != growing.root():
                yield f"The first {growing.size} entries do not have the root of their checkpoint."
        touched = tree.grow(start, edge, hashes)
        yield from _tiles(touched, last.size)
        edge = {name: touched.get(name) or edge[name] for name in tree.edge(growing.size)}


def _rows(start: int, end: int) -> Iterator[Entry]:
    return Entry.objects.filter(index__gte=start, index__lt=end).order_by("index").iterator(chunk_size=CHUNK)


def _signature(last: Checkpoint) -> Iterator[str]:
    try:
        notes.open_checkpoint(last.note, checkpoint.public_keys())
    except Broken as broken:
        yield f"The newest checkpoint: {broken}"


def _notes(size: int) -> Iterator[str]:
    """Checkpoints whose text says another size or root than their row."""
    for row in Checkpoint.objects.filter(size__lte=size).iterator():
        try:
            head = notes.read_checkpoint(row.note)
        except Broken as broken:
            yield f"The checkpoint of size {row.size}: {broken}"
            continue
        if (head.size, head.root) != (row.size, bytes(row.root)):
            yield f"The checkpoint of size {row.size} does not say what was stored with it."


def _columns(entry: Entry) -> Iterator[str]:
    """An entry whose columns say something else than its leaf."""
    try:
        document = json.loads(bytes(entry.leaf))
        says = document["id"], document["kind"], document["subject"]
    except (ValueError, KeyError, TypeError):
        yield f"Entry {entry.index} cannot be read."
        return
    if says != (str(entry.id), entry.kind, entry.subject):
        yield f"Entry {entry.index} is filed as something else than it says."


def _tiles(built: Mapping[tree.Name, bytes], size: int) -> Iterator[str]:
    """Tiles that are stored otherwise than the entries say (the record may have grown beyond `size` since)."""
    stored = sealing.read_tiles(built)
    for name, hashes in built.items():
        if stored.get(name, b"")[: len(hashes)] != hashes:
            yield f"Tile {name[0]}/{name[1]} does not hold the hashes of its entries."
    extra = Tile.objects.filter(level__gt=size.bit_length() // 8 + 1)
    yield from (f"Tile {tile.level}/{tile.number} has no entries." for tile in extra)
