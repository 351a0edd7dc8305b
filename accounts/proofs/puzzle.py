"""A puzzle as ALTCHA poses it (SHA-256): find the number whose hash after the salt is the challenge.

Stateless until solved: the puzzle is signed, ends after a few minutes, is good for the network it was posed to, and
a solution opens once, on every server, by the primary key of one row.
"""

import base64
import hashlib
import json
import secrets
import time
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.db import connection
from django.utils.crypto import constant_time_compare, salted_hmac

ALGORITHM = "SHA-256"
LARGEST = 30_000  # half of it is tried on average: about 0.3 s on a cheap phone, a second at most
LASTS = 300  # seconds to solve and hand in


@dataclass(frozen=True)
class Puzzle:
    """What the browser gets, in the names of the protocol."""

    algorithm: str
    challenge: str
    salt: str
    signature: str
    maxnumber: int


def pose(network: str, now: float | None = None) -> Puzzle:
    """A new puzzle for one network."""
    end = int((now or time.time()) + LASTS)
    salt = f"{secrets.token_hex(12)}?{urlencode({'expires': end, 'network': network})}&"
    challenge = _hash(salt, secrets.randbelow(LARGEST + 1))
    return Puzzle(ALGORITHM, challenge, salt, _sign(challenge), LARGEST)


def solve(puzzle: Puzzle) -> str:
    """What a browser hands in (for tests, and for programs that help people)."""
    number = next(number for number in range(puzzle.maxnumber + 1) if _hash(puzzle.salt, number) == puzzle.challenge)
    return base64.b64encode(json.dumps(asdict(puzzle) | {"number": number}).encode()).decode()


def accept(payload: str, network: str, now: float | None = None) -> bool:
    """Whether a solution is right, of this site, for this network, in time, and handed in for the first time."""
    given = _read(payload)
    salt, challenge, number = given.get("salt"), given.get("challenge"), given.get("number")
    if not isinstance(salt, str) or not isinstance(challenge, str) or type(number) is not int:
        return False
    signed = constant_time_compare(str(given.get("signature")), _sign(challenge))
    right = 0 <= number <= LARGEST and constant_time_compare(_hash(salt, number), challenge)
    said = parse_qs(salt.partition("?")[2])
    ends, whose = said.get("expires", [""])[0], said.get("network", [""])[0]
    in_time = ends.isascii() and ends.isdigit() and (now or time.time()) <= int(ends)
    return signed and right and in_time and whose == network and use(challenge)


def use(token: str) -> bool:
    """Whether this token is used for the first time. One statement: of two at once, one wins."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO proofs_used (challenge, at) VALUES (%s, now()) ON CONFLICT DO NOTHING",
            [hashlib.sha256(token.encode()).hexdigest()],
        )
        return bool(cursor.rowcount == 1)


def _read(payload: str) -> dict[str, Any]:
    try:
        given = json.loads(base64.b64decode(payload, validate=True))
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}


def _hash(salt: str, number: int) -> str:
    return hashlib.sha256(f"{salt}{number}".encode()).hexdigest()


def _sign(challenge: str) -> str:
    return salted_hmac("accounts.proofs.puzzle", challenge, algorithm="sha256").hexdigest()
