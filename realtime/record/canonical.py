"""One hash for whatever the record refers to: rules, texts, budgets, ballots, reasons, answers."""

import hashlib
from typing import Any

import rfc8785


def fingerprint(document: Any) -> str:
    """Hexadecimal SHA-256 of plain values in their canonical form (RFC 8785)."""
    return hashlib.sha256(rfc8785.dumps(document)).hexdigest()


def text_fingerprint(text: str) -> str:
    """Hexadecimal SHA-256 of a published text in UTF-8: a reason, an answer."""
    return hashlib.sha256(text.encode()).hexdigest()
