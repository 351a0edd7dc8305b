"""What a person types to be found in a register."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.identity import compact
from accounts.registers.reading import Unreadable, birth_date


class MatchForm(forms.Form):
    """Number and birth date, as on the identity card."""

    number = forms.CharField(label=_("Identity number (13 digits)"), max_length=30)
    birth_date = forms.CharField(
        label=_("Birth date"),
        max_length=20,
        help_text=_("Day/month/year, for example 17/5/2533. Years of both eras are understood."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off"}
        self.fields["number"].widget.attrs |= {"inputmode": "numeric"}

    def clean_number(self) -> str:
        """The bare digits; an error beside the field for a typing mistake."""
        return compact(self.cleaned_data["number"])

    def clean_birth_date(self) -> date:
        """The day, of either era."""
        try:
            return birth_date(self.cleaned_data["birth_date"])[0]
        except Unreadable:
            raise forms.ValidationError(_("Write the birth date as day/month/year, for example 17/5/2533.")) from None
