"""Form fields for text typed by people."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_REORDERING = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
# Letters by name that nobody sees: Hangul fillers, an empty Braille cell, selectors of variants.
_BLANK = set("\u115f\u1160\u3164\uffa0\u2800") | {
    chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0000, 0xE01F0))
}
_UNSEEN = {"Cf", "Cc", "Zs", "Zl", "Zp", "Cn", "Cs"}


class Lines(forms.Textarea):
    """Several lines of text; what cannot be shown or stored is left out when a form comes back."""

    def format_value(self, value: Any) -> str | None:
        """The typed text without NUL."""
        shown = super().format_value(value)
        return shown.replace("\0", "") if shown else shown


class Words(forms.CharField):
    """Text typed by people: NFC, no control characters, no invisible reordering of directions."""

    def to_python(self, value: Any) -> str:
        """The cleaned text. Raises ValidationError for a NUL, and for a text of which nothing can be seen."""
        if "\0" in (value or ""):
            raise forms.ValidationError(
                _("The text had a character that cannot be kept (NUL). It was taken out: please look and send again."),
                code="null_characters_not_allowed",
            )
        text = unicodedata.normalize("NFC", super().to_python(value) or "").translate(_REORDERING)
        text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")
        if text and not any(map(visible, text)):
            raise forms.ValidationError(_("Your text has only invisible characters. Please type it again."))
        return text


def visible(letter: str) -> bool:
    """Whether a character leaves ink."""
    return letter not in _BLANK and unicodedata.category(letter) not in _UNSEEN


def paragraph(label: Any, limit: int, *, rows: int = 6, required: bool = True, help_text: Any = "") -> Words:
    """A field of several lines with at most `limit` characters."""
    area = Lines(attrs={"rows": rows})
    return Words(label=label, max_length=limit, widget=area, required=required, help_text=help_text)
