"""Signed notes, checkpoints and receipts (C2SP signed-note, tlog-checkpoint, tlog-proof): reading and checking."""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from realtime.record.checking.ed25519 import verify_signature
from realtime.record.checking.merkle import Broken, leaf_hash, verify_inclusion

PROOF_HEADER = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True)
class Key:
    """A verifier key: name, 4-byte id, 32-byte public key."""

    name: str
    id: bytes
    public: bytes


@dataclass(frozen=True)
class Head:
    """What a checkpoint says: this record had `size` entries and this root."""

    origin: str
    size: int
    root: bytes


def key_id(name: str, public: bytes) -> bytes:
    """The id of an Ed25519 key in signed notes."""
    return hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]


def read_key(text: str) -> Key:
    """Read `name+hash+base64`, the text form of a verifier key. Raises Broken when it is not one."""
    name, _, rest = text.strip().partition("+")
    number, _, encoded = rest.partition("+")
    data = _decode(encoded, "key")
    if len(data) != 33 or data[0] != 1 or key_id(name, data[1:]).hex() != number:
        raise Broken(f"Not an Ed25519 verifier key: {text.strip()!r}.")
    return Key(name, key_id(name, data[1:]), data[1:])


def read_checkpoint(note: str) -> Head:
    """What a checkpoint says, its signatures not looked at. Raises Broken when it is not a checkpoint."""
    lines = note.rpartition("\n\n")[0].split("\n")
    plain = len(lines) >= 3 and lines[1].isascii() and lines[1].isdigit() and all(lines)
    if not plain or str(int(lines[1])) != lines[1]:
        raise Broken("Not a checkpoint.")
    return Head(lines[0], int(lines[1]), _hash(lines[2], "root"))


def open_checkpoint(note: str, keys: Sequence[Key]) -> Head:
    """What a checkpoint says, once one of `keys` has signed it and none of their signatures is wrong."""
    text, _, signatures = note.rpartition("\n\n")
    message, head, good = (text + "\n").encode(), read_checkpoint(note), 0
    for line in signatures.splitlines():
        mark, _, rest = line.partition(" ")
        name, _, encoded = rest.partition(" ")
        if mark != "—" or not name:
            raise Broken("A line among the signatures is not a signature.")
        signed = _decode(encoded, "signature")
        for key in keys:
            if key.name == name and key.id == signed[:4]:
                if not verify_signature(key.public, message, signed[4:]):
                    raise Broken(f"The signature of {name} on the checkpoint is wrong.")
                good += head.origin == key.name
    if not good:
        raise Broken("The checkpoint is not signed by the key of this record.")
    return head


def _decode(text: str, what: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Broken(f"Unreadable {what}.") from None


def _hash(text: str, what: str) -> bytes:
    if len(data := _decode(text, what)) != 32:
        raise Broken(f"The {what} is not 32 bytes long.")
    return data


@dataclass(frozen=True)
class Proof:
    """A receipt: the entry itself (carried as `extra`), its place, the path to the root, the checkpoint."""

    entry: bytes
    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str


def read_proof(text: str) -> Proof:
    """Read a receipt file. Raises Broken when it is not one."""
    top, _, checkpoint = text.partition("\n\n")
    lines = top.split("\n")
    if len(lines) < 3 or lines[0] != PROOF_HEADER or not lines[1].startswith("extra "):
        raise Broken("Not a receipt (a tlog-proof with its entry).")
    word, _, number = lines[2].partition(" ")
    if word != "index" or not (number.isascii() and number.isdigit()) or str(int(number)) != number:
        raise Broken("The receipt does not say which entry it is for.")
    hashes = tuple(_hash(line, "hash of the proof") for line in lines[3:])
    return Proof(_decode(lines[1][6:], "entry"), int(number), hashes, checkpoint)


def verify_proof(text: str, keys: Sequence[Key]) -> tuple[Proof, Head]:
    """The receipt and the signed head it leads to; raises Broken unless the entry is in that record."""
    proof = read_proof(text)
    head = open_checkpoint(proof.checkpoint, keys)
    verify_inclusion(leaf_hash(proof.entry), proof.index, head.size, proof.hashes, head.root)
    return proof, head
