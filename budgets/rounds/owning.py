"""One's own ballot, found by its receipt: that it is in the record, and in an open round what it says."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection

from budgets.rounds.actions.casting import BALLOT
from budgets.rounds.ballots import Choices
from budgets.rounds.models import Round
from budgets.rounds.states import Secrecy, State
from realtime.record import commitments, receipts


@dataclass(frozen=True)
class Opening:
    """What a published ballot says, with the salt that opens its commitment."""

    choices: Choices
    said: str
    salt: str
    commitment: str

    @property
    def fits(self) -> bool:
        """Whether SHA-256 of salt and choices is the commitment in the record."""
        return commitments.commit(bytes.fromhex(self.salt), self.said) == self.commitment


@dataclass(frozen=True)
class Own:
    """What anybody who holds a receipt can know. `index` is None until its batch is sealed.

    `opening` only in an open round that is counted; None there means that a later ballot took its place.
    """

    receipt: uuid.UUID
    index: int | None
    day: str
    commitment: str
    open: bool
    counted: bool
    opening: Opening | None


def find(round_: Round, receipt: uuid.UUID) -> Own | None:
    """The ballot of this round with this receipt, or None. At most three queries."""
    entry = receipts.find(receipt)
    if entry is None or (entry.kind, entry.subject) != (BALLOT, round_.subject):
        return None
    commitment: str = entry.document["body"]["commitment"]
    is_open = round_.rules["secrecy"] == Secrecy.OPEN
    counted = round_.state == State.COUNTED
    opening = _opening(round_, commitment) if is_open and counted else None
    return Own(receipt, entry.index, entry.document["at"], commitment, is_open, counted, opening)


def plain(own: Own) -> dict[str, Any]:
    """The same for programs."""
    opening = own.opening
    return {
        "receipt": str(own.receipt),
        "index": own.index,
        "day": own.day,
        "commitment": own.commitment,
        "secrecy": Secrecy.OPEN if own.open else Secrecy.SEALED,
        "stands": (opening is not None) if own.open and own.counted else None,
        "choices": opening.choices if opening else None,
        "opening": {"salt": opening.salt, "content": opening.said} if opening else None,
    }


def _opening(round_: Round, commitment: str) -> Opening | None:
    """One opening out of the published ones; the database looks through them, so that they need not all be read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT one->>1, one->>2 FROM rounds_result, jsonb_array_elements(ballots->'openings') one "
            "WHERE round_id = %s AND one->>0 = %s",
            [round_.pk, commitment],
        )
        found = cursor.fetchone()
    return Opening(json.loads(found[1]), found[1], found[0], commitment) if found else None
