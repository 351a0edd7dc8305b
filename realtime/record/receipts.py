"""Receipts: where an entry is now, and the file that proves it (C2SP tlog-proof)."""

import base64
import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.functional import Promise

from realtime.record import checkpoint, kinds, sealing, tree, witnesses
from realtime.record.checking.notes import PROOF_HEADER
from realtime.record.models import Checkpoint, Entry, Pending


@dataclass(frozen=True)
class Found:
    """An entry as its receipt page shows it. `index` is None while it waits to be sealed."""

    id: uuid.UUID
    kind: str
    subject: str
    lane: str
    leaf: bytes
    index: int | None

    @classmethod
    def of(cls, entry: Entry) -> "Found":
        """A sealed entry."""
        return cls(entry.id, entry.kind, entry.subject, "", bytes(entry.leaf), entry.index)

    @property
    def label(self) -> str | Promise:
        """What its kind is called."""
        return kinds.label(self.kind)

    @property
    def at(self) -> datetime | None:
        """When it happened; None where only the day is recorded."""
        return None if self.day_only else datetime.fromisoformat(self.document["at"])

    @property
    def day(self) -> date:
        """The day on which it happened, where only the day is recorded."""
        return date.fromisoformat(self.document["at"][:10])

    @property
    def day_only(self) -> bool:
        """Whether only the day is recorded (ballots)."""
        return "T" not in self.document["at"]

    @cached_property
    def document(self) -> dict[str, Any]:
        """What the entry says."""
        return json.loads(self.leaf)

    @property
    def pretty(self) -> str:
        """What the entry says, as text for people."""
        return json.dumps(self.document, ensure_ascii=False, indent=2)


def find(identity: uuid.UUID) -> Found | None:
    """The entry with this id, waiting or sealed.

    It is looked for among the waiting first: between two looks an entry can only move from there to the sealed.
    """
    if waiting := Pending.objects.filter(id=identity).first():
        return Found(waiting.id, waiting.kind, waiting.subject, waiting.lane, bytes(waiting.leaf), None)
    if entry := Entry.objects.filter(id=identity).first():
        return Found.of(entry)
    return None


def proof(found: Found) -> str | None:
    """The receipt as a file that can be checked offline, against the newest checkpoint that a witness co-signed.

    Against the newest checkpoint while none covers the entry; None while the entry waits.
    """
    if found.index is None:
        return None
    last = witnesses.cosigned(found.index) or Checkpoint.objects.order_by("-size").first()
    if last is None or found.index >= last.size:
        return None
    hashes = tree.prove(tree.inclusion(found.index, last.size), sealing.read_tiles)
    path = "".join(f"{_text(one)}\n" for one in hashes)
    return f"{PROOF_HEADER}\nextra {_text(found.leaf)}\nindex {found.index}\n{path}\n{last.signed}"


def verifier_keys() -> str:
    """The public keys of the record, one a line, the current one first."""
    return "".join(f"{checkpoint.verifier_key(key)}\n" for key in checkpoint.public_keys())


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
