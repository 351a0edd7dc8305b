"""Forms of moderation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from consult.moderation import things
from consult.moderation.actions import Why
from consult.moderation.models import ReadyReason
from consult.moderation.states import VERDICTS, Complaint, State
from consult.threads.fields import paragraph


class ReportForm(forms.Form):
    """Why somebody reports something."""

    complaint = forms.ChoiceField(label=_("What is wrong with it?"), choices=Complaint, widget=forms.RadioSelect)
    words = paragraph(
        _("What should the moderator know?"), 500, rows=3, required=False,
        help_text=_("You need not write anything. Nobody but the moderators reads it."),
    )  # fmt: skip


class JudgeForm(forms.Form):
    """A moderator's decision: a ready-made reason or own words."""

    outcome = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect,
        choices=[
            (State.KEPT, _("It stays")),
            (State.ASKED, _("Ask the author to change it")),
            (State.HIDDEN, _("Hide these words")),
        ],
    )  # fmt: skip
    ready = forms.ModelChoiceField(
        label=_("Ready-made reason"), queryset=ReadyReason.objects.none(), required=False,
        empty_label=_("I write my own"),
    )  # fmt: skip
    reason = paragraph(
        _("Reason in Thai"), 250, rows=3, required=False,
        help_text=_("Everybody can read it. It is added to the ready-made one."),
    )  # fmt: skip
    reason_en = paragraph(_("Reason in English"), 240, rows=2, required=False)

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ready = self.fields["ready"]
        assert isinstance(ready, forms.ModelChoiceField)  # noqa: S101  (declared above)
        ready.queryset = ReadyReason.objects.filter(agency=None) | ReadyReason.objects.filter(agency__in=agencies)

    def clean(self) -> dict[str, Any]:
        """Some reason is there, and a ready-made one fits the decision."""
        found = super().clean() or self.cleaned_data
        ready = found.get("ready")
        if not ready and not found.get("reason"):
            self.add_error("reason", _("Choose a ready-made reason, or write one."))
        if ready and found.get("outcome") and ready.outcome != found["outcome"]:
            self.add_error("ready", _("This reason is for another decision."))
        return found

    @property
    def why(self) -> Why:
        """The published reason."""
        ready = self.cleaned_data["ready"]
        first = (ready.text, ready.text_en) if ready else ("", "")
        own = (self.cleaned_data["reason"], self.cleaned_data["reason_en"])
        return Why(*(" ".join(filter(None, both)) for both in zip(first, own, strict=True)))


class AppealForm(forms.Form):
    """What an author says against a decision."""

    words = paragraph(
        _("Why should it be shown?"), 2000,
        help_text=_("Somebody else than who decided reads it and decides for good."),
    )  # fmt: skip


class VerdictForm(forms.Form):
    """What an appeal ends with."""

    verdict = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect, choices=[(state, state.label) for state in VERDICTS]
    )
    reason = paragraph(_("Reason in Thai"), 500, rows=3, help_text=_("Everybody can read it."))
    reason_en = paragraph(_("Reason in English"), 500, rows=2, required=False)


class FilterForm(forms.Form):
    """Which cases the queue shows."""

    show = forms.ChoiceField(
        label=_("Show"), required=False,
        choices=[("open", _("to look at")), ("appealed", _("appeals")), ("ended", _("decided"))],
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    complaint = forms.ChoiceField(
        label=_("Reported for"), required=False, choices=[("", _("any reason")), *Complaint.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101  (declared above)
        kind.choices = [("", _("any kind")), *things.names()]
