"""What people and officers fill in."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.eligibility import COUNTRY
from accounts.models import Agency, Citizen
from consult.texts.models import Law
from consult.threads.fields import Words, paragraph
from petitions import drafts
from petitions.fields import act_choice, offer_acts, with_sections
from petitions.kinds import PetitionKind
from petitions.models import Petition


class SignForm(forms.Form):
    """The second step of signing."""

    name_public = forms.BooleanField(
        label=_("Show my name to everybody on the page of this petition"),
        required=False,
        help_text=_("Leave it empty, and only the authority that receives the petition learns your name."),
    )
    tell_me = forms.BooleanField(label=_("Tell me of the answer and of every official step"), required=False)


class DraftForm(forms.Form):
    """The petition in its petitioner's words; which documents are asked for depends on the kind."""

    title = Words(label=_("Title"), max_length=200, help_text=_("One sentence that says what should change."))
    summary = paragraph(_("What you ask for"), 1000, rows=4)
    background = paragraph(_("Why"), 8000, help_text=_("What happens today, whom it touches, what should be better."))
    addressee = forms.ModelChoiceField(Agency.objects.none(), label=_("Addressed to"))
    draft = paragraph(
        _("The draft, divided into sections"),
        100_000,
        rows=14,
        required=False,
        help_text=_("Begin each section on a new line with its number: มาตรา ๑ …, or ข้อ ๑ … for an ordinance."),
    )
    principle = paragraph(_("Note of principle"), 8000, required=False)
    analysis = paragraph(_("Analysis of the main points"), 8000, required=False)
    title_en = Words(label=_("Title in English"), max_length=200, required=False)
    summary_en = paragraph(_("What you ask for, in English"), 1000, rows=4, required=False)

    def __init__(self, *args: Any, kind: PetitionKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["addressee"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101  (declared above)
        own = {"slug": kind.agency} if kind.agency else {"kind__in": kind.addressees}
        choice.queryset = Agency.objects.filter(**own)
        asked = {"draft" if document.field == "sections" else document.field for document in kind.documents}
        for name in ("draft", "principle", "analysis"):
            if name not in asked:
                del self.fields[name]

    @classmethod
    def initial_of(cls, petition: Petition) -> dict[str, Any]:
        """The values of an existing draft."""
        names = ("title", "title_en", "summary", "summary_en", "background", "principle", "analysis")
        values = {name: getattr(petition, name) for name in names}
        return values | {"addressee": petition.addressee_id, "draft": drafts.words_of(petition)}

    def clean_draft(self) -> str:
        """A text with sections in it, or nothing. Raises ValidationError."""
        return with_sections(self.cleaned_data["draft"])

    def text(self) -> dict[str, Any]:
        """The cleaned words as actions take them."""
        words = {name: value for name, value in self.cleaned_data.items() if name not in {"addressee", "draft"}}
        if "draft" in self.fields:
            pasted = self.cleaned_data["draft"]
            words |= {"sections": drafts.sections_of(pasted), "pasted": pasted}
        return words


class AddresseeForm(forms.Form):
    """To whom it goes: for a local kind, the authorities of the place where the person lives."""

    title = Words(max_length=200, widget=forms.HiddenInput)
    concerns = act_choice()
    addressee = forms.ModelChoiceField(Agency.objects.none(), label=_("Who should act?"))

    def __init__(
        self, *args: Any, kind: PetitionKind, citizen: Citizen, acts: Sequence[Law] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_acts(self.fields["concerns"], acts)
        if not acts:
            del self.fields["concerns"]
        choice = self.fields["addressee"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101  (declared above)
        found = Agency.objects.filter(**({"slug": kind.agency} if kind.agency else {"kind__in": kind.addressees}))
        if kind.is_local:
            code = citizen.area_id
            around = Q(areas__code__in=[COUNTRY, code[:2], code[:4], code]) | Q(areas__isnull=True)
            found = found.filter(around).distinct()
        choice.queryset = found
        if found.count() == 1:
            choice.empty_label = None


class CodeForm(forms.Form):
    """The code that a petitioner hands out."""

    code = forms.CharField(label=_("Code"), max_length=12, help_text=_("Eight letters and digits, as you were given."))

    def clean_code(self) -> str:
        """As it was made: small letters, no spaces."""
        return "".join(str(self.cleaned_data["code"]).lower().split()).replace("-", "")


class DelayForm(forms.Form):
    """A notice that petitions wait longer."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Agency"), empty_label=None)
    reason = paragraph(_("Reason"), 2000, rows=3, help_text=_("Everybody can read it."))
    reason_en = paragraph(_("Reason in English"), 2000, rows=3, required=False)
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["agency"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101  (declared above)
        choice.queryset = agencies


class OpenForm(forms.Form):
    """Opening for names."""

    electors = forms.IntegerField(
        label=_("Electors at the last council election"),
        min_value=1,
        max_value=60_000_000,
        required=False,
        help_text=_("The threshold is 3,000 names or one twentieth of this number, whichever is fewer."),
    )


class ReasonForm(forms.Form):
    """A decision that needs a reason."""

    reason = paragraph(_("Reason"), 4000, help_text=_("Everybody can read it."))


class CheckForm(forms.Form):
    """The outcome of the authority's check."""

    accepted = forms.TypedChoiceField(
        label=_("Outcome of the check"),
        choices=[("yes", _("Correct and complete")), ("no", _("Return it for correction"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = paragraph(_("Reason"), 4000, required=False, help_text=_("Needed when it is returned. It is published."))


class AnswerForm(forms.Form):
    """The official answer."""

    text = paragraph(_("Answer"), 20_000, rows=12)
    text_en = paragraph(_("Answer in English"), 20_000, rows=8, required=False)
    dated = forms.DateField(
        label=_("Date on the official letter"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    document = forms.FileField(
        label=_("The official letter"),
        required=False,
        help_text=_("PDF, DOCX, ODT, PNG or JPG, at most 20 MB. Its fingerprint goes into the record."),
    )

    def clean_dated(self) -> date | None:
        """A day that has come. Raises ValidationError for one in the future."""
        day: date | None = self.cleaned_data["dated"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("The answer cannot be dated in the future."))
        return day


class NoteForm(forms.Form):
    """What an officer says to the public with a step."""

    note = paragraph(_("Note for the public"), 4000, rows=3, required=False)

    def __init__(self, *args: Any, label: Any = "", needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = label or self.fields["note"].label
        self.fields["note"].required = needed


class HolidayForm(forms.Form):
    """A day off by the moon or by announcement."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    name = Words(label=_("Name"), max_length=120)
    name_en = Words(label=_("Name in English"), max_length=120, required=False)


class PauseForm(forms.Form):
    """Why nobody can sign for a while."""

    reason = paragraph(_("Reason"), 2000, rows=3, help_text=_("Everybody can read it."))
    reason_en = paragraph(_("Reason in English"), 2000, rows=3, required=False)


class ExtendForm(forms.Form):
    """More time for a clock."""

    code = forms.SlugField(widget=forms.HiddenInput)
    days = forms.IntegerField(label=_("Days more"), min_value=1, max_value=180)
    reason = paragraph(_("Reason"), 4000, rows=3, help_text=_("Everybody can read it."))


class AppealForm(forms.Form):
    """Why a decision is wrong."""

    reason = paragraph(_("Why is the decision wrong?"), 4000, help_text=_("Only those who decide read it."))


class DecisionForm(forms.Form):
    """The decision about an appeal."""

    upheld = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Uphold the appeal: the petition goes on")), ("no", _("Dismiss the appeal"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = paragraph(_("Reason"), 4000, help_text=_("Everybody can read it."))
