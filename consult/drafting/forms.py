"""What officers fill in when they prepare a version."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.texts.actions import Written
from consult.texts.models import Law, Provision
from consult.threads.fields import paragraph

LONGEST = 100_000


class StartForm(forms.Form):
    """What the next version is called."""

    label = forms.CharField(label=_("Name of the version"), max_length=120, help_text=_("For example: ร่างครั้งที่ ๒"))


class SectionForm(forms.Form):
    """The words of a section: a line for each paragraph and item."""

    number = forms.CharField(label=_("Section number"), max_length=40, required=False)
    words = paragraph(
        _("Words"),
        LONGEST,
        rows=12,
        help_text=_("Each paragraph (วรรค) on a line of its own; items begin with their number in brackets."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def written(self) -> Written:
        """As the officer wrote it."""
        data = self.cleaned_data
        return Written(data["words"], data["number"], data["seen"])


class MatchForm(forms.Form):
    """Which section of the earlier version this one is."""

    earlier = forms.ChoiceField(label=_("It is this section of the earlier version"), required=False)

    def __init__(self, *args: Any, sections: Sequence[Provision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = {str(row.pk): row for row in sections}
        choice = self.fields["earlier"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  (declared above)
        choice.choices = [("", _("None: it is new")), *((key, str(row)) for key, row in self.sections.items())]

    def earlier_section(self) -> Provision | None:
        """The section chosen; None for a new one."""
        return self.sections.get(self.cleaned_data["earlier"])


class LawForm(forms.ModelForm[Law]):
    """The law in plain words."""

    class Meta:
        model = Law
        fields = ["plain", "plain_en"]


class ExplanationForm(forms.Form):
    """A section in plain words."""

    text = paragraph(_("In plain words"), 4000, rows=4, required=False)
    text_en = paragraph(_("In plain words, in English"), 4000, rows=4, required=False)
