"""Checks that several forms share."""

from django.core.exceptions import ValidationError

from petitions import drafts


def with_sections(words: str) -> str:
    """A draft in which sections were found, or nothing. Raises ValidationError."""
    if words.strip() and not drafts.read(words).count:
        raise ValidationError(drafts.no_section())
    return words
