"""The ballot as a form: what was chosen, from which form, under which rules."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Citizen
from budgets.rounds import rules
from budgets.rounds.actions.casting import check
from budgets.rounds.ballots import Choices
from budgets.rounds.models import Round

UNKNOWN = _("This ballot names a project that cannot be voted on here.")


@dataclass(frozen=True)
class Mark:
    """What one project's line on the paper holds: the name and id of its field and what is entered now."""

    code: str
    name: str
    id: str
    value: str


class ReceiptForm(forms.Form):
    """The receipt of a ballot."""

    receipt = forms.UUIDField(
        label=_("Number of the receipt"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("It stands on your receipt: 32 letters and digits in five groups."),
        error_messages={"invalid": _("A receipt has 32 letters and digits, from 0 to 9 and a to f.")},
    )


class PrintForm(forms.Form):
    """Which ballot papers to print."""

    district = forms.ChoiceField(label=_("District"), required=False)
    size = forms.ChoiceField(label=_("Print"), choices=[("normal", _("normal")), ("large", _("large"))], required=False)
    copies = forms.IntegerField(
        label=_("Different orders"),
        min_value=1,
        max_value=10,
        required=False,
        help_text=_("Each paper has the projects in another order. Print as many of each as you need."),
    )

    def __init__(self, districts: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if districts:
            self.fields["district"].choices = districts  # type: ignore[attr-defined]
        else:
            del self.fields["district"]


class BallotForm(forms.Form):
    """Projects chosen (ticked, given points or ranked), in the order of this voter's own ballot paper.

    `form` is a random word: the same form sent twice is one ballot. `rules` is the fingerprint of the rules
    that the voter has read. Ticks are values of `choices`; points and ranks are fields `mark-<code>`.
    """

    choices = forms.MultipleChoiceField(
        label=_("Projects"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": UNKNOWN},
    )
    form = forms.CharField(widget=forms.HiddenInput, max_length=64)
    rules = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, round_: Round, citizen: Citizen, order: Sequence[str], *args: Any, **kwargs: Any) -> None:
        self.round, self.citizen, self.order = round_, citizen, order
        self.kind = rules.ballot_kind(round_)
        kwargs.setdefault("initial", {}).update(form=secrets.token_urlsafe(16), rules=round_.rules_hash)
        super().__init__(*args, **kwargs)
        self.fields["choices"].choices = [(code, code) for code in order]  # type: ignore[attr-defined]

    def marks(self) -> Iterable[Mark]:
        """The lines of the paper, in this voter's order."""
        source = self.data or self.initial
        ticked = source.getlist("choices") if hasattr(source, "getlist") else source.get("choices", [])
        for code in self.order:
            value = ("1" if code in ticked else "") if self.kind.field == "tick" else source.get(f"mark-{code}", "")
            name = "choices" if self.kind.field == "tick" else f"mark-{code}"
            yield Mark(code, name, f"id_{name}_{code}", str(value or ""))

    def hidden(self) -> list[tuple[str, str]]:
        """Names and values that carry this ballot to the next page."""
        return [(mark.name, mark.code if mark.name == "choices" else mark.value) for mark in self.marks() if mark.value]

    def clean_choices(self) -> Choices:
        """Every rule of the round that this ballot breaks, beside the field."""
        chosen: Choices = self.cleaned_data["choices"] if self.kind.field == "tick" else self._marked()
        problems = check(self.round, chosen, self.citizen)
        if problems:
            raise forms.ValidationError([forms.ValidationError(str(p.text), code=p.code) for p in problems])
        return chosen

    def _marked(self) -> Choices:
        """Points by project, or projects in the order of their ranks. Raises ValidationError for what is no number."""
        numbers = {mark.code: mark.value.strip() for mark in self.marks() if mark.value.strip() not in {"", "0"}}
        unclear = sorted(code for code, text in numbers.items() if not text.isdecimal() or len(text) > 4)
        if unclear:
            words = _("{codes}: write a whole number, or leave it empty.")
            raise forms.ValidationError(str(format_lazy(words, codes=", ".join(unclear))), code="number")
        given = {code: int(text) for code, text in numbers.items()}
        if self.kind.field == "points":
            return given
        if len(set(given.values())) != len(given):
            raise forms.ValidationError(_("Two projects have the same place. Give each its own."), code="same-place")
        return sorted(given, key=given.__getitem__)


class RecountForm(forms.Form):
    """Why a count should be made again, for everybody to read."""

    reason = forms.CharField(
        label=_("Why should it be counted again?"),
        help_text=_("Everybody can read this beside the result."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
    reason_en = forms.CharField(
        label=_("The same in English"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
