"""What people fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Area
from consult.stakeholders.actions import Wanted
from consult.stakeholders.topics import TOPICS
from consult.threads.fields import Words


class RegisterForm(forms.Form):
    """Topics, a place, and for whom one speaks."""

    topics = forms.MultipleChoiceField(
        label=_("Tell me of hearings about"), choices=TOPICS, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one topic from the list.")},
    )  # fmt: skip
    area = forms.ModelChoiceField(
        label=_("Province"), required=False, empty_label=_("The whole country"),
        queryset=Area.objects.filter(level=Area.Level.PROVINCE).order_by("name"),
    )  # fmt: skip
    organisation = Words(
        label=_("On behalf of an organisation"), max_length=200, required=False, help_text=_("Empty: for yourself.")
    )
    name_shown = forms.BooleanField(
        label=_("Agencies may see the name of the organisation"), required=False,
        help_text=_("Otherwise they see only how many have registered. Your own name is never shown."),
    )  # fmt: skip

    def wanted(self) -> Wanted:
        """The registration as the action takes it."""
        return Wanted(**self.cleaned_data)
