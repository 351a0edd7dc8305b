"""Everything that can be asked of the two stores: each line is one function there (migrations 0002 to 0010)."""

import json
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection


class Shut(Exception):
    """The round takes no ballots now: not begun, or shut."""


class Broken(Exception):
    """The box did not take a ballot that breaks the rules given to it at the opening."""


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


def guard(round_id: str, rules: dict[str, Any]) -> None:
    """Give the box the rules of the round, once: it refuses ballots that break them, and after the closing time."""
    _call("SELECT siang_box.guard(%s, %s::jsonb)", round_id, json.dumps(rules))


def voted_on(round_id: str, tag: bytes) -> date | None:
    """The day on which this voter tag was entered on the roll, or None."""
    day: date | None = _call("SELECT siang_roll.voted_on(%s, %s)", round_id, tag)[0]
    return day


def cast(round_id: str, tag: bytes, day: date, channel: str, ballot: "New") -> Put:
    """Enter the voter on the roll and put the ballot into the box. Call it inside the casting transaction.

    Two statements, so that no statement, and so no log of slow statements, holds both. Raises Shut when the
    round takes no ballots (an answer of the store, not an error, which the database would log).
    """
    if not enter(round_id, tag, day, channel):
        raise Shut
    done = put(round_id, ballot)
    if done is None:
        raise Shut
    return done


def enter(round_id: str, tag: bytes, day: date, channel: str) -> bool:
    """Enter a voter on the roll; False when it takes none. Somebody there already stays as they were."""
    entered: bool = _call("SELECT siang_roll.enter(%s, %s, %s, %s)", round_id, tag, day, channel)[0]
    return entered


def put(round_id: str, ballot: "New") -> Put | None:
    """Put a ballot into the box, or None when it takes none."""
    values = (ballot.token, ballot.choices, ballot.salt, ballot.commitment, ballot.receipt, ballot.district)
    receipt, repeated, replaced = _call("SELECT * FROM siang_box.put(%s, %s, %s, %s, %s, %s, %s)", round_id, *values)
    if receipt is None and replaced:
        raise Broken(replaced)
    return None if receipt is None else Put(receipt, repeated, replaced or "")


@dataclass(frozen=True)
class New:
    """A ballot about to go into the box. `district`: of which the paper is; the box checks it and keeps it nowhere."""

    token: bytes
    choices: str
    salt: bytes
    commitment: str
    receipt: uuid.UUID
    district: str = ""


def put_paper(round_id: str, ballot: "New") -> bool:
    """Put a keyed paper into the box, also after the closing time until it is shut. Raises Broken."""
    values = (ballot.token, ballot.choices, ballot.salt, ballot.commitment, ballot.receipt)
    answer: str = _call("SELECT siang_box.put_paper(%s, %s, %s, %s, %s, %s)", round_id, *values)[0]
    if answer not in {"in", "shut"}:
        raise Broken(answer)
    return answer == "in"


def shut(round_id: str) -> None:
    """Take no more ballots; waits for those under way."""
    _call("SELECT siang_roll.shut(%s), siang_box.shut(%s)", round_id, round_id)


def participants(round_id: str) -> dict[date, int]:
    """People on the roll by the day of their first ballot."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT day, people FROM siang_roll.participants(%s)", [round_id])
        return dict(cursor.fetchall())


def among(round_id: str, tags: list[bytes]) -> int:
    """How many of these voter tags are on the roll."""
    return int(_call("SELECT siang_roll.among(%s, %s::bytea[])", round_id, tags)[0])


def ballots_in_box(round_id: str) -> int:
    """How many ballots lie in the box; never what they say."""
    return int(_call("SELECT siang_box.size(%s)", round_id)[0])


def open_box(round_id: str) -> list[Ballot]:
    """Every ballot of a shut box, in random order. Raises DatabaseError while the box takes ballots."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT choices, salt, commitment, receipt FROM siang_box.ballots(%s)", [round_id])
        return [Ballot(c, bytes(s or b""), k or "", r) for c, s, k, r in cursor.fetchall()]


def rewrite(round_id: str, *, keep_openings: bool) -> None:
    """Write both stores anew in random order, under new random names; without openings unless they are public."""
    _call("SELECT siang_roll.rewrite(%s), siang_box.rewrite(%s, %s)", round_id, round_id, keep_openings)


def _call(statement: str, *values: Any) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] = cursor.fetchone()
    return row
