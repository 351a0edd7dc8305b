"""The order in which one voter sees the projects: shuffled per person, and again the same for the same person."""

import hashlib
import hmac
from collections.abc import Iterable

from accounts.models import Citizen


def order_for(citizen: Citizen, seed: str, codes: Iterable[str]) -> list[str]:
    """Codes sorted by HMAC-SHA-256 under the published seed, of the person and the code.

    Anybody can check the order of their own ballot paper; no project is first for everybody.
    """
    person = citizen.pk.bytes

    def place(code: str) -> bytes:
        return hmac.digest(seed.encode(), person + code.encode(), hashlib.sha256)

    return sorted(codes, key=place)
