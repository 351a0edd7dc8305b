"""What officers fill in."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consult.hearings.actions import REASON_LEAST, Said
from consult.hearings.states import Decision
from consult.texts.models import Provision
from consult.texts.reading import address
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
    reason_en = paragraph(_("Reason in English"), 4000, rows=3, required=False)
    changed = forms.ChoiceField(
        label=_("Section that changed"),
        required=False,
        help_text=_("In the next version of the text where there is one."),
    )
    also = forms.CharField(
        label=_("Other sections that changed"),
        max_length=120,
        required=False,
        help_text=_("Their numbers with commas between them, for example ๓, ๕/๑."),
    )
    keep_as = forms.CharField(
        label=_("Keep these words for other answers, under the name"), max_length=120, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, provisions: Sequence[Provision] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.provisions = {str(row.pk): row for row in provisions}
        choice = self.fields["changed"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  (declared above)
        choice.choices = [("", _("No section changed")), *((key, str(row)) for key, row in self.provisions.items())]

    def clean_reason(self) -> str:
        """A reason long enough to be one."""
        reason = str(self.cleaned_data["reason"])
        if len(reason.strip()) < REASON_LEAST:
            raise forms.ValidationError(_("The reason needs at least 20 characters: people will read it."))
        return reason

    def clean_also(self) -> list[Provision]:
        """The sections with these numbers. What is no section of the text is named."""
        by_address = {row.eid: row for row in self.provisions.values()}
        numbers = [one.strip() for one in re.split(r"[,;\n]", self.cleaned_data["also"]) if one.strip()]
        unknown = [one for one in numbers if address(one) not in by_address]
        if unknown:
            words = _("The text has no section with this number: %(numbers)s.")
            raise forms.ValidationError(words, params={"numbers": ", ".join(unknown)})
        return [by_address[address(one)] for one in numbers]

    def said(self) -> Said:
        """The answer as the officer has written it."""
        data = self.cleaned_data
        changed = self.provisions.get(data["changed"])
        first, *others = [*([changed] if changed else []), *data["also"]] or [None]
        return Said(Decision(data["decision"]), data["reason"], data["reason_en"], first, tuple(filter(None, others)))


class ManyForm(ResponseForm):
    """The same answer to the comments that were ticked, or to all that the filter finds."""

    comments = forms.MultipleChoiceField(
        label=_("Comments"), required=False, error_messages={"required": _("Tick at least one comment.")}
    )
    everything = forms.BooleanField(label=_("Every comment that the filter finds"), required=False)

    def __init__(self, *args: Any, ids: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["comments"]
        assert isinstance(choice, forms.MultipleChoiceField)  # noqa: S101  (declared above)
        choice.choices = [(identity, identity) for identity in ids]

    def clean(self) -> dict[str, Any]:
        """Something must be ticked."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("comments") and not data.get("everything") and "comments" not in self.errors:
            self.add_error("comments", _("Tick at least one comment."))
        return data


class ReasonForm(forms.Form):
    """A decision that needs a reason."""

    reason = paragraph(_("Reason"), 4000, rows=4, help_text=_("Everybody can read it."))


class ExtendForm(forms.Form):
    """A later closing day and why."""

    closes_at = forms.DateTimeField(
        label=_("New closing day"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reason = paragraph(_("Reason"), 2000, rows=4, help_text=_("Everybody can read it."))
    reason_en = paragraph(_("Reason in English"), 2000, rows=3, required=False)


class PartForm(forms.Form):
    """The officer's words in one part of a report."""

    text = paragraph(_("In Thai"), 40_000, rows=10, required=False)
    text_en = paragraph(_("In English"), 40_000, rows=6, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class EndForm(forms.Form):
    """What came of a hearing."""

    outcome = paragraph(
        _("What changed"), 8000, rows=5, help_text=_("What people's comments changed, and what they did not change.")
    )
    outcome_en = paragraph(_("What changed, in English"), 8000, rows=3, required=False)
    next_steps = paragraph(
        _("What happens next"), 8000, rows=4, help_text=_("Who decides now, and when people will hear of it.")
    )
    next_steps_en = paragraph(_("What happens next, in English"), 8000, rows=3, required=False)
