"""The form of stakeholders whom the agency knows: one a line, as they are copied from a sheet."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from consult.hearings.actions.knowing import Person
from consult.threads.fields import Lines, Words

MOST = 2_000  # lines at once
LONGEST = 200  # characters of a name
_APART = re.compile(r"[\s,;|\t<>]+")


class KnownForm(forms.Form):
    """Lines of a name and an e-mail address."""

    people = Words(
        label=_("Names and e-mail addresses"),
        max_length=400_000,
        widget=Lines(attrs={"rows": 6}),
        help_text=_(
            "One a line: the name of the person or organisation, then the address. Columns of a sheet work too."
        ),
    )

    def clean_people(self) -> list[Person]:
        """The people of all lines. Raises ValidationError with the first lines that cannot be read."""
        lines = [line.strip() for line in self.cleaned_data["people"].splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(_("At most 2,000 lines at once."))
        found = [(line, read(line)) for line in lines]
        wrong = [line for line, person in found if person is None]
        if wrong:
            words = _("These lines are not a name and one e-mail address: %(lines)s")
            raise ValidationError(words, params={"lines": " / ".join(line[:60] for line in wrong[:5])})
        return [person for _line, person in found if person]


def read(line: str) -> Person | None:
    """The name and the address of one line, in either order; None where there is not exactly one of each."""
    parts = [part for part in _APART.split(line) if part]
    addresses = [part for part in parts if "@" in part]
    name = " ".join(part for part in parts if "@" not in part)
    if len(addresses) != 1 or not name or len(name) > LONGEST:
        return None
    try:
        validate_email(addresses[0])
    except ValidationError:
        return None
    return Person(name, addresses[0])
