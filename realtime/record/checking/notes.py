"""Signed notes, checkpoints and receipts (C2SP signed-note, tlog-checkpoint, tlog-proof): reading and checking."""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from realtime.record.checking.ed25519 import verify_signature
from realtime.record.checking.merkle import Broken, leaf_hash, verify_inclusion

PROOF_HEADER = "c2sp.org/tlog-proof@v1"
SIGNATURE, COSIGNATURE = 1, 4  # kinds of Ed25519 keys: of a log, of a witness


@dataclass(frozen=True)
class Key:
    """A verifier key: name, 4-byte id, 32-byte public key, and whether it is that of a log or of a witness."""

    name: str
    id: bytes
    public: bytes
    kind: int = SIGNATURE


@dataclass(frozen=True)
class Head:
    """What a checkpoint says: this record had `size` entries and this root."""

    origin: str
    size: int
    root: bytes


def key_id(name: str, public: bytes, kind: int = SIGNATURE) -> bytes:
    """The id of an Ed25519 key in signed notes."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def read_key(text: str) -> Key:
    """Read `name+hash+base64`, the text form of a verifier key. Raises Broken when it is not one."""
    name, _, rest = text.strip().partition("+")
    number, _, encoded = rest.partition("+")
    data = _decode(encoded, "key")
    kind, public = data[0] if data else 0, data[1:]
    if len(public) != 32 or kind not in (SIGNATURE, COSIGNATURE) or key_id(name, public, kind).hex() != number:
        raise Broken(f"Not an Ed25519 verifier key: {text.strip()!r}.")
    return Key(name, key_id(name, public, kind), public, kind)


def read_checkpoint(note: str) -> Head:
    """What a checkpoint says, its signatures not looked at. Raises Broken when it is not a checkpoint."""
    lines = note.rpartition("\n\n")[0].split("\n")
    plain = len(lines) >= 3 and lines[1].isascii() and lines[1].isdigit() and all(lines)
    if not plain or str(int(lines[1])) != lines[1]:
        raise Broken("Not a checkpoint.")
    return Head(lines[0], int(lines[1]), read_hash(lines[2], "root"))


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
            if key.kind == SIGNATURE and key.name == name and key.id == signed[:4]:
                if not verify_signature(key.public, message, signed[4:]):
                    raise Broken(f"The signature of {name} on the checkpoint is wrong.")
                good += head.origin == key.name
    if not good:
        raise Broken("The checkpoint is not signed by the key of this record.")
    return head


def cosigned_message(text: str, at: int) -> bytes:
    """What a witness signs: the time (seconds since 1970) and the text of a checkpoint."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def witnessed(note: str, witnesses: Sequence[Key]) -> dict[str, int]:
    """Which of these witnesses co-signed a checkpoint, and when (seconds). Raises Broken when one of them is wrong."""
    text, _, signatures = note.rpartition("\n\n")
    found = {}
    for line in signatures.splitlines():
        name, _, encoded = line[2:].partition(" ")
        signed = _decode(encoded, "signature")
        for key in witnesses:
            if key.kind == COSIGNATURE and key.name == name and key.id == signed[:4]:
                at = int.from_bytes(signed[4:12], "big")
                if not verify_signature(key.public, cosigned_message(text + "\n", at), signed[12:]):
                    raise Broken(f"The co-signature of {name} on the checkpoint is wrong.")
                found[name] = at
    return found


def _decode(text: str, what: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Broken(f"Unreadable {what}.") from None


def read_hash(text: str, what: str) -> bytes:
    """32 bytes from base64. Raises Broken, naming `what`, when they are not."""
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
    hashes = tuple(read_hash(line, "hash of the proof") for line in lines[3:])
    return Proof(_decode(lines[1][6:], "entry"), int(number), hashes, checkpoint)


def verify_proof(text: str, keys: Sequence[Key]) -> tuple[Proof, Head]:
    """The receipt and the signed head it leads to; raises Broken unless the entry is in that record."""
    proof = read_proof(text)
    head = open_checkpoint(proof.checkpoint, keys)
    verify_inclusion(leaf_hash(proof.entry), proof.index, head.size, proof.hashes, head.root)
    return proof, head
