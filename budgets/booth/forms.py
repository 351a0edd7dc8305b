"""What officers fill in at a booth."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.identity import compact
from budgets.rounds import rules
from budgets.rounds.ballots import Choices
from budgets.rounds.models import Round
from consult.threads.fields import Words, paragraph


class StationForm(forms.Form):
    """A new booth."""

    name = Words(label=_("Name of the booth"), max_length=120)
    name_en = Words(label=_("Name in English"), max_length=120, required=False)
    place = Words(label=_("Place"), max_length=200)
    place_en = Words(label=_("Place in English"), max_length=200, required=False)
    delivered = forms.IntegerField(label=_("Papers delivered"), min_value=1, max_value=100_000)


class NumberForm(forms.Form):
    """The number on an identity card, typed or read by a scanner that types."""

    number = forms.CharField(
        label=_("Number on the identity card"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("13 digits. A card reader that types works too."),
    )

    def clean_number(self) -> str:
        """The bare digits."""
        return compact(self.cleaned_data["number"])


class QueuedForm(NumberForm):
    """One voter queued while the connection was lost, as the browser sends it again."""

    key = forms.UUIDField()
    envelope = forms.IntegerField(min_value=1, max_value=100_000)

    def clean_number(self) -> str:
        """As typed: a typing mistake is an answer, not an error."""
        return str(self.cleaned_data["number"])


class KeyForm(forms.Form):
    """What one paper says: its number and the codes of the projects marked on it."""

    number = forms.IntegerField(label=_("Number stamped on the paper"), min_value=1)
    codes = forms.CharField(
        label=_("Projects marked"),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Codes with spaces: P01 P07 P12. Leave it empty for a blank paper."),
    )

    def __init__(self, round_: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = rules.ballot_kind(round_)
        if self.kind.field == "points":
            self.fields["codes"].help_text = _("Codes with points: P01:3 P07:2. Leave it empty for a blank paper.")
        elif self.kind.field == "rank":
            self.fields["codes"].help_text = _("Codes from the first place down: P07 P01. Empty for a blank paper.")

    def clean_codes(self) -> Choices:
        """The codes, in the order typed; with their points where points are given. Twice on a paper stays twice."""
        words = self.cleaned_data["codes"].upper().split()
        if self.kind.field != "points":
            return words
        if not all(re.fullmatch(r"[^:]+:[0-9]{1,4}", word) for word in words):
            raise forms.ValidationError(_("Write each code with its points: P01:3."))
        return {code: int(points) for code, _colon, points in (word.partition(":") for word in words)}


class OpenForm(forms.Form):
    """What was found when the box was opened."""

    found = forms.IntegerField(label=_("Papers found in the box"), min_value=0, max_value=100_000)
    unused = forms.IntegerField(label=_("Unused papers left"), min_value=0, max_value=100_000)


class ConfirmForm(forms.Form):
    """One officer's word; a reason where numbers differ."""

    remarks = paragraph(
        _("Why the numbers differ"),
        2000,
        rows=3,
        required=False,
        help_text=_("Needed when numbers differ. Public."),
    )
