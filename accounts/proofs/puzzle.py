"""A puzzle as ALTCHA poses it (PBKDF2 with SHA-256): find the number from which the wanted key can be derived.

Stateless until solved: the puzzle is signed, ends after a few minutes, is good for the network it was posed to, and
a solution opens once, on every server, by the primary key of one row.
"""

import hashlib
import secrets
import time
from functools import cache

import altcha
from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

ALGORITHM = "PBKDF2/SHA-256"
COST = 500  # rounds of hashing a try
TRIES = 400  # half of them on average: about 0.3 s on a cheap phone, a second at most
LASTS = 300  # seconds to solve and hand in


def pose(network: str, now: float | None = None) -> altcha.Challenge:
    """A new puzzle for one network."""
    return altcha.create_challenge(
        ALGORITHM,
        COST,
        counter=secrets.randbelow(TRIES),
        expires_at=int((now or time.time()) + LASTS),
        data={"network": network},
        hmac_secret=_secret(settings.SECRET_KEY),
    )


def accept(handed_in: str, network: str) -> bool:
    """Whether a solution is right, of this site, for this network, in time, and handed in for the first time."""
    try:
        payload = altcha.Payload.from_base64(handed_in)
        checked = altcha.verify_solution(payload, _secret(settings.SECRET_KEY))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):  # no such document at all
        return False
    parameters = payload.challenge.parameters
    return checked.verified and parameters.data == {"network": network} and use(parameters.nonce)


def use(token: str) -> bool:
    """Whether this token is used for the first time. One statement: of two at once, one wins."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO proofs_used (challenge, at) VALUES (%s, now()) ON CONFLICT DO NOTHING",
            [hashlib.sha256(token.encode()).hexdigest()],
        )
        return bool(cursor.rowcount == 1)


@cache
def _secret(key: str) -> bytes:
    return salted_hmac("accounts.proofs.puzzle", "", secret=key, algorithm="sha256").digest()
