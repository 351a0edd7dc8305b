"""The tree and its proofs, against RFC 6962 written down word for word."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtime.record import tree
from realtime.record.checking import merkle
from realtime.record.checking.merkle import Broken
from realtime.record.checking.tiles import tile_path
from tests.realtime.record import direct

ENTRIES = [f"entry {n}".encode() for n in range(70_000)]
HASHES = [merkle.leaf_hash(entry) for entry in ENTRIES]


def grown(*sizes: int) -> dict[tree.Name, bytes]:
    """Tiles of a tree that grew in these steps."""
    tiles: dict[tree.Name, bytes] = {}
    for old, new in zip((0, *sizes), sizes, strict=False):
        tiles |= tree.grow(old, {name: tiles[name] for name in tree.edge(old)}, HASHES[old:new])
    return tiles


def reader(tiles: dict[tree.Name, bytes], size: int) -> "Reader":
    return Reader(tiles, size)


class Reader:
    """Reads tiles no wider than a tree of `size` has them."""

    def __init__(self, tiles: dict[tree.Name, bytes], size: int) -> None:
        self.tiles, self.size = tiles, size

    def __call__(self, names: set[tree.Name]) -> dict[tree.Name, bytes]:
        return {name: self.tiles[name][: self._width(name) * 32] for name in names}

    def _width(self, name: tree.Name) -> int:
        return min(256, (self.size >> (8 * name[0])) - name[1] * 256)


def altered(proof: Sequence[bytes]) -> list[list[bytes]]:
    """The proof with one hash changed, one missing, one too many."""
    changed = [list(proof) for _ in proof]
    for n, one in enumerate(changed):
        one[n] = bytes([one[n][0] ^ 1]) + one[n][1:]
    return [*changed, *([list(proof[:-1])] if proof else []), [*proof, b"\x00" * 32]]


def test_it_works() -> None:
    tiles = grown(3)
    assert tree.root(3, tiles) == direct.mth(ENTRIES[:3])


def test_every_size_to_600_has_the_root_of_the_rfc() -> None:
    tiles: dict[tree.Name, bytes] = {}
    growing = merkle.Growing()
    for size in range(601):
        want = direct.mth(ENTRIES[:size])
        assert tree.root(size, tiles) == growing.root() == want
        tiles |= tree.grow(size, {name: tiles[name] for name in tree.edge(size)}, HASHES[size : size + 1])
        growing.add(HASHES[size])


def test_every_size_to_600_has_the_inclusion_proofs_of_the_rfc() -> None:
    tiles = grown(600)
    rng = random.Random(6962)
    for size in range(1, 601):
        indexes = range(size) if size <= 64 else {0, size - 1, size // 2, *rng.sample(range(size), 5)}
        root = direct.mth(ENTRIES[:size])
        for index in indexes:
            proof = tree.prove(tree.inclusion(index, size), reader(tiles, size))
            assert proof == direct.path(index, ENTRIES[:size])
            merkle.verify_inclusion(HASHES[index], index, size, proof, root)


def test_every_size_to_600_has_the_consistency_proofs_of_the_rfc() -> None:
    tiles = grown(600)
    rng = random.Random(9162)
    roots = [direct.mth(ENTRIES[:size]) for size in range(601)]
    for new in range(601):
        olds = range(new + 1) if new <= 64 else {0, 1, new - 1, new, new // 2, *rng.sample(range(new), 5)}
        for old in olds:
            proof = tree.prove(tree.consistency(old, new), reader(tiles, new))
            assert proof == (direct.proof(old, ENTRIES[:new]) if old else [])
            merkle.verify_consistency(old, new, proof, roots[old], roots[new])


def test_altered_inclusion_proofs_are_refused() -> None:
    tiles = grown(600)
    for size in (1, 2, 3, 7, 8, 9, 255, 256, 257, 511, 600):
        root = direct.mth(ENTRIES[:size])
        for index in {0, size // 3, size - 1}:
            proof = tree.prove(tree.inclusion(index, size), reader(tiles, size))
            for wrong in altered(proof):
                with pytest.raises(Broken):
                    merkle.verify_inclusion(HASHES[index], index, size, wrong, root)
            with pytest.raises(Broken):
                merkle.verify_inclusion(merkle.leaf_hash(b"another"), index, size, proof, root)
            with pytest.raises(Broken):
                merkle.verify_inclusion(HASHES[index], index, size, proof, bytes(32))
            for other in {index + 1, index - 1, size} - {index}:
                with pytest.raises(Broken):
                    merkle.verify_inclusion(HASHES[index], other, size, proof, root)


def test_altered_consistency_proofs_are_refused() -> None:
    tiles = grown(600)
    for old, new in [(1, 2), (3, 7), (4, 8), (6, 8), (255, 256), (256, 600), (300, 600), (512, 513), (600, 600)]:
        old_root, new_root = direct.mth(ENTRIES[:old]), direct.mth(ENTRIES[:new])
        proof = tree.prove(tree.consistency(old, new), reader(tiles, new))
        for wrong in altered(proof):
            with pytest.raises(Broken):
                merkle.verify_consistency(old, new, wrong, old_root, new_root)
        for roots in ((bytes(32), new_root), (old_root, bytes(32))):
            with pytest.raises(Broken):
                merkle.verify_consistency(old, new, proof, *roots)
        with pytest.raises(Broken):
            merkle.verify_consistency(new + 1, new, proof, old_root, new_root)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 9_000), min_size=1, max_size=6), st.data())
def test_random_growth_gives_the_same_tiles_and_true_proofs(steps: list[int], data: st.DataObject) -> None:
    sizes = [sum(steps[: n + 1]) for n in range(len(steps))]
    size = sizes[-1]
    tiles = grown(*sizes)
    assert tiles == (grown(size) if size else {})
    growing = merkle.Growing()
    for value in HASHES[:size]:
        growing.add(value)
    assert tree.root(size, tiles) == growing.root()
    old = data.draw(st.integers(0, size))
    before = tree.root(old, {name: tiles[name] for name in tree.edge(old)})
    proof = tree.prove(tree.consistency(old, size), reader(tiles, size))
    merkle.verify_consistency(old, size, proof, before, growing.root())
    if size:
        index = data.draw(st.integers(0, size - 1))
        path = tree.prove(tree.inclusion(index, size), reader(tiles, size))
        merkle.verify_inclusion(HASHES[index], index, size, path, growing.root())


def test_a_large_tree_is_that_of_the_rfc() -> None:
    tiles = grown(1_000, 65_000, 70_000)
    assert tree.root(70_000, tiles) == direct.mth(ENTRIES)
    assert len(tiles[0, 273]) == 112 * 32
    assert len(tiles[1, 1]) == 17 * 32
    assert len(tiles[2, 0]) == 32
    assert tree.prove(tree.inclusion(66_000, 70_000), reader(tiles, 70_000)) == direct.path(66_000, ENTRIES)


def test_paths_are_those_of_the_standard() -> None:
    assert tile_path(0, 1_234_067) == "tile/0/x001/x234/067"
    assert tile_path("entries", 0, 7) == "tile/entries/000.p/7"
    assert tile_path(2, 999) == "tile/2/999"


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 3), (3, 3)])
def test_there_is_no_proof_of_what_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ValueError):
        tree.inclusion(index, size)
