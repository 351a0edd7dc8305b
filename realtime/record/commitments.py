"""Referring to something without saying it: a salted hash whose salt can be destroyed."""

import hashlib
import secrets


def new_salt() -> bytes:
    """32 random bytes. Kept beside the act, never in the record; destroying it erases the reference."""
    return secrets.token_bytes(32)


def commit(salt: bytes, content: bytes | str) -> str:
    """Hexadecimal SHA-256 of salt and content (text as UTF-8): what the record carries instead of the content."""
    return hashlib.sha256(salt + (content.encode() if isinstance(content, str) else content)).hexdigest()
