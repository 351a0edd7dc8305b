"""Form fields for text typed by people."""

import unicodedata
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator


class Words(forms.CharField):
    """Text typed by people: NFC, no control characters, no invisible reordering of directions."""

    _REORDERING = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))

    def to_python(self, value: Any) -> str:
        """The cleaned text. Raises ValidationError for a NUL."""
        ProhibitNullCharactersValidator()(value or "")
        text = unicodedata.normalize("NFC", super().to_python(value) or "").translate(self._REORDERING)
        return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


def paragraph(label: Any, limit: int, *, rows: int = 6, required: bool = True, help_text: Any = "") -> Words:
    """A field of several lines with at most `limit` characters."""
    area = forms.Textarea(attrs={"rows": rows})
    return Words(label=label, max_length=limit, widget=area, required=required, help_text=help_text)
