"""What citizens, reviewers and moderators fill in."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Area, User
from accounts.refusals import Refused
from budgets.proposals import actions, rules
from budgets.proposals.models import Proposal
from budgets.rounds.models import Envelope, Round
from budgets.rounds.rules import REVIEWING
from cms.photos import redraw
from consult.threads.fields import Words, paragraph
from consult.threads.languages import language_of

LINES = 6  # rows of an estimate
YES_NO = ((True, _("yes")), (False, _("no")))


class TitleForm(forms.Form):
    """The first step: the title, so that what is similar can be shown before anything is written."""

    title = Words(label=_("What do you propose?"), max_length=200, help_text=_("One sentence."))


class ProposalForm(TitleForm):
    """The whole proposal. A phone gives its place only when the person types or taps it."""

    body = paragraph(_("What should be done, and why"), 4000, rows=6, help_text=_("Everybody can read it."))
    place = Words(
        label=_("Place"), max_length=160, help_text=_("A street, a school, a bridge: so that others find it.")
    )
    district = forms.ModelChoiceField(
        label=_("District"), queryset=Area.objects.none(), required=False, empty_label=_("all of it")
    )
    point = forms.CharField(
        label=_("Point on the map"),
        required=False,
        max_length=40,
        help_text=_("Latitude and longitude, such as 18.78834, 98.98530. May be left empty."),
    )
    photo = forms.FileField(
        label=_("Photograph"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP. It is drawn anew: where and when it was taken is not kept."),
    )
    photo_words = Words(label=_("What the photograph shows"), max_length=200, required=False)
    name_public = forms.BooleanField(label=_("Show my name"), required=False)
    form = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, round_: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["district"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101  (declared above)
        choice.queryset = districts(round_)
        self.fields["form"].initial = uuid.uuid4

    def clean_point(self) -> tuple[Decimal, Decimal] | None:
        """Two numbers on the earth, or nothing."""
        text = str(self.cleaned_data["point"]).strip()
        if not text:
            return None
        try:
            latitude, longitude = (Decimal(part.strip()).quantize(Decimal("0.00001")) for part in text.split(","))
            right = -90 <= latitude <= 90 and -180 <= longitude <= 180
        except (ValueError, ArithmeticError):
            right = False
        if not right:
            raise forms.ValidationError(_("Write it as two numbers with a comma: 18.78834, 98.98530."))
        return latitude, longitude

    def clean_photo(self) -> ContentFile[bytes] | None:
        """The photograph, drawn anew."""
        sent = self.cleaned_data["photo"]
        if not sent:
            return None
        try:
            return redraw(sent.read())
        except Refused as refused:
            raise forms.ValidationError(str(refused.reasons[0])) from refused

    def clean(self) -> dict[str, Any]:
        """A photograph comes with words for those who cannot see it."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("photo") and not data.get("photo_words"):
            self.add_error("photo_words", _("Say what the photograph shows, for people who cannot see it."))
        return data

    def words(self) -> actions.Words:
        """The proposal as the action takes it."""
        data = self.cleaned_data
        names = ("title", "body", "place", "district", "photo", "photo_words", "name_public")
        latitude, longitude = data["point"] or (None, None)
        kept = {name: data[name] for name in names}
        return actions.Words(language=language_of(data["body"]), latitude=latitude, longitude=longitude, **kept)


