"""What officers fill in to divide, join, move or rename a section of a version in preparation."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.texts.models import Provision
from consult.texts.reshaping import MAY_BECOME

SHOWN = 90  # letters of a line, enough to know it by


class Seen(forms.Form):
    """Every form carries the fingerprint of the words that stood on the page."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class SplitForm(Seen):
    """The first line of the new section, and its number."""

    line = forms.ChoiceField(label=_("The new section begins with"))
    number = forms.CharField(label=_("Number of the new section"), max_length=40)

    def __init__(self, *args: Any, lines: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["line"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  (declared above)
        choice.choices = [(str(number), _short(line)) for number, line in enumerate(lines, 1) if number > 1]


class MergeForm(Seen):
    """Nothing to fill in."""


class MoveForm(Seen):
    """Where it shall stand."""

    after = forms.ChoiceField(label=_("It shall stand after"))

    def __init__(self, *args: Any, places: Sequence[Provision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(row.pk): row for row in places}
        choice = self.fields["after"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  (declared above)
        names = {key: f"{row.label} {row.heading}".strip() or str(row) for key, row in self.places.items()}
        choice.choices = [(key, _short(name)) for key, name in names.items()]

    def place(self) -> Provision:
        """The provision chosen."""
        return self.places[self.cleaned_data["after"]]


class KindForm(Seen):
    """What it really is."""

    kind = forms.ChoiceField(label=_("It is"), choices=[(kind.value, kind.label) for kind in MAY_BECOME])
    number = forms.CharField(
        label=_("Section number"), max_length=40, required=False, help_text=_("Only if it is a section.")
    )


def _short(line: str) -> str:
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
