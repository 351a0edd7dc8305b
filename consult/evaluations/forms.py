"""What officers fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.evaluations.actions import Listed
from consult.evaluations.due import EVERY
from consult.threads.fields import Words

DAY: dict[str, Any] = {"attrs": {"type": "date"}, "format": "%Y-%m-%d"}


class ActForm(forms.Form):
    """One Act of the list."""

    title = Words(label=_("Title of the Act"), max_length=300)
    title_en = Words(label=_("Title in English"), max_length=300, required=False)
    in_force = forms.DateField(label=_("In force since"), widget=forms.DateInput(**DAY))
    decree = forms.BooleanField(
        label=_("An emergency decree"), required=False, help_text=_("Its first evaluation is due after two years.")
    )
    every = forms.IntegerField(label=_("Years between evaluations"), min_value=1, max_value=EVERY, initial=EVERY)
    last_evaluated = forms.DateField(label=_("Last evaluated"), required=False, widget=forms.DateInput(**DAY))
    hearing = forms.SlugField(
        label=_("Hearing of the evaluation"), required=False, help_text=_("Its number in the address of the hearing.")
    )

    def listed(self) -> Listed:
        """The Act as the action takes it."""
        return Listed(**self.cleaned_data)
