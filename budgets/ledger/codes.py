"""Codes of places and lines: the same for the same names in every year and authority."""

import hashlib
from collections.abc import Iterable

LEVELS = ("area", "plan", "task", "type")


def code(*names: str) -> str:
    """Sixteen hexadecimal digits for names from the top; nothing for the whole budget."""
    return hashlib.sha256("\x1f".join(names).encode()).hexdigest()[:16] if names else ""


def codes(names: Iterable[str]) -> list[str]:
    """The codes of a place and of all above it, the whole budget first."""
    listed = list(names)
    return [code(*listed[:depth]) for depth in range(len(listed) + 1)]
