"""What officers fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.hearings.actions import REASON_LEAST
from consult.hearings.states import Decision
from consult.threads.fields import paragraph


class ResponseForm(forms.Form):
    """The agency's answer to one comment or to many at once."""

    decision = forms.ChoiceField(label=_("Decision"), choices=Decision, widget=forms.RadioSelect)
    reason = paragraph(
        _("Reason"),
        4000,
        rows=6,
        help_text=_(
            "At least 20 characters. Say what was changed or not, and why (2562 Act s.16). Everybody can read it."
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def clean_reason(self) -> str:
        """A reason long enough to be one."""
        reason = str(self.cleaned_data["reason"])
        if len(reason.strip()) < REASON_LEAST:
            raise forms.ValidationError(_("The reason needs at least 20 characters: people will read it."))
        return reason


class ManyForm(ResponseForm):
    """The same answer to the comments that were ticked."""

    comments = forms.MultipleChoiceField(
        label=_("Comments"), error_messages={"required": _("Tick at least one comment.")}
    )

    def __init__(self, *args: Any, ids: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["comments"]
        assert isinstance(choice, forms.MultipleChoiceField)  # noqa: S101  (declared above)
        choice.choices = [(identity, identity) for identity in ids]


class ReasonForm(forms.Form):
    """A decision that needs a reason."""

    reason = paragraph(_("Reason"), 4000, rows=4, help_text=_("Everybody can read it."))
