"""What officers fill in at a booth."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.identity import compact
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

    def clean_codes(self) -> list[str]:
        """The codes, in the order typed, each once."""
        return list(dict.fromkeys(re.findall(r"[\w-]+", self.cleaned_data["codes"].upper())))


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
