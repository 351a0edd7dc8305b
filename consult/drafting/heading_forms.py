"""What officers fill in to make, correct, move or remove the heading of a chapter or part."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.texts.dividing import LEVELS, Division
from consult.texts.models import Provision

SHOWN = 90  # letters of a line, enough to know it by


class HeadingForm(forms.Form):
    """The number and words of a chapter or part."""

    number = forms.CharField(label=_("Number"), max_length=30, required=False)
    words = forms.CharField(label=_("Heading"), max_length=300, required=False)


class DivisionForm(forms.Form):
    """The level, number and words of a heading."""

    level = forms.ChoiceField(label=_("Level"), choices=[(word, word) for word in LEVELS], initial="หมวด")
    number = forms.CharField(label=_("Number"), max_length=30)
    words = forms.CharField(label=_("Heading"), max_length=300, required=False)

    def division(self) -> Division:
        """As the officer wrote it."""
        data = self.cleaned_data
        return Division(data["level"], data["number"], data.get("words", ""))


class BeginForm(forms.Form):
    """Before what the heading shall stand."""

    before = forms.ChoiceField(label=_("It shall stand before"))

    def __init__(self, *args: Any, places: Sequence[Provision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(row.pk): row for row in places}
        choice = self.fields["before"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  (declared above)
        names = {key: f"{row.label} {row.heading}".strip() or str(row) for key, row in self.places.items()}
        choice.choices = [(key, name[:SHOWN]) for key, name in names.items()]

    def place(self) -> Provision:
        """The provision chosen."""
        return self.places[self.cleaned_data["before"]]


class RemoveForm(forms.Form):
    """Nothing to fill in."""
