"""A whole record as files (C2SP tlog-tiles): paths, reading, checking all of it or a part."""

import functools
from collections.abc import Callable, Iterator, Sequence

from realtime.record.checking.merkle import Broken, Growing, fold, leaf_hash
from realtime.record.checking.notes import Head

WIDTH = 256  # hashes in a full tile

# Gives the file of the record at a path like `checkpoint` or `tile/0/000`.
Fetch = Callable[[str], bytes]


def tile_path(level: int | str, number: int, width: int = WIDTH) -> str:
    """The path of a tile or (level `entries`) of an entry bundle: 1234067 is `x001/x234/067`."""
    rest, last = divmod(number, 1000)
    name = f"{last:03d}"
    while rest:
        rest, part = divmod(rest, 1000)
        name = f"x{part:03d}/{name}"
    return f"tile/{level}/{name}" + (f".p/{width}" if width < WIDTH else "")


def read_bundle(data: bytes) -> Iterator[bytes]:
    """The entries of a bundle. Raises Broken when it ends in the middle of one."""
    at = 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if end > len(data) or at + 2 > len(data):
            raise Broken("An entry bundle ends in the middle of an entry.")
        yield data[at + 2 : end]
        at = end


def entries(fetch: Fetch, size: int, start: int = 0, end: int | None = None) -> Iterator[tuple[int, bytes]]:
    """Entries `start` to `end` of a record of `size`, each with the check that its tile says the same."""
    end = size if end is None else min(end, size)
    for number in range(start // WIDTH, -(-end // WIDTH)):
        width = min(WIDTH, size - number * WIDTH)
        bundle = list(read_bundle(fetch(tile_path("entries", number, width))))
        hashes = fetch(tile_path(0, number, width))
        if len(bundle) != width or len(hashes) != width * 32:
            raise Broken(f"The bundle or tile that starts at entry {number * WIDTH} has the wrong length.")
        for place, entry in enumerate(bundle):
            if leaf_hash(entry) != hashes[place * 32 : place * 32 + 32]:
                raise Broken(f"Entry {number * WIDTH + place} has been altered: its tile holds another hash.")
            if start <= number * WIDTH + place < end:
                yield number * WIDTH + place, entry


def verify_record(
    fetch: Fetch, head: Head, olds: Sequence[Head] = (), look: Callable[[bytes], None] = lambda _entry: None
) -> int:
    """Build the tree again from every entry; raise Broken unless it has this root (and had the old ones).

    `look` is shown every entry; believe what it saw only when this returns.
    """
    tree, roots = Growing(), {old.size: old.root for old in olds}
    if any(old.size > head.size for old in olds):
        raise Broken("The record has become shorter than it was.")
    _same(tree, roots)
    for _, entry in entries(fetch, head.size):
        look(entry)
        tree.add(leaf_hash(entry))
        _same(tree, roots)
    if tree.root() != head.root:
        raise Broken("The entries do not add up to the root in the signed checkpoint.")
    return tree.size


def _same(tree: Growing, roots: dict[int, bytes]) -> None:
    if tree.size in roots and roots[tree.size] != tree.root():
        raise Broken(f"History was rewritten: the first {tree.size} entries are not those of the saved checkpoint.")


def verify_range(fetch: Fetch, head: Head, start: int, end: int) -> int:
    """Check entries `start` to `end` and the tiles above them up to the root; the number of entries checked."""
    fetch = functools.cache(fetch)  # what was checked once is what is read again
    tiles = Tiles(fetch, head)
    checked = 0
    for index, _ in entries(fetch, head.size, start, end):
        if not checked or index % WIDTH == 0:
            tiles.authentic(0, index // WIDTH)
        checked += 1
    return checked


class Tiles:
    """Tiles of a record, each believed only when its hash is in the tile above it, up to the signed root."""

    def __init__(self, fetch: Fetch, head: Head) -> None:
        self.fetch, self.size = fetch, head.size
        self.known: dict[tuple[int, int], list[bytes]] = {}
        peaks: list[bytes] = []
        level = 0
        while width := head.size >> (8 * level):
            if rest := width % WIDTH:
                tile = self.tile(level, width // WIDTH, rest)
                peaks = [*_peaks(tile), *peaks]
            level += 1
        if fold(peaks) != head.root:
            raise Broken("The tiles do not add up to the root in the signed checkpoint.")

    def tile(self, level: int, number: int, width: int = WIDTH) -> list[bytes]:
        """The hashes of one tile, fetched once."""
        if (level, number) not in self.known:
            data = self.fetch(tile_path(level, number, width))
            if len(data) != width * 32:
                raise Broken(f"Tile {level}/{number} has the wrong length.")
            self.known[level, number] = [data[at : at + 32] for at in range(0, len(data), 32)]
        return self.known[level, number]

    def authentic(self, level: int, number: int) -> None:
        """Raise Broken unless this tile hangs under the signed root."""
        if (number + 1) * WIDTH > self.size >> (8 * level):
            return  # on the right edge: it went into the root itself
        tile, (above, place) = self.tile(level, number), divmod(number, WIDTH)
        self.authentic(level + 1, above)
        width = min(WIDTH, (self.size >> (8 * (level + 1))) - above * WIDTH)
        if _peaks(tile) != [self.tile(level + 1, above, width)[place]]:
            raise Broken(f"Tile {level}/{number} has been altered: the tile above it holds another hash.")


def _peaks(hashes: Sequence[bytes]) -> list[bytes]:
    tree = Growing()
    for value in hashes:
        tree.add(value)
    return tree.peaks
