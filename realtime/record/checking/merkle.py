"""The Merkle tree of RFC 6962: hashing, growing, and checking of proofs (RFC 9162 section 2.1)."""

import hashlib
from collections.abc import Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()


class Broken(Exception):
    """Something does not hold; the message says what."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of a leaf (prefix 0x00)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node (prefix 0x01)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """The root over complete subtrees, given from the largest (left) to the smallest (right)."""
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


class Growing:
    """A tree that grows leaf by leaf and keeps only the complete subtrees on its right edge."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Take the hash of the next leaf."""
        self.peaks.append(leaf)
        self.size += 1
        finished = self.size
        while not finished & 1:
            right = self.peaks.pop()
            self.peaks[-1] = node_hash(self.peaks[-1], right)
            finished >>= 1

    def root(self) -> bytes:
        """The root of the tree so far."""
        return fold(self.peaks)


def inclusion_root(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that an inclusion proof leads to (RFC 9162 section 2.1.3.2). Raises Broken when it cannot fit."""
    if not 0 <= index < size:
        raise Broken(f"Entry {index} cannot be in a record of {size} entries.")
    here, last, root = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise Broken("The inclusion proof is too long.")
        if here & 1 or here == last:
            root = node_hash(sibling, root)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        here, last = here >> 1, last >> 1
    if last:
        raise Broken("The inclusion proof is too short.")
    return root


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Raise Broken unless `leaf` (a leaf hash) is entry `index` of the tree with this size and root."""
    if inclusion_root(leaf, index, size, proof) != root:
        raise Broken(f"Entry {index} is not in the record: its inclusion proof leads to another root.")


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """Raise Broken unless the tree of size `new` continues that of size `old` (RFC 9162 section 2.1.4.2)."""
    trivial = old in {0, new}
    if old > new or old < 0 or (trivial and proof) or not (trivial or proof):
        raise Broken("The consistency proof does not fit these sizes.")
    if trivial:
        if old_root != (EMPTY_ROOT if old == 0 else new_root):
            raise Broken("Two different roots for one size.")
        return
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise Broken("The consistency proof is too long.")
        if here & 1 or here == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        here, last = here >> 1, last >> 1
    if last or first != old_root or second != new_root:
        raise Broken(f"The record of {new} entries does not continue the record of {old} entries.")
