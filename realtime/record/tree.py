"""Growing the record's tree in tiles, and proofs from tiles (RFC 6962, RFC 9162, C2SP tlog-tiles). Pure functions.

Heights count single levels of the tree: a node of height h covers 2**h entries. Tiles hold every eighth level.
"""

from collections.abc import Callable, Mapping, Sequence

from realtime.record.checking.merkle import Growing, fold
from realtime.record.checking.tiles import WIDTH

HASH = 32
FULL = WIDTH * HASH

# A tile is named by level and number; its content is its hashes joined.
type Name = tuple[int, int]
type Tiles = Mapping[Name, bytes]
type Range = tuple[int, int]  # entries from first to second (not included)
type Node = tuple[int, int]  # a complete subtree: height, number


def edge(size: int) -> list[Name]:
    """The partial tiles on the right edge of a tree of `size`."""
    names = []
    level = 0
    while hashes := size >> (8 * level):
        if hashes % WIDTH:
            names.append((level, hashes // WIDTH))
        level += 1
    return names


def grow(size: int, edge_tiles: Tiles, leaves: Sequence[bytes]) -> dict[Name, bytes]:
    """The tiles that change when `leaves` (leaf hashes) join a tree of `size` whose right edge is `edge_tiles`."""
    touched: dict[Name, bytes] = {}
    level, hashes = 0, b"".join(leaves)
    while hashes:
        number, width = divmod(size >> (8 * level), WIDTH)
        content = (edge_tiles[level, number][: width * HASH] if width else b"") + hashes
        above = []
        for at in range(0, len(content), FULL):
            tile = content[at : at + FULL]
            touched[level, number + at // FULL] = tile
            if len(tile) == FULL:
                above.append(fold(_peaks(tile)))
        level, hashes = level + 1, b"".join(above)
    return touched


def root(size: int, edge_tiles: Tiles) -> bytes:
    """The root of a tree of `size` from the tiles on its right edge."""
    peaks: list[bytes] = []
    for level, number in edge(size):
        width = (size >> (8 * level)) % WIDTH
        peaks = [*_peaks(edge_tiles[level, number][: width * HASH]), *peaks]
    return fold(peaks)


def inclusion(index: int, size: int) -> list[Range]:
    """The subtrees whose roots are the inclusion proof of entry `index` (RFC 6962 section 2.1.1), in order.

    Raises ValueError when there is no such entry.
    """
    if not 0 <= index < size:
        raise ValueError(f"There is no entry {index} in a record of {size}.")
    ranges, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def consistency(old: int, new: int) -> list[Range]:
    """The subtrees whose roots are the consistency proof between two sizes (RFC 6962 section 2.1.2), in order.

    Raises ValueError unless 0 <= old <= new.
    """
    if not 0 <= old <= new:
        raise ValueError(f"A record of {new} entries cannot continue one of {old}.")
    if old in {0, new}:
        return []
    ranges, start, end = [], 0, new
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start:  # the old tree is not itself one of the subtrees of the new one
        ranges.append((start, end))
    return ranges[::-1]


def prove(ranges: Sequence[Range], read: Callable[[set[Name]], Tiles]) -> list[bytes]:
    """The roots of these subtrees; `read` is called once with the names of all tiles needed."""
    nodes = [_complete(*span) for span in ranges]
    tiles = read({_place(node)[0] for parts in nodes for node in parts})
    return [fold([_node(node, tiles) for node in parts]) for parts in nodes]


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def _complete(start: int, end: int) -> list[Node]:
    """The complete subtrees that make up a range, from left to right."""
    nodes = []
    while start < end:
        height = (end - start).bit_length() - 1
        nodes.append((height, start >> height))
        start += 1 << height
    return nodes


def _place(node: Node) -> tuple[Name, slice]:
    """The tile under a complete subtree, and which of its hashes."""
    height, number = node
    level, rest = divmod(height, 8)
    first = number << rest
    tile, at = divmod(first, WIDTH)
    return (level, tile), slice(at * HASH, (at + (1 << rest)) * HASH)


def _node(node: Node, tiles: Tiles) -> bytes:
    name, part = _place(node)
    return fold(_peaks(tiles[name][part]))


def _peaks(hashes: bytes) -> list[bytes]:
    tree = Growing()
    for at in range(0, len(hashes), HASH):
        tree.add(hashes[at : at + HASH])
    return tree.peaks