class OpinionForm(forms.Form):
    """A reviewer's declaration and opinion: an interest, or both findings with reasons."""

    conflict = forms.TypedChoiceField(
        label=_("Do you have an interest in this proposal?"),
        choices=((False, _("No")), (True, _("Yes: I stand aside"))),
        coerce=lambda value: value in {"True", True},
        widget=forms.RadioSelect,
        help_text=_("Yourself or your family own, sell or live beside what it is about, or know the author well."),
    )
    conflict_words = Words(label=_("Which interest?"), max_length=500, required=False)
    feasible = forms.TypedChoiceField(
        label=_("Can it be done?"), choices=YES_NO, coerce=lambda v: v == "True", widget=forms.RadioSelect,
        required=False, empty_value=None,
    )  # fmt: skip
    feasible_reason = paragraph(_("Why it can or cannot be done"), 2000, rows=4, required=False)
    legal = forms.TypedChoiceField(
        label=_("Is it lawful and within the authority's powers?"), choices=YES_NO, coerce=lambda v: v == "True",
        widget=forms.RadioSelect, required=False, empty_value=None,
    )  # fmt: skip
    legal_reason = paragraph(_("Why it is or is not lawful"), 2000, rows=4, required=False)

    def clean(self) -> dict[str, Any]:
        """Either the interest in words, or everything else with reasons."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("conflict"):
            if not data.get("conflict_words"):
                self.add_error("conflict_words", _("Say which interest you have; everybody can read it."))
            return data
        for name in ("feasible", "legal"):
            if data.get(name) is None:
                self.add_error(name, _("Answer yes or no."))
            if len((data.get(f"{name}_reason") or "").strip()) < rules.LEAST:
                self.add_error(f"{name}_reason", _("At least 20 characters: people will read it."))
        return data

    def finding(self) -> actions.Finding:
        """The opinion as the action takes it."""
        names = ("feasible", "feasible_reason", "legal", "legal_reason")
        return actions.Finding(**{name: self.cleaned_data[name] for name in names})


class DecisionForm(forms.Form):
    """Accept or refuse, with a reason; what it costs when it is accepted."""

    accepted = forms.TypedChoiceField(
        label=_("Decision"),
        choices=((True, _("accepted: it goes on the ballot")), (False, _("refused"))),
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
    )
    reason = paragraph(_("Reason"), 4000, rows=5, help_text=_("At least 20 characters. Everybody can read it."))
    reason_en = paragraph(_("Reason in English"), 4000, rows=3, required=False)
    title_en = Words(label=_("Title of the project in English"), max_length=200, required=False)

    def clean_reason(self) -> str:
        """Long enough to be one."""
        return _long_enough(self.cleaned_data["reason"])


class CostForm(forms.Form):
    """One line of the estimate."""

    words = Words(label=_("What for"), max_length=200, required=False)
    amount = forms.DecimalField(
        label=_("Baht"), max_digits=16, decimal_places=2, min_value=Decimal("0.01"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Both or neither."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(data.get("words")) != bool(data.get("amount")) and not self.errors:
            raise forms.ValidationError(_("A line of the estimate has words and an amount."))
        return data


CostLines = forms.formset_factory(CostForm, extra=LINES, max_num=30)


class AppealForm(forms.Form):
    """Why the decision is wrong."""

    words = paragraph(_("Why is the decision wrong?"), 4000, rows=6, help_text=_("At least 20 characters."))

    def clean_words(self) -> str:
        """Long enough to be one."""
        return _long_enough(self.cleaned_data["words"])


class ReasonForm(forms.Form):
    """A reason that everybody can read."""

    reason = paragraph(_("Reason"), 500, rows=3, help_text=_("At least 20 characters. Everybody can read it."))

    def clean_reason(self) -> str:
        """Long enough to be one."""
        return _long_enough(self.cleaned_data["reason"])


class MergeForm(ReasonForm):
    """Which proposal joins this one, and why."""

    other = forms.ModelChoiceField(
        label=_("Which proposal joins this one?"), queryset=Proposal.objects.none(), empty_label="–"
    )

    field_order = ("other", "reason")

    def __init__(self, proposal: Proposal, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["other"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101  (declared above)
        choice.queryset = Proposal.objects.of(proposal.round_id).waiting().exclude(pk=proposal.pk).order_by("title")


class SplitForm(ReasonForm):
    """The two parts that a proposal is divided into."""

    title_1 = Words(label=_("Title of the first part"), max_length=200)
    body_1 = paragraph(_("What the first part says"), 4000, rows=4)
    title_2 = Words(label=_("Title of the second part"), max_length=200)
    body_2 = paragraph(_("What the second part says"), 4000, rows=4)

    field_order = ("title_1", "body_1", "title_2", "body_2", "reason")

    def parts(self, whole: Proposal) -> list[actions.Words]:
        """Both parts, at the place of the whole."""
        data = self.cleaned_data
        return [actions.Words(data[f"title_{n}"], data[f"body_{n}"], whole.place, whole.district) for n in (1, 2)]


class OfficerChoice(forms.ModelChoiceField[User]):
    """Officers by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(obj.name)


class ReviewerForm(forms.Form):
    """Who is named, by which position."""

    user = OfficerChoice(label=_("Officer"), queryset=User.objects.none(), empty_label="–")
    title = Words(label=_("Position"), max_length=120)
    title_en = Words(label=_("Position in English"), max_length=120, required=False)

    def __init__(self, round_: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["user"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101  (declared above)
        members = User.objects.filter(memberships__agency=round_.page.agency, memberships__role__in=REVIEWING)
        named = round_.reviewers.values("user")
        choice.queryset = members.exclude(pk__in=named).distinct().order_by("name")


def districts(round_: Round) -> QuerySet[Area]:
    """The districts that a proposal can name: those with an envelope, or the smallest parts of where voters live."""
    kept = Envelope.objects.filter(round=round_, kind=Envelope.Kind.DISTRICT).values_list("code", flat=True)
    if codes := list(kept):
        return Area.objects.filter(code__in=codes).order_by("code")
    inside = Q(pk__in=[])
    for code in rules.eligible(round_).areas:
        inside |= Q(parent_id=code)
    return Area.objects.filter(inside).order_by("code")


def _long_enough(text: str) -> str:
    if len(text.strip()) < rules.LEAST:
        raise forms.ValidationError(_("At least 20 characters: people will read it."))
    return text
