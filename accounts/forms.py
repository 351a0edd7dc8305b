"""Forms of the counter."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.claims import Claims
from accounts.helping import standing
from accounts.identity import compact
from accounts.models import Agency, Area, Assurance, User
from accounts.registers.reading import Unreadable, birth_date

_OLDEST = 130


class FindForm(forms.Form):
    """Which counter, and whom."""

    agency = forms.ModelChoiceField(label=_("Counter of"), queryset=Agency.objects.none())
    number = forms.CharField(label=_("Identity number (13 digits)"), max_length=30)

    def __init__(self, officer: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Agency.objects.filter(pk__in=[agency.pk for agency in standing.agencies(officer)])
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  declared above
        field.queryset = mine
        field.empty_label = None
        self.fields["number"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean_number(self) -> str:
        """The bare digits; an error beside the field for a typing mistake."""
        return compact(self.cleaned_data["number"])


class RegisterForm(FindForm):
    """What the identity card says, and that the person agreed."""

    given_name = forms.CharField(label=_("Given name"), max_length=120)
    family_name = forms.CharField(label=_("Family name"), max_length=120)
    birth_date = forms.CharField(
        label=_("Birth date"),
        max_length=20,
        help_text=_("Day/month/year, for example 17/5/2533. Years of both eras are understood."),
    )
    area = forms.CharField(label=_("Subdistrict code (6 digits)"), max_length=6)
    consent = forms.BooleanField(label=_("The person agreed that this is kept, after I explained what for."))

    def clean_birth_date(self) -> date:
        """A day in the past, of either era; an error beside the field where it cannot be one."""
        try:
            day = birth_date(self.cleaned_data["birth_date"])[0]
        except Unreadable:
            raise forms.ValidationError(_("Write the birth date as day/month/year, for example 17/5/2533.")) from None
        if not timezone.localdate().year - _OLDEST <= day.year or day > timezone.localdate():
            raise forms.ValidationError(_("This cannot be a birth date."))
        return day

    def clean_area(self) -> str:
        """A subdistrict of the official list."""
        code: str = self.cleaned_data["area"]
        if not Area.objects.filter(code=code, level=Area.Level.SUBDISTRICT).exists():
            raise forms.ValidationError(_("There is no subdistrict with this code."))
        return code

    def claims(self) -> Claims:
        """The person, of a valid form: the officer saw the document."""
        said = self.cleaned_data
        names = {name: said[name] for name in ("number", "given_name", "family_name", "birth_date", "area")}
        return Claims(**names, assurance=Assurance.DOCUMENT_SEEN)
