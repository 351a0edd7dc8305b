"""The sign-in page of the development provider."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.identity import compact
from accounts.idp_dev.people import PEOPLE, Person
from accounts.models import Area

OTHER = "other"


class PersonForm(forms.Form):
    """Pick an invented person, or make one up."""

    person = forms.ChoiceField(label=_("Who are you?"), widget=forms.RadioSelect)
    number = forms.CharField(label=_("Identity number (13 digits)"), required=False)
    given_name = forms.CharField(label=_("Given name"), required=False, max_length=120)
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=120)
    birth_date = forms.DateField(
        label=_("Birth date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("In the Christian era, for example 1990-05-17"),
    )
    area = forms.CharField(label=_("Subdistrict code (6 digits)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(number, _label(person)) for number, person in PEOPLE.items()]
        self.fields["person"].choices = [*names, (OTHER, _("Somebody else, whom I make up below"))]  # type: ignore[attr-defined]

    def clean_number(self) -> str:
        """The number without spaces, when one was typed."""
        number: str = self.cleaned_data["number"]
        return compact(number) if number else ""

    def clean_area(self) -> str:
        """A subdistrict of the list."""
        code: str = self.cleaned_data["area"]
        if code and not Area.objects.filter(code=code, level=Area.Level.SUBDISTRICT).exists():
            raise forms.ValidationError(_("There is no subdistrict with this code."))
        return code

    def clean(self) -> dict[str, Any]:
        """Everything is needed for a person who is made up."""
        if self.cleaned_data.get("person") == OTHER:
            for name in ("number", "given_name", "family_name", "birth_date", "area"):
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, _("Please fill this in."))
        return self.cleaned_data

    def chosen(self) -> Person:
        """The person, of a valid form."""
        said = self.cleaned_data
        if said["person"] != OTHER:
            return PEOPLE[said["person"]]
        return Person(said["number"], said["given_name"], said["family_name"], said["birth_date"], said["area"])


def _label(person: Person) -> str:
    return f"{person.given_name} {person.family_name} · {person.area}"
