"""Everything that can be asked of the two stores. Each line here is one function in the database (migration 0002)."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import DatabaseError, connection

SHUT = "SB001"  # raised by the stores when a round takes no ballots


class Shut(Exception):
    """The round takes no ballots now: not begun, or shut."""


@dataclass(frozen=True)
class Put:
    """What putting a ballot into the box did: its receipt, whether it was there already, what it replaced."""

    receipt: uuid.UUID
    repeated: bool
    replaced: str


@dataclass(frozen=True)
class Ballot:
    """One ballot of a shut box, in random order. `salt`, `commitment`, `receipt` are empty once sealed for good."""

    choices: str
    salt: bytes
    commitment: str
    receipt: uuid.UUID | None


def begin(round_id: str) -> None:
    """Make an empty roll and an empty box for a round."""
    _call("SELECT siang_roll.begin(%s), siang_box.begin(%s)", round_id, round_id)


def voted_on(round_id: str, tag: bytes) -> date | None:
    """The day on which this voter tag was entered on the roll, or None."""
    day: date | None = _call("SELECT siang_roll.voted_on(%s, %s)", round_id, tag)[0]
    return day


def cast(round_id: str, tag: bytes, day: date, channel: str, ballot: "New") -> Put:
    """Enter the voter on the roll and put the ballot into the box, in one statement of one transaction.

    Raises Shut when the round takes no ballots.
    """
    row = _call(
        "SELECT (p.put).receipt, (p.put).repeated, (p.put).replaced FROM "
        "(SELECT siang_roll.enter(%s, %s, %s, %s), siang_box.put(%s, %s, %s, %s, %s, %s) AS put) AS p",
        *(round_id, tag, day, channel),
        *(round_id, ballot.token, ballot.choices, ballot.salt, ballot.commitment, ballot.receipt),
    )
    return Put(row[0], row[1], row[2] or "")


@dataclass(frozen=True)
class New:
    """A ballot about to go into the box."""

    token: bytes
    choices: str
    salt: bytes
    commitment: str
    receipt: uuid.UUID


def shut(round_id: str) -> None:
    """Take no more ballots; waits for those under way."""
    _call("SELECT siang_roll.shut(%s), siang_box.shut(%s)", round_id, round_id)


def participants(round_id: str) -> dict[date, int]:
    """People on the roll by the day of their first ballot."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT day, people FROM siang_roll.participants(%s)", [round_id])
        return dict(cursor.fetchall())


def ballots_in_box(round_id: str) -> int:
    """How many ballots lie in the box; never what they say."""
    return int(_call("SELECT siang_box.size(%s)", round_id)[0])


def open_box(round_id: str) -> list[Ballot]:
    """Every ballot of a shut box, in random order. Raises Shut's opposite: the box refuses while it is open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT choices, salt, commitment, receipt FROM siang_box.ballots(%s)", [round_id])
        return [Ballot(c, bytes(s or b""), k or "", r) for c, s, k, r in cursor.fetchall()]


def rewrite(round_id: str, *, keep_openings: bool) -> None:
    """Write both stores anew in random order, under new random names; without openings unless they are public."""
    _call("SELECT siang_roll.rewrite(%s), siang_box.rewrite(%s, %s)", round_id, round_id, keep_openings)


def _call(statement: str, *values: Any) -> tuple[Any, ...]:
    with _shut_is_said(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()


@contextmanager
def _shut_is_said() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        if getattr(error.__cause__, "pgcode", "") == SHUT:
            raise Shut from error
        raise
