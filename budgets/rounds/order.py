"""The order in which one voter sees the projects: shuffled per person, and again the same for the same person."""

import hashlib
import hmac
from collections.abc import Iterable

from accounts.models import Citizen


def order_for(citizen: Citizen, seed: str, codes: Iterable[str]) -> list[str]:
    """Codes sorted by HMAC-SHA-256 under the published seed, of the person and the code.

    Anybody can check the order of their own ballot paper; no project is first for everybody.
    """
    return _shuffled(citizen.pk.bytes, seed, codes)


def printed_order(copy: int, seed: str, codes: Iterable[str]) -> list[str]:
    """The order of one of the printed papers: as many orders as there are copies, again the same for the same copy."""
    return _shuffled(f"paper {copy} ".encode(), seed, codes)


def _shuffled(whose: bytes, seed: str, codes: Iterable[str]) -> list[str]:
    def place(code: str) -> bytes:
        return hmac.digest(seed.encode(), whose + code.encode(), hashlib.sha256)

    return sorted(codes, key=place)
