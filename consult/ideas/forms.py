"""What people, officers and moderators fill in."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from consult.ideas.actions import LEAST, Proposal
from consult.ideas.states import ABOUT_AN_ACT, Decision, Kind
from consult.threads.fields import Words, paragraph
from consult.threads.languages import language_of


class TitleForm(forms.Form):
    """The first step: what it is about, so that what is similar can be shown before anything is written."""

    kind = forms.ChoiceField(label=_("What do you propose?"), choices=Kind, widget=forms.RadioSelect)
    title = Words(label=_("Title"), max_length=200, help_text=_("One sentence."))


class IdeaForm(TitleForm):
    """The whole proposal."""

    act_title = Words(label=_("Which Act?"), max_length=300, required=False)
    agency = forms.ModelChoiceField(label=_("Which agency should answer?"), queryset=Agency.objects.none())
    body = paragraph(
        _("Why, and what should happen"), 8000, rows=8, help_text=_("At most 8,000 characters. Everybody can read it.")
    )
    name_public = forms.BooleanField(
        label=_("Show my name"), required=False, help_text=_("Leave it empty, and only your province is shown.")
    )
    form = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["agency"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101  (declared above)
        choice.queryset = Agency.objects.filter(page__isnull=False).order_by("name")
        self.fields["form"].initial = uuid.uuid4

    def clean(self) -> dict[str, Any]:
        """A request about an Act names it."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("kind") in ABOUT_AN_ACT and not data.get("act_title"):
            self.add_error("act_title", _("Say which Act it is about."))
        return data

    def proposal(self) -> Proposal:
        """The idea as the action takes it."""
        names = ("title", "body", "agency", "act_title", "name_public")
        words = {name: self.cleaned_data[name] for name in names}
        return Proposal(kind=Kind(self.cleaned_data["kind"]), language=language_of(words["body"]), **words)


class AnswerForm(forms.Form):
    """The agency's official answer."""

    decision = forms.ChoiceField(label=_("Decision"), choices=Decision, widget=forms.RadioSelect)
    text = paragraph(_("Answer"), 8000, rows=8, help_text=_("At least 20 characters. Everybody can read it."))
    text_en = paragraph(_("Answer in English"), 8000, rows=4, required=False)

    def clean_text(self) -> str:
        """Long enough to be an answer."""
        text = str(self.cleaned_data["text"])
        if len(text.strip()) < LEAST:
            raise forms.ValidationError(_("The answer needs at least 20 characters: people will read it."))
        return text
