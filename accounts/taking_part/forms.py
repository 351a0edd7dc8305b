"""Somebody imagined: what the simulator asks."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Area, Assurance, Citizen
from accounts.registers.reading import Unreadable, birth_date

OLDEST = 130
UNKNOWN = "0"
_LEVELS = [(UNKNOWN, _("not verified yet")), *((str(level.value), level.label) for level in Assurance)]


class ImaginedForm(forms.Form):
    """Age or birth date, place and level of somebody who need not exist."""

    age = forms.IntegerField(label=_("Age in years"), min_value=0, max_value=OLDEST, required=False)
    birth_date = forms.CharField(
        label=_("or birth date"),
        max_length=20,
        required=False,
        help_text=_("Day/month/year, for example 17/5/2533. Years of both eras are understood."),
    )
    area = forms.CharField(
        label=_("Code of the subdistrict, district or province"),
        max_length=6,
        help_text=_("For example 500101; 00 for an address that is not known."),
    )
    assurance = forms.ChoiceField(label=_("Identity"), choices=_LEVELS, initial=str(Assurance.CHECKED.value))
    expired = forms.BooleanField(label=_("That check is too old by now"), required=False)

    def clean_birth_date(self) -> date | None:
        """The day, of either era; None when only the age is said."""
        said = self.cleaned_data["birth_date"]
        try:
            return birth_date(said)[0] if said else None
        except Unreadable:
            raise forms.ValidationError(_("Write the birth date as day/month/year, for example 17/5/2533.")) from None

    def clean_area(self) -> str:
        """A code of the official list."""
        code: str = self.cleaned_data["area"].strip()
        if not Area.objects.filter(code=code).exists():
            raise forms.ValidationError(_("There is no place with this code."))
        return code

    def clean(self) -> dict[str, Any]:
        """Age or birth date must be there."""
        said = super().clean() or self.cleaned_data
        if not self.errors and said.get("age") is None and said.get("birth_date") is None:
            self.add_error("age", _("Say an age or a birth date."))
        return said

    def person(self) -> Citizen | None:
        """Somebody like that, never saved; None when they are not verified. The age is full years today."""
        said = self.cleaned_data
        if said["assurance"] == UNKNOWN:
            return None
        now = timezone.localtime()
        born = said["birth_date"] or _born(said["age"], now.date())
        checked_at = now.replace(year=now.year - OLDEST, day=1) if said["expired"] else now
        return Citizen(
            birth_date=born,
            area_id=said["area"],
            assurance=Assurance(int(said["assurance"])),
            verified_at=checked_at,
        )


def _born(age: int, today: date) -> date:
    """A birth date that makes somebody exactly `age` today."""
    year = today.year - age
    return today.replace(year=year, day=28) if (today.month, today.day) == (2, 29) else today.replace(year=year)
