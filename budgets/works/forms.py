"""What officers fill in about works."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refused
from budgets.ledger.forms import LineId
from budgets.works import actions
from budgets.works.models import Milestone, Work
from cms.photos import redraw
from consult.threads.fields import Words, paragraph

STEPS = 4  # rows of milestones


class Day(forms.DateField):
    """A day, picked or typed as 2026-12-31."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class PlanForm(forms.Form):
    """When the work begins and ends."""

    starts = Day(label=_("Begins on"))
    due = Day(label=_("To be finished by"))


class StepForm(forms.Form):
    """One milestone."""

    title = Words(label=_("Milestone"), max_length=160, required=False)
    title_en = Words(label=_("Milestone in English"), max_length=160, required=False)
    due = Day(label=_("Due"), required=False)

    def clean(self) -> dict[str, Any]:
        """Words and a day, or neither."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(data.get("title")) != bool(data.get("due")) and not self.errors:
            raise forms.ValidationError(_("A milestone has words and a day."))
        return data


Steps = forms.formset_factory(StepForm, extra=STEPS, max_num=30)


class ContractForm(forms.Form):
    """Who makes it."""

    contractor = Words(label=_("Contractor"), max_length=200)
    amount = forms.DecimalField(label=_("Amount in baht"), max_digits=18, decimal_places=2, min_value=Decimal("0.01"))
    number = Words(label=_("Number of the contract"), max_length=80, required=False)
    signed = Day(label=_("Signed on"), required=False)
    url = forms.URLField(label=_("Address of the contract"), max_length=300, required=False, assume_scheme="https")


class ReportForm(forms.Form):
    """What has happened."""

    percent = forms.IntegerField(label=_("Percent done"), min_value=0, max_value=100)
    paid = forms.DecimalField(label=_("Paid so far in baht"), max_digits=18, decimal_places=2, min_value=Decimal(0))
    words = paragraph(_("What has happened"), 2000, rows=4)
    words_en = paragraph(_("The same in English"), 2000, rows=3, required=False)
    milestone = forms.ModelChoiceField(
        label=_("Milestone reached"), queryset=Milestone.objects.none(), required=False, empty_label=_("none")
    )
    photo = forms.FileField(
        label=_("Photograph"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP. It is drawn anew: where and when it was taken is not kept."),
    )
    photo_words = Words(label=_("What the photograph shows"), max_length=200, required=False)

    def __init__(self, work: Work, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if work.fundings.exists():
            del self.fields["paid"]  # the ledger says it
        choice = self.fields["milestone"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101  (declared above)
        choice.queryset = work.milestones.filter(reached=None)

    def clean_photo(self) -> ContentFile[bytes] | None:
        """The photograph, drawn anew."""
        sent = self.cleaned_data["photo"]
        if not sent:
            return None
        try:
            return redraw(sent.read())
        except Refused as refused:
            raise forms.ValidationError(str(refused.reasons[0])) from refused

    def news(self) -> actions.News:
        """The report as the action takes it."""
        return actions.News(**{"paid": None, **self.cleaned_data})


class FundingForm(forms.Form):
    """The line that pays for a work."""

    line = LineId(label=_("Budget line"), max_length=500, help_text=_("Address or id of the line."))


class DelayForm(forms.Form):
    """Until when, and why."""

    until = Day(label=_("New day"))
    reason = paragraph(_("Reason"), 2000, rows=4, help_text=_("At least 20 characters. Everybody can read it."))
    reason_en = paragraph(_("Reason in English"), 2000, rows=3, required=False)
